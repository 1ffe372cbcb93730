// Block tree: the shape of a file, from the sequence of (column, lead) alone.
//
// Its entries are the *structural* lines (statements, items, literal lines, and the lines that
// continue them) in line order. A **node** is a statement, an item or a literal line; it has one or
// more **segments**: its first line, and one for each continuation line. Every entry of the tree is
// one segment; a node is named by its first segment, its **head**. Each segment has its own
// children.
//
//     f(            entry 0   head, children 1, 2
//         , a       entry 1   head
//         , b       entry 2   head
//     \.g()         entry 3   continues 0
//
// The rule (a stack of open nodes; a virtual root has column -1):
//   * a statement, item or literal line at column c closes every open node whose column is >= c and
//     becomes a child of the last segment of the node then on top;
//   * a continuation at column c closes every open node whose column is > c; the node then on top
//     gains a segment (with none open, it is a node of the first level).
//
// Flat arrays, one linear pass, no allocation per node; depth is bounded by memory only.
// verify() checks what any consumer may rely on.
#pragma once

#include "parser/delimiters/delimiters.h"

#include <cstdint>
#include <span>
#include <vector>

namespace pilcrow {

// Index of an entry (a segment). `no_block` stands for the virtual root and for "none".
using BlockId = std::uint32_t;
inline constexpr BlockId no_block = 0xffffffffu;

struct BlockEntry {
    std::uint32_t line;  // physical line, from 0
    BlockId previous;    // head: the segment whose child it is, or no_block at the first level.
                         // continuation: the segment of the same node before it.
    BlockId end;         // one past the last entry that is this *segment's* descendant
    std::uint32_t column : 27;  // of the delimiter, as the line token has it
    std::uint32_t lead_bits : 3;
    std::uint32_t continues : 1;  // not a head
    std::uint32_t reserved : 1;

    Lead lead() const { return static_cast<Lead>(lead_bits); }
};
static_assert(sizeof(BlockEntry) == 16);

class BlockTree {
public:
    BlockTree() = default;
    // Builds the tree of `lines`; blank and comment lines take no part. O(lines).
    static BlockTree build(std::span<const LineToken> lines);
    // For layouts that know their entries otherwise (Python's indentation; a reading of damaged
    // text). The entries must satisfy verify().
    // `may_have_long_nodes` may be false where they come from trees that have none.
    static BlockTree from_entries(std::vector<BlockEntry> entries, bool may_have_long_nodes = true);
    // Whether a node has so many segments that they are indexed.
    bool has_long_nodes() const { return !long_nodes_.empty(); }

    std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }
    const BlockEntry& operator[](BlockId block) const { return entries_[block]; }
    std::span<const BlockEntry> entries() const { return entries_; }

    bool is_head(BlockId block) const { return !entries_[block].continues; }
    // The head of the node that `block` is a segment of. O(log segments).
    BlockId head(BlockId block) const;
    // The next segment of the same node, or no_block. O(1).
    BlockId next_segment(BlockId segment) const {
        const BlockId next = entries_[segment].end;
        return next < size() && entries_[next].continues && entries_[next].previous == segment
                   ? next
                   : no_block;
    }
    // Which segment of its node a segment is, the head being 0, and back: segment `index` of a
    // node, which must have that many. O(log segments).
    std::uint32_t segment_index(BlockId segment) const;
    BlockId segment(BlockId head, std::uint32_t index) const;
    // One past the last entry of the whole node that `segment` belongs to (its later segments and
    // their descendants included). O(log segments).
    BlockId node_end(BlockId segment) const;
    // First and next child (heads) of a segment; pass no_block for the first level.
    BlockId first_child(BlockId segment) const {
        const BlockId next = segment == no_block ? 0 : segment + 1;
        const BlockId end = segment == no_block ? size() : entries_[segment].end;
        return next < end ? next : no_block;
    }
    BlockId next_sibling(BlockId head) const;
    // The segment whose child the node of `block` is, or no_block. O(log segments).
    BlockId parent(BlockId block) const { return entries_[head(block)].previous; }
    // Level of the node in the tree, the first 1. O(depth).
    std::uint32_t depth(BlockId block) const;

    // Column at which a canonical `\` of this node stands: the statement's own, an item's + 2.
    static std::uint32_t content_column(const BlockEntry& head) {
        return head.lead() == Lead::Item ? head.column + 2 : head.column;
    }
    // The entry of a physical line, or no_block. O(log entries).
    BlockId at_line(std::uint32_t line) const;

    // True when the arrays are a tree: lines ascend, leads are structural, only `\` and closers
    // continue, every `previous` names an open segment and every `end` is where that segment's
    // descendants end. Columns are not judged: another layout has its own rule. For tests and debug
    // builds. O(entries).
    bool verify() const;

private:
    void index_long_nodes();
    std::uint32_t place_of(BlockId continuation) const;
    std::size_t long_node_at(std::uint32_t place) const;

    std::vector<BlockEntry> entries_;

    // The links between segments are all that most nodes need. Those of a node with many are
    // listed, so that no question about it takes a walk over them; a usual file has no such node.
    struct LongNode {
        BlockId head;
        std::uint32_t begin;  // of its continuations in `segments_`; they end where the next begins
    };
    struct Place {
        BlockId continuation;
        std::uint32_t place;  // in `segments_`
    };
    std::vector<LongNode> long_nodes_;  // by head
    std::vector<BlockId> segments_;
    std::vector<Place> places_;  // by continuation
};

}  // namespace pilcrow
