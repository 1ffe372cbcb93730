// Keys one after the other, as someone types them: `? Enter`, `? Tab`, `? Shift-Tab`,
// `? Backspace`, `? Up` and `? Down` (moving), and everything else as text. Where the structure
// says nothing about a key, it does what it does in any editor. The answer is the text at the end.
#include "lsp/editing/text_change.h"
#include "lsp/source/source_file.h"
#include "parser/parse.h"
#include "tests/lsp/structure_answer.h"
#include "tests/lsp/topics.h"

#include <utility>

namespace pilcrow::lsp::fixtures {
namespace {

struct Typist {
    std::string text;
    Position cursor;

    void insert(std::string_view typed) {
        const std::size_t at = editing::offset_of(text, cursor);
        text.insert(at, typed);
        cursor = editing::position_of(text, at + typed.size());
    }
    void press(const std::string& key) {
        const Tree tree = parse(text, Layout::Pilcrow);
        const Range here{cursor, cursor};
        StructureAnswer answer;
        if (key == "Enter") answer = lsp::on_enter(tree, here);
        if (key == "Tab") answer = lsp::indent(tree, here);
        if (key == "Shift-Tab") answer = lsp::outdent(tree, here);
        if (key == "Backspace") answer = lsp::backspace(tree, cursor);
        if (key == "Up") answer = lsp::move(tree, here, Direction::Up);
        if (key == "Down") answer = lsp::move(tree, here, Direction::Down);
        if (answer) {
            text = editing::applied(editing::Lines(tree), answer->edits);
            cursor = answer->selection.begin;
        } else if (key == "Enter") {
            insert("\n");
        } else if (key == "Tab") {
            insert("    ");
        } else if (key == "Backspace" && cursor.byte > 0) {
            text.erase(editing::offset_of(text, cursor) - 1, 1);
            --cursor.byte;
        }
    }
};

}  // namespace

std::string typing(const Fixture& fixture) {
    Typist typist{fixture.files.at(fixture.main), fixture.cursor};
    for (const std::string& key : fixture.asks) {
        const bool pressed = key == "Enter" || key == "Tab" || key == "Shift-Tab" ||
                             key == "Backspace" || key == "Up" || key == "Down";
        if (pressed) {
            typist.press(key);
        } else {
            typist.insert(key);
        }
    }
    typist.text.insert(editing::offset_of(typist.text, typist.cursor), "$0");
    return std::move(typist.text);
}

}  // namespace pilcrow::lsp::fixtures
