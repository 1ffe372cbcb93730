// Text changes: an answer that was found in another text than the one that it is for.
#pragma once

#include "lsp/editing/lines.h"
#include "lsp/editing/structure.h"

#include <functional>
#include <string>
#include <string_view>

namespace pilcrow::lsp::editing {

// A text with edits made. They must not overlap and stand in order.
std::string applied(const Lines& lines, const std::vector<TextEdit>& edits);
// Byte of a position in the text, and back. O(lines).
std::size_t offset_of(std::string_view text, Position position);
Position position_of(std::string_view text, std::size_t offset);

// The one edit that makes `after` of `before`.
std::vector<TextEdit> edit_between(std::string_view before, std::string_view after);

// What is answered at the place of a selection, in the text without what is selected, as an answer
// for the text with it. O(text).
StructureAnswer after_deleting(const Lines& lines, Range range,
                               const std::function<StructureAnswer(const Tree&, Position)>& ask);

}  // namespace pilcrow::lsp::editing
