// Names of characters, as `\N{...}` takes them, and which characters Python prints as they are.
//
// The database is Unicode 15.1's, as in Python 3.13.
#pragma once

#include <optional>
#include <string_view>

namespace pilcrow {

// The character of a name or an alias, as unicodedata.lookup finds it: upper and lower case are the
// same, except in the computed names of ideographs and Hangul syllables, which are upper case.
// Named sequences have no single character and are not found. O(log names).
std::optional<char32_t> character_of_name(std::string_view name);

// str.isprintable for one code point: false for control, format, surrogate, private, unassigned and
// separator characters other than the space.
bool is_printable(char32_t code_point);

}  // namespace pilcrow
