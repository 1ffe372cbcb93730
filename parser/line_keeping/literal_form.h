// Literals as Python strings. Internal to line_keeping.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::line_keeping {

// One line of a literal: the text behind the quotes or behind the delimiter, as it is in the file.
struct LiteralLine {
    std::string_view text;
    std::uint32_t line;
    std::uint32_t column;  // of the text
};

struct Literal {
    std::string_view prefix;  // `rb`
    std::string_view quotes;  // `"""`
    std::uint8_t flags;       // the token's (TokenFlags)
    std::vector<LiteralLine> lines;

    bool is_raw() const;
    bool is_bytes() const;
};

// Python's own triple-quoted string, whose further lines stand at the left edge; empty where the
// text cannot stand in one: its lines do not follow upon each other, or it holds both kinds of
// quotes. With `skip_first_newline`, the first line (which must be empty) counts for nothing.
std::string triple_quoted(const Literal& literal, bool skip_first_newline);

// One line of it as strings that stand side by side on one line; the newline that follows it, where
// one does, included (but the first one with `skip_first_newline`). `text_at` becomes the offset at
// which the line's text begins.
std::string one_line(const Literal& literal, std::size_t index, bool skip_first_newline,
                     std::size_t& text_at);

// Text of a string that is not raw, with `\x00` for each NUL character, which Python's source
// cannot hold.
std::string without_nul(std::string_view text);

// A whole string or f-string on one line with quotes that do not come again inside it, for CPython
// before 3.12; as it is where that cannot be had.
std::string with_other_quotes(std::string_view prefix, std::string_view quotes,
                              std::string_view body);

}  // namespace pilcrow::line_keeping
