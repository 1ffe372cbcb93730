// An edit as a change of whole lines. Internal to parser/document.
#pragma once

#include "parser/document/document.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow::document {

struct LineEdit {
    std::uint32_t first = 0;  // lines [first, old_end) of the tree are replaced …
    std::uint32_t old_end = 0;
    std::string text;              // … by this text, terminators included,
    std::vector<LineToken> lines;  // whose tokens these are (offsets count in `text`)
};

// The smallest such change, found by cutting the touched lines and their neighbours (a terminator
// may join with one beside it) into tokens again. Lines that come out the same, terminator
// included, are left out.
LineEdit line_edit(const Tree& tree, const DocumentEdit& edit);

// The bytes between the end of a line and the next: its terminator, empty on a last line.
std::string_view terminator(const Tree& tree, std::uint32_t line);

}  // namespace pilcrow::document
