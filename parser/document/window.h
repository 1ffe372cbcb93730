// The window of an edit: which siblings are read anew. Internal to parser/document.
#pragma once

#include "parser/document/line_edit.h"

#include <optional>

namespace pilcrow::document {

// A run of siblings in the shape before the edit.
struct Window {
    BlockId parent = no_block;  // segment whose children they are
    BlockId first = 0;          // entries [first, end)
    BlockId end = 0;
    std::uint32_t first_line = 0;  // lines [first_line, end_line), the edit's among them
    std::uint32_t end_line = 0;
    std::uint32_t column = 0;  // where the siblings should stand
    bool from_start = false;   // no sibling before it was left out
    bool to_end = false;       // … nor behind it
    bool left_edge = false;    // the first sibling is a healthy one, untouched by the edit
    bool right_edge = false;   // the last …
};

// The window in the innermost block that the edit allows (`level` 0), or in one that is `level`
// blocks further out. None: everything must be read anew.
std::optional<Window> find_window(const Tree& tree, const LineEdit& edit, std::size_t level);

}  // namespace pilcrow::document
