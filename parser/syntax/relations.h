// Relations: what no single unit can show by itself, because it relates several statements,
// arguments, parameters or patterns, which may stand on lines of their own.
//
//   * clauses and the statement that they belong to, decorators and their definition, the cases of
//     a match;
//   * the order of arguments, parameters, type parameters and patterns, and their repetition;
//   * what a hung display consists of.
//
// A finding that relates two lines is left out where either of them, or a line between, has an
// error of its own: it would be an echo of the damage.
//
// Cost: one pass over the units' nodes, a few per cent of the parse.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <vector>

namespace pilcrow {

// Appends what is found, in no particular order.
void check_relations(const Tree& tree, std::vector<Diagnostic>& found);

}  // namespace pilcrow
