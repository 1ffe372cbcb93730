#include "parser/mending.h"

#include "parser/parse.h"

#include <gtest/gtest.h>

namespace pilcrow {
namespace {

Diagnostic finding(std::vector<TextEdit> edits, bool safe = true) {
    return {Code::ExtraComma, {}, "", "", FixEdits{"", std::move(edits), safe}, {}};
}
TextEdit edit(std::uint32_t line, std::uint32_t begin, std::uint32_t end, std::string text) {
    return {{{line, begin}, {line, end}}, std::move(text)};
}
std::string with(const std::string& text, const std::vector<Diagnostic>& found) {
    return with_safe_fixes(parse(text, Layout::Pilcrow), found).text;
}

TEST(Fixes, AreAppliedInAllLines) {
    EXPECT_EQ(with("ab\r\ncd\r\n", {finding({edit(0, 0, 1, "X")}), finding({edit(1, 2, 2, "Y")})}),
              "Xb\r\ncdY\r\n");
    EXPECT_EQ(with("ab\rcd", {finding({edit(1, 0, 2, "")})}), "ab\r");
}

TEST(Fixes, OfTwoThatOverlapTheFirstIsTaken) {
    const Tree tree = parse("abcd\n", Layout::Pilcrow);
    const Fixed fixed =
        with_safe_fixes(tree, {finding({edit(0, 0, 2, "X")}), finding({edit(0, 1, 3, "Y")}),
                               finding({edit(0, 3, 4, "Z")})});
    EXPECT_EQ(fixed.text, "XcZ\n");
    EXPECT_EQ(fixed.applied, 2u);
}

TEST(Fixes, AreTakenWholeOrNotAtAll) {
    EXPECT_EQ(with("ab\ncd\n", {finding({edit(0, 0, 1, "X"), edit(1, 0, 1, "X")}),
                                finding({edit(0, 1, 2, "Y")})}),
              "Xb\nXd\n");
}

TEST(Fixes, ThatAreNotSafeStayAway) {
    EXPECT_EQ(with("ab\n", {finding({edit(0, 0, 1, "X")}, false)}), "ab\n");
}

// Lines that are new, and those that were a part of another, are told apart.
TEST(Fixes, SayWhereLinesCameFrom) {
    const Tree tree = parse("a\nbc\nd\ne\n", Layout::Pilcrow);
    const auto sources = [&](const std::vector<Diagnostic>& found) {
        return with_safe_fixes(tree, found).source_lines;
    };
    using Lines = std::vector<std::uint32_t>;
    EXPECT_EQ(sources({}), (Lines{0, 1, 2, 3, 4}));
    EXPECT_EQ(sources({finding({{{{1, 0}, {2, 0}}, ""}})}), (Lines{0, 2, 3, 4}));
    EXPECT_EQ(sources({finding({{{{1, 0}, {1, 0}}, "x\ny\n"}})}),
              (Lines{0, 0xffffffffU, 0xffffffffU, 1, 2, 3, 4}));
    EXPECT_EQ(sources({finding({edit(1, 1, 1, "\n")})}), (Lines{0, 1, 1, 2, 3, 4}));
}

TEST(Fixes, GoOnUntilNoneIsLeft) {
    // Fixes that touch are made one after another.
    const std::string text = "f(\n    , g(\n        , 1\n    )\n)\nx = 1\n";
    Tree tree = parse(text, Layout::Pilcrow);
    std::vector<Diagnostic> found = syntax_diagnostics(tree);
    int rounds = 0;
    const Mended now = mended(std::move(tree), std::move(found), [&](const Tree& next) {
        ++rounds;
        return syntax_diagnostics(next);
    });
    EXPECT_GT(rounds, 1);
    EXPECT_EQ(now.tree.text(), "f(\n    , g(\n        , 1\nx = 1\n");
    EXPECT_EQ(now.source_lines, (std::vector<std::uint32_t>{0, 1, 2, 5, 6}));
    EXPECT_TRUE(now.found.empty());
}

// A fix that brings no more order must end the rounds, not go on for ever.
TEST(Fixes, ThatHelpNothingAreNotApplied) {
    int looked = 0;
    const auto look = [&](const Tree&) {
        ++looked;
        return std::vector<Diagnostic>{finding({edit(0, 0, 0, "a")})};
    };
    Tree tree = parse("a\n", Layout::Pilcrow);
    std::vector<Diagnostic> found = look(tree);
    const Mended now = mended(std::move(tree), std::move(found), look);
    EXPECT_EQ(now.applied, 0u);
    EXPECT_EQ(now.tree.text(), "a\n");
    EXPECT_LT(looked, 10);
}

}  // namespace
}  // namespace pilcrow
