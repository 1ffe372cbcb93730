// Columns as people count them: from 1, in code points, a byte order mark not counted.
#pragma once

#include "parser/syntax/tree.h"

#include <cstddef>

namespace pilcrow::cli {

// Counts on from the place asked for before where it can, so that many places of one long line cost
// no more than one walk over it when they are asked for in order.
class ColumnCounter {
public:
    explicit ColumnCounter(const Tree& tree) : tree_(&tree) {}
    std::size_t of(Position at);

private:
    static constexpr std::uint32_t no_line = 0xffffffffu;
    const Tree* tree_;
    std::uint32_t line_ = no_line;
    std::uint32_t byte_ = 0;
    std::size_t column_ = 0;
    bool ascii_ = false;  // the whole line
};

}  // namespace pilcrow::cli
