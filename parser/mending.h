// Mending: the safe fixes of what is found in a text, applied until none is left.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace pilcrow {

struct Fixed {
    std::string text;
    std::size_t applied = 0;  // findings mended
    // For each line of the text the line that it, or its beginning, was before; a number beyond
    // those where it is new.
    std::vector<std::uint32_t> source_lines;
};
// The tree's text with these findings' safe fixes, at most `most` of them from the `first` on, in
// text order; of two that overlap only the first. O(text).
Fixed with_safe_fixes(const Tree& tree, const std::vector<Diagnostic>& found, std::size_t first = 0,
                      std::size_t most = static_cast<std::size_t>(-1));

// What is found in a tree, in text order.
using Look = std::function<std::vector<Diagnostic>(const Tree&)>;

struct Mended {
    Tree tree;
    std::vector<Diagnostic> found;            // what is left
    std::size_t applied = 0;                  // findings mended
    std::vector<std::uint32_t> source_lines;  // as above, of the text before all fixes
};
// Applies safe fixes, and those that show only then, until none is left. A fix that would leave
// more errors of layout, or as many things to mend, is not applied. `found` is what `look` finds in
// the tree.
Mended mended(Tree tree, std::vector<Diagnostic> found, const Look& look);

}  // namespace pilcrow
