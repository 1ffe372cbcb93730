// A line break that the editor has put already: the text afterwards.
#include "tests/lsp/structure_answer.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string on_line_break_typed(const Fixture& fixture) {
    return structure_answer(fixture, [](const Tree& tree, Range selection) {
        return lsp::on_line_break_typed(tree, selection.begin);
    });
}

}  // namespace pilcrow::lsp::fixtures
