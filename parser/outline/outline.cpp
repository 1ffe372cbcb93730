#include "parser/outline/outline.h"

#include "parser/syntax/unit_cursor.h"

#include <algorithm>
#include <utility>

namespace pilcrow {

namespace {

constexpr std::uint32_t none = 0xffffffffu;

class Outliner {
public:
    explicit Outliner(const Tree& tree) : tree_(tree), blocks_(*tree.reading), units_(tree) {}

    Outline run() {
        owner_.assign(blocks_.size(), no_block);
        entry_of_.assign(blocks_.size(), none);
        outline_.entries.reserve(blocks_.size());
        BlockId next = 0;
        for (std::uint32_t line = 0; line < tree_.line_count; ++line) {
            if (next < blocks_.size() && blocks_[next].line == line) {
                place_comments(next);
                structural(next);
                ++next;
                blank_ = 0;
                continue;
            }
            const Lead lead = tree_.line_token(line).lead();
            if (lead == Lead::Blank) {
                ++blank_;
            } else if (lead == Lead::Comment) {
                note_comment(line);
                blank_ = 0;
            } else if (!outline_.entries.empty()) {
                last_statement().last_line = line;  // Python: more of a logical line
                blank_ = 0;
            }
        }
        place_comments(no_block);
        return std::move(outline_);
    }

private:
    struct Pending {
        PlacedComment comment;
        std::uint32_t column;
        std::uint32_t blank_lines;
    };

    OutlineEntry& last_statement() { return outline_.entries[last_statement_]; }

    void note_comment(std::uint32_t line) {
        const LineToken& token = tree_.line_token(line);
        std::string_view text = tree_.line_text(line).substr(token.lead_at - token.begin);
        text = text.substr(0, text.find_last_not_of(" \t\f\r\n") + 1);
        pending_.push_back({{text, true, blank_ > 0, line}, token.column, blank_});
    }

    bool is_statement(BlockId head) {
        const Unit* unit = units_.unit(blocks_[head].line);
        return unit != nullptr && unit->role == Role::Statement;
    }

    // Closing quotes that are not needed, on a line of their own.
    bool says_nothing(BlockId block) {
        const Unit* unit = units_.unit(blocks_[block].line);
        if (unit == nullptr || !blocks_.is_head(block) || blocks_.first_child(block) != no_block ||
            blocks_.next_segment(block) != no_block) {
            return false;
        }
        return (unit->flags & unit_closing_quotes) != 0 ||
               (unit->role == Role::Statement && unit->root == no_node &&
                (unit->flags & unit_damaged) == 0);
    }

    void structural(BlockId block) {
        if (says_nothing(block)) return;
        last_ = block;
        const BlockEntry& entry = blocks_[block];
        const bool inside =
            !blocks_.is_head(block) || (entry.previous != no_block && !is_statement(block));
        if (inside) {
            owner_[block] = owner_[entry.previous];
        } else {
            owner_[block] = block;
            OutlineEntry added;
            added.head = block;
            added.parent = entry.previous == no_block ? no_block : owner_[entry.previous];
            added.level =
                added.parent == no_block ? 0 : outline_.entries[entry_of_[added.parent]].level + 1;
            added.line = added.last_line = entry.line;
            added.blank_lines = blank_;
            added.begins_body = begins_body(added.parent);
            added.comments = added.comments_end =
                static_cast<std::uint32_t>(outline_.comments.size());
            last_statement_ = outline_.entries.size();
            entry_of_[block] = static_cast<std::uint32_t>(last_statement_);
            outline_.entries.push_back(added);
            return;
        }
        outline_.entries[entry_of_[owner_[block]]].last_line = entry.line;
    }

    // Whether no statement came before in the block, and the block is one with a docstring.
    bool begins_body(BlockId parent) {
        if (parent == no_block) return std::exchange(module_begins_, false);
        if (outline_.entries[last_statement_].head != parent) return false;
        const NodeRef root = tree_.root(parent);
        const NodeKind kind = root ? tree_.kind(root) : NodeKind::None;
        return kind == NodeKind::FunctionDef || kind == NodeKind::ClassDef;
    }

