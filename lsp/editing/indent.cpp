#include "lsp/editing/checked.h"
#include "lsp/editing/nodes.h"
#include "lsp/editing/places.h"
#include "lsp/editing/rewrite.h"
#include "lsp/editing/structure.h"

#include <algorithm>

namespace pilcrow::lsp {

using namespace editing;

namespace {

// The next deeper place of an empty line or delimiter.
StructureAnswer deeper_place(const Lines& lines, std::uint32_t line) {
    const bool blank = lines.kind(line) == LineKind::Blank;
    const std::uint32_t column =
        blank ? static_cast<std::uint32_t>(lines.text(line).size()) : lines.column(line);
    const std::vector<Place> places = places_at(lines, line);
    // White space alone is a statement's place, or none.
    const bool at_place = !blank || std::any_of(places.begin(), places.end(), [&](const Place& p) {
        return p.line.column == column &&
               (p.line.kind == LineKind::Statement || p.line.kind == LineKind::Continue);
    });
    for (const Place& place : places) {
        if (place.line.column > column || (!at_place && place.line.column == column)) {
            return edit_of(lines, {{line, 1, {place.line.text()}}}, {line, place.cursor});
        }
    }
    return {};
}

// A header's `\:` that only waits for its line's end.
bool is_lone_colon(const Lines& lines, std::uint32_t line) {
    return lines.kind(line) == LineKind::Continue && lines.content(line) == ":" &&
           lines.shape().first_child(lines.block(line)) == no_block;
}

// Whether nodes of a run can be items: no statement that has a block, nor a part of one that has.
bool can_be_items(const Lines& lines, Run run) {
    const BlockTree& shape = lines.shape();
    for (BlockId node = run.first; node != no_block && node <= run.last;
         node = shape.next_sibling(node)) {
        if (node_kind(lines, node) == LineKind::Item) continue;
        if (opener_of(lines, last_segment(lines, node)) == Opener::Block) return false;
        if (is_clause(lines, node) || first_word(lines, node) == TokenKind::At) return false;
    }
    return true;
}

}  // namespace

StructureAnswer indent(const Tree& tree, Range selection) {
    if (tree.layout != Layout::Pilcrow) return {};
    const Lines lines(tree);
    const BlockTree& shape = lines.shape();
    const Position cursor = lines.clamped(selection.begin);
    if (selection.begin == selection.end &&
        (lines.kind(cursor.line) == LineKind::Blank || is_empty_delimiter(lines, cursor.line) ||
         is_lone_colon(lines, cursor.line))) {
        return checked(lines, deeper_place(lines, cursor.line));
    }
    const std::optional<Run> chosen = run_of(lines, selection);
    if (!chosen) return {};
    // A clause by itself may be what stands wrong.
    const bool clause = chosen->first == chosen->last && is_clause(lines, chosen->first);
    const Run run = clause ? *chosen : whole_statements(lines, *chosen);
    const BlockId before = previous_sibling(lines, run.first);
    if (before == no_block) return {};
    const BlockId group = last_segment(lines, before);
    const LineKind kind = child_kind(lines, group);
    switch (opener_of(lines, group)) {
    case Opener::Block:
        if (node_kind(lines, run.first) != LineKind::Statement) return {};
        break;
    case Opener::Bracket:
        if (!can_be_items(lines, run)) return {};
        break;
    default: return {};
    }
    if (kind == LineKind::Statement && shape.first_child(group) == no_block &&
        lines.kind(lines.line_of(group)) == LineKind::Item) {
        return {};
    }
    const Moved nodes = moved(lines, run, child_column(lines, group), kind);
    return checked(
        lines, edit_with(lines, {{nodes.from.begin, nodes.from.size(), nodes.lines}},
                         nodes.place({lines.clamped(selection.begin), lines.clamped(selection.end)},
                                     nodes.from.begin)));
}

}  // namespace pilcrow::lsp
