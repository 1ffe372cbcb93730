#include "cli/columns.h"

#include "parser/parse.h"

#include <gtest/gtest.h>

#include <random>

namespace pilcrow::cli {
namespace {

std::size_t column(const std::string& text, std::uint32_t line, std::uint32_t byte) {
    const Tree tree = parse(text, Layout::Pilcrow);
    return ColumnCounter(tree).of({line, byte});
}

TEST(Columns, CountFromOneInCodePoints) {
    EXPECT_EQ(column("abc", 0, 0), 1u);
    EXPECT_EQ(column("abc", 0, 2), 3u);
    EXPECT_EQ(column("x = 'é'; y", 0, 10), 10u);  // é has two bytes
    EXPECT_EQ(column("'😀'\n'é' $", 1, 5), 5u);
}

TEST(Columns, AreClampedToTheLine) {
    EXPECT_EQ(column("abc\n", 0, 99), 4u);
    EXPECT_EQ(column("abc\n", 7, 0), 1u);
    EXPECT_EQ(column("", 0, 0), 1u);
}

TEST(Columns, LeaveAByteOrderMarkOut) {
    EXPECT_EQ(column("\xef\xbb\xbf"
                     "abc",
                     0, 3),
              1u);
    EXPECT_EQ(column("\xef\xbb\xbf"
                     "é b",
                     0, 6),
              3u);
    EXPECT_EQ(column("\xef\xbb\xbf"
                     "abc",
                     0, 0),
              1u);
}

// Counting on from the place before must give what counting afresh does.
TEST(Columns, AreTheSameInAnyOrder) {
    const std::string text =
        "\xef\xbb\xbf"
        "é😀ab\xff"
        "cd\nplain line\n '漢字' + 1\n";
    const Tree tree = parse(text, Layout::Pilcrow);
    ColumnCounter counter(tree);
    std::minstd_rand random(3);
    for (int round = 0; round < 2000; ++round) {
        const std::uint32_t line = static_cast<std::uint32_t>(random() % 4);
        const std::uint32_t byte = static_cast<std::uint32_t>(random() % 20);
        ASSERT_EQ(counter.of({line, byte}), ColumnCounter(tree).of({line, byte}))
            << line << ':' << byte;
    }
}

}  // namespace
}  // namespace pilcrow::cli
