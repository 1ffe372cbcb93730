#include "parser/lexer/escapes.h"

#include "parser/characters/character_names.h"
#include "parser/lexer/characters.h"
#include "parser/text/utf8.h"

namespace pilcrow::lexer {
namespace {

struct Escape {
    std::size_t length;       // backslash included
    Code code = Code::Count;  // Count: nothing is wrong
};

Escape hex_escape(std::string_view text, std::size_t at, std::size_t digits) {
    std::size_t length = 2;
    std::uint32_t value = 0;
    while (length < digits + 2 && at + length < text.size() && is_hex(text[at + length])) {
        const char c = text[at + length];
        value =
            value << 4 | static_cast<std::uint32_t>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
        ++length;
    }
    constexpr std::uint32_t last_code_point = 0x10FFFF;
    const bool complete = length == digits + 2 && value <= last_code_point;
    return {length, complete ? Code::Count : Code::MalformedEscape};
}

Escape name_escape(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size() || text[at + 2] != '{') return {2, Code::MalformedEscape};
    const std::size_t close = text.find('}', at);
    if (close == std::string_view::npos) return {text.size() - at, Code::MalformedEscape};
    const bool known = character_of_name(text.substr(at + 3, close - at - 3)).has_value();
    return {close + 1 - at, known ? Code::Count : Code::MalformedEscape};
}

// The escape whose backslash stands at `at`, not the last byte of the text.
Escape read_escape(std::string_view text, std::size_t at, bool bytes) {
    const char c = text[at + 1];
    switch (c) {
    case '\r': return {std::size_t{at + 2 < text.size() && text[at + 2] == '\n' ? 3u : 2u}};
    case '\n':
    case '\\':
    case '\'':
    case '"':
    case 'a':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
    case 'v': return {2};
    case 'x': return hex_escape(text, at, 2);
    case 'u':
        if (bytes) return {2, Code::InvalidEscape};
        return hex_escape(text, at, 4);
    case 'U':
        if (bytes) return {2, Code::InvalidEscape};
        return hex_escape(text, at, 8);
    case 'N':
        if (bytes) return {2, Code::InvalidEscape};
        return name_escape(text, at);
    default: break;
    }
    if (c >= '0' && c <= '7') {
        std::size_t length = 2;
        while (length < 4 && at + length < text.size() && text[at + length] >= '0' &&
               text[at + length] <= '7') {
            ++length;
        }
        // Three digits above 377 do not fit a byte.
        return {length, length == 4 && c > '3' ? Code::InvalidEscape : Code::Count};
    }
    // CPython keeps silent about characters beyond ASCII.
    if (is_non_ascii(c)) return {1u + decode_utf8(text, at + 1).length};
    return {2, Code::InvalidEscape};
}

}  // namespace

void check_escapes(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                   std::uint8_t string_flags) {
    if ((string_flags & string_raw) != 0) return;
    const bool bytes = (string_flags & string_bytes) != 0;
    bool malformed = false;
    for (std::size_t at = text.find('\\'); at != std::string_view::npos && at + 1 < text.size();
         at = text.find('\\', at)) {
        Escape escape = read_escape(text, at, bytes);
        const auto begin = own_begin + static_cast<std::uint32_t>(at);
        // One malformed escape makes the literal worthless; more would repeat that.
        if (escape.code != Code::Count && !(escape.code == Code::MalformedEscape && malformed)) {
            builder.report(escape.code, begin, begin + static_cast<std::uint32_t>(escape.length));
            malformed = malformed || escape.code == Code::MalformedEscape;
        }
        at += escape.length;
    }
}

}  // namespace pilcrow::lexer
