// Everything that is found in a file: syntax, layout, relations, names.
#pragma once

#include "parser/diagnostics/diagnostics.h"
#include "parser/names/names.h"

#include <string_view>
#include <vector>

namespace pilcrow {

// What is found in the tree that `names` are of, in text order. `path` says whether the file is a
// package's `__init__`, whose imports are there to be seen from outside. O(units and findings).
std::vector<Diagnostic> find_all(const Names& names, std::string_view path);

}  // namespace pilcrow
