// Logical-line parser: tokens of one unit, with balanced brackets, to nodes.
//
// Hand-written recursive descent, precedence climbing for expressions. It reads no other unit:
// what stands under a hanging bracket is one Hang node, and the parser says in which role its items
// are to be read. It never fails: what cannot be parsed becomes Error nodes and diagnostics, at
// most one for each segment of the unit. Nesting is limited (`too-deep`), not by the stack.
//
// It checks what one unit can show by itself (targets, patterns, forms of expressions). What
// relates several arguments, parameters or statements is checked by relations (syntax/relations.h),
// which sees hung and one-line forms alike.
#pragma once

#include "parser/syntax/unit_builder.h"

namespace pilcrow {

// Parses builder.tokens in builder.role and fills nodes, root, flags, and the segments' roles.
// O(tokens).
void parse_unit(UnitBuilder& builder);

}  // namespace pilcrow
