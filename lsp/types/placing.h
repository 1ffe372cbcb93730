// Placing: which parameter takes which argument of a call, by Python's rules.
#pragma once

#include "lsp/types/type.h"

#include <cstdint>
#include <span>
#include <vector>

namespace pilcrow::lsp {

struct Argument;

struct Placed {
    std::uint32_t parameter;
    std::uint32_t argument;
    bool element;  // of `*x`, or a value of `**x`
};
struct Placing {
    bool fits = true;       // in number and names
    std::uint32_t off = 0;  // how many arguments or parameters are left over
    std::vector<Placed> placed;
};
// `*x` and `**x` fill whatever is left, as far as anyone can tell.
Placing place_arguments(std::span<const ParameterData> parameters, bool gradual,
                        std::span<const Argument> arguments);

}  // namespace pilcrow::lsp
