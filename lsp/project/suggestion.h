// "Did you mean …?" for words that are nearly right.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pilcrow {

// `: did you mean …?` with the nearest of `known`, or nothing where none is near. O(their lengths).
std::string suggestion(std::string_view word, std::span<const std::string_view> known);

}  // namespace pilcrow
