// Formatting: what `pilcrow fmt` would write, as edits of the lines that change.
#pragma once

#include "parser/diagnostics/diagnostics.h"
#include "parser/printer/printer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow::lsp {

struct FormattingWishes {
    std::uint32_t width = 88;      // columns
    std::vector<LineRange> lines;  // where there are any: only statements that touch these
};
struct Formatting {
    std::vector<TextEdit> edits;  // in text order, of whole lines
    std::string refusal;          // why it must stay as it is, or empty
};

// Python's layout is left to others: no edits. O(text).
Formatting format(const Tree& tree, const FormattingWishes& wishes);

}  // namespace pilcrow::lsp
