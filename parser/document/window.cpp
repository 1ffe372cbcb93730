#include "parser/document/window.h"

#include "parser/layout/pilcrow/line_start.h"

#include <algorithm>
#include <limits>

namespace pilcrow::document {
namespace {

// Siblings tried on each side to find a healthy one before the whole group is taken.
constexpr int most_edge_steps = 4;

class WindowFinder {
public:
    WindowFinder(const Tree& tree, const LineEdit& edit)
        : tree_(tree),
          edit_(edit),
          shape_(*tree.shape),
          moved_(tree.reading != tree.shape),
          from_(entry_at(edit.first)),
          behind_(entry_at(edit.old_end)) {
        least_column_ = std::numeric_limits<std::uint32_t>::max();
        for (BlockId block = from_; block < behind_; ++block) {
            least_column_ = std::min<std::uint32_t>(least_column_, shape_[block].column);
        }
        for (const LineToken& line : edit.lines) {
            if (is_structural(line.lead())) {
                least_column_ = std::min<std::uint32_t>(least_column_, line.column);
            }
        }
    }

    std::optional<Window> find(std::size_t level) const {
        BlockId segment = from_ > 0 ? from_ - 1 : no_block;
        while (segment != no_block) {
            const BlockId head = shape_.head(segment);
            if (holds(segment, head)) {
                const Window window = in_group(segment, shape_[head].column + 4);
                // What follows the block could be damaged so that it reads as part of it.
                const BlockId behind = shape_[segment].end;
                const bool closed =
                    window.right_edge || behind == shape_.size() || healthy_entry(behind);
                if (closed && level-- == 0) return window;
            }
            segment = shape_[head].previous;
        }
        return level == 0 ? std::optional(in_group(no_block, 0)) : std::nullopt;
    }

private:
    BlockId entry_at(std::uint32_t line) const {
        const auto entries = shape_.entries();
        const auto at = std::lower_bound(
            entries.begin(), entries.end(), line,
            [](const BlockEntry& entry, std::uint32_t wanted) { return entry.line < wanted; });
        return static_cast<BlockId>(at - entries.begin());
    }

    // Whether the edit changes the children of `segment` only.
    bool holds(BlockId segment, BlockId head) const {
        const BlockEntry& entry = shape_[segment];
        if (shape_[head].column + 4u > least_column_ || behind_ > entry.end ||
            entry.end == segment + 1 || shape_.next_segment(segment) != no_block ||
            !unmoved(head) || !unmoved(segment) || !unmoved(segment + 1) ||
            (*tree_.reading)[segment].end != entry.end) {
            return false;
        }
        // A line whose block is missing may take this one and what it holds for that.
        const Unit* line_before = head > 0 ? tree_.unit(shape_.head(head - 1)) : nullptr;
        if (line_before != nullptr && line_before->diagnostic_count > 0) return false;
        const Unit* unit = tree_.unit(head);
        // Where `case` stands, and where not, says how a `match` is read, and what is around it.
        return unit != nullptr && unit->role == Role::Statement && unit->diagnostic_count == 0 &&
               unit->segments().back().opener == Opener::Block && unit->root != no_node &&
               unit->node(unit->root).kind != NodeKind::Match;
    }

    bool unmoved(BlockId block) const {
        if (!moved_) return true;
        const BlockEntry& entry = (*tree_.reading)[block];
        return entry.previous == shape_[block].previous &&
               entry.continues == shape_[block].continues;
    }

    // Whether a statement is read the same whatever stands before it. One that opens nothing but
    // has lines under it could belong to a group that is closed right before it.
    bool healthy_entry(BlockId block) const {
        if (!shape_.is_head(block) || !unmoved(block)) return false;
        const Unit* unit = tree_.unit(block);
        return unit != nullptr && unit->role == Role::Statement && unit->diagnostic_count == 0 &&
               (shape_.first_child(block) == no_block ||
                unit->segments().front().opener != Opener::None);
    }

    // An untouched sibling that reads the same whatever stands beyond it.
    bool healthy(BlockId head, std::uint32_t column) const {
        if (!healthy_entry(head) || shape_[head].column != column ||
            shape_[head].lead() != Lead::Instr) {
            return false;
        }
        if (!moved_) return true;
        const BlockId end = shape_.node_end(head);
        for (BlockId block = head; block < end; ++block) {
            if (!unmoved(block)) return false;
        }
        return tree_.reading->node_end(head) == end;
    }

    // Without its indentation.
    std::string_view line_content(std::uint32_t line) const {
        const LineToken& token = tree_.line_token(line);
        return tree_.line_text(line).substr(token.lead_at - token.begin);
    }

    BlockId child_of(BlockId parent, BlockId block) const {
        BlockId head = shape_.head(block);
        while (shape_[head].previous != parent) head = shape_.head(shape_[head].previous);
        return head;
    }

    Window in_group(BlockId parent, std::uint32_t column) const {
        const BlockId begin = parent == no_block ? 0 : parent + 1;
        const BlockId end = parent == no_block ? shape_.size() : shape_[parent].end;
        Window window{parent, begin, end, 0, 0, column, true, true, false, false};
        // Before the edit: the node that it touches or follows, and a healthy one before that.
        if (from_ > begin) {
            BlockId at = child_of(parent, from_ - 1);
            for (int step = 0; step < most_edge_steps && at > begin; ++step) {
                at = child_of(parent, at - 1);
                if (healthy(at, column)) {
                    window.first = at;
                    window.left_edge = true;
                    window.from_start = at == begin;
                    break;
                }
            }
        }
        if (behind_ < end) {
            BlockId at = child_of(parent, behind_);
            if (at < behind_) at = shape_.node_end(at);
            for (int step = 0; step < most_edge_steps && at < end; ++step) {
                const BlockId next = shape_.node_end(at);
                // A clause tells more of what stands before it than that does by itself.
                const bool clause =
                    next < end && layout::begins_clause(line_content(shape_[next].line));
                if (healthy(at, column) && !clause) {
                    window.end = next;
                    window.right_edge = true;
                    window.to_end = next == end;
                    break;
                }
                at = next;
            }
        }
        window.first_line = window.left_edge     ? shape_[window.first].line
                            : parent == no_block ? 0
                                                 : shape_[parent].line + 1;
        window.end_line = window.end < shape_.size() ? shape_[window.end].line : tree_.line_count;
        // Comments and blank lines at the end may have been edited, too.
        window.end_line = std::max(window.end_line, edit_.old_end);
        return window;
    }

    const Tree& tree_;
    const LineEdit& edit_;
    const BlockTree& shape_;
    const bool moved_;
    const BlockId from_;    // first entry of an edited line, or behind
    const BlockId behind_;  // first entry behind the edited lines
    std::uint32_t least_column_;
};

}  // namespace

std::optional<Window> find_window(const Tree& tree, const LineEdit& edit, std::size_t level) {
    return WindowFinder(tree, edit).find(level);
}

}  // namespace pilcrow::document
