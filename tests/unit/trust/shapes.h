// Texts that are hostile in one way each, as long or as deep as one likes.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace pilcrow::trust {

struct Shape {
    const char* name;
    std::string (*text)(std::size_t count);  // so many of what it repeats
    bool too_deep;                           // is reported, where the count is some thousands
};

// Long in one line, in one node, in one group or in one file: of any count.
std::span<const Shape> long_shapes();
// Deep by indentation, so that a text's size grows with the square of its count.
std::span<const Shape> deep_shapes();

}  // namespace pilcrow::trust
