// Checked edits: what an answer promises about the rest of the text is held to.
#pragma once

#include "lsp/editing/lines.h"
#include "lsp/editing/structure.h"

namespace pilcrow::lsp::editing {

// True if every line that the edits do not touch still belongs where it did: to the same node,
// under the same line, or under the new form of one that was touched. Where lines are damaged at
// their left edges, any change of a column near them can carry them off. O(text), at 1 GB a second.
bool leaves_rest(const Lines& lines, const StructureEdit& edit);

// The answer, or none where it would carry other lines off.
StructureAnswer checked(const Lines& lines, StructureAnswer answer);

// True if the first-level statement that `head` is part of says the same once the edits, which lie
// in it, are made (parser/equivalence). O(its text).
bool keeps_program(const Lines& lines, BlockId head, const StructureEdit& edit);

}  // namespace pilcrow::lsp::editing
