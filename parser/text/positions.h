// Positions within one line, in the units that others count in.
//
// Inside this project a position is (line, byte). Editors count UTF-16 code units (the language
// server protocol's default) or code points (UTF-32; what people and the fixed output forms call a
// column). Conversion happens at the edge, one line at a time.
//
// All columns count from 0. A byte that is no part of well-formed UTF-8 counts one unit. Nothing
// here fails: an offset or column past the line's end is taken as the end, and one that points
// inside a character (between its bytes, or between the two halves of a surrogate pair) is taken
// as that character's beginning.
//
// Cost: linear in the part of the line before the position; ASCII 32 bytes a step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pilcrow {

enum class ColumnUnit : std::uint8_t { Utf8, Utf16, Utf32 };

// The column of byte offset `byte` of `line` (given without its terminator).
std::size_t column_from_byte(std::string_view line, std::size_t byte, ColumnUnit unit);

// The byte offset of `column` of `line`.
std::size_t byte_from_column(std::string_view line, std::size_t column, ColumnUnit unit);

}  // namespace pilcrow
