// Rewrite: lines replaced by others, as the fewest and smallest text edits that say so.
#pragma once

#include "lsp/editing/lines.h"
#include "lsp/editing/structure.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow::lsp::editing {

// A line that is to be written.
struct NewLine {
    std::uint32_t column = 0;
    LineKind kind = LineKind::Statement;
    std::string content;

    // `    , content`. An empty item has its space.
    std::string text() const;
    // Byte of the content in text().
    std::uint32_t content_at() const;
};

// Lines [first, first + count) become `lines`. Insertion before a line: count 0.
struct Replacement {
    std::uint32_t first;
    std::uint32_t count;
    std::vector<std::string> lines;
};

// The edits of replacements that do not overlap and ascend; what is equal on both sides is left
// out. `selection`, `cursor`: where it is in the new text.
StructureEdit edit_with(const Lines& lines, std::vector<Replacement> replacements, Range selection);
StructureEdit edit_of(const Lines& lines, std::vector<Replacement> replacements, Position cursor);

// The line in another column: its indentation is spaces then; what it counts no column for (a byte
// order mark) stays.
std::string in_column(const Lines& lines, std::uint32_t line, std::uint32_t column);

}  // namespace pilcrow::lsp::editing
