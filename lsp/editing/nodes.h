// Nodes as an editor moves them: which lines belong to one, and how they stand elsewhere.
#pragma once

#include "lsp/editing/lines.h"
#include "lsp/editing/rewrite.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow::lsp::editing {

// Lines [begin, end).
struct LineRange {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t size() const { return end - begin; }
};

// All lines of a node: its segments and what stands under them, and the comments that belong to it:
// those directly above it that stand no deeper, those behind it that stand deeper.
LineRange lines_of(const Lines& lines, BlockId head);
// One past the last line of a node, comments that stand deeper than it included.
std::uint32_t end_of(const Lines& lines, BlockId head);

// Where a statement stands that is to follow that of `head`: beside it, or, behind one that leaves
// its block (`return`, `pass` …) at the block's end, beside the block's header.
std::uint32_t column_behind(const Lines& lines, BlockId head);

}  // namespace pilcrow::lsp::editing
