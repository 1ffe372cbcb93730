// UTF-8: one character at a time, and where a line stops being valid.
//
// Well-formed means Unicode's table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
// A byte that begins no well-formed sequence is read alone, as one character of its own, so reading
// always advances and never looks past the text it was given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pilcrow {

inline constexpr std::size_t all_valid = static_cast<std::size_t>(-1);

// A character as read from UTF-8. Where `valid` is false it is one bad byte, whose value
// `code_point` is.
struct Utf8Char {
    char32_t code_point;
    std::uint8_t length;  // bytes, 1 to 4
    bool valid;
};

// The character that begins at byte `at` (< text.size()).
Utf8Char decode_utf8(std::string_view text, std::size_t at);

// Offset of the first byte at or after `from` that is not ASCII, or text.size(). 32 bytes a step.
std::size_t skip_ascii(std::string_view text, std::size_t from = 0);

// Offset of the first byte that begins no well-formed sequence, or `all_valid`. One pass; ASCII at
// the speed of skip_ascii.
std::size_t first_invalid_utf8(std::string_view text);

}  // namespace pilcrow
