// The value of a string literal's text: escapes, line ends, doubled braces.
//
// A str value is UTF-8, except that a lone surrogate, which `"\ud800"` makes, stands as the three
// bytes its code point would have (generalised UTF-8); append_str_repr() reads it back. A bytes
// value is its bytes. Line ends inside a literal are `\n` in its value, whatever the file has.
#pragma once

#include "parser/lexer/token.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pilcrow {

// A plain string token, or the opening of an f-string, taken apart.
struct StringParts {
    std::string_view prefix;   // `rb`
    std::string_view opening;  // `"""`
    std::string_view body;     // up to the closing quotes, or to the end where there are none
};
// `flags` are the token's. A literal whose lines follow (Pilcrow) has string_open set.
StringParts split_string(std::string_view token_text, std::uint8_t flags);

enum class EscapeProblem : std::uint8_t {
    Truncated,    // `\x1`, `\u12`: fewer digits than the form has
    OutOfRange,   // `\U00110000`
    UnnamedName,  // `\N` without `{name}`
    UnknownName,  // no character has the name
};
// A sentence without a full stop.
std::string_view message_of(EscapeProblem problem);

struct EscapeError {
    EscapeProblem problem;
    std::size_t begin;  // of the escape, in the text given
    std::size_t end;
};

// Appends the value of `text`, the body of a plain string or one literal line of it. Of `flags`,
// string_raw and string_bytes count. Unknown escapes stand for themselves, as in Python. On an
// error, the value up to it has been appended. O(text).
std::optional<EscapeError> append_string_text(std::string_view text, std::uint8_t flags,
                                              std::string& value);
// The same for text of an f-string between its fields or in a format spec: `{{` and `}}` are one
// brace each.
std::optional<EscapeError> append_fstring_text(std::string_view text, std::uint8_t flags,
                                               std::string& value);

// Appends one code point, a surrogate too.
void append_code_point(char32_t code_point, std::string& value);

}  // namespace pilcrow
