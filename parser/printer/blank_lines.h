// How many blank lines stand before each statement and comment of the canonical form.
//
// Two around definitions of the first level, one around those below, at most two elsewhere, none
// at the beginning of a block or between decorators and what they decorate. Comments right above a
// definition are part of it. Definitions on one line that follow each other (overloads, stubs) keep
// what they have.
#pragma once

#include "parser/outline/outline.h"

namespace pilcrow::printer {

// Parallel to the outline's entries.
std::vector<std::uint32_t> blank_lines(const Tree& tree, const Outline& outline);

}  // namespace pilcrow::printer
