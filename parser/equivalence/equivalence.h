// Equivalence: whether two trees are the same program.
//
// Two trees, of one layout or two, are equivalent where CPython's `ast.dump` of them, without
// positions, would be equal, docstrings compared after `inspect.cleandoc`, and they have the same
// comments (in any order: a comment inside a literal moves when it is taken to Python). Formatter
// and converter write nothing that is not equivalent to what they read.
#pragma once

#include "parser/outline/outline.h"

#include <cstdint>
#include <optional>
#include <string>

namespace pilcrow {

struct Difference {
    std::string what;        // one clause: `the statement differs`
    std::uint32_t line = 0;  // from 0, in the first tree
    std::uint32_t other_line = 0;
};

// The first difference, or nothing. Neither tree may have errors of syntax in what is compared:
// damaged statements are compared as text. O(text).
std::optional<Difference> difference(const Tree& first, const Tree& second);
// The same for whoever has the first tree's outline.
std::optional<Difference> difference(const Tree& first, const Outline& outline, const Tree& second);

}  // namespace pilcrow
