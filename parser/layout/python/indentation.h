// Python's indentation: columns as CPython counts them, and the stack of open levels.
#pragma once

#include "parser/blocks/block_tree.h"
#include "parser/diagnostics/code.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace pilcrow::python {

// CPython counts every indentation twice; two lines whose order depends on the count are an error.
struct Column {
    std::uint32_t with_tabs_to_8;
    std::uint32_t with_tabs_as_1;
};

// The column of the logical line whose first physical line begins at `begin`. Where backslashes
// join lines before the first token, the first one right of column 0 decides.
Column column_of_line(std::string_view text, std::uint32_t begin);

struct Placement {
    BlockId parent;                  // the block that the line stands in
    Code finding = Code::Count;      // Count: nothing is wrong
    std::uint32_t outer_column = 0;  // UnexpectedIndent: of the lines that it is a sibling of
};

class Indentation {
public:
    Indentation() : levels_{{{0, 0}, no_block}} {}

    // Places the next logical line. Amortized O(1).
    Placement place(Column column);
    // The line placed last opens a block, and the next line stands deeper.
    void expect_block(BlockId header) { expected_ = header; }

private:
    struct Level {
        Column column;
        BlockId parent;
    };
    static constexpr std::size_t max_levels = 100;  // CPython's MAXINDENT

    std::vector<Level> levels_;
    BlockId expected_ = no_block;
    bool depth_reported_ = false;
};

}  // namespace pilcrow::python
