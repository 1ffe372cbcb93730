// What the author chose, in the form that both layouts share.
#pragma once

#include "parser/printer/stream.h"

namespace pilcrow::printer {

// Settles which brackets hang and where lines are broken, as the source has them:
//   * a bracket hangs where a line ends in it (Python), or where it hung;
//   * parentheses round a whole value, condition or item are left out where they were there for
//     the line ends in them only;
//   * lines stay broken where they can be: before operators, `.name`, clauses, adjacent strings;
//   * commas at the end of a bracket are removed (openers know whether Python needs one), and lists
//     that both layouts put in brackets (with, from … import) get theirs where they are broken.
// O(tokens).
void settle_groups(Stream& stream, Layout source);

// Puts the list of a `with` or `from … import` to which the comma at `comma` belongs in brackets
// that hang. Indices behind it change.
void hang_listing(Stream& stream, std::uint32_t comma);

}  // namespace pilcrow::printer
