#include "cli/fixes.h"

#include "parser/parse.h"

#include <gtest/gtest.h>

namespace pilcrow::cli {
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

// A fix that brings no more order must end the rounds, not go on for ever.
TEST(Fixes, ThatHelpNothingAreNotApplied) {
    Analysis analysis;
    analysis.tree = parse("a\n", Layout::Pilcrow);
    int looked = 0;
    const auto look = [&](Analysis& one) {
        ++looked;
        one.found = {finding({edit(0, 0, 0, "a")})};
    };
    look(analysis);
    EXPECT_EQ(apply_safe_fixes(analysis, look), 0u);
    EXPECT_EQ(analysis.tree.text(), "a\n");
    EXPECT_LT(looked, 10);
}

}  // namespace
}  // namespace pilcrow::cli
