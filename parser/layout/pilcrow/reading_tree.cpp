#include "parser/layout/pilcrow/reading_tree.h"

#include "parser/layout/pilcrow/line_start.h"

#include <algorithm>

namespace pilcrow::layout {

namespace {

// A node that may still gain children or segments.
struct OpenNode {
    std::int32_t column;
    BlockId segment;  // its last one, or no_block for the root
    Lead lead;
    Opener raw;
    Opener opener;
    bool compound;
    bool literal_line;
    bool moved;
    bool unfinished;    // the last segment, as its text has it
    bool incomplete;    // the unit as the shape has it
    bool has_children;  // of the last segment
};

class ReadingBuilder {
public:
    ReadingBuilder(const BlockTree& shape, std::span<const EntryFacts> facts,
                   const LineTexts& texts)
        : shape_(shape), facts_(facts), texts_(texts) {}

    Reading run(const std::shared_ptr<const BlockTree>& shape) {
        entries_.reserve(shape_.size());
        moves_.assign(shape_.size(), Move::None);
        open_.push_back({-1, no_block, Lead::Instr, Opener::Block, Opener::Block, false, false,
                         false, false, false, true});
        for (BlockId block = 0; block < shape_.size(); ++block) place(block);
        for (; open_.size() > 1; open_.pop_back())
            entries_[open_.back().segment].end = shape_.size();
        if (!moved_) return {shape, {}};
        return {std::make_shared<const BlockTree>(BlockTree::from_entries(std::move(entries_))),
                std::move(moves_)};
    }

private:
    std::string_view text(BlockId block) const { return texts_(shape_[block].line); }

    static std::int32_t children_column(const OpenNode& node) {
        return node.segment == no_block ? 0 : node.column + 4;
    }
    static std::int32_t content_column(const OpenNode& node) {
        return node.lead == Lead::Item ? node.column + 2 : node.column;
    }

    // Index in open_ of the node that would be on top after a line at `column` closed what it
    // closes. Columns ascend in open_.
    std::size_t top_for(std::int32_t column, bool continuation) const {
        const auto behind =
            std::partition_point(open_.begin() + 1, open_.end(), [&](const OpenNode& node) {
                return continuation ? node.column <= column : node.column < column;
            });
        return static_cast<std::size_t>(behind - open_.begin()) - 1;
    }

    void place(BlockId block) {
        const BlockEntry& entry = shape_[block];
        const auto column = static_cast<std::int32_t>(entry.column);
        const bool continuation = is_continuation(entry.lead());
        const std::size_t top = top_for(column, continuation);
        if (open_[top].literal_line) {
            under_literal_line(block, top, continuation);
        } else if (continuation && top > 0) {
            continue_or_child(block, top);
        } else if (!lost_its_comma(block, top) && !read_as_continuation(block, top) &&
                   !interrupts_node(block, top) && !belongs_to_group(block, top)) {
            child_or_stray(block, top);
        }
    }

    void under_literal_line(BlockId block, std::size_t top, bool continuation) {
        if (continuation && top > 1) {
            add_segment(block, top - 1, Move::FromLiteral);
        } else {
            add_node(block, top - 1, open_[top].column, shape_[block].lead(), Move::LiteralLine);
        }
    }

    // The first child in the shape, if it stands in `column` and is of that kind.
    bool first_child_is(BlockId block, std::int32_t column, Kin kin) const {
        const BlockId child = shape_.first_child(block);
        return child != no_block && static_cast<std::int32_t>(shape_[child].column) == column &&
               kin_of(shape_[child].lead()) == kin;
    }

    void continue_or_child(BlockId block, std::size_t top) {
        OpenNode& node = open_[top];
        const std::int32_t group = children_column(node);
        const Opener raw = facts_[block].raw;
        bool child = node.opener == Opener::Block && node.has_children;
        if (!node.has_children) {
            // It stands between an opener and what that opens.
            child = (node.raw == Opener::Bracket && raw != Opener::Bracket &&
                     first_child_is(block, group, Kin::Item)) ||
                    (node.raw == Opener::Literal && raw != Opener::Literal &&
                     first_child_is(block, group, Kin::Literal)) ||
                    (node.compound && raw != Opener::Block &&
                     first_child_is(block, group, Kin::Statement) && ends_in_colon(node));
        }
        if (child) {
            if (node.opener == Opener::None) {
                // Its colon opens the block that the `\` has taken.
                node.opener = Opener::Block;
                node.incomplete = false;
            }
            add_node(block, top, group, Lead::Instr, Move::Continuation);
        } else {
            add_segment(block, top, Move::None);
        }
    }

