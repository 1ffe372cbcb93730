#include "cli/ignore_rules.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace pilcrow::cli {
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

// Git's own answers, where there is a git.
TEST(IgnoreRules, AgreeWithGit) {
    if (std::system("git --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "there is no git";
    namespace fs = std::filesystem;
    std::string name = (fs::temp_directory_path() / "pilcrow-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    const fs::path folder = name;
    const std::vector<std::string> patterns = {
        "b",      "b/",   "/b",       "a/b",     "**/b",  "a/**",    "a/**/c", "*",      "?",
        "/*/c",   "**",   "a/**/b/c", "[ab]",    "[!b]",  "a/*/c/",  "*\n!b",  "*\n!b/", "**/",
        "a/b/**", "/**",  "b*",       "*b",      "a*/b*", "\\a",     "[a",     "a\\",    "**/c/",
        "b\n!/b", "!a",   "a/\n!a/b", "**/b/**", "***",   "a/***/c", "a//b",   "[]a]b",  "[a-]",
        "b c",    "b c ", "b\\ ",     "*.*",     "?/?",   "**/a/*",  "/a/**/", "**b/c",  "c**"};
    const std::vector<std::string> paths = {"a/",      "b",      "c",   "a/b", "a/b/",  "b/",
                                            "a/b/c",   "a/b/c/", "a/c", "b/b", "b/c/b", "a/x/b/c",
                                            "a/b/b/c", "b/a/b/", "bc",  "a.b", "b c",   "a/a/a/a"};
    // `git check-ignore` asks about the folders above first, as a walk does.
    const fs::path at = folder / "repository";
    fs::create_directories(at);
    const std::string git = "cd " + at.string() + " && git ";
    ASSERT_EQ(std::system((git + "init -q . 2>/dev/null").c_str()), 0);
    for (const std::string& pattern : patterns) {
        std::ofstream(at / ".gitignore") << pattern << '\n';
        for (std::string path : paths) {
            const bool is_folder = path.ends_with('/');
            if (is_folder) {
                path.pop_back();
                fs::create_directories(at / path);
            }
            const std::string question = git + "check-ignore -q --no-index -- '" + path + "'";
            const bool out = std::system(question.c_str()) == 0;
            if (is_folder) fs::remove_all(at / path.substr(0, path.find('/')));
            bool ours = false;
            const IgnoreRules rules(pattern);
            for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
                const std::string above = path.substr(0, end);
                const bool last = end == std::string::npos;
                ours = rules.leaves_out(above, !last || is_folder) == true;
                if (ours || last) break;
            }
            EXPECT_EQ(ours, out) << pattern << " and " << path;
        }
    }
    fs::remove_all(folder);
}

}  // namespace
}  // namespace pilcrow::cli
