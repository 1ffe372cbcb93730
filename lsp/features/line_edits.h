// What is different in a text that was written anew, as edits of whole lines.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

// The edits that make `after` of `before`, in text order. `source_lines` has for each line of
// `after` the line of `before` that it came from, or a number beyond: those that are equal, and in
// their order, stay. O(text).
std::vector<TextEdit> line_edits(std::string_view before, std::string_view after,
                                 const std::vector<std::uint32_t>& source_lines);

}  // namespace pilcrow::lsp
