// Printer: a tree as text, in either layout.
//
// `print` to Pilcrow is the canonical form that `pilcrow fmt` writes, from a Pilcrow tree or a
// Python one; `print` to Python is what a Python programmer would write. Both go through the same
// layout-free stream of each statement (stream.h), so that what one layout says the other says too:
// a file in canonical form comes back from Python unchanged.
//
// From Pilcrow to Pilcrow some statements are given back byte for byte: those with an error, those
// between the comments `# fmt: off` and `# fmt: on` (or the end of the block), those whose line
// ends in `# fmt: skip`, and those outside the lines asked for. Where such a statement does not
// stand in its canonical column, its block stays as it is too, and so on outwards until a block's
// owner stands in its column; so does the block of a statement with an error where any of that
// block stands in another column, since these columns say how the error is read.
//
// Between the layouts statements with an error are given back too, though they mean nothing there;
// and a `coding:` comment that names another encoding becomes one that says utf-8,
// which the result is. It holds its own text. O(text).
#pragma once

#include "parser/outline/outline.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow {

// Lines from 0, both ends included.
struct LineRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0xffffffffu;
};

struct PrintOptions {
    Layout to = Layout::Pilcrow;
    std::uint32_t width = 88;  // columns
    // Where there are any: only statements that touch one of these ranges of the source are printed
    // anew, the others are given back as they are (from Pilcrow to Pilcrow only).
    std::vector<LineRange> lines{};
    // The statements on and beside these lines are given back too (from Pilcrow to Pilcrow only).
    std::vector<std::uint32_t> doubtful_lines{};
    // Give back all of a first-level statement that holds anything that is kept as it is.
    bool keep_generously = false;
};

struct Printed {
    std::string text;  // its lines end in LF
    // Of each line of `text` the line of the source that it came from, or no_source_line.
    std::vector<std::uint32_t> source_lines;
    static constexpr std::uint32_t no_source_line = 0xffffffffu;
};

Printed print(const Tree& tree, const PrintOptions& options = {});
// The same for whoever has the tree's outline.
Printed print(const Tree& tree, const Outline& outline, const PrintOptions& options);

}  // namespace pilcrow
