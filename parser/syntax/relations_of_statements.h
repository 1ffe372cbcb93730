// The part of relations.h about neighbouring statements. Internal to parser/syntax.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <string_view>
#include <vector>

namespace pilcrow {

// Clauses, decorators and cases of every block.
void check_statement_relations(const Tree& tree, std::vector<Diagnostic>& found);

// A finding of check_relations: its range is cut to its first line; {text} is `name`, or the
// source in the range where that is empty.
Diagnostic relation_diagnostic(const Tree& tree, Code code, Range range, std::string_view name);

} // namespace pilcrow
