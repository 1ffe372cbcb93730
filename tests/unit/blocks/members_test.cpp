// Groups read so that damage at a line's left edge stays on that line.
#include "parser/blocks/members.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/blocks/shape.h"

namespace pilcrow::test {
namespace {

// Every member's content, what it has against it, and its own members in parentheses; here a line
// opens a group where it ends in `[`.
std::string read_group(std::string_view text, const BlockTree& tree,
                       const std::vector<LineToken>& lines, const Group& group) {
    const auto opens = [&](std::uint32_t begin, std::uint32_t end) {
        return begin < end && text[end - 1] == '[';
    };
    std::string shown;
    for (const Member& member : members_of(tree, lines, group, opens)) {
        const std::uint32_t end = lines[tree[member.head].line].end;
        shown.append(shown.empty() ? "" : " ");
        shown.append(text.substr(member.content, end - member.content));
        constexpr std::string_view marks = "=!\t|";
        if (member.fault != EdgeFault::None) {
            shown += marks[static_cast<std::size_t>(member.fault) - 1];
        }
        if (member.end > member.head + 1) {
            shown += "(" + read_group(text, tree, lines, member.below(group.lead)) + ")";
        }
    }
    return shown;
}

std::string read(std::string_view text, Lead lead = Lead::Item) {
    const std::vector<LineToken> lines = lines_of(text);
    const BlockTree tree = BlockTree::build(lines);
    return read_group(text, tree, lines, {0, tree.size(), 0, lead});
}

TEST(Members, AnUndamagedGroupIsItsChildren) {
    EXPECT_EQ(read(",a[\n"
                   "    ,b\n"
                   "    ,c[\n"
                   "        ,d\n"
                   ",e\n"),
              "a[(b c[(d)) e");
    EXPECT_EQ(read(""), "");
}

TEST(Members, ALostDelimiterLosesNoOther) {
    EXPECT_EQ(read(",a\n"
                   " b[\n"
                   "    ,c\n"
                   ",d\n"),
              "a  b[!(c) d");
    EXPECT_EQ(read(",a[\n"
                   "    ,b\n"
                   " c[\n"
                   "    ,d\n"
                   ",e\n"),
              "a[(b)  c[!(d) e")
        << "behind a group of the same level";
    EXPECT_EQ(read(",a\nb[\n    ,c\n"), "a b[!(c)") << "its space lost, too";
}

TEST(Members, ALostOpenerKeepsTheChildren) {
    EXPECT_EQ(read(",a\n"
                   "    ,b\n"
                   "    ,c\n"
                   ",d\n"),
              "a(b c) d");
}

TEST(Members, AWrongColumnIsTheLinesOwn) {
    EXPECT_EQ(read(",a\n  ,b\n,c\n"), "a b| c");
    EXPECT_EQ(read(",a[\n    ,b\n  ,c\n    ,d\n"), "a[(b c| d)");
    EXPECT_EQ(read(",a[\n      ,b\n    ,c\n"), "a[(b| c)");
    EXPECT_EQ(read("\t,a\n"), "a\t");
}

TEST(Members, WhatContinuesIsShownAndOwnsNothing) {
    EXPECT_EQ(read(",a[\n    ,b\n]\n    ,c\n,d\n"), "a[(b ]= c) d");
}

TEST(Members, LinesOfTextAreFlat) {
    EXPECT_EQ(read("\"a\n \"b[\n    \"c\n  d\n)e\n", Lead::Literal), "a b[| c|   d! )e!");
    EXPECT_EQ(read("\"a\n    ,b\n", Lead::Literal), "a     ,b!") << "its spaces are text";
}

TEST(Members, EveryEntryIsInExactlyOneMember) {
    const std::string text = "a[\n    ,b\n   c\n        ,d[\n]\n  \"e\n,f\n     g\n\\h\n";
    const std::vector<LineToken> lines = lines_of(text);
    const BlockTree tree = BlockTree::build(lines);
    for (const Lead lead : {Lead::Instr, Lead::Item, Lead::Literal}) {
        for (BlockId begin = 0; begin < tree.size(); ++begin) {
            for (std::uint32_t column = 0; column < 8; ++column) {
                BlockId next = begin;
                for (const Member& member :
                     members_of(tree, lines, {begin, tree.size(), column, lead},
                                [](auto, auto) { return true; })) {
                    EXPECT_EQ(member.head, next);
                    EXPECT_GT(member.end, member.head);
                    next = member.end;
                }
                EXPECT_EQ(next, tree.size());
            }
        }
    }
}

}  // namespace
}  // namespace pilcrow::test
