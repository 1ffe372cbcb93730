#include "tests/lsp/structure_answer.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string split(const Fixture& fixture) {
    return structure_answer(fixture, [](const Tree& tree, Range selection) {
        return lsp::split(tree, selection.begin);
    });
}

}  // namespace pilcrow::lsp::fixtures
