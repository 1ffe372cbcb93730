// What a byte can begin or be part of: one table for the lexer's dispatch and its inner loops.
#pragma once

#include "parser/lexer/token.h"

#include <array>
#include <cstdint>

namespace pilcrow::lexer {

// What a token that begins with this byte may be.
enum class ByteClass : std::uint8_t {
    Other,  // begins no token: control characters and $ ? `
    Null,   // NUL: the end of the text or a stray character
    Space,
    LineEnd,
    NameStart,
    Prefix,  // a letter that can begin a string's prefix: b f r u
    NonAscii,
    Digit,
    Dot,
    Quote,
    Hash,
    Backslash,
    Open,
    Close,
    Single,       // , ; ~ : tokens of one character that begin no longer one
    Colon,        // : :=
    Exclamation,  // ! !=
    Minus,        // - -= ->
    Operator,     // may be followed by =
    Doubling,     // may be doubled and then followed by =
};

inline constexpr std::uint8_t name_byte = 1;   // ASCII letter, digit or _
inline constexpr std::uint8_t digit_byte = 2;  // 0 to 9
inline constexpr std::uint8_t hex_byte = 4;

struct ByteTables {
    std::array<ByteClass, 256> byte_class{};
    std::array<std::uint8_t, 256> bits{};
    std::array<TokenKind, 128> single{};      // the token of the byte alone
    std::array<TokenKind, 128> with_equal{};  // of the byte and =
    std::array<TokenKind, 128> doubled{};     // of the byte twice
    std::array<TokenKind, 128> doubled_equal{};
};

constexpr ByteTables make_byte_tables() {
    ByteTables t{};
    t.single.fill(TokenKind::Error);
    t.with_equal.fill(TokenKind::Error);
    t.doubled.fill(TokenKind::Error);
    t.doubled_equal.fill(TokenKind::Error);
    const auto set = [&](const char* bytes, ByteClass value) {
        for (; *bytes != 0; ++bytes) t.byte_class[static_cast<unsigned char>(*bytes)] = value;
    };
    t.byte_class[0] = ByteClass::Null;
    set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", ByteClass::NameStart);
    set("bfruBFRU", ByteClass::Prefix);
    set("0123456789", ByteClass::Digit);
    set(" \t\f", ByteClass::Space);
    set("\n\r", ByteClass::LineEnd);
    set("'\"", ByteClass::Quote);
    set("#", ByteClass::Hash);
    set("\\", ByteClass::Backslash);
    set(".", ByteClass::Dot);
    set("([{", ByteClass::Open);
    set(")]}", ByteClass::Close);
    set(",;~", ByteClass::Single);
    set(":", ByteClass::Colon);
    set("!", ByteClass::Exclamation);
    set("-", ByteClass::Minus);
    set("+%&|^@=", ByteClass::Operator);
    set("*/<>", ByteClass::Doubling);
    for (unsigned c = 0x80; c < 256; ++c) t.byte_class[c] = ByteClass::NonAscii;

    for (unsigned c = 0; c < 128; ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        const bool hex = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        t.bits[c] = static_cast<std::uint8_t>((letter || digit || c == '_' ? name_byte : 0) |
                                              (digit ? digit_byte : 0) | (hex ? hex_byte : 0));
    }
    struct Spelled {
        TokenKind kind;
        const char* text;
    };
    constexpr Spelled spelled[] = {
#define X(name, text) {TokenKind::name, text},
        PILCROW_TOKENS(X)
#undef X
    };
    for (const Spelled& token : spelled) {
        const auto first = static_cast<unsigned char>(token.text[0]);
        if (first == 0 || token.kind >= TokenKind::KwFalse) continue;
        const char second = token.text[1];
        if (second == 0) {
            t.single[first] = token.kind;
        } else if (second == '=' && token.text[2] == 0) {
            t.with_equal[first] = token.kind;
        } else if (second == token.text[0]) {
            (token.text[2] == 0 ? t.doubled : t.doubled_equal)[first] = token.kind;
        }
    }
    // `==` is a doubled `=` too; it is read as "with equal".
    t.with_equal['='] = TokenKind::EqualEqual;
    return t;
}

inline constexpr ByteTables byte_tables = make_byte_tables();

inline ByteClass class_of(char c) { return byte_tables.byte_class[static_cast<unsigned char>(c)]; }
inline bool is_name_byte(char c) {
    return (byte_tables.bits[static_cast<unsigned char>(c)] & name_byte) != 0;
}
inline bool is_digit(char c) {
    return (byte_tables.bits[static_cast<unsigned char>(c)] & digit_byte) != 0;
}
inline bool is_hex(char c) {
    return (byte_tables.bits[static_cast<unsigned char>(c)] & hex_byte) != 0;
}
inline bool is_non_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
inline bool is_line_end(char c) { return c == '\n' || c == '\r'; }

}  // namespace pilcrow::lexer
