// Reading tree: the block tree as a reader takes it where lines are damaged.
//
// The shape comes from columns and leads alone. A few kinds of damage make a line stand where no
// reader would leave it; the reading gives such a line another column or lead, and builds the tree
// again from those:
//
//   * a statement that begins with what none can begin with is the `\` of the sibling before it,
//   and
//     so is one with which an unfinished sibling reads well;
//   * a line that stands between a node and what belongs to that (its list, its block, its `\`)
//     interrupts the node: which of the two lines has what stands below shows when both are tried
//     (trial_reading.h). What reads well where it stands stays there;
//   * a line that opens nothing, but has children that stand in the column of a group that it has
//     just closed (it was typed too far left), belongs to that group, and its children go on with
//     it;
//   * a `\` after a block, or on an empty group, under which the group's children stand, is a child
//     itself, and what stands under it goes on with the group;
//   * lines of a literal have neither children nor segments: what stands under one is its sibling,
//     and a `\` there continues the literal's owner;
//   * a child that stands in no group's column, under a line that opens nothing, is its sibling, or
//     the `\` that an item above it needs; one that stands one column right of an item is an item
//     that lost its comma.
//
// Every other line stays where the shape has it, and no definition moves but with the line that it
// stands under.
//
// O(lines log depth), and the text of damaged nodes a few times.
#pragma once

#include "parser/blocks/block_tree.h"
#include "parser/layout/pilcrow/reading_facts.h"

#include <memory>
#include <span>
#include <vector>

namespace pilcrow::layout {

// How one line was moved; parallel to the entries.
enum class Move : std::uint8_t {
    None,
    Lost,          // read as a `\` that was not written
    TooFarLeft,    // LineTooFarLeft
    Continuation,  // a `\` read as a child: ContinuesBlock
    FromLiteral,   // a `\` among a literal's lines, read as its owner's
    LiteralLine,   // stood under a literal's line: LiteralTooDeep, or what it is in the literal
    Stray,         // stood under a line that opens nothing
    Interrupts,    // InterruptsStatement
};

struct Reading {
    std::shared_ptr<const BlockTree> tree;  // the shape itself if nothing moved
    std::vector<Move> moves;                // empty if nothing moved
};

Reading read_tree(const std::shared_ptr<const BlockTree>& shape, std::span<const EntryFacts> facts,
                  const LineTexts& texts);

}  // namespace pilcrow::layout
