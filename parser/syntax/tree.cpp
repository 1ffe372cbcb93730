#include "parser/syntax/tree.h"

#include <algorithm>

namespace pilcrow {

namespace {

std::size_t terminator_size(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
}

// True for units that stand inside the bracket or f-string that hangs: not for statements that
// damage left among items.
bool is_element(const Unit* unit) {
    return unit != nullptr && unit->root != no_node && unit->role != Role::Statement;
}

// The first element from the item `item` on (a head, or no_block).
NodeRef element_from(const Tree& tree, BlockId item) {
    for (; item != no_block; item = tree.reading->next_sibling(item)) {
        const Unit* unit = tree.unit(item);
        if (is_element(unit)) return {item, unit->root};
    }
    return {};
}

// `node` of the unit, or what stands there when it is a Hang (perhaps what follows an empty one).
NodeRef enter(const Tree& tree, BlockId block, NodeId node) {
    const Unit& unit = *tree.unit(block);
    for (; node != no_node; node = unit.node(node).next) {
        const Node& at = unit.node(node);
        if (at.kind != NodeKind::Hang) return {block, node};
        const BlockId segment = tree.reading->segment(block, at.segment());
        if (const NodeRef item = element_from(tree, tree.reading->first_child(segment)))
            return item;
    }
    return {};
}

}  // namespace

std::uint32_t Tree::search_chunk(std::uint32_t line) const {
    const auto behind = std::upper_bound(chunk_first_line.begin(), chunk_first_line.end(), line);
    return static_cast<std::uint32_t>(behind - chunk_first_line.begin()) - 1;
}

namespace {

std::string_view text_of(const Chunk& chunk) {
    if (chunk.lines.empty()) return {};
    const std::string_view text = *chunk.text;
    const std::size_t begin = chunk.lines.front().begin;
    const std::size_t end = chunk.lines.back().end;
    return text.substr(begin, end + terminator_size(text, end) - begin);
}

}  // namespace

std::string Tree::text() const {
    std::size_t size = 0;
    for (const auto& chunk : chunks) size += text_of(*chunk).size();
    std::string result;
    result.reserve(size);
    for (const auto& chunk : chunks) result += text_of(*chunk);
    return result;
}

bool Tree::has_text(std::string_view text) const {
    for (const auto& chunk : chunks) {
        const std::string_view part = text_of(*chunk);
        if (!text.starts_with(part)) return false;
        text.remove_prefix(part.size());
    }
    return text.empty();
}

std::uint32_t Tree::segment_of(BlockId head, std::uint32_t own_offset) const {
    const Unit* its_unit = unit(head);
    if (its_unit == nullptr || its_unit->segment_count <= 1) return 0;
    const auto segments = its_unit->segments();
    const auto behind = std::upper_bound(
        segments.begin() + 1, segments.end(), own_offset,
        [](std::uint32_t offset, const Segment& segment) { return offset < segment.own_begin; });
    return static_cast<std::uint32_t>(behind - segments.begin()) - 1;
}

std::string_view Tree::own_text(BlockId head, std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t own_begin = 0;
    BlockId segment = head;
    if (layout == Layout::Pilcrow) {
        const std::uint32_t index = segment_of(head, begin);
        if (index > 0) {
            own_begin = unit(head)->segments()[index].own_begin;
            segment = reading->segment(head, index);
        }
    }
    const std::uint32_t line = (*reading)[segment].line;
    const std::uint32_t chunk = chunk_of(line);
    const std::uint32_t lead_at = chunks[chunk]->lines[line - chunk_first_line[chunk]].lead_at;
    return std::string_view(*chunks[chunk]->text).substr(lead_at + begin - own_begin, end - begin);
}

Position Tree::position(BlockId head, std::uint32_t own_offset) const {
    if (layout == Layout::Pilcrow) {
        const std::uint32_t index = segment_of(head, own_offset);
        const std::uint32_t own_begin = index == 0 ? 0 : unit(head)->segments()[index].own_begin;
        const std::uint32_t line = (*reading)[reading->segment(head, index)].line;
        const LineToken& token = line_token(line);
        return {line, token.lead_at - token.begin + own_offset - own_begin};
    }
    // All of a Python file is one text, so offsets in it ascend from line to line.
    const std::uint32_t first = (*reading)[head].line;
    const std::uint32_t at = line_token(first).lead_at + own_offset;
    std::uint32_t low = first;
    std::uint32_t step = 1;
    while (low + step < line_count && line_token(low + step).begin <= at) {
        low += step;
        step *= 2;
    }
    std::uint32_t high = std::min(low + step, line_count);
    while (high - low > 1) {
        const std::uint32_t middle = low + (high - low) / 2;
        (line_token(middle).begin <= at ? low : high) = middle;
    }
    return {low, at - line_token(low).begin};
}

NodeRef Tree::root(BlockId head) const {
    const Unit* its_unit = unit(head);
    return its_unit == nullptr ? NodeRef{} : NodeRef{head, its_unit->root};
}

NodeRef Tree::child_behind_hang(NodeRef hang) const { return enter(*this, hang.block, hang.node); }

NodeRef Tree::sibling_of_root(NodeRef ref) const {
    if (!is_element(unit(ref.block))) return {};
    // The end of an item: the next item, or what follows the Hang that they stand for.
    if (const NodeRef item = element_from(*this, reading->next_sibling(ref.block))) return item;
    const BlockId segment = reading->parent(ref.block);
    if (segment == no_block) return {};
    const BlockId owner = reading->head(segment);
    const Unit* owner_unit = unit(owner);
    if (owner_unit == nullptr) return {};
    const NodeId hang = owner_unit->segments()[reading->segment_index(segment)].hang_node;
    if (hang == no_node || owner_unit->node(hang).kind != NodeKind::Hang) return {};
    return enter(*this, owner, owner_unit->node(hang).next);
}

std::vector<NodeRef> Tree::children(NodeRef ref) const {
    std::vector<NodeRef> result;
    for (const NodeRef child : ChildRange(*this, ref)) result.push_back(child);
    return result;
}

namespace {

// Whether a comma stands behind this element as its item's own.
bool has_item_comma(const Tree& tree, NodeRef owner, NodeRef element) {
    return element.block != owner.block && (tree.unit(element.block)->flags & unit_item_comma) != 0;
}

}  // namespace

Display Tree::display_kind(NodeRef ref) const {
    const Node& at = node(ref);
    const NodeKind outer = at.kind;
    const NodeRef first = first_child(ref);
    if (outer == NodeKind::SquareDisplay) {
        return first && kind(first) == NodeKind::Comprehension ? Display::ListComprehension
                                                               : Display::List;
    }
    if (outer == NodeKind::CurlyDisplay) {
        if (!first) return Display::Dict;
        const NodeKind inner = kind(first);
        if (inner == NodeKind::Comprehension) {
            const NodeRef element = first_child(first);
            return element && kind(element) == NodeKind::DictEntry ? Display::DictComprehension
                                                                   : Display::SetComprehension;
        }
        return inner == NodeKind::DictEntry || inner == NodeKind::DoubleStarred ? Display::Dict
                                                                                : Display::Set;
    }
    if (!first) return Display::Tuple;
    if (kind(first) == NodeKind::Comprehension) return Display::Generator;
    return at.has(trailing_comma) || has_item_comma(*this, ref, first) || next_sibling(first)
               ? Display::Tuple
               : Display::Paren;
}

bool Tree::has_trailing_comma(NodeRef ref) const {
    if (node(ref).has(trailing_comma)) return true;
    if (!node(ref).has(hanging)) return false;
    NodeRef last;
    for (const NodeRef child : ChildRange(*this, ref)) last = child;
    return last && has_item_comma(*this, ref, last);
}

// Where the text of a node ends whose last token is `token` (not counting implied closers): at the
// end of the last line below its segment where it hangs, else at the token's own end.
Position Tree::end_of_token(BlockId head, std::uint32_t token) const {
    const Unit& its_unit = *unit(head);
    while (token > 0 && its_unit.token(token).is_virtual() &&
           its_unit.token(token).begin == its_unit.token(token).end &&
           its_unit.token(token).kind != TokenKind::String &&
           its_unit.token(token).kind != TokenKind::Hang) {
        --token;
    }
    const Token& last = its_unit.token(token);
    if (last.kind == TokenKind::Hang || last.hangs != 0) {
        const BlockId segment = reading->segment(head, segment_of(head, last.begin));
        const BlockId end = (*reading)[segment].end;
        if (end > segment + 1) {
            const std::uint32_t line = (*reading)[end - 1].line;
            const LineToken& below = line_token(line);
            return {line, below.end - below.begin};
        }
        if (last.kind == TokenKind::Hang && token > 0)
            return position(head, its_unit.token(token - 1).end);
    }
    return position(head, last.end);
}

Range Tree::range(NodeRef ref) const {
    const Node& at = node(ref);
    const Unit& its_unit = *unit(ref.block);
    const std::uint32_t last = its_unit.token_count - 1;
    const std::uint32_t begin = its_unit.token(std::min(at.first_token, last)).begin;
    if (at.end_token <= at.first_token) {
        const Position here = position(ref.block, begin);
        return {here, here};
    }
    return {position(ref.block, begin), end_of_token(ref.block, at.end_token - 1)};
}

std::string_view Tree::token_text(BlockId head, std::uint32_t token) const {
    const Token& its_token = unit(head)->token(token);
    return own_text(head, its_token.begin, its_token.end);
}

namespace {

BlockId statement_from(const Tree& tree, BlockId head) {
    while (head != no_block) {
        const Unit* unit = tree.unit(head);
        if (unit != nullptr && unit->role == Role::Statement) break;
        head = tree.reading->next_sibling(head);
    }
    return head;
}

}  // namespace

BlockId Tree::first_statement(BlockId head) const {
    if (head == no_block) return statement_from(*this, reading->first_child(no_block));
    const Unit* its_unit = unit(head);
    if (its_unit == nullptr) return no_block;
    BlockId segment = head;
    for (const Segment& facts : its_unit->segments()) {
        if (facts.opener == Opener::Block || (facts.flags & segment_holds_statements) != 0) {
            const BlockId found = statement_from(*this, reading->first_child(segment));
            if (found != no_block) return found;
        }
        segment = reading->next_segment(segment);
    }
    return no_block;
}

BlockId Tree::next_statement(BlockId head) const {
    return statement_from(*this, reading->next_sibling(head));
}

}  // namespace pilcrow
