// Python's own layout: indentation and joined lines, to the same tree that Pilcrow's gives.
//
// A unit is one logical line. Its block is the line on which it begins; a statement is the child of
// the header whose block it stands in, clauses (`else`, `except`, …) are siblings of their
// statement, `case` a child of `match`, decorators siblings before their definition. Nesting comes
// from indentation alone, as CPython's INDENT and DEDENT do: tabs count to the next multiple of 8
// (and must mean the same counted as 1), a form feed sets the column to 0, a line that begins with
// a joining backslash takes the column of that backslash. A block entry's column is counted so; a
// line token's is too where it begins a logical line.
//
// Every physical line has its line token. Lines inside a logical line (but its first) have the lead
// Instr whatever they hold, so that Comment and Blank are lines outside of all units.
//
// Own offsets count from the logical line's first byte behind its indentation and go on over line
// ends; a unit's own text ends where its last line ends, a comment included, the terminator not
// (unless it is in a string that is never closed).
//
// Reported here: UnexpectedIndent (the line is then read as a sibling of the one above),
// InconsistentDedent (read as part of the block that it is nearest to), InconsistentTabs,
// MissingBlock (at the header's colon), TooDeep (CPython's limit of 100 levels of indentation).
//
// One thread, O(bytes). Texts below 4 GiB.
#pragma once

#include "parser/syntax/tree.h"

#include <string>

namespace pilcrow {

// Reads Python source, UTF-8 (see source_encoding.h for files). Never fails; keeps the text.
Tree parse_python(std::string text);

}  // namespace pilcrow
