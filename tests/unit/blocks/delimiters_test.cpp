// Lines and their delimiter tokens: language reference, "Lines and delimiters".
#include "parser/delimiters/delimiters.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/blocks/shape.h"

namespace pilcrow::test {
namespace {

using namespace std::string_view_literals;
constexpr std::size_t npos = std::string_view::npos;

// `column lead [content]` of each line, one a line; `!` where a tab stands in the indentation.
std::string tokens_of(std::string_view text, const DelimiterSet& set = DelimiterSet::pilcrow()) {
    std::string shown;
    for (const LineToken& line : lines_of(text, set)) {
        shown += std::to_string(line.column) + (line.tab_in_indentation ? "! " : " ");
        shown.append(name_of(line.lead())).append(" [");
        shown.append(text.substr(line.content(), line.end - line.content())).append("]\n");
    }
    return shown;
}

TEST(Delimiters, TheFirstCharacterDecides) {
    EXPECT_EQ(tokens_of("x = 1  # not a comment line\n"
                        "    , item, \"with\" everything \\ )\n"
                        "    \"literal \"quoted\" text  \n"
                        "    \\.then()\n"
                        "# a comment\n"
                        "        # another\n"
                        "\n"
                        "   \n"
                        ")\n"
                        "  ]\n"
                        "    }.x\n"
                        "(a)\n"
                        "'text'\n"),
              "0 instr [x = 1  # not a comment line]\n"
              "4 item [ item, \"with\" everything \\ )]\n"
              "4 literal [literal \"quoted\" text  ]\n"
              "4 continue [.then()]\n"
              "0 comment [# a comment]\n"
              "8 comment [# another]\n"
              "0 blank []\n"
              "3 blank []\n"
              "0 closer [)]\n"
              "2 closer []]\n"
              "4 closer [}.x]\n"
              "0 instr [(a)]\n"
              "0 instr ['text']\n");
}

TEST(Delimiters, LinesEndInLfCrLfOrCr) {
    EXPECT_EQ(tokens_of("a\nb\r\nc\rd"), "0 instr [a]\n0 instr [b]\n0 instr [c]\n0 instr [d]\n");
    EXPECT_EQ(tokens_of("\r\n\r\r\n\n"), "0 blank []\n0 blank []\n0 blank []\n0 blank []\n");
    EXPECT_EQ(tokens_of("a\r\n"), "0 instr [a]\n");
    EXPECT_EQ(tokens_of("a\r"), "0 instr [a]\n");
    EXPECT_EQ(tokens_of("a\r\r"), "0 instr [a]\n0 blank []\n");
}

TEST(Delimiters, NothingIsBehindTheLastLineEnd) {
    EXPECT_TRUE(lines_of("").empty());
    EXPECT_EQ(lines_of("\n").size(), 1u);
    EXPECT_EQ(lines_of("a\n").size(), 1u);
    EXPECT_EQ(lines_of("a").size(), 1u);
    EXPECT_EQ(lines_of("a\n ").size(), 2u);
}

TEST(Delimiters, CrLfAcrossABlockOfTheSearch) {
    for (std::size_t length = 60; length < 70; ++length) {
        const std::string line = std::string(length, 'x').append("\r\n");
        const std::vector<LineToken> lines = lines_of(line + line);
        ASSERT_EQ(lines.size(), 2u) << length;
        EXPECT_EQ(lines[0].end, length);
        EXPECT_EQ(lines[1].begin, length + 2);
        EXPECT_EQ(lines[1].end, 2 * length + 2);
    }
}

TEST(Delimiters, TabsCountToTheNextMultipleOfFour) {
    EXPECT_EQ(tokens_of("\tx"), "4! instr [x]\n");
    EXPECT_EQ(tokens_of("  \tx"), "4! instr [x]\n");
    EXPECT_EQ(tokens_of("    \tx"), "8! instr [x]\n");
    EXPECT_EQ(tokens_of("\t\t, x"), "8! item [ x]\n");
    EXPECT_EQ(tokens_of(" \t  \t x"), "9! instr [x]\n");
    EXPECT_EQ(tokens_of("\t"), "4! blank []\n");
    EXPECT_EQ(tokens_of("x\t"), "0 instr [x\t]\n");
}

TEST(Delimiters, AFormFeedSetsTheColumnToZero) {
    EXPECT_EQ(tokens_of("\fx"), "0 instr [x]\n");
    EXPECT_EQ(tokens_of("    \f    x"), "4 instr [x]\n");
    EXPECT_EQ(tokens_of("\t \f\tx"), "4! instr [x]\n");
    EXPECT_EQ(tokens_of("\f\n"), "0 blank []\n");
}

TEST(Delimiters, AByteOrderMarkCountsNoColumn) {
    EXPECT_EQ(tokens_of("\xEF\xBB\xBF, x\n"), "0 item [ x]\n");
    EXPECT_EQ(tokens_of("\xEF\xBB\xBF  x\n"), "2 instr [x]\n");
    EXPECT_EQ(tokens_of("\xEF\xBB\xBF\tx\n"), "4! instr [x]\n");
    EXPECT_EQ(tokens_of("\xEF\xBB\xBF"), "0 blank []\n");
    EXPECT_EQ(lines_of("\xEF\xBB\xBFx").at(0).begin, 0u);
    EXPECT_EQ(lines_of("\xEF\xBB\xBFx").at(0).lead_at, 3u);
    // Anywhere else it is a character like others, and so are its parts.
    EXPECT_EQ(tokens_of("\n\xEF\xBB\xBF,\n"), "0 blank []\n0 instr [\xEF\xBB\xBF,]\n");
    EXPECT_EQ(tokens_of("\xEF\xBB"), "0 instr [\xEF\xBB]\n");
}

TEST(Delimiters, AnyByteMayStandAnywhere) {
    EXPECT_EQ(tokens_of("  \0x\n\0"sv), "2 instr [\0x]\n0 instr [\0]\n"sv);
    EXPECT_EQ(tokens_of("\v\n"), "0 instr [\v]\n");
    EXPECT_EQ(tokens_of("\xC2\xA0x\n"), "0 instr [\xC2\xA0x]\n");
    EXPECT_EQ(tokens_of("\xFF\n"), "0 instr [\xFF]\n");
    EXPECT_EQ(tokens_of("a\xC2\x85"
                        "b\xE2\x80\xA8"
                        "c\n"),
              "0 instr [a\xC2\x85"
              "b\xE2\x80\xA8"
              "c]\n");
}

TEST(Delimiters, OtherCharacters) {
    DelimiterSet set = DelimiterSet::pilcrow();
    set.lead[','] = Lead::Instr;
    set.lead['-'] = Lead::Item;
    set.lead['|'] = Lead::Literal;
    set.lead[';'] = Lead::Comment;
    EXPECT_EQ(tokens_of("- a\n| b\n; c\n, d\n", set),
              "0 item [ a]\n0 literal [ b]\n0 comment [; c]\n0 instr [, d]\n");
}

TEST(Delimiters, ATextOfOneLongLine) {
    std::string text(100'000'000, 'x');
    text[0] = '"';
    const std::vector<LineToken> lines = lines_of(text);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].lead(), Lead::Literal);
    EXPECT_EQ(lines[0].end, text.size());
}

