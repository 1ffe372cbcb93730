// The lines that change when the thing at the cursor is called as `? NAME` says, or why it is not.

#include "lsp/features/references.h"
#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

#include <set>

namespace pilcrow::lsp::fixtures {

std::string rename(const Fixture& fixture) {
    Inference inference;
    const WorldPtr world = world_of(fixture);
    inference.begin(world);
    const RenameResult result = lsp::rename(inference, main_file(*world, fixture), fixture.cursor,
                                            fixture.asks.empty() ? "new" : fixture.asks.front(),
                                            files_by_their_text(*world));
    if (!result.refusal.empty()) return result.refusal;
    std::string text;
    for (const auto& [path, edits] : result.edits) {
        const FilePtr file = world->file(path);
        std::map<std::uint32_t, std::string> lines;
        for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
            const std::uint32_t line = edit->range.begin.line;
            auto [at, is_new] = lines.try_emplace(line);
            if (is_new) at->second = file->tree->line_text(line);
            at->second.replace(edit->range.begin.byte,
                               edit->range.end.byte - edit->range.begin.byte, edit->text);
        }
        for (const auto& [line, changed] : lines) {
            text += path.substr(fixture_root.size() + 1) + ':' + std::to_string(line + 1) + ": " +
                    changed + '\n';
        }
    }
    return text;
}

}  // namespace pilcrow::lsp::fixtures
