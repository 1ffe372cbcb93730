// Line break: what becomes of a line's content that is broken at a cursor.
//
// Both parts are to be read as well as the whole was: elements of the bracket that the cursor
// stands in become items, strings stay strings, an operator begins the line behind the break, and
// what cannot go on with the part before it becomes a node of its own.
#pragma once

#include "lsp/editing/content.h"
#include "lsp/editing/rewrite.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp::editing {

// What the broken content belongs to.
struct BreakContext {
    LineKind node;                 // Statement or Item
    std::uint32_t column;          // of the node; its children stand 4 right of it
    std::uint32_t content_column;  // where its `\` lines stand
    bool hangs = false;            // lines stand under it
    bool goes_on = false;          // `\` lines follow it
    bool is_bound = false;         // the second part must stay in the node, whatever it says
};

// The content again, as lines. The first holds content only: it stays on its line.
struct BrokenContent {
    std::vector<NewLine> lines;
    std::uint32_t cursor_line = 0;  // index in `lines`
    std::uint32_t cursor = 0;       // byte in that line's content
    // Columns by which what stands under the content moves right: it stays under its last part.
    std::uint32_t shift = 0;
    // The last line's segments go on with an element of a bracket that now hangs: they cannot be
    // kept.
    bool takes_segments = false;
};

// The same place where it stands in no string. In one: behind the replacement field that it stands
// in; before or behind the string, where no text of it lies on that side.
std::uint32_t outside_quotes(const Content& content, std::uint32_t at);

// `at` lies in the content's code or at its end, not at its very beginning. `in_string`: it parts
// the two halves of a string that was broken.
BrokenContent break_content(const std::string& content, std::uint32_t at,
                            const BreakContext& context, bool in_string = false);
// The elements of the bracket that opens at byte `opener` as items, and no other part broken but
// what must be for that. The cursor stays at `at`.
BrokenContent split_content(const std::string& content, std::uint32_t opener, std::uint32_t at,
                            const BreakContext& context);

}  // namespace pilcrow::lsp::editing