    bool ends_in_colon(const OpenNode& node) const { return ends_in_colon(text(node.segment)); }
    static bool ends_in_colon(std::string_view line) {
        if (const std::size_t comment = line.find('#'); comment != std::string_view::npos) {
            line = line.substr(0, comment);
        }
        const std::size_t last = line.find_last_not_of(" \t\f");
        return last != std::string_view::npos && line[last] == ':';
    }

    // `, item` without its comma stands one column further right: the sibling of the item to which
    // it would belong.
    bool lost_its_comma(BlockId block, std::size_t top) {
        const OpenNode& node = open_[top];
        const Lead lead = shape_[block].lead();
        if (top == 0 || node.lead != Lead::Item || (lead != Lead::Instr && lead != Lead::Literal) ||
            static_cast<std::int32_t>(shape_[block].column) != node.column + 1) {
            return false;
        }
        add_node(block, top - 1, node.column, lead, Move::Stray);
        return true;
    }

    bool read_as_continuation(BlockId block, std::size_t top) {
        const Lead lead = shape_[block].lead();
        if (lead != Lead::Instr && lead != Lead::Literal) return false;
        // The sibling before it is what it would close last.
        if (lead == Lead::Instr && begins_nothing(text(block)) && top + 1 < open_.size()) {
            const OpenNode& sibling = open_[top + 1];
            const bool block_ended = sibling.opener == Opener::Block && sibling.has_children;
            if (sibling.literal_line || block_ended) return false;
            add_segment(block, top + 1, Move::Lost);
            return true;
        }
        // `(` behind type parameters, `if` behind a pattern that hangs.
        if (lead == Lead::Instr && top + 1 < open_.size() && goes_on_header(block, open_[top + 1])) {
            add_segment(block, top + 1, Move::Lost);
            return true;
        }
        // `as`, `else` and the like, where the sibling before it needs them.
        if (lead == Lead::Instr && top + 1 < open_.size() && facts_[block].damaged &&
            may_continue_expression(text(block))) {
            const OpenNode& sibling = open_[top + 1];
            const bool waits = !sibling.has_children &&
                               (sibling.raw == Opener::Bracket || sibling.raw == Opener::Literal);
            const bool between =
                facts_[block].unfinished && shape_.next_segment(block) != no_block;
            if (sibling.incomplete && !sibling.moved && !sibling.literal_line && !waits && !between &&
                sibling.opener != Opener::Block &&
                content_column(sibling) == static_cast<std::int32_t>(shape_[block].column)) {
                add_segment(block, top + 1, Move::Lost);
                return true;
            }
        }
        const OpenNode& node = open_[top];
        if (top > 0 && node.lead == Lead::Item && node.opener == Opener::None &&
            static_cast<std::int32_t>(shape_[block].column) == content_column(node) &&
            (node.unfinished || (lead == Lead::Instr && may_continue_expression(text(block))))) {
            // A line that stops in the middle, before another `\`, was put between.
            const bool between =
                facts_[block].unfinished && shape_.next_segment(block) != no_block;
            if (between) return false;
            add_segment(block, top, Move::Lost);
            return true;
        }
        return false;
    }

    // A line inside a node: the `\` below it would continue it, but it is the node that lacks one.
    bool interrupts_node(BlockId block, std::size_t top) {
        if (shape_.next_segment(block) == no_block || shape_.first_child(block) != no_block) {
            return false;
        }
        const auto column = static_cast<std::int32_t>(shape_[block].column);
        const OpenNode& parent = open_[top];
        if (top > 0 && parent.lead == Lead::Item && content_column(parent) == column) {
            add_segment(block, top, Move::Interrupts);
            return true;
        }
        if (top + 1 >= open_.size()) return false;
        const OpenNode& node = open_[top + 1];
        const EntryFacts& facts = facts_[block];
        const BlockId next = shape_.next_segment(block);
        // Or it could well be the header's end that follows, behind the header's list.
        const bool ends =
            ends_header(text(next)) || (node.compound && node.has_children && ends_in_block(next));
        const bool damaged = facts.damaged || facts.raw == Opener::Bracket || ends;
        const auto next_column = static_cast<std::int32_t>(shape_[next].column);
        const bool block_ended = node.opener == Opener::Block && node.has_children;
        if (node.literal_line || block_ended || content_column(node) != next_column) return false;
        // The `\` stands where it continues the node before, and could not continue this line.
        const bool between =
            next_column != (shape_[block].lead() == Lead::Item ? column + 2 : column);
        // No `\` goes on with a bracket that was just opened, with a line that ends in the middle, or
        // with a header that has neither colon nor block.
        const bool sound = shape_[next].lead() == Lead::Continue && !facts_[next].unfinished &&
                           facts_[next].raw == facts_[next].opener;
        const bool open_end = facts.raw == Opener::Bracket || facts.raw == Opener::Literal ||
                              (facts.unfinished && !ends_in_colon(text(block))) ||
                              (facts.compound && !has_block(block)) ||
                              (text(block).ends_with(',') && text(next).starts_with("\\,"));
        // It goes on behind a list, and there is one before this line, which is damaged.
        const bool list_goes_on =
            facts.damaged && node.has_children && goes_on_behind_list(text(next)) &&
            !(facts.compound && !node.compound && ends_in_block(next));
        const bool clause_goes_on = node.compound && node.incomplete && !node.moved && sound &&
                                    !node.unfinished && facts.compound && ends_in_block(next) &&
                                    is_clause(text(node.segment)) && !is_clause(text(block));
        if (!between && !(sound && open_end) && !list_goes_on && !clause_goes_on &&
            (!node.incomplete || node.moved || !damaged)) {
            return false;
        }
        add_segment(block, top + 1, Move::Interrupts);
        return true;
    }

