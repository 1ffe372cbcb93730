#include "cli/left_behind.h"

#include <gtest/gtest.h>

namespace pilcrow::cli {
namespace {

const std::vector<MovedFile> moved = {{"tools/build.py", "tools/build.pil"},
                                      {"shop/__init__.py", "shop/__init__.pil"},
                                      {"shop/main.py", "shop/main.pil"}};

// What is said of a text of one line.
std::string said(const std::string& path, const std::string& text) {
    std::string all;
    for (const std::string& one : left_behind_in(path, text, moved)) all += one + '\n';
    return all;
}

TEST(LeftBehind, FilesThatAreNamed) {
    EXPECT_EQ(said("run.sh", "set -e\npython3 ./tools/build.py --fast\n"),
              "run.sh:2: names ./tools/build.py, which is tools/build.pil now\n");
    EXPECT_EQ(said("Makefile", "\tpython build.py"),
              "Makefile:1: names build.py, which is tools/build.pil now\n");
    EXPECT_EQ(said("ci.yml", "  - run: python shop/main.py && python tools/build.py"),
              "ci.yml:1: names shop/main.py, which is shop/main.pil now\n"
              "ci.yml:1: names tools/build.py, which is tools/build.pil now\n");
}

TEST(LeftBehind, OthersAreNot) {
    EXPECT_EQ(said("run.sh", "python other/build.py; python rebuild.py; x build.pyc build.py2"),
              "");
    EXPECT_EQ(said("run.sh", "python other.py __init__.py"), "");
    EXPECT_EQ(said("data.bin", std::string("build.py\0", 9)), "");
}

TEST(LeftBehind, InProgramsStringsCountInProseCommands) {
    EXPECT_EQ(said("a.pil", "# see build.py\nrun(\"tools/build.py\")"),
              "a.pil:2: names tools/build.py, which is tools/build.pil now\n");
    EXPECT_EQ(said("README.md", "build.py is for builds.\n    $ python build.py\n"),
              "README.md:2: names build.py, which is tools/build.pil now\n");
}

TEST(LeftBehind, EntryPoints) {
    const std::string now = " now: Python finds it behind `import pilcrow.importer` only\n";
    EXPECT_EQ(said("pyproject.toml", "[project.scripts]\nshop = \"shop.main:run\"\n"),
              "pyproject.toml:2: starts shop.main, which is shop/main.pil" + now);
    EXPECT_EQ(said("pyproject.toml", "shop = 'shop:run'"),
              "pyproject.toml:1: starts shop, which is shop/__init__.pil" + now);
    EXPECT_EQ(said("setup.cfg", "    shop = shop.main:run"),
              "setup.cfg:1: starts shop.main, which is shop/main.pil" + now);
    EXPECT_EQ(said("pyproject.toml", "url = \"https://shop.main:80\"\nx = \"other.main:run\""), "");
    EXPECT_EQ(said("notes.txt", "shop = shop.main:run"), "");
}

TEST(LeftBehind, TheOtherWay) {
    const std::vector<MovedFile> back = {{"a.pil", "a.py"}};
    EXPECT_EQ(left_behind_in("run.sh", "pilcrow run a.pil", back),
              std::vector<std::string>{"run.sh:1: names a.pil, which is a.py now"});
}

}  // namespace
}  // namespace pilcrow::cli
