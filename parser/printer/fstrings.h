// f-strings over several lines, taken from Python's layout.
#pragma once

#include "parser/printer/stream.h"

namespace pilcrow::printer {

// The f-string of the unit's tokens [first, end] (its FStringStart and FStringEnd) as a literal:
// what stands in a field is written on one line, a line end in a format becomes `\n`, and comments
// in fields are given back. What becomes one line is returned as text (`literal.lines` is empty).
std::string_view fstring_literal_of(Stream& stream, const Tree& tree, BlockId head,
                                    std::uint32_t first, std::uint32_t end, Literal& literal,
                                    std::vector<std::string_view>& comments);

}  // namespace pilcrow::printer
