// `print(start=…)`: which modules say it, and where such a module can import the `print` that knows
// it.
#pragma once

#include "parser/syntax/tree.h"

#include <cstdint>
#include <string_view>

namespace pilcrow::line_keeping {

inline constexpr std::string_view printing_import = "from pilcrow.printing import print";
// The same `print` as an expression.
inline constexpr std::string_view printing_expression =
    "__import__(\"pilcrow.printing\").printing.print";

// Whether the module says `start=` to `print` anywhere. O(text).
bool says_start(const Tree& tree);
// `from __future__ import …`.
bool is_future_import(const Tree& tree, BlockId statement);
// `from pilcrow.printing import print`, as it is written here, alone on its line.
bool is_printing_import(const Tree& tree, BlockId statement);

enum class ImportPlace : std::uint8_t {
    Nowhere,      // the module does not say `start=`
    BlankLine,    // on `line`, which holds nothing
    CommentLine,  // on `line`, in front of the comment there
    Behind,       // behind the first-level statement `statement`, on its last line
    Before,       // in front of it
    EachUse,      // there is no such line: each `print` is printing_expression
};

struct PrintingImport {
    ImportPlace place = ImportPlace::Nowhere;
    std::uint32_t line = 0;
    BlockId statement = no_block;
};

// O(text).
PrintingImport find_printing_import(const Tree& tree);

}  // namespace pilcrow::line_keeping
