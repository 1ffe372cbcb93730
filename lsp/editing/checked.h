// Checked edits: those that promise to leave the program as it is are held to it.
#pragma once

#include "lsp/editing/lines.h"
#include "lsp/editing/structure.h"

namespace pilcrow::lsp::editing {

// True if the first-level statement that `head` is part of says the same once the edits, which lie
// in it, are made (parser/equivalence). O(its text).
bool keeps_program(const Lines& lines, BlockId head, const StructureEdit& edit);

}  // namespace pilcrow::lsp::editing
