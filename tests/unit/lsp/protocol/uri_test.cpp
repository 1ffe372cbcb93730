#include "lsp/protocol/uri.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

std::string path(std::string_view uri) { return path_from_uri(uri).value_or("none"); }

TEST(Uri, GivesAFilesPath) {
    EXPECT_EQ(path("file:///home/a/b.pil"), "/home/a/b.pil");
    EXPECT_EQ(path("file://localhost/a.pil"), "/a.pil");
    EXPECT_EQ(path("FILE:/a.pil"), "/a.pil");
    EXPECT_EQ(path("file:///a%20b/%C3%A9%23%3f.pil"), "/a b/\xc3\xa9#?.pil");
    EXPECT_EQ(path("file:///a%FFb"),
              "/a\xff"
              "b");
    EXPECT_EQ(path("file:///a%2"), "/a%2");
    EXPECT_EQ(path("file:///a%zz"), "/a%zz");
    EXPECT_EQ(path("file:///a/./b/../c//d/"), "/a/c/d");
    EXPECT_EQ(path("file:////a/b"), "/a/b");
    EXPECT_EQ(path("file:///"), "/");
    EXPECT_EQ(path("file:///a.pil?query#fragment"), "/a.pil");
    EXPECT_EQ(path("file:///c%3A/project/a.pil"), "/c:/project/a.pil");
}

TEST(Uri, KeepsOtherSchemesAsTheyAre) {
    EXPECT_EQ(path("untitled:Untitled-1"), "untitled:Untitled-1");
    EXPECT_EQ(path("vscode-notebook-cell:/a.pil#x"), "vscode-notebook-cell:/a.pil#x");
    EXPECT_FALSE(is_file_path(path("untitled:/a.pil")));
}

TEST(Uri, RefusesWhatIsNoFileHere) {
    EXPECT_EQ(path(""), "none");
    EXPECT_EQ(path("/a/b"), "none");
    EXPECT_EQ(path("file://server/share/a.pil"), "none");
    EXPECT_EQ(path("file://"), "none");
    EXPECT_EQ(path("file:a.pil"), "none");
    EXPECT_EQ(path("file:///a%00b"), "none");
}

TEST(Uri, ComesBackFromEveryPath) {
    std::string all = "/";
    for (int byte = 1; byte < 256; ++byte) {
        if (byte != '/') all += static_cast<char>(byte);
    }
    EXPECT_EQ(path(uri_from_path(all)), all);
    EXPECT_EQ(uri_from_path("/a b/caf\xc3\xa9~1.pil"), "file:///a%20b/caf%C3%A9~1.pil");
    EXPECT_EQ(uri_from_path("untitled:Untitled-1"), "untitled:Untitled-1");
}

}  // namespace
}  // namespace pilcrow::lsp
