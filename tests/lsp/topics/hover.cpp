// What is shown of the thing at the cursor.

#include "lsp/features/hover.h"

#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string hover(const Fixture& fixture) {
    Inference inference;
    const WorldPtr world = world_of(fixture);
    inference.begin(world);
    const auto found = lsp::hover(inference, main_file(*world, fixture), fixture.cursor);
    return found ? found->markdown : "nothing";
}

}  // namespace pilcrow::lsp::fixtures
