#pragma once

#include <span>
#include <string_view>

namespace pilcrow {

// Sorted; see builtins.cpp.
std::span<const std::string_view> builtin_names();

}  // namespace pilcrow
