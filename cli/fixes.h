// Applying fixes to a text.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <cstddef>
#include <string>
#include <vector>

namespace pilcrow::cli {

struct Fixed {
    std::string text;
    std::size_t applied = 0; // findings mended
};

// Applies the safe fixes of `found` to the tree's text, in text order; of two that overlap only the
// first.
Fixed apply_safe_fixes(const Tree& tree, const std::vector<Diagnostic>& found);

} // namespace pilcrow::cli
