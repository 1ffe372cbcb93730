// Paths (`self.items`, `row[0]`) as targets: what a statement gives them.
#pragma once

#include "parser/syntax/tree.h"

#include <string>
#include <string_view>

namespace pilcrow::lsp {

// "x", "self.items", "row[0]": the text of an expression that always means the same thing until
// one of its parts is bound anew; empty for others.
std::string reference_text(const Tree& tree, NodeRef expression);

struct PathAssignment {
    bool assigned = false;
    NodeRef value;  // what it is from then on; none: nothing more than it is declared as
};
// What the statement does to the path by itself, not in its block. Names in its targets count as
// bindings, which are found elsewhere.
PathAssignment assigned_to_path(const Tree& tree, NodeRef statement, std::string_view path);

}  // namespace pilcrow::lsp
