#include "cli/find_files.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>
#include <fstream>

namespace pilcrow::cli {
namespace {

namespace fs = std::filesystem;

// A folder of its own for each test.
class FindFiles : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "pilcrow-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }

    void put(const std::string& name, const std::string& text = "") const {
        const fs::path path = folder_ / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }
    std::string at(const std::string& name) const { return (folder_ / name).string(); }

    // What is found, relative to the folder and with a blank behind each.
    std::string found(const std::string& path = "") {
        std::string all;
        errors_.clear();
        const std::string root = path.empty() ? folder_.string() : at(path);
        for (const FoundFile& one : find_files({root}, {".pil"}, errors_)) {
            EXPECT_EQ(root + '/' + one.inner, one.path);
            all += fs::path(one.path).lexically_relative(folder_).string() + ' ';
        }
        return all;
    }

    fs::path folder_;
    std::vector<std::string> errors_;
};

TEST_F(FindFiles, NamesFilesOnceAndInOrder) {
    for (const char* name : {"b.pil", "a.pil", "a.txt", ".hidden/c.pil", "__pycache__/d.pil",
                             "folder/d.pil", "folder.pil/e.pil"}) {
        put(name);
    }
    fs::create_directory_symlink(folder_ / "folder", folder_ / "link");
    std::vector<std::string> names;
    for (const FoundFile& one :
         find_files({at("b.pil"), folder_.string(), at("./a.pil")}, {".pil"}, errors_)) {
        names.push_back(one.inner);
    }
    EXPECT_EQ(names,
              (std::vector<std::string>{"b.pil", "a.pil", "folder.pil/e.pil", "folder/d.pil"}));
    EXPECT_TRUE(errors_.empty());
    EXPECT_EQ(find_files({folder_.string()}, {".pil", ".txt"}, errors_).size(), 5u);
}

TEST_F(FindFiles, SaysThatThereIsNothing) {
    put("empty/x.txt");
    EXPECT_EQ(found("empty"), "");
    EXPECT_EQ(errors_, std::vector{at("empty") + ": holds no .pil file"});
}

TEST_F(FindFiles, LeavesOutWhatGitignoreDoes) {
    put(".gitignore", "build/\n*_old.pil\n/top.pil\n");
    for (const char* name : {"a.pil", "a_old.pil", "build/b.pil", "in/build/b.pil", "top.pil",
                             "in/top.pil", "in/kept_old.pil", "in/deep/x_old.pil"}) {
        put(name);
    }
    put("in/.gitignore", "!kept_old.pil\n/deep/y.pil\n");
    put("in/deep/y.pil");
    put("in/deep/z.pil");
    EXPECT_EQ(found(), "a.pil in/deep/z.pil in/kept_old.pil in/top.pil ");
}

TEST_F(FindFiles, KnowsTheListsAboveInARepositoryOnly) {
    put(".gitignore", "/in/a.pil\n");
    put("in/a.pil");
    put("in/b.pil");
    put("in/c.pil");
    EXPECT_EQ(found("in"), "in/a.pil in/b.pil in/c.pil ");
    put(".git/info/exclude", "c.pil\n");
    EXPECT_EQ(found("in"), "in/b.pil ");
}

TEST_F(FindFiles, LeavesOutWhatTheProjectExcludes) {
    put("pyproject.toml", "[tool.pilcrow]\nexclude = [\"vendor/\", \"/in/a.pil\"]\n");
    for (const char* name : {"in/a.pil", "in/b.pil", "in/vendor/c.pil", "other/a.pil"}) put(name);
    EXPECT_EQ(found(), "in/b.pil other/a.pil ");
    EXPECT_EQ(found("in"), "in/b.pil ");
    put("other/pyproject.toml", "[tool.pilcrow]\nexclude = [\"b.pil\"]\n");
    put("other/b.pil");
    put("other/vendor/c.pil");
    EXPECT_EQ(found("other"), "other/a.pil other/vendor/c.pil ");
    put("other/pyproject.toml", "[tool.pilcrow]\nexclude = \"b.pil\"\n");
    found();
    ASSERT_EQ(errors_.size(), 1u);
    EXPECT_TRUE(
        errors_[0].ends_with("pyproject.toml: [tool.pilcrow]: `exclude` must be an array of "
                             "patterns, such as [\"build/\"]"))
        << errors_[0];
}

TEST_F(FindFiles, TakesAFileThatIsNamedWhateverIsLeftOut) {
    put(".gitignore", "*\n");
    put("a.txt");
    const auto files = find_files({at("a.txt")}, {".pil"}, errors_);
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(files[0].inner, "a.txt");
}

}  // namespace
}  // namespace pilcrow::cli
