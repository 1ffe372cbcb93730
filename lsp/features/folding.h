// What can be folded: blocks, hung brackets, literals; runs of imports and of comments; regions.
#pragma once

#include "parser/syntax/tree.h"

#include <vector>

namespace pilcrow::lsp {

enum class FoldKind : std::uint8_t { Code, Imports, Comment, Region };

struct Fold {
    std::uint32_t first_line;  // stays visible
    std::uint32_t last_line;
    FoldKind kind;
    friend bool operator==(const Fold&, const Fold&) = default;
};

// By first line; of several that begin on a line, the longest first. O(lines).
std::vector<Fold> folds(const Tree& tree);

}  // namespace pilcrow::lsp
