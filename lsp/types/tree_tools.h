// Small steps in a tree that inference takes everywhere.
#pragma once

#include "lsp/source/places.h"
#include "parser/syntax/tree.h"

#include <string>
#include <vector>

namespace pilcrow::lsp {

inline NodeRef child_at(const Tree& tree, NodeRef parent, std::size_t index) {
    NodeRef child = tree.first_child(parent);
    while (child && index-- > 0) child = tree.next_sibling(child);
    return child;
}
inline NodeRef last_child(const Tree& tree, NodeRef parent) {
    NodeRef last;
    for (const NodeRef child : ChildRange(tree, parent)) last = child;
    return last;
}
// The first child of a kind, or none.
inline NodeRef child_of_kind(const Tree& tree, NodeRef parent, NodeKind kind) {
    for (const NodeRef child : ChildRange(tree, parent))
        if (tree.kind(child) == kind) return child;
    return {};
}
inline Position begin_of(const Tree& tree, NodeRef node) {
    const Unit* unit = tree.unit(node.block);
    return tree.position(node.block, unit->token(tree.node(node).first_token).begin);
}
// The root of a block's unit, or none.
inline NodeRef root_of(const Tree& tree, BlockId block) {
    const Unit* unit = block == no_block ? nullptr : tree.unit(block);
    return unit != nullptr && unit->root != no_node ? NodeRef{block, unit->root} : NodeRef{};
}
// The text of a node's name token (own_name_token), or empty.
inline std::string_view own_name(const Tree& tree, NodeRef node) {
    const TokenRef token = own_name_token(tree, node);
    return token ? tree.token_text(token.block, token.token) : std::string_view();
}
// The statement before one in the same block, or no_block. O(depth).
BlockId statement_before(const Tree& tree, BlockId statement);
// `a.b.c` as it is written; empty for anything but names and attributes.
std::string dotted_text(const Tree& tree, NodeRef node);
// The parentheses around an expression taken off.
NodeRef without_parens(const Tree& tree, NodeRef node);
// Statements in a header's block and its suite, not those of headers in it: each root.
std::vector<NodeRef> statements_in(const Tree& tree, NodeRef header);
// Value of a plain string or of several side by side; false for anything else.
bool string_value(const Tree& tree, NodeRef node, std::string& value);

}  // namespace pilcrow::lsp
