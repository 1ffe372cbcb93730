#include "lsp/protocol/places.h"

#include "parser/parse.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

const Tree tree = parse("ab\n\xc3\xa9\xf0\x9f\x98\x80x = 1\r\nlast", Layout::Pilcrow);

Position from(std::uint32_t line, std::uint32_t character, ColumnUnit unit) {
    return position_from({{"line", line}, {"character", character}}, tree, unit);
}
std::size_t column(Position place, ColumnUnit unit) {
    return PlaceWriter(tree, unit).column(place);
}

TEST(Places, CountInTheUnitThatWasAgreedOn) {
    const Position x{1, 6};
    for (const auto& [unit, character] :
         {std::pair{ColumnUnit::Utf8, 6U}, {ColumnUnit::Utf16, 3U}, {ColumnUnit::Utf32, 2U}}) {
        EXPECT_EQ(from(1, character, unit), x);
        EXPECT_EQ(column(x, unit), character);
    }
}

TEST(Places, BeyondALineOrTheTextAreTheirEnd) {
    EXPECT_EQ(from(0, 99, ColumnUnit::Utf16), (Position{0, 2}));
    EXPECT_EQ(from(1, 99, ColumnUnit::Utf16), (Position{1, 11}));
    EXPECT_EQ(from(3, 0, ColumnUnit::Utf16), (Position{3, 0}));
    EXPECT_EQ(from(99, 5, ColumnUnit::Utf16), (Position{3, 0}));
}

TEST(Places, AreCountedOnFromTheLastOnALine) {
    PlaceWriter places(tree, ColumnUnit::Utf16);
    EXPECT_EQ(places.column({1, 2}), 1U);
    EXPECT_EQ(places.column({1, 8}), 5U);
    EXPECT_EQ(places.column({1, 6}), 3U);
    EXPECT_EQ(places.column({0, 1}), 1U);
    EXPECT_EQ(places.column({1, 4}), 1U);  // inside a character: its beginning
    EXPECT_EQ(places.column({1, 6}), 3U);
}

TEST(Places, OfARangeComeInOrder) {
    const Json range = Json::parse(
        R"({"start": {"line": 2, "character": 1}, "end": {"line": 0, "character": 0}})");
    EXPECT_EQ(range_from(range, tree, ColumnUnit::Utf16), (Range{{0, 0}, {2, 1}}));
}

}  // namespace
}  // namespace pilcrow::lsp
