// The difference of two texts as `diff -u` shows it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::cli {

// How the texts hang together: `sources` has for each line of `after` the line of `before` that it
// came from, or some number beyond. Lines that came from an equal one stay; what lies between is
// compared from both its ends. Three lines of context. Empty where the texts are equal.
// O(text + lines log lines).
std::string unified_diff(std::string_view name, std::string_view before, std::string_view after,
                         const std::vector<std::uint32_t>& sources);

// The same for a terminal: coloured, and nothing in it steers the terminal.
std::string coloured_diff(std::string_view diff);

}  // namespace pilcrow::cli
