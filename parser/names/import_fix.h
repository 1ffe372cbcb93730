// The mend of an import that nobody uses. Internal to parser/names.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <optional>

namespace pilcrow::names {

// Takes the name at `token` out of its import, or the whole import where it is the only one; a
// block that would be left empty gets a `pass`. No safe fix, since a module may do something when
// it is imported. None where the import is damaged, or so long that to look through it for each of
// its names would take more than linear time. O(1).
std::optional<FixEdits> fix_of_unused_import(const Tree& tree, BlockId block, std::uint32_t token);

}  // namespace pilcrow::names
