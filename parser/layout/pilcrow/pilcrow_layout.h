// Pilcrow's layout: text to tree.
//
// A full parse, in this order:
//   1. delimiter tokens and the block tree (`shape`), from each line's prefix alone;
//   2. units, from first line to last: each node's context comes from its parent's unit
//      (group_reading.h), then its lines are lexed, balanced and parsed (unit_assembly.h);
//   3. where a line is damaged so that it stands in the wrong place, the reading (reading_tree.h)
//      and the units once more, on it;
//   4. groups whose items mostly do not fit their role are read in the role that they fit.
//
// The pieces know nothing of files, so that a document can keep units and build only what changed:
// a unit is a function of its lines and its UnitContext; a context of the parent's unit, the leads
// and columns of the children and of the siblings before it; the reading of the shape and the
// EntryFacts of its lines.
//
// O(bytes). No recursion: depth is bounded by memory only.
#pragma once

#include "parser/syntax/tree.h"

#include <cstdint>
#include <span>
#include <string>

namespace pilcrow {

inline constexpr std::uint32_t lines_per_chunk = 256;

// Never fails. The text is kept in the tree, in chunks of `lines_per_chunk` lines that share it.
Tree parse_pilcrow(std::string text);

// See parse_again() in parser/parse.h.
Tree parse_pilcrow_again(std::string text, const Tree& before,
                         std::span<const std::uint32_t> lines);

}  // namespace pilcrow
