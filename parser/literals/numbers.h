// The value of a number literal's text, underscores and all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pilcrow {

// CPython refuses to read or write an integer with more decimal digits than this.
inline constexpr std::size_t max_decimal_digits = 4300;

// Appends the integer in decimal, without leading zeros; false, and nothing appended, where it has
// more than max_decimal_digits. Any base; O(text), more than linear only for long numbers that are
// not decimal.
bool append_decimal(std::string_view integer, std::string& out);

// The double nearest to a float literal, or to an imaginary one without its `j`. Too large is
// infinity, too small is 0.
double float_value(std::string_view text);

}  // namespace pilcrow
