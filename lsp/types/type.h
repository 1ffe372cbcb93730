// Type: what a value is, as far as it is known. (First cut; types/README.md will say more.)
#pragma once

#include <cstdint>

namespace pilcrow::lsp {

enum class ParameterKind : std::uint8_t {
    PositionalOnly,
    Positional,
    KeywordOnly,
    Positionals,
    Keywords,  // x, /  x  *, x  *args  **kw
};

struct TypeData;
using TypeRef = const TypeData*;  // never null where a type is returned

}  // namespace pilcrow::lsp
