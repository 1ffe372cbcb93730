#include "parser/literals/repr.h"

#include "parser/characters/character_names.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace pilcrow {
namespace {

void append_hex(char letter, int digits, std::uint32_t value, std::string& out) {
    out += '\\';
    out += letter;
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
        out += "0123456789abcdef"[value >> shift & 0xF];
    }
}

char quote_for(std::string_view value) {
    return value.find('\'') != value.npos && value.find('"') == value.npos ? '"' : '\'';
}

bool is_plain(char c, char quote) { return c >= 0x20 && c < 0x7F && c != '\\' && c != quote; }

// The escape of an ASCII character that is not plain.
void append_ascii_escape(char c, std::string& out) {
    switch (c) {
    case '\t': out += "\\t"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\\':
    case '\'':
    case '"':
        out += '\\';
        out += c;
        break;
    default: append_hex('x', 2, static_cast<unsigned char>(c), out);
    }
}

struct Character {
    char32_t code_point;
    std::size_t length;
};

// As decode_utf8, but surrogates are characters.
Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t distance) -> char32_t {
        return at + distance < text.size() ? static_cast<unsigned char>(text[at + distance]) : 0;
    };
    const auto continues = [&](std::size_t distance) { return (byte(distance) & 0xC0) == 0x80; };
    const char32_t first = byte(0);
    if (first >= 0xC2 && first < 0xE0 && continues(1)) {
        return {(first & 0x1F) << 6 | (byte(1) & 0x3F), 2};
    }
    if (first >= 0xE0 && first < 0xF0 && continues(1) && continues(2)) {
        return {(first & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
    }
    if (first >= 0xF0 && first < 0xF5 && continues(1) && continues(2) && continues(3)) {
        return {
            (first & 7) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F),
            4};
    }
    return {0xDC00 + first, 1};
}

// Appends a number in Python's choice of form: positional for exponents from -4 to 15.
void append_number(double value, bool point_zero, std::string& out) {
    if (std::signbit(value)) {
        out += '-';
        value = -value;
    }
    if (std::isnan(value)) {
        out += "nan";
        return;
    }
    if (std::isinf(value)) {
        out += "inf";
        return;
    }
    char buffer[40];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
    const std::size_t mark = text.find('e');
    std::string digits(text.substr(0, 1));
    if (mark > 2) {
        digits += text.substr(2, mark - 2);
    }
    int exponent = 0;
    const std::size_t sign = text[mark + 1] == '+' ? 2 : 1;  // from_chars takes no plus
    std::from_chars(text.data() + mark + sign, end, exponent);

    if (exponent < -4 || exponent >= 16) {
        out += digits[0];
        if (digits.size() > 1) {
            out += '.';
            out.append(digits, 1);
        }
        out += exponent < 0 ? "e-" : "e+";
        const int magnitude = std::abs(exponent);
        if (magnitude < 10) {
            out += '0';
        }
        out += std::to_string(magnitude);
        return;
    }
    if (exponent < 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-exponent - 1), '0');
        out += digits;
        return;
    }
    const std::size_t whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() > whole) {
        out.append(digits, 0, whole);
        out += '.';
        out.append(digits, whole);
        return;
    }
    out += digits;
    out.append(whole - digits.size(), '0');
    if (point_zero) {
        out += ".0";
    }
}

}  // namespace

void append_str_repr(std::string_view value, std::string& out) {
    const char quote = quote_for(value);
    out += quote;
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t run = at;
        while (at < value.size() && is_plain(value[at], quote)) {
            ++at;
        }
        out.append(value, run, at - run);
        if (at == value.size()) {
            break;
        }
        if (static_cast<unsigned char>(value[at]) < 0x80) {
            append_ascii_escape(value[at], out);
            ++at;
            continue;
        }
        const Character character = character_at(value, at);
        if (is_printable(character.code_point)) {
            out.append(value, at, character.length);
        } else if (character.code_point <= 0xFF) {
            append_hex('x', 2, character.code_point, out);
        } else if (character.code_point <= 0xFFFF) {
            append_hex('u', 4, character.code_point, out);
        } else {
            append_hex('U', 8, character.code_point, out);
        }
        at += character.length;
    }
    out += quote;
}

void append_bytes_repr(std::string_view value, std::string& out) {
    const char quote = quote_for(value);
    out += 'b';
    out += quote;
    for (const char c : value) {
        if (is_plain(c, quote)) {
            out += c;
        } else {
            append_ascii_escape(c, out);
        }
    }
    out += quote;
}

void append_float_repr(double value, std::string& out) { append_number(value, true, out); }

void append_imaginary_repr(double value, std::string& out) {
    append_number(value, false, out);
    out += 'j';
}

}  // namespace pilcrow
