// Where the thing at the cursor is defined: file:line:column and the line. `? declaration`,
// `? type` and `? implementation` ask for those.

#include "lsp/features/locations.h"

#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string locations(const Fixture& fixture) {
    Inference inference;
    const WorldPtr world = world_of(fixture);
    inference.begin(world);
    const FilePtr file = main_file(*world, fixture);
    const std::string ask = fixture.asks.empty() ? "definition" : fixture.asks.front();
    const Position at = fixture.cursor;
    const std::vector<Location> found =
        ask == "declaration" ? declarations(inference, file, at)
        : ask == "type"      ? type_definitions(inference, file, at)
        : ask == "implementation"
            ? implementations(inference, file, at, files_by_their_text(*world))
            : definitions(inference, file, at);
    std::string text;
    for (const Location& one : found) {
        std::string path = one.file->path;
        if (path.starts_with(fixture_root)) path = path.substr(fixture_root.size() + 1);
        if (one.file->origin == Origin::Standard) path = '<' + one.file->module + '>';
        const Position begin = one.name.begin;
        // The lines of typeshed change with its version.
        if (one.file->origin != Origin::Standard) {
            path += ':' + std::to_string(begin.line + 1) + ':' + std::to_string(begin.byte + 1);
        }
        std::string_view line = one.file->tree->line_text(begin.line);
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        text += path + ' ' + std::string(line) + '\n';
    }
    return text;
}

}  // namespace pilcrow::lsp::fixtures
