// The part of relations.h about starred expressions: as targets, and as values. Internal to
// parser/syntax.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <vector>

namespace pilcrow {

// What is assigned to, and the values of statements, in one unit.
void check_targets(const Tree& tree, BlockId block, const Unit& unit,
                   std::vector<Diagnostic>& found);

}  // namespace pilcrow
