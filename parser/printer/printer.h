// Printer: a tree as text, in either layout.
//
// `print` to Pilcrow is the canonical form that `pilcrow fmt` writes, from a Pilcrow tree or a
// Python one; `print` to Python is what a Python programmer would write. Both go through the same
// layout-free stream of each statement (stream.h), so that what one layout says the other says too:
// a file in canonical form comes back from Python unchanged.
//
// Text that is not understood (statements with an error) is given back as it is. The tree must
// outlive nothing; the result holds its own text. O(text).
#pragma once

#include "parser/syntax/tree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow {

struct PrintOptions {
    Layout to = Layout::Pilcrow;
    std::uint32_t width = 88;  // columns
};

struct Printed {
    std::string text;  // its lines end in LF
    // Of each line of `text` the line of the source that it came from, or no_source_line.
    std::vector<std::uint32_t> source_lines;
    static constexpr std::uint32_t no_source_line = 0xffffffffu;
};

Printed print(const Tree& tree, const PrintOptions& options = {});

}  // namespace pilcrow
