// Which statements and comments are given back as they are.
#pragma once

#include "parser/outline/outline.h"
#include "parser/printer/printer.h"

#include <vector>

namespace pilcrow::printer {

// Parallel to the outline's entries; see printer.h for what is kept. O(entries).
std::vector<bool> kept_entries(const Tree& tree, const Outline& outline,
                               const PrintOptions& options);

}  // namespace pilcrow::printer
