// Noise: the same program with other white space, comments and line ends.
#pragma once

#include "parser/syntax/tree.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace pilcrow::noise {

// X(name, text in the table)
#define PILCROW_NOISES(X)                                 \
    X(Space, "spaces between tokens")                     \
    X(Trailing, "spaces at the ends of lines")            \
    X(Blank, "blank lines")                               \
    X(CommentBehind, "comments behind lines")             \
    X(CommentLine, "comment lines")                       \
    X(Split, "lines split in brackets, or before a `\\`") \
    X(SplitComment, "… with a comment")                   \
    X(Join, "lines joined")                               \
    X(Hang, "brackets hung (Pilcrow)")                    \
    X(Indent, "other indentation")                        \
    X(Closer, "closers and commas that are not needed")

enum class Noise : std::uint8_t {
#define X(name, text) name,
    PILCROW_NOISES(X)
#undef X
        Count
};
inline constexpr auto noises = static_cast<std::size_t>(Noise::Count);

struct Edit {
    std::uint32_t offset;
    std::uint32_t removed;
    std::string inserted;
    Noise noise;
};

// Every edit that this kind of noise can make somewhere in the program, in order. Most, not all,
// leave the program what it is.
std::vector<Edit> possible_edits(const Tree& tree, Noise noise, std::mt19937_64& random);

// The text with these edits, which are in order; one that overlaps another is left out.
std::string with_edits(const std::string& text, const std::vector<Edit>& edits);

}  // namespace pilcrow::noise
