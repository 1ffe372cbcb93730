#include "cli/unified_diff.h"

#include <gtest/gtest.h>

namespace pilcrow::cli {
namespace {

constexpr std::uint32_t none = 0xffffffffu;

TEST(UnifiedDiff, OfEqualTextsIsEmpty) { EXPECT_EQ(unified_diff("a", "x\n", "x\n", {0}), ""); }

TEST(UnifiedDiff, ShowsThreeLinesAround) {
    EXPECT_EQ(unified_diff("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n",
                           {0, 1, 2, 3, 4, 5, 6, 7, 8}),
              "--- a\n+++ a\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, JoinsWhatIsNear) {
    const std::string before = "a\n1\n2\n3\n4\n5\n6\nb\n1\n2\n3\n4\n5\n6\n7\nc\n";
    EXPECT_EQ(
        unified_diff("a", before, "A\n1\n2\n3\n4\n5\n6\nB\n1\n2\n3\n4\n5\n6\n7\nC\n",
                     {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}),
        "--- a\n+++ a\n@@ -1,11 +1,11 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n 1\n 2\n 3\n"
        "@@ -13,4 +13,4 @@\n 5\n 6\n 7\n-c\n+C\n");
}

TEST(UnifiedDiff, KnowsLinesThatComeAndGo) {
    EXPECT_EQ(unified_diff("a", "x\n", "\nx\n\n", {none, 0, none}),
              "--- a\n+++ a\n@@ -1 +1,3 @@\n+\n x\n+\n");
    EXPECT_EQ(unified_diff("a", "", "x\n", {none}), "--- a\n+++ a\n@@ -0,0 +1 @@\n+x\n");
    EXPECT_EQ(unified_diff("a", "x\n", "", {}), "--- a\n+++ a\n@@ -1 +0,0 @@\n-x\n");
}

TEST(UnifiedDiff, KeepsAllLinesThatStayInOrder) {
    // The third line has moved to the top.
    EXPECT_EQ(unified_diff("a", "1\n2\n# c\n3\n", "# c\n1\n2\n3\n", {2, 0, 1, 3}),
              "--- a\n+++ a\n@@ -1,4 +1,4 @@\n+# c\n 1\n 2\n-# c\n 3\n");
}

TEST(UnifiedDiff, SaysWhereAnEndIsMissing) {
    EXPECT_EQ(unified_diff("a", "x", "x\n", {0}),
              "--- a\n+++ a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n");
}

TEST(UnifiedDiff, KeepsLineEnds) {
    EXPECT_EQ(unified_diff("a", "x\r\ny \r\n", "x\r\ny\r\n", {0, 1}),
              "--- a\n+++ a\n@@ -1,2 +1,2 @@\n x\r\n-y \r\n+y\r\n");
}

TEST(ColouredDiff, DoesNotSteerTheTerminal) {
    EXPECT_EQ(coloured_diff("--- a\n+++ a\n@@ -1 +1 @@\n---\x1b[2J\n+x\r\n y\n"),
              "\x1b[1m--- a\x1b[0m\n\x1b[1m+++ a\x1b[0m\n\x1b[36m@@ -1 +1 @@\x1b[0m\n"
              "\x1b[31m---\xef\xbf\xbd[2J\x1b[0m\n\x1b[32m+x\x1b[0m\n y\n");
}

}  // namespace
}  // namespace pilcrow::cli
