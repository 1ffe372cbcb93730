#include "lsp/project/ignore_rules.h"

#include <gtest/gtest.h>

namespace pilcrow {
namespace {

// "out", "in", or "" where no pattern speaks of the path; a folder's ends in `/`.
std::string says(const std::string& patterns, std::string path) {
    const bool folder = path.ends_with('/');
    if (folder) path.pop_back();
    const auto found = IgnoreRules(patterns).leaves_out(path, folder);
    return !found ? "" : *found ? "out" : "in";
}

TEST(IgnoreRules, ANameIsMeantAtAnyDepth) {
    EXPECT_EQ(says("build", "build/"), "out");
    EXPECT_EQ(says("build", "a/b/build"), "out");
    EXPECT_EQ(says("build", "rebuild"), "");
    EXPECT_EQ(says("*.pil", "a/b.pil"), "out");
    EXPECT_EQ(says("build/", "build"), "");
    EXPECT_EQ(says("build/", "a/build/"), "out");
}

TEST(IgnoreRules, ASlashAnchors) {
    EXPECT_EQ(says("/a.pil", "a.pil"), "out");
    EXPECT_EQ(says("/a.pil", "b/a.pil"), "");
    EXPECT_EQ(says("a/b.pil", "a/b.pil"), "out");
    EXPECT_EQ(says("a/b.pil", "c/a/b.pil"), "");
    EXPECT_EQ(says("a/*", "a/b/c"), "");
    EXPECT_EQ(says("a//b", "a/b"), "");
}

TEST(IgnoreRules, TwoStarsAreAnyNumberOfNames) {
    EXPECT_EQ(says("**/a", "a"), "out");
    EXPECT_EQ(says("**/a", "b/c/a"), "out");
    EXPECT_EQ(says("a/**/b", "a/b"), "out");
    EXPECT_EQ(says("a/**/b", "a/x/y/b"), "out");
    EXPECT_EQ(says("a/**/b/c", "a/b/b/c"), "out");
    EXPECT_EQ(says("a/**", "a/x"), "out");
    EXPECT_EQ(says("a/**", "a/"), "");
    EXPECT_EQ(says("a**b", "axxb"), "out");
    EXPECT_EQ(says("a/***/b", "a/x/y/b"), "out");
}

TEST(IgnoreRules, TheLastThatFitsDecides) {
    EXPECT_EQ(says("*.pil\n!a.pil", "a.pil"), "in");
    EXPECT_EQ(says("!a.pil\n*.pil", "a.pil"), "out");
    EXPECT_EQ(says("*.pil\n!a.pil", "b.pil"), "out");
}

TEST(IgnoreRules, CharactersAndTheirClasses) {
    EXPECT_EQ(says("a?c", "abc"), "out");
    EXPECT_EQ(says("a?c", "ac"), "");
    EXPECT_EQ(says("[a-c]x", "bx"), "out");
    EXPECT_EQ(says("[!a-c]x", "bx"), "");
    EXPECT_EQ(says("[^a-c]x", "dx"), "out");
    EXPECT_EQ(says("[]-]", "]"), "out");
    EXPECT_EQ(says("[]-]", "-"), "out");
    EXPECT_EQ(says("a\\*", "a*"), "out");
    EXPECT_EQ(says("a\\*", "ab"), "");
    EXPECT_EQ(says("*a*b*c*", "xxaxxbxxcxx"), "out");
    EXPECT_EQ(says("*a*b*c*", "xxaxxcxxbxx"), "");
}

TEST(IgnoreRules, CommentsBlanksAndEscapes) {
    EXPECT_EQ(says("# a\n\na  \r\n", "a"), "out");
    EXPECT_EQ(says("# a", "# a"), "");
    EXPECT_EQ(says("\\#a", "#a"), "out");
    EXPECT_EQ(says("\\!a", "!a"), "out");
    EXPECT_EQ(says("a\\ ", "a "), "out");
    EXPECT_EQ(says("a\\ ", "a"), "");
    EXPECT_EQ(says("/\n!\n   ", "a"), "");
}

}  // namespace
}  // namespace pilcrow
