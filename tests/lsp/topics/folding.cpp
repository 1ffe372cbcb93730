// What folds: a line for each range, from 1.

#include "lsp/features/folding.h"

#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string folding(const Fixture& fixture) {
    static constexpr const char* kinds[] = {"", " imports", " comment", " region"};
    const WorldPtr world = world_of(fixture);
    std::string text;
    for (const Fold& fold : folds(*main_file(*world, fixture)->tree)) {
        text += std::to_string(fold.first_line + 1) + '-' + std::to_string(fold.last_line + 1) +
                kinds[static_cast<int>(fold.kind)] + '\n';
    }
    return text;
}

}  // namespace pilcrow::lsp::fixtures
