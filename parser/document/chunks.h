// Chunks under edits: the text changes first, the units follow. Internal to parser/document.
#pragma once

#include "parser/document/line_edit.h"

#include <span>

namespace pilcrow::document {

// Gives `tree` the text after the edit: chunks that the edit does not touch are shared, the units
// of untouched lines are kept, those of edited lines are null. Shape and reading are left as they
// are.
void replace_lines(Tree& tree, const LineEdit& edit);

// Puts `units` (parallel to the lines from `first_line` on) into the tree. Chunks in which nothing
// changes are shared. `arena` keeps the new ones alive.
void place_units(Tree& tree, std::uint32_t first_line, std::span<const Unit* const> units,
                 const std::shared_ptr<const Arena>& arena);

}  // namespace pilcrow::document