TEST(Delimiters, ColumnsAreClamped) {
    constexpr std::size_t limit = (std::size_t{1} << 27) - 1;
    std::string text(limit + 10, ' ');
    text.back() = ',';
    const std::vector<LineToken> lines = lines_of(text);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].column, limit);
    EXPECT_EQ(lines[0].lead(), Lead::Item);
    EXPECT_EQ(lines[0].lead_at, limit + 9);
}

// What the header says, one character at a time.
std::vector<LineToken> naive_lines(std::string_view text) {
    std::vector<LineToken> lines;
    std::size_t at = 0;
    while (at < text.size()) {
        LineToken line{};
        line.begin = static_cast<std::uint32_t>(at);
        std::size_t column = 0;
        bool tab = false;
        if (at == 0 && text.starts_with("\xEF\xBB\xBF")) {
            at += 3;
        }
        for (; at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\f');
             ++at) {
            tab = tab || text[at] == '\t';
            column = text[at] == ' ' ? column + 1 : text[at] == '\t' ? (column / 4 + 1) * 4 : 0;
        }
        line.lead_at = static_cast<std::uint32_t>(at);
        while (at < text.size() && text[at] != '\n' && text[at] != '\r') {
            ++at;
        }
        line.end = static_cast<std::uint32_t>(at);
        const char first = line.lead_at < line.end ? text[line.lead_at] : ' ';
        const Lead lead = first == ' '                  ? Lead::Blank
                          : first == '#'                ? Lead::Comment
                          : first == ','                ? Lead::Item
                          : first == '"'                ? Lead::Literal
                          : first == '\\'               ? Lead::Continue
                          : ")]}"sv.find(first) != npos ? Lead::Closer
                                                        : Lead::Instr;
        line.column = static_cast<std::uint32_t>(column) & 0x7FFFFFFu;
        line.lead_bits = static_cast<std::uint32_t>(lead) & 7u;
        line.tab_in_indentation = tab;
        lines.push_back(line);
        if (at < text.size()) {
            at += text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
        }
    }
    return lines;
}

std::string fields_of(const LineToken& line) {
    std::string shown;
    for (const std::uint32_t field : {line.begin, line.lead_at, line.end}) {
        shown += std::to_string(field) + " ";
    }
    return shown + std::to_string(line.column) + " " + std::to_string(line.lead_bits) +
           (line.tab_in_indentation ? " tab" : "");
}

TEST(Delimiters, RandomTextsAreCutAsTheHeaderSays) {
    std::mt19937 random(20260401);
    constexpr std::string_view alphabet = "\n\n\r\r\t\f         ,,\"\\#)]}xyz\0\xFF"sv;
    for (int round = 0; round < 20'000; ++round) {
        std::string text = round % 8 == 0 ? "\xEF\xBB\xBF" : "";
        const std::size_t size = random() % 220;
        for (std::size_t i = 0; i < size; ++i) {
            text += alphabet[random() % alphabet.size()];
        }
        const std::vector<LineToken> lines = lines_of(text);
        const std::vector<LineToken> expected = naive_lines(text);
        ASSERT_EQ(lines.size(), expected.size()) << "round " << round;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            ASSERT_EQ(fields_of(lines[i]), fields_of(expected[i])) << "round " << round;
            const LineToken& line = lines[i];
            const std::string_view content =
                std::string_view(text).substr(line.begin, line.end - line.begin);
            const LineToken alone = tokenize_line(content, line.begin, DelimiterSet::pilcrow());
            ASSERT_EQ(fields_of(alone), fields_of(expected[i])) << "round " << round;
        }
    }
}

}  // namespace
}  // namespace pilcrow::test
