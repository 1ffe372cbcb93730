// Seam: how the two parts of a content that is broken outside all brackets belong together.
#pragma once

#include "lsp/editing/content.h"
#include "lsp/editing/lines.h"

#include <cstdint>

namespace pilcrow::lsp::editing {

enum class SeamKind : std::uint8_t {
    GoesOn,   // the second part is a `\` line
    Sibling,  // … a node like the first
    Suite,    // … the first statement of the block that the first part opens
};

struct Seam {
    SeamKind kind;
    std::uint32_t before_end;    // byte in the content: where the first part ends
    std::uint32_t behind_begin;  // where the second begins; what lies between is dropped
    std::uint32_t cursor;        // byte in the second part: behind an operator that moved there
};

// `at` lies in no bracket and in no string. `goes_on`: what is behind it is known to go on.
Seam seam_at(const Content& content, std::uint32_t at, LineKind node, bool goes_on);

}  // namespace pilcrow::lsp::editing
