// UTF-8, columns in others' units, and line endings.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "parser/text/line_endings.h"
#include "parser/text/positions.h"
#include "parser/text/utf8.h"

namespace pilcrow::test {
namespace {

using namespace std::string_view_literals;

std::string encode(char32_t code_point) {
    const auto byte = [](char32_t value) { return static_cast<char>(value); };
    if (code_point < 0x80) {
        return {byte(code_point)};
    }
    const char last = byte(0x80 | (code_point & 0x3F));
    if (code_point < 0x800) {
        return {byte(0xC0 | code_point >> 6), last};
    }
    const char middle = byte(0x80 | (code_point >> 6 & 0x3F));
    if (code_point < 0x10000) {
        return {byte(0xE0 | code_point >> 12), middle, last};
    }
    return {byte(0xF0 | code_point >> 18), byte(0x80 | (code_point >> 12 & 0x3F)), middle, last};
}

bool is_surrogate(char32_t code_point) { return code_point >= 0xD800 && code_point <= 0xDFFF; }

TEST(Utf8, EveryCodePointReadsAsItself) {
    for (char32_t code_point = 0; code_point < 0x110000; ++code_point) {
        const std::string text = encode(code_point);
        const Utf8Char character = decode_utf8(text, 0);
        if (is_surrogate(code_point)) {
            ASSERT_FALSE(character.valid) << std::hex << static_cast<std::uint32_t>(code_point);
            ASSERT_EQ(character.length, 1);
        } else {
            ASSERT_TRUE(character.valid) << std::hex << static_cast<std::uint32_t>(code_point);
            ASSERT_EQ(character.code_point, code_point);
            ASSERT_EQ(character.length, text.size());
        }
    }
}

TEST(Utf8, ExactlyTheWellFormedPairsBeginSequences) {
    std::size_t characters = 0;
    for (unsigned first = 0x80; first < 0x100; ++first) {
        for (unsigned second = 0; second < 0x100; ++second) {
            const std::string text = {static_cast<char>(first), static_cast<char>(second), '\x80',
                                      '\x80'};
            characters += decode_utf8(text, 0).valid ? 1 : 0;
        }
    }
    // Two bytes: C2..DF, each with 64. Three: E0..EF with 64, less 32 behind E0 and 32 behind ED.
    // Four: F0 with 48, F1..F3 with 64, F4 with 16.
    EXPECT_EQ(characters, 30u * 64 + (16u * 64 - 32 - 32) + (48u + 3 * 64 + 16));
}

TEST(Utf8, FindsTheFirstInvalidByte) {
    EXPECT_EQ(first_invalid_utf8(""), all_valid);
    EXPECT_EQ(first_invalid_utf8("plain"), all_valid);
    EXPECT_EQ(first_invalid_utf8("gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x8E\x85"), all_valid);
    EXPECT_EQ(first_invalid_utf8("\0\x7F"sv), all_valid);
    EXPECT_EQ(first_invalid_utf8("ab\x80"), 2u);
    EXPECT_EQ(first_invalid_utf8("ab\xC3"), 2u);
    EXPECT_EQ(first_invalid_utf8("ab\xC3("), 2u);
    EXPECT_EQ(first_invalid_utf8("\xE2\x82"), 0u);
    EXPECT_EQ(first_invalid_utf8("\xE2\x82\xAC"sv.substr(0, 2)), 0u)
        << "what is behind is not read";
    EXPECT_EQ(first_invalid_utf8("\xC3\xBC\xE2\x82x"), 2u);
    EXPECT_EQ(first_invalid_utf8("\xC0\xAF"), 0u);          // overlong
    EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0u);      // a surrogate
    EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0u);  // above U+10FFFF
    for (std::size_t length = 0; length < 100; ++length) {
        EXPECT_EQ(first_invalid_utf8(std::string(length, 'x') + "\xFF" + std::string(40, 'y')),
                  length);
        EXPECT_EQ(skip_ascii(std::string(length, 'x') + "\xFF"), length);
    }
}

// A line made of pieces whose units are known, so that nothing here reads UTF-8.
struct Piece {
    std::string_view bytes;
    std::size_t utf16;
    std::size_t utf32;
    bool valid;
};
constexpr std::array<Piece, 9> pieces = {{
    {"a", 1, 1, true},
    {"\0"sv, 1, 1, true},
    {"plain text of more than 32 bytes, to reach the fast path", 56, 56, true},
    {"\xC3\xBC", 1, 1, true},
    {"\xE2\x82\xAC", 1, 1, true},
    {"\xF0\x9F\x8E\x85", 2, 1, true},
    {"\xFF", 1, 1, false},
    {"\xC0", 1, 1, false},
    {"\xF5", 1, 1, false},
}};

