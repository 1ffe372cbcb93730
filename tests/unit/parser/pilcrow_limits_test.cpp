// Deep and long inputs: no recursion without a bound, no time beyond the linear, nothing lost.

#include "tests/unit/parser/layout_fixture.h"

#include <gtest/gtest.h>

#include <functional>

namespace pilcrow::test {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
    std::string result;
    result.reserve(text.size() * times);
    for (std::size_t count = 0; count < times; ++count) result += text;
    return result;
}

std::string stairs(std::size_t levels, const std::function<std::string(std::size_t)>& line) {
    std::string result;
    for (std::size_t level = 0; level < levels; ++level) {
        result += std::string(level * 4, ' ') + line(level) + '\n';
    }
    return result;
}

// Parses, and holds the text and the reading against what went in.
Tree parsed(const std::string& text) {
    Tree tree = parse_pilcrow(text);
    EXPECT_EQ(tree.text(), text);
    EXPECT_TRUE(tree.reading->verify());
    return tree;
}

TEST(PilcrowLimits, ManyBrackets) {
    parsed("x = " + repeat("(", 100000));
    parsed("x = " + repeat("(", 100000) + repeat(")", 100000));
    parsed(repeat(")", 100000));
    parsed("x = " + repeat("([{", 30000) + repeat(")", 30000));
    parsed("x = " + repeat("([", 50000) + repeat(")]", 50000));
}

TEST(PilcrowLimits, DeepBlocksAndGroups) {
    const Tree blocks = parsed(stairs(5000, [](std::size_t) { return "if x:"; }));
    EXPECT_EQ(findings_of(blocks), "5000:20000-20001 missing-block\n");
    const auto call = [](std::size_t level) { return level == 0 ? "f(" : ", f("; };
    EXPECT_EQ(findings_of(parsed(stairs(2000, call))), "2000:7999-8000 empty-hang\n");
    const auto misfit = [](std::size_t level) { return level == 0 ? "f(" : ", \"a\": f("; };
    parsed(stairs(2000, misfit));
    parsed(stairs(2000, [](std::size_t) { return "x"; }));
    parsed(stairs(2000, [](std::size_t level) { return level == 0 ? "x = \"\"\"" : "\"a"; }));
}

TEST(PilcrowLimits, ManySegments) {
    EXPECT_EQ(findings_of(parsed("x = a\n" + repeat("\\+ b\n", 20000))), "");
    // More segments than a token can name.
    parsed("x(\n" + repeat("\\(\n", 70000));
    parsed("x\n" + repeat(".y\n", 20000));
    parsed("x\n" + repeat("\\ y =\n", 20000));
}

TEST(PilcrowLimits, ManyDamagedLines) {
    parsed("def f():\n" + repeat("x =\n    a\n", 20000));
    parsed("f(\n" + repeat("    , \"a\": 1\n", 50000));
    parsed("f(\n    , a\n" + repeat("    if x:\n        b\n", 20000));
    parsed(repeat("def f(\n    , a\nx =\n\\:\n", 10000));
    parsed("x = \"\"\"\n" + repeat("    \"a\n    \\x\n", 20000));
    std::string left;
    for (std::size_t column = 0; column < 2000; ++column)
        left += std::string(column, ' ') + "x =\n";
    parsed(left);
}

TEST(PilcrowLimits, BytesOfAnyKind) {
    parsed(std::string("x = \0\n\0\0\n", 9));
    parsed("x = \xff\xfe\n    \xc3\n\"\xe2\x82\n");
    parsed("\\");
    parsed("\"\"\"");
    parsed(",");
    parsed("f\"\"\"{");
    parsed("\xef\xbb\xbf");
    parsed("x(\r\n    , a\r\n\f\\\r");
}

}  // namespace
}  // namespace pilcrow::test
