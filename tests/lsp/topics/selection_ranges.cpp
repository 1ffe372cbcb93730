// The ranges that a selection grows to, each as its text (line ends shown as ⏎).

#include "lsp/features/selection_ranges.h"

#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {

std::string selection_ranges(const Fixture& fixture) {
    const WorldPtr world = world_of(fixture);
    const Tree& tree = *main_file(*world, fixture)->tree;
    std::string text;
    for (const Range& range : lsp::selection_ranges(tree, fixture.cursor)) {
        for (std::uint32_t line = range.begin.line; line <= range.end.line; ++line) {
            if (line >= tree.line_count) break;
            std::string_view part = tree.line_text(line);
            if (line == range.end.line) part = part.substr(0, range.end.byte);
            if (line == range.begin.line) part.remove_prefix(range.begin.byte);
            text += part;
            if (line != range.end.line) text += "⏎";
        }
        text += '\n';
    }
    return text;
}

}  // namespace pilcrow::lsp::fixtures
