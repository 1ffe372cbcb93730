// Reading a group of lines so that damage stays on the damaged line.
//
// The block tree says what stands under what; it cannot know what was meant. Two slips at a line's
// left edge put undamaged lines in the wrong hands, and both can be told from the columns:
//
//     a(                       a(
//         , b[                     , b
//             , c                  , d            <- lost its opener, and still has children
//          d[        <- lost           , e
//             , e       its comma
//
// A line that lost its one-character delimiter leaves its text one column further right: `d[` is
// not a child of `, b[` but the group's next member, and `, e` belongs to it. And what stands under
// a line that opens nothing is its own only where children stand; otherwise it is the group's next
// member too, and the one that is damaged.
//
// A language that wants this asks for a group's members here instead of walking the tree's
// children.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parser/blocks/block_tree.h"

namespace pilcrow {

// How far right of a node its children stand.
inline constexpr std::uint32_t level_width = 4;

// The entries [begin, end) of a tree, which belong in one column with one lead.
struct Group {
    BlockId begin;
    BlockId end;
    std::uint32_t column;
    Lead lead;
};

// What is wrong with a line's left edge; the first that applies.
enum class EdgeFault : std::uint8_t {
    None,
    Continues,  // it continues a member, where nothing can be continued
    Lead,       // another lead than its group's
    Tab,        // a tab in the indentation
    Column,     // another column than its group's
};

// A sentence for an error message, for instance "this line does not stand in its group's column".
std::string_view sentence_of(EdgeFault fault);

struct Member {
    BlockId head;
    BlockId end;            // one past the last entry that belongs to it
    std::uint32_t column;   // where its delimiter stands, or stood before it was lost
    std::uint32_t content;  // byte of the text at which its content begins, a lost delimiter's
                            // place included
    EdgeFault fault;

    // What stands under it, if that has the lead `lead`.
    Group below(Lead lead) const { return {head + 1, end, column + level_width, lead}; }
};

// The members of a group, in order, every entry in exactly one of them. `opens(content, end)` says
// whether a line opens a group, given the bytes between which its content stands. In a group of
// literal lines every entry is a member. Linear in the entries times the depth of what opens
// nothing.
template <class Opens>
std::vector<Member> members_of(const BlockTree& tree, std::span<const LineToken> lines,
                               const Group& group, const Opens& opens) {
    // Children of all segments of a node, as far as `group` goes, until `stop` says so.
    const auto find_child = [&](BlockId head, auto&& stop) {
        const BlockId end = std::min(group.end, tree.node_end(head));
        BlockId child = head + 1;
        while (child < end && (tree[child].continues || !stop(tree[child].column))) {
            child = tree[child].continues ? child + 1 : tree.node_end(child);
        }
        return std::min(child, end);
    };
    std::vector<Member> members;
    for (BlockId block = group.begin; block < group.end;) {
        const BlockEntry& entry = tree[block];
        const LineToken& token = lines[entry.line];
        const bool fits = entry.lead() == group.lead;
        // Where it stands at most one column off, a line of another lead lost its delimiter.
        const bool lost = !fits && entry.column - group.column <= 1;
        const std::uint32_t column = lost ? group.column : entry.column;
        const std::uint32_t content =
            fits ? token.content() : std::min(token.lead_at, token.begin + group.column);
        // A line of text may begin with any character, once it lost its own.
        const bool text = group.lead == Lead::Literal && entry.column >= group.column;
        const EdgeFault fault = entry.continues && !text       ? EdgeFault::Continues
                                : !fits                        ? EdgeFault::Lead
                                : token.tab_in_indentation     ? EdgeFault::Tab
                                : entry.column != group.column ? EdgeFault::Column
                                                               : EdgeFault::None;
        BlockId end = block + 1;
        if (!entry.continues && group.lead != Lead::Literal) {
            const BlockId stop =
                find_child(block, [&](std::uint32_t c) { return c == column + 1; });
            const BlockId own =
                find_child(block, [&](std::uint32_t c) { return c == column + level_width; });
            end = own < stop || opens(content, token.end) ? stop : end;
        }
        members.push_back({block, end, column, content, fault});
        block = end;
    }
    return members;
}

}  // namespace pilcrow
