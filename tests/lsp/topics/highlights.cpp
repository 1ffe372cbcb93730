// What is highlighted: line:column word, `w` where it is written.

#include "lsp/features/highlights.h"

#include "lsp/source/names_cache.h"
#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string highlights(const Fixture& fixture) {
    const WorldPtr world = world_of(fixture);
    const FilePtr file = main_file(*world, fixture);
    NamesCache cache;
    const Scopes scopes(cache.of(*file));
    std::string text;
    for (const Highlight& one : lsp::highlights(scopes, fixture.cursor)) {
        const Range& range = one.range;
        text +=
            std::to_string(range.begin.line + 1) + ':' + std::to_string(range.begin.byte + 1) + ' ';
        text += file->tree->line_text(range.begin.line)
                    .substr(range.begin.byte, range.end.byte - range.begin.byte);
        text += one.kind == HighlightKind::Write ? " w\n" : "\n";
    }
    return text;
}

}  // namespace pilcrow::lsp::fixtures
