// Pasted text: lines from anywhere, laid out as what they are to become.
//
// What comes from a Pilcrow file keeps its layout and gets the place's column. Python is told by
// its layout: text that is not well laid out as Pilcrow but is as Python is taken over by the
// converter. All columns of what is returned count from 0, the place's own.
#pragma once

#include "parser/syntax/tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp::editing {

// The lines of a text with line ends of any kind; none behind a last line end.
std::vector<std::string> lines_of_text(std::string_view text);

// What the first line that is not blank begins with.
Lead lead_of(const std::vector<std::string>& lines);

// As statements (or items and literal lines of Pilcrow's, in their own layout).
std::vector<std::string> as_statements(std::vector<std::string> lines);
// As items of a list that `role` says more of; comments stay comments.
std::vector<std::string> as_items(std::vector<std::string> lines, Role role);
// The text of literal lines: verbatim, or without their `"` if they are such lines.
std::vector<std::string> as_literal_text(std::vector<std::string> lines);

// Each line further right; blank ones stay empty.
void move_right(std::vector<std::string>& lines, std::uint32_t columns);

}  // namespace pilcrow::lsp::editing
