// The value of a string in a tree, with the literal lines that belong to it.
#pragma once

#include "parser/literals/strings.h"
#include "parser/syntax/tree.h"

#include <optional>
#include <string>
#include <string_view>

namespace pilcrow {

// An escape that stands for nothing, and where it is.
struct LiteralError {
    EscapeProblem problem;
    Position at;
};

// Appends the value of a String node: UTF-8 as strings.h has it, or bytes. A literal of Pilcrow's
// is the text behind its quotes, and a newline before each line of it; comments and blank lines
// between do not count. On an error, the value up to it has been appended. O(text).
std::optional<LiteralError> append_string_value(const Tree& tree, NodeRef string,
                                                std::string& value);

// The text behind the quote of a literal line.
std::string_view literal_line_text(const Tree& tree, BlockId line);
// Place of a byte of it.
Position literal_line_position(const Tree& tree, BlockId line, std::size_t byte);

}  // namespace pilcrow
