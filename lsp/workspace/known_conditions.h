// Conditions whose outcome is known before a program runs: `sys.version_info >= (3, 12)`,
// `sys.platform == "win32"`, `TYPE_CHECKING`, and what `and`, `or` and `not` make of them.
#pragma once

#include "lsp/workspace/python_version.h"
#include "parser/syntax/tree.h"

#include <optional>

namespace pilcrow::lsp {

// What a test comes to for that version on Linux; nothing where it cannot be told. O(test).
std::optional<bool> known_truth(const Tree& tree, NodeRef test, PythonVersion version);

}  // namespace pilcrow::lsp