TEST(Positions, ColumnsOfRandomLines) {
    std::mt19937 random(31415926);
    for (int round = 0; round < 2'000; ++round) {
        std::string line;
        std::size_t invalid = all_valid;
        std::vector<std::array<std::size_t, 3>> places;  // utf8, utf16, utf32, at each character
        std::size_t utf16 = 0;
        std::size_t utf32 = 0;
        for (std::size_t count = random() % 30; count > 0; --count) {
            const Piece& piece = pieces.at(random() % pieces.size());
            invalid = piece.valid ? invalid : std::min(invalid, line.size());
            const bool ascii = piece.bytes.size() == piece.utf32;
            for (std::size_t i = 0; i < (ascii ? piece.bytes.size() : 1); ++i) {
                places.push_back({line.size() + i, utf16 + i, utf32 + i});
            }
            line += piece.bytes;
            utf16 += piece.utf16;
            utf32 += piece.utf32;
        }
        places.push_back({line.size(), utf16, utf32});
        ASSERT_EQ(first_invalid_utf8(line), invalid);

        constexpr std::array<ColumnUnit, 3> units = {ColumnUnit::Utf8, ColumnUnit::Utf16,
                                                     ColumnUnit::Utf32};
        for (std::size_t unit = 0; unit < units.size(); ++unit) {
            for (std::size_t i = 0; i + 1 < places.size(); ++i) {
                // Every place inside a character is the character's beginning.
                for (std::size_t byte = places[i][0]; byte < places[i + 1][0]; ++byte) {
                    ASSERT_EQ(column_from_byte(line, byte, units.at(unit)), places[i].at(unit));
                }
                for (std::size_t c = places[i].at(unit); c < places[i + 1].at(unit); ++c) {
                    ASSERT_EQ(byte_from_column(line, c, units.at(unit)), places[i][0]);
                }
            }
            for (const std::size_t beyond : {0u, 1u, 1000u}) {
                ASSERT_EQ(column_from_byte(line, line.size() + beyond, units.at(unit)),
                          places.back().at(unit));
                ASSERT_EQ(byte_from_column(line, places.back().at(unit) + beyond, units.at(unit)),
                          line.size());
            }
        }
    }
}

TEST(Positions, Examples) {
    const std::string_view line = "s = \"\xF0\x9F\x8E\x85 \xC3\xBC\" \x80!";
    EXPECT_EQ(column_from_byte(line, 9, ColumnUnit::Utf16), 7u);
    EXPECT_EQ(column_from_byte(line, 9, ColumnUnit::Utf32), 6u);
    EXPECT_EQ(byte_from_column(line, 6, ColumnUnit::Utf16), 5u) << "between the surrogates";
    EXPECT_EQ(column_from_byte(line, line.size(), ColumnUnit::Utf16), 13u);
    EXPECT_EQ(column_from_byte(line, line.size(), ColumnUnit::Utf32), 12u);
    EXPECT_EQ(column_from_byte("", 5, ColumnUnit::Utf16), 0u);
    EXPECT_EQ(byte_from_column("", 5, ColumnUnit::Utf16), 0u);
    EXPECT_EQ(column_from_byte("\xE2\x82", 2, ColumnUnit::Utf16), 2u) << "a bad byte is a unit";
}

TEST(LineEndings, TheFirstKindInTheFile) {
    EXPECT_EQ(first_line_ending(""), LineEnding::Lf);
    EXPECT_EQ(first_line_ending("a"), LineEnding::Lf);
    EXPECT_EQ(first_line_ending("a\nb\r\n"), LineEnding::Lf);
    EXPECT_EQ(first_line_ending("a\r\nb\n"), LineEnding::CrLf);
    EXPECT_EQ(first_line_ending("a\rb\r\n"), LineEnding::Cr);
    EXPECT_EQ(first_line_ending("a\r\r\n"), LineEnding::Cr);
    EXPECT_EQ(first_line_ending("a\r"), LineEnding::Cr);
    EXPECT_EQ(first_line_ending("\n\r"), LineEnding::Lf);
    EXPECT_EQ(line_ending_text(LineEnding::CrLf), "\r\n");
    EXPECT_EQ(line_ending_text(LineEnding::Cr), "\r");
    EXPECT_EQ(line_ending_text(LineEnding::Lf), "\n");
}

}  // namespace
}  // namespace pilcrow::test