    bool goes_on_header(BlockId block, const OpenNode& header) const {
        if (!header.compound || !header.incomplete || header.moved || !header.has_children ||
            header.opener != Opener::Bracket ||
            content_column(header) != static_cast<std::int32_t>(shape_[block].column)) {
            return false;
        }
        const std::string_view line = text(block);
        const BlockId next = shape_.next_segment(block);
        if (line.starts_with("if ")) return text(header.segment).starts_with("case");
        return line == "(" && next != no_block && ends_header(text(next));
    }

    // Whether one of the node's segments opens a block, or should.
    bool has_block(BlockId segment) const {
        for (; segment != no_block; segment = shape_.next_segment(segment)) {
            if (facts_[segment].raw == Opener::Block) return true;
            const BlockId child = shape_.first_child(segment);
            if (child != no_block && kin_of(shape_[child].lead()) != Kin::Item) return true;
        }
        return false;
    }

    // The line before opens a list that must not be empty, or is a clause that lacks the rest of its
    // header: the items are its own, though this line could open them as well.
    bool wants_items(const OpenNode& node, BlockId block) const {
        if (node.moved || node.segment == no_block || node.segment + 1 != block) return false;
        if (facts_[node.segment].wants_items) return true;
        if (facts_[block].items_misfit) return true;
        return node.compound && node.incomplete && !facts_[block].incomplete &&
               is_clause(text(node.segment));
    }

    static bool is_clause(std::string_view line) {
        return line.starts_with("elif") || line.starts_with("except") || line.starts_with("case");
    }

    static bool goes_on_behind_list(std::string_view line) {
        for (const std::string_view begin : {"\\,", "\\)", "\\]", "\\}", "\\=", "\\:", "\\->", "\\in ",
                                             "\\as ", "\\from "}) {
            if (line.starts_with(begin)) return true;
        }
        return false;
    }

    bool ends_in_block(BlockId segment) const {
        while (segment != no_block && facts_[segment].raw != Opener::Block) {
            segment = shape_.next_segment(segment);
        }
        return segment != no_block;
    }

    // `\:`, `\->` and `\)` stand behind a list only.
    static bool ends_header(std::string_view line) {
        return line.starts_with("\\:") || line.starts_with("\\->") || line.starts_with("\\)");
    }

    // A line typed too far left: it opens nothing, and its children stand in the column of a group
    // around it or of one that it has just closed.
    bool belongs_to_group(BlockId block, std::size_t top) {
        const BlockId child = shape_.first_child(block);
        if (child == no_block) return false;
        const EntryFacts& facts = facts_[block];
        const auto own_column = static_cast<std::int32_t>(shape_[block].column);
        const auto column = static_cast<std::int32_t>(shape_[child].column);
        const Kin kin = kin_of(shape_[child].lead());
        const bool opens =
            facts.raw != Opener::None && facts.raw == facts.opener && column == own_column + 4;
        // The line before opens a group that would stay empty, or the line stands in a group, left
        // of its column.
        const OpenNode& last = open_.back();
        const bool left_of_group = own_column < children_column(last);
        if (left_of_group && children_column(last) == column &&
            (last.segment + 1 == block || top + 1 == open_.size())) {
            // A line that could be in its place keeps what it opens.
            const bool misfit = open_[top].opener == Opener::Bracket
                                    ? shape_[block].lead() != Lead::Item
                                    : shape_[block].lead() == Lead::Item;
            const bool damaged = misfit || facts.damaged || (facts.compound && facts.incomplete) ||
                                 (facts.raw == Opener::Block && !facts.compound);
            const bool goes_on = kin == Kin::Item
                                     ? last.raw == Opener::Bracket && (!opens || damaged || wants_items(last, block))
                                 : kin == Kin::Literal && last.raw == Opener::Literal
                                     ? !opens || damaged
                                     : last.compound && !(opens && facts.compound) &&
                                           (last.opener == Opener::Block || ends_in_colon(last));
            if (goes_on) {
                add_node(block, open_.size() - 1, column, shape_[block].lead(), Move::TooFarLeft);
                return true;
            }
        }
        if (top + 1 >= open_.size() || opens || facts.compound || kin == Kin::Item ||
            facts.opener == Opener::Literal) {
            return false;
        }
        const auto found =
            std::partition_point(open_.begin() + static_cast<std::ptrdiff_t>(top) + 1, open_.end(),
                                 [&](const OpenNode& node) { return node.column < column; });
        if (found == open_.end() || found->column != column || found->lead == Lead::Item) {
            return false;
        }
        const auto index = static_cast<std::size_t>(found - open_.begin());
        const OpenNode& owner = open_[index - 1];
        if (owner.opener != Opener::Block || children_column(owner) != column) return false;
        add_node(block, index - 1, column, shape_[block].lead(), Move::TooFarLeft);
        return true;
    }

