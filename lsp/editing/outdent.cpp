#include "lsp/editing/checked.h"
#include "lsp/editing/nodes.h"
#include "lsp/editing/places.h"
#include "lsp/editing/rewrite.h"
#include "lsp/editing/stepping_out.h"
#include "lsp/editing/structure.h"

#include <algorithm>

namespace pilcrow::lsp {

using namespace editing;

namespace {

// True where a segment of a header's list holds the node: it cannot leave without its header.
bool is_in_header(const Lines& lines, BlockId group) {
    const BlockTree& shape = lines.shape();
    if (opener_of(lines, group) == Opener::Block) return false;
    for (BlockId segment = shape.head(group); segment != no_block;
         segment = shape.next_segment(segment)) {
        if (opener_of(lines, segment) == Opener::Block) return true;
    }
    return lacks_colon(lines, shape.head(group));
}

}  // namespace

StructureAnswer outdent(const Tree& tree, Range selection) {
    if (tree.layout != Layout::Pilcrow) return {};
    const Lines lines(tree);
    const BlockTree& shape = lines.shape();
    const Position cursor = lines.clamped(selection.begin);
    if (selection.begin == selection.end &&
        (lines.kind(cursor.line) == LineKind::Blank || is_empty_delimiter(lines, cursor.line))) {
        return checked(lines, step_out(lines, cursor.line));
    }
    const std::optional<Run> chosen = run_of(lines, selection);
    if (!chosen) return {};
    const bool clause = chosen->first == chosen->last && is_clause(lines, chosen->first);
    const Run run = clause ? *chosen : whole_statements(lines, *chosen);
    const BlockId group = shape.parent(run.first);
    const LineKind kind = node_kind(lines, run.first);
    if (group == no_block || (kind != LineKind::Statement && kind != LineKind::Item)) return {};
    if (is_in_header(lines, group)) return {};
    const BlockId parent = shape.head(group);
    const LineKind outside = node_kind(lines, parent);
    if (outside == LineKind::Literal || (outside == LineKind::Item && kind != outside)) return {};

    const Moved nodes = moved(lines, run, shape[parent].column, outside);
    const Range there{lines.clamped(selection.begin), lines.clamped(selection.end)};
    // Behind the whole statement that it was part of; where it is the last of that, it stays.
    const std::uint32_t end =
        lines_of(lines, clause ? Run{parent, parent} : whole_statement(lines, parent)).end;
    if (end <= nodes.from.end) {
        return checked(lines, edit_with(lines, {{nodes.from.begin, nodes.from.size(), nodes.lines}},
                                        nodes.place(there, nodes.from.begin)));
    }
    return checked(
        lines, edit_with(lines, {{nodes.from.begin, nodes.from.size(), {}}, {end, 0, nodes.lines}},
                         nodes.place(there, end - nodes.from.size())));
}

StructureAnswer backspace(const Tree& tree, Position position) {
    if (tree.layout != Layout::Pilcrow) return {};
    const Lines lines(tree);
    const Position cursor = lines.clamped(position);
    const std::uint32_t line = cursor.line;
    if (!is_empty_delimiter(lines, line) || cursor.byte <= lines.lead_at(line)) return {};
    const BlockId block = lines.block(line);
    const bool goes_on =
        lines.shape().is_head(block) && lines.shape().next_sibling(block) != no_block;
    if (!goes_on) {
        if (StructureAnswer out = checked(lines, step_out(lines, line))) return out;
    }
    // Out of a group's middle: the line goes.
    if (line == 0) return {};
    return checked(lines,
                   edit_of(lines, {{line, 1, {}}},
                           {line - 1, static_cast<std::uint32_t>(lines.text(line - 1).size())}));
}

}  // namespace pilcrow::lsp
