// The text that a replacement field with `=` shows before its value.
#pragma once

#include "parser/syntax/tree.h"

#include <string>

namespace pilcrow {

// Appends it: what stands between the field's `{` and its conversion, format or `}`, raw, without
// comments. The field must have the flag field_debug. O(text).
void append_debug_text(const Tree& tree, NodeRef field, std::string& text);

}  // namespace pilcrow
