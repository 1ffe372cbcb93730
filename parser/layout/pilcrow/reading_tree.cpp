#include "parser/layout/pilcrow/reading_tree.h"

#include "parser/layout/pilcrow/line_start.h"
#include "parser/layout/pilcrow/trial_reading.h"

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
    std::uint8_t trials = 0;
};

// A node that is interrupted more often is no longer read anew each time: the cost stays linear.
constexpr std::uint8_t most_trials = 8;

class ReadingBuilder {
public:
    ReadingBuilder(const BlockTree& shape, std::span<const EntryFacts> facts,
                   const LineTexts& texts)
        : shape_(shape), facts_(facts), texts_(texts), trial_(shape, facts, texts) {}

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
        } else if (!lost_its_comma(block, top) && !lost_its_backslash(block, top) &&
                   !interrupts_node(block, top) && !read_as_continuation(block, top) &&
                   !belongs_to_group(block, top)) {
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
            child =
                (node.raw == Opener::Bracket && raw != Opener::Bracket &&
                 first_child_is(block, group, Kin::Item)) ||
                (node.raw == Opener::Literal && raw != Opener::Literal &&
                 first_child_is(block, group, Kin::Literal)) ||
                (node.compound && raw != Opener::Block &&
                 first_child_is(block, group, Kin::Statement) && ends_in_colon(text(node.segment)));
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
        return false;
    }

    // --- a line between a node and what belongs to it ---

    // Whether all that this line and what stands under it say reads well where it stands.
    bool reads_well(BlockId block) const {
        const EntryFacts& facts = facts_[block];
        if (facts.faulty || facts.items_misfit) return false;
        for (BlockId at = block; at != no_block; at = shape_.next_segment(at)) {
            BlockId child = shape_.first_child(at);
            if (facts_[at].opener == Opener::None || child == no_block) continue;
            if (facts_[at].opener == Opener::Block) {
                if (!facts.compound) return false;
                if (is_word(text(block), "match") && !is_word(text(child), "case")) return false;
                continue;
            }
            // What is wrong in a literal's line is wrong under any quotes.
            if (facts_[at].opener == Opener::Literal) continue;
            for (; child != no_block; child = shape_.next_sibling(child)) {
                if (facts_[child].damaged) return false;
            }
        }
        return true;
    }

    // … and nothing of it more likely belongs to the node before: a value that nobody uses, `\:`,
    // which stands behind a list, or a clause behind it.
    bool is_whole(BlockId block) const {
        const BlockId next = shape_.next_segment(block);
        if (facts_[block].empty) return false;
        const bool bracket = text(block).find_first_not_of("([{") == std::string_view::npos;
        if ((bracket && next == no_block) || text(block).starts_with('"')) return false;
        if (next != no_block && shape_.first_child(block) == no_block && ends_header(text(next))) {
            return false;
        }
        const BlockId behind = shape_.next_sibling(block);
        return behind == no_block || !begins_clause(text(behind)) ||
               takes_clause(text(block), text(behind));
    }

    BlockId head_of(const OpenNode& node) const {
        BlockId at = node.segment;
        while (entries_[at].continues) at = entries_[at].previous;
        return at;
    }

    // Puts the segments that the node has so far (perhaps all but the last) on trial; the last one
    // with the children that `parent` has in the shape, if it has none itself.
    void try_node(const OpenNode& node, BlockId parent, BlockId left_out,
                  bool all_but_last = false) {
        chain_.clear();
        for (BlockId at = node.segment;; at = entries_[at].previous) {
            chain_.push_back(at);
            if (!entries_[at].continues) break;
        }
        trial_.begin(facts_[chain_.back()].role, static_cast<std::uint32_t>(children_column(node)),
                     left_out);
        for (std::size_t left = chain_.size(); left > (all_but_last ? 1 : 0); --left) {
            const BlockId at = chain_[left - 1];
            const Move move = moves_[at];
            const std::uint16_t facts = move == Move::Lost          ? fact_lost
                                        : move == Move::Interrupts  ? fact_interrupts
                                        : move == Move::FromLiteral ? fact_in_literal
                                                                    : 0;
            const bool last = left == 1;
            trial_.add(at, last && !node.has_children ? parent : at, facts);
        }
    }

    // `as`, `else`, `(` and the like, with which the node before reads well, as a `\` of it.
    bool lost_its_backslash(BlockId block, std::size_t top) {
        const Lead lead = shape_[block].lead();
        if (lead != Lead::Instr && lead != Lead::Literal) return false;
        const std::string_view line = text(block);
        const auto column = static_cast<std::int32_t>(shape_[block].column);
        std::size_t index = top;
        if (top == 0 || open_[top].lead != Lead::Item || content_column(open_[top]) != column) {
            index = top + 1;
            if (index >= open_.size() || content_column(open_[index]) != column) return false;
        }
        OpenNode& node = open_[index];
        const bool continues =
            line == "(" || may_continue_expression(line) || (index == top && node.unfinished);
        if (!continues || !may_go_on(node) || (index != top && reads_well(node, block)))
            return false;
        ++node.trials;
        try_node(node, no_block, block);
        trial_.add(block, block, fact_lost);
        trial_.add_behind(block);
        if (!trial_.reads_well()) return false;
        add_segment(block, index, Move::Lost);
        return true;
    }

    static bool may_go_on(const OpenNode& node) {
        return !node.literal_line && !(node.opener == Opener::Block && node.has_children) &&
               node.trials < most_trials;
    }

    // A line that stands inside a node: what follows it belongs to that node.
    bool interrupts_node(BlockId block, std::size_t top) {
        const BlockId child = shape_.first_child(block);
        const BlockId next = shape_.next_segment(block);
        if (child == no_block && next == no_block) return false;
        const auto column = static_cast<std::int32_t>(shape_[block].column);
        // Whose children or `\` they would be.
        std::size_t index = open_.size() - 1;
        if (child != no_block) {
            const OpenNode& last = open_[index];
            if (column >= children_column(last) ||
                children_column(last) != static_cast<std::int32_t>(shape_[child].column) ||
                !(last.segment + 1 == block || index == top) || last.has_children) {
                return false;
            }
        } else {
            index = top;
            if (top == 0 || open_[top].lead != Lead::Item || content_column(open_[top]) != column) {
                index = top + 1;
            }
            if (index >= open_.size() ||
                content_column(open_[index]) != static_cast<std::int32_t>(shape_[next].column)) {
                return false;
            }
        }
        OpenNode& node = open_[index];
        if (!may_go_on(node) || index == 0) return false;
        const bool node_well = reads_well(node, block);
        // A line inside an item belongs to nothing where it stands.
        const bool inside = child == no_block && index == top;
        const bool has_place =
            !inside && fits(block, top) && (!node_well || may_follow(block, node));
        // What reads well where it stands stays there: all of it, or the line, where the one before
        // may as well be the one that does not belong.
        const bool line_well = has_place && reads_well(block);
        if (line_well && (node_well || (is_whole(block) && is_single(node, block)))) return false;
        ++node.trials;
        try_node(node, child == no_block ? no_block : block, block);
        const bool goes_on = next != no_block &&
                             content_column(node) == static_cast<std::int32_t>(shape_[next].column);
        if (goes_on) trial_.add_behind(block);
        if (!trial_.reads_well()) return false;
        // Both may be right, and the line be damaged by itself.
        if (has_place && node_well && child == no_block && !goes_on_better(block, node))
            return false;
        if (child != no_block) {
            add_node(block, index, static_cast<std::int32_t>(shape_[child].column),
                     shape_[block].lead(), Move::TooFarLeft);
        } else {
            add_segment(block, index, Move::Interrupts);
        }
        return true;
    }

    // Whether the node's last line could have been put before this one: it is all of the node, or
    // the node reads well without it.
    bool is_single(OpenNode& node, BlockId block) {
        if (node.has_children ||
            (begins_clause(text(node.segment)) && !begins_clause(text(block)))) {
            return false;
        }
        if (!entries_[node.segment].continues) return true;
        ++node.trials;
        try_node(node, no_block, block, true);
        return trial_.reads_well();
    }

    // Whether the node, as it is so far, reads well.
    bool reads_well(OpenNode& node, BlockId left_out) {
        if (!facts_[node.segment].faulty) return true;
        ++node.trials;
        try_node(node, no_block, left_out);
        return trial_.reads_well();
    }

    // Whether a line could stand in its group.
    bool fits(BlockId block, std::size_t top) const {
        const OpenNode& owner = open_[top];
        const std::string_view line = text(block);
        if (owner.compound && owner.opener == Opener::Block &&
            is_word(text(head_of(owner)), "match") && !is_word(line, "case")) {
            return false;
        }
        return (owner.opener == Opener::Bracket) == (shape_[block].lead() == Lead::Item);
    }

    // Behind a decorator stands another one, or what is decorated.
    bool may_follow(BlockId block, const OpenNode& node) const {
        if (!text(head_of(node)).starts_with('@')) return true;
        const std::string_view line = text(block);
        return line.starts_with('@') || is_word(line, "def") || is_word(line, "class") ||
               is_word(line, "async");
    }

    // Whether the `\` behind a damaged line rather goes on with the node before.
    bool goes_on_better(BlockId block, const OpenNode& node) const {
        const EntryFacts& facts = facts_[block];
        const std::string_view next = text(shape_.next_segment(block));
        // No `\` goes on with a bracket that was just opened, with a line that ends in the middle,
        // or with a header that has neither colon nor block.
        if (shape_[shape_.next_segment(block)].lead() == Lead::Closer)
            return facts.faulty && !facts.faulty_behind;
        const bool open_end = facts.raw == Opener::Bracket || facts.raw == Opener::Literal ||
                              (facts.unfinished && !ends_in_colon(text(block))) ||
                              (facts.compound && !has_block(block)) ||
                              (text(block).ends_with(',') && next.starts_with("\\,"));
        if (open_end) return true;
        // A list of a statement's own goes on, and not a value that nobody asked for.
        if (next.starts_with("\\,") && begins_list(text(head_of(node))) &&
            !begins_list(text(block))) {
            return true;
        }
        // The line itself is sound: it or what follows.
        const std::string_view content = content_behind_backslash(next);
        const bool of_literal = node.raw == Opener::Literal && content.starts_with('"');
        if (facts.faulty_behind) return !begins_operand(content) || of_literal;
        return node.has_children && goes_on_behind_list(next);
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
    TrialReading trial_;
    std::vector<BlockId> chain_;
    bool moved_ = false;
};

}  // namespace

Reading read_tree(const std::shared_ptr<const BlockTree>& shape, std::span<const EntryFacts> facts,
                  const LineTexts& texts) {
    return ReadingBuilder(*shape, facts, texts).run(shape);
}

}  // namespace pilcrow::layout
