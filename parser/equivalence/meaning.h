// What a statement says, as bytes: equal for equal syntax, whatever its layout.
#pragma once

#include "parser/syntax/tree.h"

#include <string>

namespace pilcrow {

// Appends what the statement `head` says (its own line and what hangs in it, not its block).
// With `begins_body`, a plain string is a docstring. O(text).
void append_meaning(const Tree& tree, BlockId head, bool begins_body, std::string& out);

}  // namespace pilcrow
