// The shape of texts: language reference, "The block tree".
#include "parser/blocks/block_tree.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/unit/blocks/shape.h"

namespace pilcrow::test {
namespace {

BlockTree tree_of(std::string_view text) { return BlockTree::build(lines_of(text)); }

// `(a (b) (c) \d)`: every node in parentheses, its segments' contents before their children.
std::string outline_of(std::string_view text) {
    const std::vector<LineToken> lines = lines_of(text);
    const BlockTree tree = BlockTree::build(lines);
    const auto group = [&](const auto& self, BlockId parent) -> std::string {
        std::string shown;
        for (BlockId node = tree.first_child(parent); node != no_block;
             node = tree.next_sibling(node)) {
            shown += parent == no_block && shown.empty() ? "(" : " (";
            for (BlockId part = node; part != no_block; part = tree.next_segment(part)) {
                const LineToken& line = lines[tree[part].line];
                shown += (part == node ? "" : " ") +
                         std::string(text.substr(line.lead_at, line.end - line.lead_at)) +
                         self(self, part);
            }
            shown += ")";
        }
        return shown;
    };
    return group(group, no_block);
}

TEST(BlockTree, TheEssaysExample) {
    EXPECT_EQ(essay_of(R"PIL(prepare_message(
    , title="Hey {}, ready for Christmas?".format(user_name)
    , email=email
    , body=f"""
        "Reminder: please clean your chimneys!
        "
        "Oh, and prepare "Santa Landing Spot" on your roof
        "
        "Thank you {user_name} for cooperation,\nSanta Corp.
    , additional_sections=[
        , get_current_promotions(n_promotions=4)
        , get_recent_news()
    , unsubscribe_link=generate_unsubscribe_link(
        , email
        , message=message
        , **unsubscribe_settings
    , attachments=[]
\.schedule_for_submission(
    , holidays_queue
    , important=user_is_santa | user_is_deer
      \| user_previously_had_issues_with_christmas_delivery
)PIL"),
              "lvl1-instr, lvl2-item x3, lvl3-literal x5, lvl2-item, lvl3-item x2, lvl2-item, "
              "lvl3-item x3, lvl2-item, lvl1-continue, lvl2-item x2, lvl2-continue");
}

TEST(BlockTree, ChildrenBelongToTheLastSegment) {
    EXPECT_EQ(outline_of("f(\n"
                         "    , a\n"
                         "    , b\n"
                         "\\,[\n"
                         "    , c\n"
                         "g\n"),
              "(f( (, a) (, b) \\,[ (, c)) (g)");
}

TEST(BlockTree, ANodeOfALesserOrEqualColumnClosesAContinuationDoesNot) {
    EXPECT_EQ(outline_of("a\nb\n"), "(a) (b)");
    EXPECT_EQ(outline_of("a\n\\b\n"), "(a \\b)");
    EXPECT_EQ(outline_of("a\n    , b\n      \\c\n    , d\n\\e\n"), "(a (, b \\c) (, d) \\e)");
    EXPECT_EQ(outline_of("a\n        x\n    y\n"), "(a (x) (y))");
    EXPECT_EQ(outline_of("    a\n  b\nc\n"), "(a) (b) (c)");
}

TEST(BlockTree, AContinuationThatStandsDeeperContinuesTheInnermostNode) {
    EXPECT_EQ(outline_of("a\n    , b\n            \\c\n"), "(a (, b \\c))");
    EXPECT_EQ(outline_of("a\n    , b\n  \\c\n    , d\n"), "(a (, b) \\c (, d))");
}

TEST(BlockTree, AClosersLineContinues) {
    EXPECT_EQ(outline_of("f(\n    , a\n).g(\n    , b\n"), "(f( (, a) ).g( (, b))");
}

TEST(BlockTree, AContinuationWithNothingOpenIsANode) {
    EXPECT_EQ(outline_of("\\a\n    , b\n\\c\n"), "(\\a (, b) \\c)");
    EXPECT_EQ(outline_of("    a\n\\b\n"), "(a) (\\b)");
}

TEST(BlockTree, BlankAndCommentLinesTakeNoPart) {
    EXPECT_EQ(outline_of("a(\n"
                         "    , b\n"
                         "\n"
                         "# at the edge\n"
                         "                # deep\n"
                         "    , c\n"),
              "(a( (, b) (, c))");
    EXPECT_EQ(tree_of("# only\n\n").size(), 0u);
    EXPECT_EQ(tree_of("").size(), 0u);
    EXPECT_TRUE(tree_of("").verify());
    EXPECT_EQ(tree_of("").first_child(no_block), no_block);
}

TEST(BlockTree, ContentCannotMoveALine) {
    EXPECT_EQ(essay_of("f(\n    , [1, 2]\n    , \"\"\"\n        \"text\n\\.g()\nh()\n"),
              essay_of("f\n    , [1, 2\n    ,\"\n        \"(\"\"\"\n\\((\nh({\"\n"));
}

TEST(BlockTree, FindsLinesAndNodes) {
    const BlockTree tree = tree_of("a(\n\n    , b\n      \\c\n# no\n    , d\n\\e\n");
    ASSERT_EQ(tree.size(), 5u);
    EXPECT_EQ(tree.at_line(0), 0u);
    EXPECT_EQ(tree.at_line(1), no_block);
    EXPECT_EQ(tree.at_line(3), 2u);
    EXPECT_EQ(tree.at_line(4), no_block);
    EXPECT_EQ(tree.at_line(6), 4u);
    EXPECT_EQ(tree.at_line(7), no_block);
    EXPECT_EQ(tree.head(2), 1u);
    EXPECT_EQ(tree.parent(2), 0u);
    EXPECT_EQ(tree.parent(4), no_block);
    EXPECT_EQ(tree.node_end(0), 5u);
    EXPECT_EQ(tree[0].end, 4u);
    EXPECT_EQ(tree.depth(2), 2u);
    EXPECT_EQ(tree.depth(4), 1u);
    EXPECT_EQ(BlockTree::content_column(tree[1]), 6u);
    EXPECT_EQ(BlockTree::content_column(tree[0]), 0u);
}

TEST(BlockTree, FiveThousandLevels) {
    constexpr std::uint32_t levels = 5000;
    std::string text;
    for (std::uint32_t level = 0; level < levels; ++level) {
        text.append(4 * std::size_t{level}, ' ').append("if x:\n");
    }
    text += "end\n";
    const BlockTree tree = tree_of(text);
    ASSERT_EQ(tree.size(), levels + 1);
    EXPECT_TRUE(tree.verify());
    EXPECT_EQ(tree.depth(levels - 1), levels);
    EXPECT_EQ(tree.depth(levels), 1u);
    EXPECT_EQ(tree[0].end, levels);
}

TEST(BlockTree, VerifySeesEveryCorruptedField) {
    const BlockTree tree = tree_of(
        "a(\n    , b\n      \\c\n    , d[\n        , e\n    )\nf\n    g:\n        h\n\\i\n    j\n");
    ASSERT_EQ(tree.size(), 11u);
    ASSERT_TRUE(tree.verify());
    const std::vector<BlockEntry> right(tree.entries().begin(), tree.entries().end());
    const auto still_verifies = [&](BlockId at, auto&& corrupt) {
        std::vector<BlockEntry> entries = right;
        corrupt(entries[at]);
        return BlockTree::from_entries(std::move(entries)).verify();
    };
    for (BlockId at = 0; at < tree.size(); ++at) {
        for (BlockId value = 0; value <= tree.size(); ++value) {
            const BlockId other = value == tree.size() ? no_block : value;
            if (other != right[at].previous) {
                EXPECT_FALSE(still_verifies(at, [&](BlockEntry& e) { e.previous = other; }))
                    << "previous of " << at << " = " << other;
            }
            if (value != right[at].end) {
                EXPECT_FALSE(still_verifies(at, [&](BlockEntry& e) { e.end = value; }))
                    << "end of " << at << " = " << value;
            }
        }
        EXPECT_FALSE(still_verifies(at, [](BlockEntry& e) { e.continues = !e.continues; })) << at;
        EXPECT_FALSE(still_verifies(at, [](BlockEntry& e) { e.lead_bits = 0; })) << at;
        EXPECT_FALSE(still_verifies(at, [](BlockEntry& e) { e.lead_bits = 1; })) << at;
        if (right[at].continues) {
            constexpr auto instr = static_cast<std::uint32_t>(Lead::Instr) & 7u;
            EXPECT_FALSE(still_verifies(at, [](BlockEntry& e) { e.lead_bits = instr; })) << at;
        }
        if (at > 0) {
            const std::uint32_t line = right[at - 1].line;
            EXPECT_FALSE(still_verifies(at, [&](BlockEntry& e) { e.line = line; })) << at;
        }
    }
}

}  // namespace
}  // namespace pilcrow::test
