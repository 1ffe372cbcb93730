// Breaking what is too wide.
#pragma once

#include "parser/printer/stream.h"

namespace pilcrow::printer {

// Lets brackets hang and breaks lines until each fits `width` columns in Pilcrow's layout, as far
// as that can be. The statement stands in `column`. Widths do not count comments, nor the lines of
// literals.
//
// A line that is too long is broken where its outermost part can be: at the operators (all of the
// lowest precedence at once), clauses or commas that it consists of; if it ends in a bracket and
// has at most one operator, that bracket hangs instead. Where there is no such part, a chain of
// calls is broken before each `.name`, and else its brackets hang, from the right. What hangs is
// then looked at by itself.
// O(tokens) for each level of nesting.
void break_long_lines(Stream& stream, std::uint32_t column, std::uint32_t width);

}  // namespace pilcrow::printer
