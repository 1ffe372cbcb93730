// Values of literals, held against what CPython says of the same text: fixtures/literals.txt, which
// literals_fixture.py printed under CPython 3.13.

#include "parser/characters/character_names.h"
#include "parser/literals/identifiers.h"
#include "parser/literals/numbers.h"
#include "parser/literals/repr.h"
#include "parser/literals/strings.h"

#include <gtest/gtest.h>
#include <fstream>
#include <string>

namespace pilcrow {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

std::uint8_t flags_of(std::string_view literal) {
    const std::size_t quote = literal.find_first_of("'\"");
    std::uint8_t flags = 0;
    for (const char letter : literal.substr(0, quote)) {
        const char lower = static_cast<char>(letter | 0x20);
        flags = static_cast<std::uint8_t>(flags | (lower == 'r'   ? string_raw
                                                   : lower == 'b' ? string_bytes
                                                                  : string_u));
    }
    const std::string_view three = literal.substr(quote, 3);
    return three == "'''" || three == "\"\"\"" ? flags | string_triple : flags;
}

// The repr of a literal's value, or "error".
std::string repr_of(const std::string& literal) {
    std::string out;
    if (literal.find_first_of("'\"") != literal.npos) {
        const std::uint8_t flags = flags_of(literal);
        std::string value;
        if (append_string_text(split_string(literal, flags).body, flags, value)) {
            return "error";
        }
        if ((flags & string_bytes) != 0) {
            append_bytes_repr(value, out);
        } else {
            append_str_repr(value, out);
        }
    } else if (literal.back() == 'j' || literal.back() == 'J') {
        append_imaginary_repr(float_value(std::string_view(literal).substr(0, literal.size() - 1)),
                              out);
    } else if (literal.find_first_of("xX") != literal.npos ||
               literal.find_first_of(".eE") == literal.npos) {
        return append_decimal(literal, out) ? out : "error";
    } else {
        append_float_repr(float_value(literal), out);
    }
    return out;
}

TEST(Literals, HaveTheValuesThatPythonGivesThem) {
    std::ifstream file(PILCROW_SOURCE_DIR "/tests/unit/parser/fixtures/literals.txt");
    ASSERT_TRUE(file);
    std::size_t count = 0;
    for (std::string line; std::getline(file, line); ++count) {
        const std::size_t tab = line.rfind('\t');
        ASSERT_NE(tab, line.npos) << line;
        std::string literal = line.substr(0, tab);
        replace_all(literal, "\xE2\x90\x8A", "\n");
        replace_all(literal, "\xE2\x90\x8D", "\r");
        EXPECT_EQ(repr_of(literal), line.substr(tab + 1)) << "of " << line.substr(0, tab);
    }
    EXPECT_GT(count, 500U);
}

TEST(Literals, TellWhereAnEscapeIsWrong) {
    std::string value;
    const auto error = append_string_text("ab\\n\\N{no such name}c", 0, value);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->problem, EscapeProblem::UnknownName);
    EXPECT_EQ(error->begin, 4U);
    EXPECT_EQ(error->end, 20U);
    EXPECT_EQ(value, "ab\n");
}

TEST(Literals, FStringTextHasDoubledBraces) {
    const auto value_of = [](std::string_view text, std::uint8_t flags) {
        std::string value;
        EXPECT_FALSE(append_fstring_text(text, flags, value));
        return value;
    };
    EXPECT_EQ(value_of("a{{b}}c\\n", 0), "a{b}c\n");
    EXPECT_EQ(value_of("\\{{6}}\\", 0), "\\{6}\\");
    EXPECT_EQ(value_of("\\N{BULLET}{{", 0), "\xE2\x80\xA2{");
    EXPECT_EQ(value_of("\\N{{}}\r\n", string_raw | string_f), "\\N{}\n");
    EXPECT_EQ(value_of("%H\\x41", string_f), "%HA");
}

TEST(Literals, StringsComeApart) {
    const StringParts closed = split_string("Rb'''a'b'''", string_triple);
    EXPECT_EQ(closed.prefix, "Rb");
    EXPECT_EQ(closed.opening, "'''");
    EXPECT_EQ(closed.body, "a'b");
    EXPECT_EQ(split_string("\"\"\"text\"\"", string_triple | string_open).body, "text\"\"");
    EXPECT_EQ(split_string("'open", string_open).body, "open");
}

TEST(Literals, BytesOutsideUtf8AreShownAsTheirSurrogates) {
    std::string out;
    append_str_repr("a\x80\xC3", out);
    EXPECT_EQ(out, "'a\\udc80\\udcc3'");
}

TEST(Literals, NamesAreNormalised) {
    std::string out;
    append_identifier("plain ", out);
    append_identifier("\xEF\xAC\x81le", out);  // the ligature fi
    append_identifier(" e\xCC\x81", out);      // e and a combining acute accent
    EXPECT_EQ(out, "plain file \xC3\xA9");
}

TEST(CharacterNames, CoverTheDatabase) {
    EXPECT_EQ(character_of_name("SPACE"), U' ');
    EXPECT_EQ(character_of_name("ZOMBIE"), U'\U0001F9DF');
    EXPECT_EQ(character_of_name("A"), std::nullopt);
    EXPECT_EQ(character_of_name(""), std::nullopt);
    EXPECT_EQ(character_of_name("~"), std::nullopt);
    EXPECT_EQ(character_of_name("<control>"), std::nullopt);
}

}  // namespace
}  // namespace pilcrow
