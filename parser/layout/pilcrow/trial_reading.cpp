#include "parser/layout/pilcrow/trial_reading.h"

#include "parser/layout/pilcrow/group_reading.h"

namespace pilcrow::layout {

void TrialReading::begin(Role role, std::uint32_t column, BlockId left_out) {
    role_ = role;
    left_out_ = left_out;
    column_ = column;
    parts_.clear();
    lines_.clear();
    contexts_.clear();
}

void TrialReading::add(BlockId segment, BlockId parent, std::uint16_t facts) {
    BlockId tail = no_block;
    SegmentContext context;
    if (parent != no_block) context = facts_of_children(shape_, parent, column_, column_, tail);
    context.facts |= facts;
    parts_.push_back({segment, parent});
    lines_.push_back(texts_(shape_[segment].line));
    contexts_.push_back(context);
}

void TrialReading::add_behind(BlockId segment) {
    for (BlockId next = shape_.next_segment(segment); next != no_block;
         next = shape_.next_segment(next)) {
        add(next, next);
    }
}

bool TrialReading::reads_well() {
    UnitContext context;
    context.role = role_;
    context.segments = contexts_;
    if (!assembler_.reads_well(lines_, context)) return false;
    // The roles must be had before the assembler reads anything else.
    roles_.clear();
    for (const Segment& segment : assembler_.segments()) {
        roles_.push_back(segment.opener == Opener::Bracket ? segment.role : Role::Statement);
    }
    const std::vector<Part> parts = std::move(parts_);
    parts_.clear();
    for (std::size_t index = 0; index < parts.size(); ++index) {
        // Those that stand where they stood are known already.
        if (roles_[index] == Role::Statement || parts[index].parent == no_block) continue;
        if (!items_read_well(parts[index].parent, roles_[index])) return false;
    }
    return true;
}

bool TrialReading::items_read_well(BlockId parent, Role role) {
    for (BlockId child = shape_.first_child(parent); child != no_block;
         child = shape_.next_sibling(child)) {
        if (child == left_out_ || shape_[child].lead() != Lead::Item) continue;
        if (facts_[child].role == role && !facts_[child].damaged) continue;
        begin(role, shape_[child].column + 4, left_out_);
        add(child, child);
        add_behind(child);
        UnitContext context;
        context.role = role;
        context.segments = contexts_;
        if (!assembler_.reads_well(lines_, context)) return false;
    }
    return true;
}

}  // namespace pilcrow::layout
