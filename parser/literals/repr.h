// Values as Python's repr() shows them.
#pragma once

#include <string>
#include <string_view>

namespace pilcrow {

// repr of a str, given in the generalised UTF-8 of strings.h; a byte that is part of no character
// is shown as the surrogate that stands for it in Python (U+DC80 and on). O(value).
void append_str_repr(std::string_view value, std::string& out);
// repr of a bytes.
void append_bytes_repr(std::string_view value, std::string& out);
// repr of a float: the shortest digits that give the value back.
void append_float_repr(double value, std::string& out);
// repr of a complex whose real part is 0: `1.5j`.
void append_imaginary_repr(double value, std::string& out);

}  // namespace pilcrow
