// The words of an import, as they are written.
#pragma once

#include "parser/syntax/tree.h"

#include <cstddef>
#include <string>

namespace pilcrow::lsp {

// "a.b.c" of a DottedName; names that are missing are left out.
std::string dotted_words(const Tree& tree, NodeRef dotted_name);
// How many dots stand behind the `from` of an ImportFrom.
std::size_t level_of(const Tree& tree, NodeRef import_from);

}  // namespace pilcrow::lsp
