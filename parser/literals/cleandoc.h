// Docstrings as Python's inspect module cleans them up.
#pragma once

#include <string>
#include <string_view>

namespace pilcrow {

// What inspect.cleandoc makes of a docstring's value. O(value).
std::string cleandoc(std::string_view value);
// What str.expandtabs makes of a text. O(result).
std::string expand_tabs(std::string_view text);

}  // namespace pilcrow
