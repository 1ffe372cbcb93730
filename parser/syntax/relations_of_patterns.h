// The part of relations.h about patterns. Internal to parser/syntax.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <vector>

namespace pilcrow {

// The pattern of each `case` in a unit: what it captures, its alternatives and its keys.
void check_patterns(const Tree& tree, BlockId block, const Unit& unit,
                    std::vector<Diagnostic>& found);

// The part of a `case` without a guard that always matches, or none. O(pattern).
NodeRef always_matching(const Tree& tree, NodeRef case_header);

}  // namespace pilcrow
