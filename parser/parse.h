// Text to tree, in one call. The way in for everyone who has a whole file.
#pragma once

#include "parser/syntax/tree.h"

#include <string>

namespace pilcrow {

// Parses a file's text. Never fails; see Tree and diagnostics/diagnostics.h for what was found.
// One thread; O(bytes). The text is kept in the tree.
Tree parse(std::string text, Layout layout);

}  // namespace pilcrow
