// Docstrings. Internal to line_keeping.
#pragma once

#include "parser/syntax/tree.h"

#include <string>
#include <string_view>

namespace pilcrow::line_keeping {

// What Python's inspect.cleandoc makes of a text (UTF-8). O(text).
std::string cleandoc(std::string_view text);

// Whether the statement is a string that its module, class or function would take as its docstring
// if it stood first: neither bytes nor an f-string.
bool is_plain_string(const Tree& tree, NodeRef statement);

}  // namespace pilcrow::line_keeping
