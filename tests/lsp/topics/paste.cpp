// The lines that the case asks (`? …`) are the clipboard; a last one that ends in `⏎` has a
// line end.
#include "tests/lsp/structure_answer.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string paste(const Fixture& fixture) {
    std::string text;
    for (const std::string& line : fixture.asks) {
        if (line == "crlf") continue;
        if (!text.empty()) text += '\n';
        text += line;
    }
    constexpr std::string_view line_end = "⏎";
    if (text.ends_with(line_end))
        text.replace(text.size() - line_end.size(), line_end.size(), "\n");
    return structure_answer(fixture, [&](const Tree& tree, Range selection) {
        return lsp::paste(tree, selection, text);
    });
}

}  // namespace pilcrow::lsp::fixtures
