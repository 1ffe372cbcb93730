// `? down` moves down, `? up` up.
#include "tests/lsp/structure_answer.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string move(const Fixture& fixture) {
    const Direction direction = asks(fixture, "down") ? Direction::Down : Direction::Up;
    return structure_answer(fixture, [&](const Tree& tree, Range selection) {
        return lsp::move(tree, selection, direction);
    });
}

}  // namespace pilcrow::lsp::fixtures
