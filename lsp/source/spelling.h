// What a name's spelling says.
#pragma once

#include <string_view>

namespace pilcrow::lsp {

// By convention a constant: letters, and all of them capitals (LIMIT, X2). A single letter says
// nothing, since type variables are written so. O(name).
constexpr bool is_constant_name(std::string_view name) {
    bool capital = false;
    for (const char c : name) {
        if (c >= 'a' && c <= 'z') return false;
        capital = capital || (c >= 'A' && c <= 'Z');
    }
    return capital && name.size() > 1;
}

}  // namespace pilcrow::lsp
