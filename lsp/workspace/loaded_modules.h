// Which modules there are once a package has been imported: a submodule is an attribute of its
// package from when something imports it, not because it lies in the folder.
#pragma once

#include "lsp/workspace/world.h"

#include <string>
#include <vector>

namespace pilcrow::lsp {

// The modules that a file's imports load, absolute, packages around them included, each once; of
// `from a import b` also `a.b`, which may be a module. `everywhere`: those in functions too, which
// are not run with the file. O(file).
std::vector<std::string> imported_modules(const SourceFile& file, bool everywhere);

// The names of the modules directly under a package that importing it loads, sorted: by what its
// `__init__` imports (the source behind a stub's), and the package's modules that it comes by.
// They are read as far as some dozens of files.
std::vector<std::string> loaded_submodules(const World& world, const SourceFile& package);

}  // namespace pilcrow::lsp
