// Where the thing at the cursor stands: file:line:column, `w` where it is bound, `as` under an
// alias.

#include "lsp/features/references.h"

#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string references(const Fixture& fixture) {
    Inference inference;
    const WorldPtr world = world_of(fixture);
    inference.begin(world);
    std::string text;
    for (const Reference& one : lsp::references(inference, main_file(*world, fixture),
                                                fixture.cursor, files_by_their_text(*world))) {
        text += one.file->path.substr(fixture_root.size() + 1) + ':' +
                std::to_string(one.range.begin.line + 1) + ':' +
                std::to_string(one.range.begin.byte + 1) + (one.binds ? " w" : "") +
                (one.alias ? " as\n" : "\n");
    }
    return text;
}

}  // namespace pilcrow::lsp::fixtures
