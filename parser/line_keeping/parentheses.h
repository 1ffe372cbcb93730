// Where parentheses must go round an expression, so that its lines may be broken where comments
// stand. Internal to line_keeping.
#pragma once

#include "parser/syntax/unit.h"

#include <cstdint>
#include <span>
#include <vector>

namespace pilcrow::line_keeping {

// A line end in a unit, outside its brackets: between two of its tokens, or inside one (a literal).
struct Break {
    std::uint32_t before;  // token in front of it
    std::uint32_t behind;  // token behind it; the same one inside a literal
};

struct Wrap {
    std::uint32_t first_token;
    std::uint32_t last_token;
};

// The smallest expressions of `unit` that hold the breaks (in text order) and can stand in
// parentheses without a change of meaning, in text order. A break that no such expression holds (in
// an import, a pattern, between targets) is left out. O(nodes).
std::vector<Wrap> find_wraps(const Unit& unit, std::span<const Break> breaks);

}  // namespace pilcrow::line_keeping