    // The column of a segment's group, or none.
    std::uint32_t group_column(BlockId segment) {
        const BlockId head = blocks_.head(segment);
        const Unit* unit = units_.unit(blocks_[head].line);
        if (unit == nullptr) return none;
        if (blocks_.segment_index(segment) >= unit->segment_count) return none;
        if (unit->segments()[blocks_.segment_index(segment)].opener == Opener::None) return none;
        const BlockId child = blocks_.first_child(segment);
        return child != no_block ? blocks_[child].column : blocks_[head].column + 4;
    }

    // Gives the pending comments a place, now that what follows them is known.
    void place_comments(BlockId next) {
        std::uint32_t deepest = none;  // no later comment may go deeper than one before it
        for (const Pending& pending : pending_) place(pending, next, deepest);
        pending_.clear();
    }

    void place(const Pending& pending, BlockId next, std::uint32_t& deepest) {
        if (next != no_block && !blocks_.is_head(next)) {
            anchor(owner_[blocks_[next].previous], {next, false, pending.comment});
            return;
        }
        const std::uint32_t column = std::min(pending.column, deepest);
        const BlockId goal = next == no_block ? no_block : blocks_[next].previous;
        const bool deeper = next == no_block || column > blocks_[next].column;
        if (deeper && last_ != no_block) {
            BlockId segment = last_;
            for (;; segment = blocks_[blocks_.head(segment)].previous) {
                if (segment == no_block || segment == goal) break;
                const std::uint32_t group = group_column(segment);
                if (group == none || group > column) continue;
                deepest = group;
                end_of_group(segment, pending);
                return;
            }
        }
        deepest = next == no_block ? 0 : blocks_[next].column;
        if (next != no_block && goal != no_block && !is_statement(next)) {
            anchor(owner_[goal], {next, false, pending.comment});
            return;
        }
        const std::uint32_t level =
            goal == no_block ? 0 : outline_.entries[entry_of_[owner_[goal]]].level + 1;
        add_comment(pending, level, goal == no_block ? no_block : owner_[goal]);
    }

    void end_of_group(BlockId segment, const Pending& pending) {
        const BlockId head = blocks_.head(segment);
        const Unit* unit = units_.unit(blocks_[head].line);
        if (unit->segments()[blocks_.segment_index(segment)].opener == Opener::Block) {
            const BlockId owner = owner_[segment];
            add_comment(pending, outline_.entries[entry_of_[owner]].level + 1, owner);
        } else {
            anchor(owner_[segment], {segment, true, pending.comment});
        }
    }

    void anchor(BlockId owner, const AnchoredComment& comment) {
        OutlineEntry& entry = outline_.entries[entry_of_[owner]];
        outline_.comments.push_back(comment);
        entry.comments_end = static_cast<std::uint32_t>(outline_.comments.size());
        entry.last_line = std::max(entry.last_line, comment.comment.line);
    }

    void add_comment(const Pending& pending, std::uint32_t level, BlockId parent) {
        OutlineEntry added;
        added.comment = pending.comment;
        added.level = level;
        added.line = added.last_line = pending.comment.line;
        added.blank_lines = pending.blank_lines;
        added.parent = parent;
        outline_.entries.push_back(added);
    }

    const Tree& tree_;
    const BlockTree& blocks_;
    UnitCursor units_;
    Outline outline_;
    std::vector<BlockId> owner_;           // by entry: the statement that it is part of
    std::vector<std::uint32_t> entry_of_;  // by head of a statement: its outline entry
    std::vector<Pending> pending_;
    std::size_t last_statement_ = 0;
    BlockId last_ = no_block;
    std::uint32_t blank_ = 0;
    bool module_begins_ = true;
};

}  // namespace

Outline outline_of(const Tree& tree) { return Outliner(tree).run(); }

}  // namespace pilcrow
