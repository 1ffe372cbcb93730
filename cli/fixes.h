// Applying fixes to a text.
#pragma once

#include "cli/analysis.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace pilcrow::cli {

struct Fixed {
    std::string text;
    std::size_t applied = 0;  // findings mended
};

// The tree's text with these findings' safe fixes, at most `most` of them from the `first` on, in
// text order; of two that overlap only the first. O(text).
Fixed with_safe_fixes(const Tree& tree, const std::vector<Diagnostic>& found, std::size_t first = 0,
                      std::size_t most = static_cast<std::size_t>(-1));

// Applies safe fixes, and those that show only then, until none is left. `look` sets an analysis'
// findings. A fix that would leave more errors of layout, or as many things to mend, is not
// applied. Returns how many were.
std::size_t apply_safe_fixes(Analysis& analysis, const std::function<void(Analysis&)>& look);

}  // namespace pilcrow::cli
