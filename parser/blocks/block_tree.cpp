#include "parser/blocks/block_tree.h"

#include <algorithm>
#include <utility>

namespace pilcrow {

namespace {

// How many links are followed before the list of a long node's segments is asked.
constexpr std::uint32_t short_walk = 8;

// A node that may still gain children or segments. Columns are signed for the root's -1.
struct OpenNode {
    std::int32_t column;
    BlockId segment;  // its last one
};

}  // namespace

BlockTree BlockTree::build(std::span<const LineToken> lines) {
    BlockTree tree;
    std::vector<BlockEntry>& entries = tree.entries_;
    entries.reserve(lines.size());
    std::vector<OpenNode> open;
    open.push_back({-1, no_block});

    for (std::size_t line = 0; line < lines.size(); ++line) {
        const LineToken& token = lines[line];
        if (!is_structural(token.lead())) continue;
        const bool continuation = is_continuation(token.lead());
        const auto column = static_cast<std::int32_t>(token.column);
        const auto block = static_cast<BlockId>(entries.size());
        // A node at the column of a continuation stays open: it is the one continued.
        const std::int32_t closes_from = column + (continuation ? 1 : 0);
        while (open.back().column >= closes_from) {
            entries[open.back().segment].end = block;
            open.pop_back();
        }
        OpenNode& top = open.back();
        const bool continues = continuation && top.segment != no_block;
        BlockEntry entry{};
        entry.line = static_cast<std::uint32_t>(line);
        entry.previous = top.segment;
        entry.column = token.column;
        entry.lead_bits = token.lead_bits;
        entry.continues = continues;
        if (continues) {
            entries[top.segment].end = block;
            top.segment = block;
        } else {
            open.push_back({column, block});
        }
        entries.push_back(entry);
    }

    const auto size = static_cast<BlockId>(entries.size());
    for (; open.size() > 1; open.pop_back()) entries[open.back().segment].end = size;
    tree.index_long_nodes();
    return tree;
}

BlockTree BlockTree::from_entries(std::vector<BlockEntry> entries, bool may_have_long_nodes) {
    BlockTree tree;
    tree.entries_ = std::move(entries);
    if (may_have_long_nodes) tree.index_long_nodes();
    return tree;
}

// A node is long if its segments are more than a short walk apart.
void BlockTree::index_long_nodes() {
    const auto continuations = static_cast<std::size_t>(
        std::count_if(entries_.begin(), entries_.end(),
                      [](const BlockEntry& entry) { return entry.continues != 0; }));
    if (continuations <= short_walk) return;
    for (BlockId block = 0; block < size(); ++block) {
        if (entries_[block].continues) continue;
        const auto begin = static_cast<std::uint32_t>(segments_.size());
        std::uint32_t count = 0;
        for (BlockId next = next_segment(block); next != no_block; next = next_segment(next)) {
            segments_.push_back(next);
            ++count;
        }
        if (count > short_walk) {
            long_nodes_.push_back({block, begin});
        } else {
            segments_.resize(begin);
        }
    }
    places_.reserve(segments_.size());
    for (std::uint32_t place = 0; place < segments_.size(); ++place) {
        places_.push_back({segments_[place], place});
    }
    std::sort(places_.begin(), places_.end(),
              [](const Place& a, const Place& b) { return a.continuation < b.continuation; });
}

// The place in `segments_` of a long node's continuation.
std::uint32_t BlockTree::place_of(BlockId continuation) const {
    return std::partition_point(
               places_.begin(), places_.end(),
               [&](const Place& place) { return place.continuation < continuation; })
        ->place;
}

// Which of the long nodes has its continuations there.
std::size_t BlockTree::long_node_at(std::uint32_t place) const {
    const auto behind =
        std::partition_point(long_nodes_.begin(), long_nodes_.end(),
                             [&](const LongNode& node) { return node.begin <= place; });
    return static_cast<std::size_t>(behind - long_nodes_.begin()) - 1;
}

BlockId BlockTree::head(BlockId block) const {
    BlockId at = block;
    for (std::uint32_t step = 0; entries_[at].continues; ++step) {
        if (step == short_walk) return long_nodes_[long_node_at(place_of(block))].head;
        at = entries_[at].previous;
    }
    return at;
}

std::uint32_t BlockTree::segment_index(BlockId segment) const {
    BlockId at = segment;
    std::uint32_t index = 0;
    for (; entries_[at].continues; ++index) {
        if (index == short_walk) {
            const std::uint32_t place = place_of(segment);
            return place - long_nodes_[long_node_at(place)].begin + 1;
        }
        at = entries_[at].previous;
    }
    return index;
}

BlockId BlockTree::segment(BlockId head, std::uint32_t index) const {
    if (index > short_walk) {
        const auto node =
            std::partition_point(long_nodes_.begin(), long_nodes_.end(),
                                 [&](const LongNode& one) { return one.head < head; });
        return segments_[node->begin + index - 1];
    }
    for (; index > 0; --index) head = next_segment(head);
    return head;
}

BlockId BlockTree::node_end(BlockId segment) const {
    BlockId at = segment;
    for (std::uint32_t step = 0;; ++step) {
        const BlockId next = next_segment(at);
        if (next == no_block) return entries_[at].end;
        if (step == short_walk) break;
        at = next;
    }
    const std::size_t node = long_node_at(place_of(at));
    const std::size_t behind =
        node + 1 < long_nodes_.size() ? long_nodes_[node + 1].begin : segments_.size();
    return entries_[segments_[behind - 1]].end;
}

BlockId BlockTree::next_sibling(BlockId head) const {
    const BlockId next = node_end(head);
    return next < size() && !entries_[next].continues &&
                   entries_[next].previous == entries_[head].previous
               ? next
               : no_block;
}

std::uint32_t BlockTree::depth(BlockId block) const {
    std::uint32_t depth = 1;
    for (BlockId above = parent(block); above != no_block; above = parent(above)) ++depth;
    return depth;
}

BlockId BlockTree::at_line(std::uint32_t line) const {
    const auto found =
        std::lower_bound(entries_.begin(), entries_.end(), line,
                         [](const BlockEntry& entry, std::uint32_t l) { return entry.line < l; });
    return found != entries_.end() && found->line == line
               ? static_cast<BlockId>(found - entries_.begin())
               : no_block;
}

bool BlockTree::verify() const {
    // The walk keeps the open nodes' last segments. An entry's `previous` says which of them it
    // hangs on; those above that one end here, and a continued segment does too.
    std::vector<BlockId> open;
    const auto close = [&](BlockId at) {
        const bool right = entries_[open.back()].end == at;
        open.pop_back();
        return right;
    };
    for (BlockId block = 0; block < size(); ++block) {
        const BlockEntry& entry = entries_[block];
        if (!is_structural(entry.lead())) return false;
        if (block > 0 && entry.line <= entries_[block - 1].line) return false;
        if (entry.continues && (entry.previous == no_block || !is_continuation(entry.lead()))) {
            return false;
        }
        while (!open.empty() && open.back() != entry.previous) {
            if (!close(block)) return false;
        }
        if (open.empty() && entry.previous != no_block) return false;
        if (entry.continues && !close(block)) return false;
        open.push_back(block);
    }
    while (!open.empty()) {
        if (!close(size())) return false;
    }
    return true;
}

}  // namespace pilcrow
