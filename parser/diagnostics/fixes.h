// Fixes: the edits that mend a finding.
//
// A fix is **safe** where applying it unseen leaves what the program says, and how every undamaged
// line is read, as they are: `check --fix` applies those. All others are offers for an editor.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <optional>
#include <string_view>

namespace pilcrow {

// Which errors a unit has, as far as a fix must know: whether others than its own.
class UnitErrors {
public:
    explicit UnitErrors(const Unit& unit);  // O(findings)
    bool other_than(Code code) const { return several_ || (any_ && first_ != code); }

private:
    Code first_ = Code::Count;
    bool any_ = false;
    bool several_ = false;  // of different codes
};

// The mend of one finding of the unit at `head`, if it has one. `text` is the source in its range.
// A finding about a group's columns has none here: see fix_of_group.
std::optional<FixEdits> fix_of(const Tree& tree, BlockId head, const UnitErrors& errors,
                               const UnitDiagnostic& finding, const Range& range,
                               std::string_view text);

// Where the code in front of an own offset ends: before a comment, and the spaces before that.
// O(log tokens).
Position end_of_code(const Tree& tree, BlockId head, std::uint32_t own);

// True for findings about where a group's children stand; they are mended together, since moving
// one line alone could make the next its child.
bool is_about_group(const UnitDiagnostic& finding);

// Moves every child of the group that `head` belongs to to `column`, with all that stands under it.
// Safe where the places of these are not in doubt for another reason. O(lines of the group).
FixEdits fix_of_group(const Tree& tree, BlockId head, std::uint32_t column);

}  // namespace pilcrow
