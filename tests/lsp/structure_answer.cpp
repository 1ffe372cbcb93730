#include "tests/lsp/structure_answer.h"

#include "lsp/editing/text_change.h"
#include "lsp/source/source_file.h"
#include "parser/parse.h"

#include <algorithm>

namespace pilcrow::lsp::fixtures {
namespace {

std::string with_crlf(const std::string& text) {
    std::string result;
    for (const char c : text) result += c == '\n' ? "\r\n" : std::string(1, c);
    return result;
}

// Back to line feeds; a line end of another kind than two bytes is told.
std::string without_crlf(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) result += "(a line feed alone)";
        result += text[i];
    }
    return result;
}

}  // namespace

bool asks(const Fixture& fixture, const std::string& word) {
    return std::find(fixture.asks.begin(), fixture.asks.end(), word) != fixture.asks.end();
}

std::string structure_answer(const Fixture& fixture, const StructureRequest& request) {
    const bool crlf = asks(fixture, "crlf");
    std::string text = fixture.files.at(fixture.main);
    if (crlf) text = with_crlf(text);
    const Tree tree = parse(text, layout_of(fixture.main));
    const StructureAnswer answer = request(tree, {fixture.selection_begin, fixture.selection_end});
    if (!answer) return "(nothing)";
    if (answer->edits.empty() && !answer->reason.empty()) {
        return "(refused: " + answer->reason + ")";
    }
    std::string after = editing::applied(editing::Lines(tree), answer->edits);
    const std::size_t begin = editing::offset_of(after, answer->selection.begin);
    const std::size_t end = editing::offset_of(after, answer->selection.end);
    if (begin == end) {
        after.insert(begin, "$0");
    } else {
        after.insert(end, "$>");
        after.insert(begin, "$<");
    }
    return crlf ? without_crlf(after) : after;
}

}  // namespace pilcrow::lsp::fixtures
