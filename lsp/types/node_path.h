// NodePath: the nodes around a place, from the statement down; nodes know no parents.
#pragma once

#include "parser/syntax/tree.h"

#include <vector>

namespace pilcrow::lsp {

// From the root of the statement's (or header's) unit to the innermost node that holds the token,
// through hung items. Empty if there is none. O(nodes of the units on the way).
std::vector<NodeRef> path_to(const Tree& tree, BlockId block, std::uint32_t token);
// The same down to `node`, which it ends in.
std::vector<NodeRef> path_to(const Tree& tree, NodeRef node);
// The head of the statement that a block belongs to: itself, or that around an item or literal
// line.
BlockId statement_of(const Tree& tree, BlockId block);
// The header (FunctionDef, If …) in whose block or suite the statement at `block` stands, or none.
NodeRef header_around(const Tree& tree, BlockId statement);
// Where a token stands.
Range token_range(const Tree& tree, BlockId block, std::uint32_t token);
// The place at a node's first byte.
Position begin_of(const Tree& tree, NodeRef node);

}  // namespace pilcrow::lsp
