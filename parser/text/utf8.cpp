#include "parser/text/utf8.h"

#include <bit>
#include <cstring>

namespace pilcrow {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080;

std::uint64_t load8(const char* at) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

}  // namespace

Utf8Char decode_utf8(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]));
    };
    const std::uint32_t first = byte(0);
    if (first < 0x80) {
        return {static_cast<char32_t>(first), 1, true};
    }
    const Utf8Char bad{static_cast<char32_t>(first), 1, false};
    const std::size_t left = text.size() - at;
    // The second byte's range is narrower behind some first bytes: that is what excludes overlong
    // forms, surrogates and what lies above U+10FFFF.
    std::uint32_t low = 0x80;
    std::uint32_t high = 0xBF;
    std::uint8_t length = 0;
    std::uint32_t code_point = 0;
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2;
        code_point = first & 0x1F;
    } else if ((first & 0xF0) == 0xE0) {
        length = 3;
        code_point = first & 0x0F;
        low = first == 0xE0 ? 0xA0 : 0x80;
        high = first == 0xED ? 0x9F : 0xBF;
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        code_point = first & 0x07;
        low = first == 0xF0 ? 0x90 : 0x80;
        high = first == 0xF4 ? 0x8F : 0xBF;
    } else {
        return bad;
    }
    if (left < length || byte(1) < low || byte(1) > high) {
        return bad;
    }
    code_point = code_point << 6 | (byte(1) & 0x3F);
    for (std::uint8_t i = 2; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return bad;
        }
        code_point = code_point << 6 | (byte(i) & 0x3F);
    }
    return {static_cast<char32_t>(code_point), length, true};
}

std::size_t skip_ascii(std::string_view text, std::size_t from) {
    const char* const data = text.data();
    const std::size_t size = text.size();
    std::size_t at = from;
    while (at + 32 <= size) {
        const std::uint64_t any =
            load8(data + at) | load8(data + at + 8) | load8(data + at + 16) | load8(data + at + 24);
        if ((any & high_bits) != 0) {
            break;
        }
        at += 32;
    }
    while (at + 8 <= size && (load8(data + at) & high_bits) == 0) {
        at += 8;
    }
    while (at < size && static_cast<unsigned char>(data[at]) < 0x80) {
        ++at;
    }
    return at;
}

std::size_t first_invalid_utf8(std::string_view text) {
    for (std::size_t at = skip_ascii(text); at < text.size();) {
        const Utf8Char character = decode_utf8(text, at);
        if (!character.valid) {
            return at;
        }
        at += character.length;
        if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) {
            at = skip_ascii(text, at);
        }
    }
    return all_valid;
}

}  // namespace pilcrow
