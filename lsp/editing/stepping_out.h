// Stepping out: what an empty delimiter becomes when its writer is done with the group.
#pragma once

#include "lsp/editing/lines.h"
#include "lsp/editing/structure.h"

namespace pilcrow::lsp::editing {

// The line (an empty delimiter, or blank) takes the next outer place. Where the group goes on
// below it, that place is behind the group, and the line goes; where the node goes on with a `\`,
// that line is the place. Nullopt where nothing is further out. `above`: so many lines above it
// were empty lines of the same kind, and go with it.
StructureAnswer step_out(const Lines& lines, std::uint32_t line, std::uint32_t above = 0);

}  // namespace pilcrow::lsp::editing
