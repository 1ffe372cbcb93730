// Docstrings.
#pragma once

#include "parser/syntax/tree.h"

namespace pilcrow::line_keeping {

// Whether the statement is a string that its module, class or function would take as its docstring
// if it stood first: neither bytes nor an f-string.
bool is_plain_string(const Tree& tree, NodeRef statement);

}  // namespace pilcrow::line_keeping
