#include "parser/blocks/block_tree.h"

#include <algorithm>
#include <utility>

namespace pilcrow {

namespace {

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
    return tree;
}

BlockTree BlockTree::from_entries(std::vector<BlockEntry> entries) {
    BlockTree tree;
    tree.entries_ = std::move(entries);
    return tree;
}

BlockId BlockTree::head(BlockId block) const {
    while (entries_[block].continues) block = entries_[block].previous;
    return block;
}

BlockId BlockTree::node_end(BlockId segment) const {
    for (BlockId next = next_segment(segment); next != no_block; next = next_segment(next)) {
        segment = next;
    }
    return entries_[segment].end;
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
