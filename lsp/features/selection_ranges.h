// What is selected next when a selection grows: word, expression, item, list, line, statement,
// block, and so on up to the file. The outer steps are those of the block tree, so they are there
// in a damaged file too.
#pragma once

#include "parser/syntax/tree.h"

#include <vector>

namespace pilcrow::lsp {

// From the innermost to the whole file; each range holds the one before it and is larger.
std::vector<Range> selection_ranges(const Tree& tree, Position place);

}  // namespace pilcrow::lsp
