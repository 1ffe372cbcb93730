// From a place in a text to the block, the token and the nodes that stand there.
//
// All of it works on broken code: where nothing stands, the answer is "none".
#pragma once

#include "parser/syntax/tree.h"

#include <optional>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

struct TokenRef {
    BlockId block = no_block;  // head of the unit
    std::uint32_t token = 0;
    explicit operator bool() const { return block != no_block; }
    friend bool operator==(const TokenRef&, const TokenRef&) = default;
};

// The head of the node whose own lines hold `line`, or none for a blank or comment line outside of
// every node. (In Python's layout a node may hold lines within brackets.) O(log lines).
BlockId block_at(const Tree& tree, std::uint32_t line);

// The token that a cursor at `place` touches: that contains it, begins or ends there. Of two, the
// one that is a word. Virtual tokens are passed over. O(log tokens).
TokenRef token_touching(const Tree& tree, Position place);
// The last token of the unit at `place` that ends at or before it, or none. Comments are no tokens.
TokenRef token_before(const Tree& tree, Position place);
Range range_of(const Tree& tree, TokenRef token);

// The nodes around a token, from its statement's root to the innermost; through hung brackets, so
// that an item's come behind those of the call that it is an argument of. Empty if the unit has
// none. O(nodes of the units).
std::vector<NodeRef> path_to(const Tree& tree, TokenRef token);
// The same to a node: the node itself is the last.
std::vector<NodeRef> path_to(const Tree& tree, NodeRef node);
// The nearest node around `node`, through hung brackets; none for a statement.
NodeRef parent_of(const Tree& tree, NodeRef node);
// The head of the statement that `block` is part of: itself, or what its item hangs on.
BlockId statement_of(const Tree& tree, BlockId block);
// The statement whose block `statement` stands in: the header's head, or none at the first level.
BlockId header_of(const Tree& tree, BlockId statement);

// From a node's first byte to the end of its last line, children, segments and literal lines
// included.
Range extent(const Tree& tree, BlockId head);

// The block that a statement would belong to if it began at `place`, on a line of its own: the head
// of the header, or none at the first level. For blank lines, and past the end of a block.
BlockId header_for(const Tree& tree, Position place);

// The name of a definition (FunctionDef, ClassDef), as its token; none where it is missing.
TokenRef name_token(const Tree& tree, NodeRef definition);
// The token of the name after the dot of an Attribute, of a Keyword, Parameter, Alias and the like:
// what stands as "name token" in node.h's table; none for other kinds and where it is missing.
TokenRef own_name_token(const Tree& tree, NodeRef node);

}  // namespace pilcrow::lsp