    void child_or_stray(BlockId block, std::size_t top) {
        const OpenNode& parent = open_[top];
        const auto column = static_cast<std::int32_t>(shape_[block].column);
        if (parent.opener == Opener::None && column != children_column(parent)) {
            add_node(block, top - 1, parent.column, shape_[block].lead(), Move::Stray);
        } else {
            add_node(block, top, column, shape_[block].lead(), Move::None);
        }
    }

    // --- the block tree's own steps, with what was decided ---
    void close_above(std::size_t top, BlockId block) {
        while (open_.size() > top + 1) {
            entries_[open_.back().segment].end = block;
            open_.pop_back();
        }
    }

    void note(BlockId block, Move move) {
        moves_[block] = move;
        moved_ = moved_ || move != Move::None;
    }

    void add_node(BlockId block, std::size_t parent, std::int32_t column, Lead lead, Move move) {
        close_above(parent, block);
        note(block, move);
        OpenNode& owner = open_.back();
        owner.has_children = true;
        const bool literal_line = owner.opener == Opener::Literal && lead == Lead::Literal;
        BlockEntry entry = shape_[block];
        entry.previous = owner.segment;
        entry.column = static_cast<std::uint32_t>(column) & 0x7ffffffu;
        entry.lead_bits = static_cast<std::uint32_t>(lead) & 7u;
        entry.continues = 0;
        entries_.push_back(entry);
        // What a moved line's children say is said in their new group.
        const bool emptied = move == Move::TooFarLeft || move == Move::Continuation;
        const Opener opener = literal_line ? Opener::None
                              : emptied && facts_[block].raw != facts_[block].opener
                                  ? Opener::None
                                  : facts_[block].opener;
        open_.push_back({column, block, lead, literal_line ? Opener::None : facts_[block].raw,
                         opener, facts_[block].compound, literal_line, move != Move::None,
                         facts_[block].unfinished, facts_[block].incomplete, false});
    }

    void add_segment(BlockId block, std::size_t node, Move move) {
        close_above(node, block);
        note(block, move);
        OpenNode& top = open_.back();
        BlockEntry entry = shape_[block];
        entry.previous = top.segment;
        entry.column = static_cast<std::uint32_t>(std::max(top.column, 0)) & 0x7ffffffu;
        if (move == Move::None) entry.column = shape_[block].column;
        if (move == Move::Lost || move == Move::Interrupts)
            entry.lead_bits = static_cast<std::uint32_t>(Lead::Continue) & 7u;
        entry.continues = 1;
        entries_[top.segment].end = block;
        top.segment = block;
        if (move == Move::Interrupts) {
            entries_.push_back(entry);
            top.has_children = false;
            return;
        }
        top.incomplete = facts_[block].incomplete;
        top.raw = facts_[block].raw;
        top.opener = facts_[block].opener;
        top.unfinished = facts_[block].unfinished;
        top.has_children = false;
        entries_.push_back(entry);
    }

    const BlockTree& shape_;
    std::span<const EntryFacts> facts_;
    const LineTexts& texts_;
    std::vector<BlockEntry> entries_;
    std::vector<Move> moves_;
    std::vector<OpenNode> open_;
    bool moved_ = false;
};

}  // namespace

Reading read_tree(const std::shared_ptr<const BlockTree>& shape, std::span<const EntryFacts> facts,
                  const LineTexts& texts) {
    return ReadingBuilder(*shape, facts, texts).run(shape);
}

}  // namespace pilcrow::layout
