// How relations are reported. Internal to parser/syntax.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <string_view>
#include <vector>

namespace pilcrow {

// A finding of check_relations: its range is cut to its first line; {text} is `name`, or the
// source in the range where that is empty.
Diagnostic relation_diagnostic(const Tree& tree, Code code, Range range, std::string_view name);

inline bool is_damaged(const Unit& unit) { return (unit.flags & unit_damaged) != 0; }
inline bool is_damaged_at(const Tree& tree, NodeRef ref) {
    return is_damaged(*tree.unit(ref.block));
}

}  // namespace pilcrow
