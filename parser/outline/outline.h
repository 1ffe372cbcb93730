// The statements and comments of a file in order, each with its level: what is printed one after
// the other, without a layout.
//
// A comment line belongs to the statement, item or `\` line behind it, or, where it stands deeper
// than that, to the end of the deepest group open at its column or left of it. Comment lines that
// come to stand inside a statement are given with that statement.
#pragma once

#include "parser/syntax/tree.h"

#include <string_view>
#include <vector>

namespace pilcrow {

struct PlacedComment {
    std::string_view text;  // `#` and what follows, white space at the end removed
    bool own_line;
    bool blank_before;
    std::uint32_t line;
};

// A comment line inside a statement (Pilcrow). It stands before the entry `anchor` of `reading`,
// or, with `at_end`, at the end of the group that the segment `anchor` opens.
struct AnchoredComment {
    BlockId anchor;
    bool at_end;
    PlacedComment comment;
};

struct OutlineEntry {
    BlockId head = no_block;  // a statement; else a comment
    PlacedComment comment{};
    std::uint32_t level = 0;
    std::uint32_t line = 0;          // of the source, the first
    std::uint32_t blank_lines = 0;   // before it
    std::uint32_t comments = 0;      // a statement: index of its first anchored comment
    std::uint32_t comments_end = 0;  // … and one past its last
    std::uint32_t last_line = 0;     // a statement: the last of its own lines
    BlockId parent = no_block;       // the statement whose block it stands in
    // The first statement of a module, class or function: a plain string there is a docstring.
    bool begins_body = false;
};

struct Outline {
    std::vector<OutlineEntry> entries;
    std::vector<AnchoredComment> comments;  // inside statements, in order
};

// O(lines log lines).
Outline outline_of(const Tree& tree);

}  // namespace pilcrow
