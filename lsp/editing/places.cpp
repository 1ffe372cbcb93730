#include "lsp/editing/places.h"

#include "lsp/editing/content.h"

#include <algorithm>

namespace pilcrow::lsp::editing {
namespace {

constexpr std::uint32_t level_width = 4;

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\f") == std::string_view::npos;
}

Place place(BlockId group, std::uint32_t column, LineKind kind) {
    Place place{group, {column, kind, {}}, 0};
    place.cursor = place.line.content_at();
    return place;
}

}  // namespace

Opener opener_of(const Lines& lines, BlockId segment) {
    if (segment == no_block) return Opener::Block;
    const Tree& tree = lines.tree();
    Opener opener = Opener::None;
    const BlockId read = tree.reading->at_line(lines.line_of(segment));
    if (read != no_block) {
        const BlockId head = tree.reading->head(read);
        const Unit* unit = tree.unit(head);
        const std::uint32_t index = tree.reading->segment_index(read);
        if (unit != nullptr && index < unit->segment_count) {
            opener = unit->segments()[index].opener;
        }
    }
    const BlockId child = lines.shape().first_child(segment);
    if (opener != Opener::None || child == no_block) return opener;
    switch (lines.kind(lines.line_of(child))) {
    case LineKind::Item: return Opener::Bracket;
    case LineKind::Literal: return Opener::Literal;
    default: return Opener::Block;
    }
}

LineKind child_kind(const Lines& lines, BlockId segment) {
    switch (opener_of(lines, segment)) {
    case Opener::Bracket: return LineKind::Item;
    case Opener::Literal: return LineKind::Literal;
    default: return LineKind::Statement;
    }
}

std::uint32_t child_column(const Lines& lines, BlockId segment) {
    const BlockTree& shape = lines.shape();
    const LineKind kind = child_kind(lines, segment);
    // The first few decide: a group is in one column where it is not damaged.
    int looked_at = 0;
    for (BlockId child = shape.first_child(segment); child != no_block && looked_at < 8;
         child = shape.next_sibling(child), ++looked_at) {
        if (lines.kind(lines.line_of(child)) == kind) return shape[child].column;
    }
    return segment == no_block ? 0 : shape[shape.head(segment)].column + level_width;
}

LineKind node_kind(const Lines& lines, BlockId head) {
    const LineKind own = lines.kind(lines.line_of(head));
    const BlockId parent = lines.shape().parent(head);
    if (parent == no_block) return own;
    const LineKind group = child_kind(lines, parent);
    // An item that lost its comma is one; an item under a block is what it looks like.
    return own == LineKind::Statement && group == LineKind::Item ? LineKind::Item : own;
}

std::uint32_t content_column(const Lines& lines, BlockId head) {
    return BlockTree::content_column(lines.shape()[head]);
}

bool leaves_below(const Lines& lines, const Place& place, BlockId below) {
    if (below == no_block) return true;
    const BlockEntry& entry = lines.shape()[below];
    // What stands under a header that was not finished becomes its block.
    if (place.line.kind == LineKind::Continue && !entry.continues &&
        entry.previous == place.group && lines.kind(lines.line_of(below)) == LineKind::Statement) {
        return true;
    }
    // A `\\` below would continue what is placed in its column; any other line closes it.
    if (entry.continues) return place.line.column > entry.column;
    return place.line.column >= entry.column;
}

std::optional<BlockId> group_read(const Lines& lines, BlockId head) {
    const Tree& tree = lines.tree();
    if (tree.reading == tree.shape) return {};
    const BlockTree& reading = *tree.reading;
    const BlockId read = reading.at_line(lines.line_of(head));
    if (read == no_block) return {};
    const BlockId parent = reading.parent(read);
    const BlockId group = parent == no_block ? no_block : lines.block(reading[parent].line);
    if (group == lines.shape().parent(head)) return {};
    return group;
}

bool is_empty_delimiter(const Lines& lines, std::uint32_t line) {
    const LineKind kind = lines.kind(line);
    if (kind != LineKind::Item && kind != LineKind::Continue && kind != LineKind::Literal) {
        return false;
    }
    const std::string_view content = lines.content(line);
    if (kind == LineKind::Literal ? !content.empty() : !is_blank(content)) return false;
    const BlockId block = lines.block(line);
    return lines.shape().first_child(block) == no_block &&
           lines.shape().next_segment(block) == no_block;
}

bool lacks_colon(const Lines& lines, BlockId head) {
    const BlockTree& shape = lines.shape();
    if (node_kind(lines, head) != LineKind::Statement) return false;
    const Content first{std::string(lines.content(lines.line_of(head)))};
    if (!first.begins_compound()) return false;
    for (BlockId segment = head; segment != no_block; segment = shape.next_segment(segment)) {
        if (Content(std::string(lines.content(lines.line_of(segment)))).colon() != no_atom) {
            return false;
        }
    }
    return true;
}

Place empty_place(const Lines& lines, BlockId group) {
    return place(group, child_column(lines, group), child_kind(lines, group));
}

std::vector<Place> places_at(const Lines& lines, std::uint32_t line, bool anywhere) {
    const BlockTree& shape = lines.shape();
    const BlockId last = lines.block_before(line);
    const BlockId below = lines.block_behind(line);
    std::vector<Place> places;
    const auto add = [&](Place place) {
        if (anywhere || leaves_below(lines, place, below)) places.push_back(std::move(place));
    };
    if (last == no_block) {
        add(empty_place(lines, no_block));
        return places;
    }
    if (opener_of(lines, last) != Opener::None) add(empty_place(lines, last));
    for (BlockId node = shape.head(last);; node = shape.head(shape.parent(node))) {
        const BlockId parent = shape.parent(node);
        BlockId segment = node;
        while (shape.next_segment(segment) != no_block &&
               lines.line_of(shape.next_segment(segment)) < line) {
            segment = shape.next_segment(segment);
        }
        const Opener opener = opener_of(lines, segment);
        if ((opener == Opener::Bracket || opener == Opener::Literal) && lacks_colon(lines, node)) {
            Place colon = place(segment, content_column(lines, node), LineKind::Continue);
            colon.line.content = ":";
            add(colon);
        } else {
            add(empty_place(lines, parent));
        }
        if (parent == no_block) break;
    }
    std::reverse(places.begin(), places.end());
    // Damage can leave a group left of what it stands in.
    std::stable_sort(places.begin(), places.end(),
                     [](const Place& a, const Place& b) { return a.line.column < b.line.column; });
    return places;
}

}  // namespace pilcrow::lsp::editing
