// Trial reading: would a node read well if its segments and their children were these?
//
// Where a line was typed or damaged, two lines may claim what stands below them. Which of them is
// right shows best when both are tried: the one with which all that is left reads without an error.
// Nothing is kept of a trial.
#pragma once

#include "parser/blocks/block_tree.h"
#include "parser/layout/pilcrow/reading_facts.h"
#include "parser/layout/pilcrow/unit_assembly.h"

#include <span>
#include <string_view>
#include <vector>

namespace pilcrow::layout {

class TrialReading {
public:
    TrialReading(const BlockTree& shape, std::span<const EntryFacts> facts, const LineTexts& texts)
        : shape_(shape), facts_(facts), texts_(texts) {}

    // A node in `role` whose children stand in `column`; it has no segments yet. `left_out` is no
    // part of it, whoever's child it is.
    void begin(Role role, std::uint32_t column, BlockId left_out);
    // Its next segment, with the children that `parent` has in the shape (no_block: none).
    void add(BlockId segment, BlockId parent, std::uint16_t facts = 0);
    // All segments that follow `segment` in the shape.
    void add_behind(BlockId segment);

    // True if the node reads without an error, and so do the items that were given to it. O(their
    // own text).
    bool reads_well();

private:
    struct Part {
        BlockId segment;
        BlockId parent;
    };
    bool items_read_well(BlockId parent, Role role);

    const BlockTree& shape_;
    std::span<const EntryFacts> facts_;
    const LineTexts& texts_;
    UnitAssembler assembler_;

    Role role_ = Role::Statement;
    std::uint32_t column_ = 0;
    BlockId left_out_ = no_block;
    std::vector<Part> parts_;
    std::vector<std::string_view> lines_;
    std::vector<SegmentContext> contexts_;
    std::vector<Role> roles_;
};

}  // namespace pilcrow::layout
