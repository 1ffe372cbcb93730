#include "lsp/editing/stepping_out.h"

#include "lsp/editing/content.h"
#include "lsp/editing/nodes.h"
#include "lsp/editing/places.h"

#include <algorithm>

namespace pilcrow::lsp::editing {
namespace {

// The innermost of `places` that is further out than the line, or null.
const Place* outer_of(const std::vector<Place>& places, const Lines& lines, std::uint32_t line,
                      std::uint32_t column) {
    // A statement's `\` stands in the column of the statement that it becomes.
    const bool segment = lines.kind(line) == LineKind::Continue;
    const Place* found = nullptr;
    for (const Place& place : places) {
        const bool outer = place.line.column < column || (segment && place.line.column == column &&
                                                          place.line.kind == LineKind::Statement);
        if (outer) found = &place;
    }
    return found;
}

// Where a cursor stands behind the code of a line.
Position behind_code(const Lines& lines, std::uint32_t line, std::uint32_t written_line) {
    const Content content{std::string(lines.content(line))};
    return {written_line, lines.content_at(line) + content.code_end()};
}

}  // namespace

StructureAnswer step_out(const Lines& lines, std::uint32_t line, std::uint32_t above) {
    const BlockTree& shape = lines.shape();
    const std::uint32_t column = lines.kind(line) == LineKind::Blank
                                     ? static_cast<std::uint32_t>(lines.text(line).size())
                                     : lines.column(line);
    const std::vector<Place> places = places_at(lines, line);
    if (const Place* place = outer_of(places, lines, line, column)) {
        const Place& chosen = *place;
        return edit_of(lines, {{line - above, 1 + above, {chosen.line.text()}}},
                       {line - above, chosen.cursor});
    }
    const BlockId block = lines.block(line);
    if (block == no_block) return {};
    // The group goes on below: out of its middle.
    const std::vector<Place> all = places_at(lines, line, true);
    const Place* outer = outer_of(all, lines, line, column);
    const BlockId group = shape.parent(block);
    if (outer == nullptr || group == no_block || !shape.is_head(block)) return {};
    if (lines.kind(line) == LineKind::Literal) return {};
    if (const BlockId next = shape.next_segment(group); next != no_block) {
        const std::uint32_t there = lines.line_of(next);
        return edit_of(lines, {{line, 1, {}}}, behind_code(lines, there, there - 1));
    }
    const std::uint32_t end = lines_of(lines, shape.head(group)).end;
    return edit_of(lines, {{line, 1, {}}, {end, 0, {outer->line.text()}}},
                   {end - 1, outer->cursor});
}

}  // namespace pilcrow::lsp::editing
