// Group reading: what a segment's children are read as, and in which columns they should stand.
//
// A **group** is the children of one segment. Its opener and role come from the unit of the line
// above it; a child's context follows from the group and from the child's own lead and column, and
// from nothing else in the file.
#pragma once

#include "parser/blocks/block_tree.h"
#include "parser/layout/pilcrow/reading_facts.h"
#include "parser/layout/pilcrow/unit_context.h"

#include <cstdint>
#include <span>

namespace pilcrow::layout {

struct Group {
    Opener opener = Opener::Block;
    Role role = Role::Statement;
    std::uint8_t string_flags = 0;
    bool too_deep_reported = false;
    bool in_run = false;        // the child before was a misfit
    bool unsure = false;        // the line that opens it is damaged: so may be what it opens
    bool literal_kept = false;  // the literal that opens it is no mistake: see fact_literal_kept
    bool misfits_seen = false;  // an item reads better in another role than the group's
    Role items_fit = Role::Unknown;      // … as most of them do, in this one
    BlockId statements_from = no_block;  // children from here on are a header's body
    std::uint32_t column = 0;            // where children stand: 4 right of their node
    // The other column that is right too: where the node itself does not stand where it should,
    // 4 right of where that is.
    std::uint32_t other_column = 0;

    bool fits(std::uint32_t child_column) const {
        return child_column == column || child_column == other_column;
    }
};

// The facts about the children of `segment` in `tree`, which should stand in `column` or in
// `other_column`. O(children). `tail` becomes the first of the statements behind the last item, if
// that is what fact_statement_tail says.
SegmentContext facts_of_children(const BlockTree& tree, BlockId segment, std::uint32_t column,
                                 std::uint32_t other_column, BlockId& tail);

// Whether the segment's line ends in a bracket, and what stands under it in commas (perhaps not the
// last): a list in Python's own layout. O(children).
bool ends_in_commas(const BlockTree& tree, BlockId segment, const LineTexts& texts);

// What a child is read as: fills role, string flags, line_error, and the misfit's facts. Children
// are asked in order, since a run of misfits is reported once.
void read_child(Group& group, BlockId child, Lead lead, UnitContext& context);

// Judges a child's column. `column` is the one it stands in.
void judge_column(Group& group, std::uint32_t column, UnitContext& context);

// What most of a group's items are read as, where most do not fit their role; else Role::Unknown.
// `count` is the number of items that are not empty, `fits` what each misfit fits.
Role majority(std::size_t count, std::span<const Role> fits);

}  // namespace pilcrow::layout
