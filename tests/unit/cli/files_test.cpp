#include "cli/files.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace pilcrow::cli {
namespace {

namespace fs = std::filesystem;

// A folder of its own for each test.
class Files : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "pilcrow-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string put(const std::string& name, const std::string& text) {
        const fs::path path = folder_ / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }
    static std::string text_of(const std::string& path) {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }
    std::size_t count() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
    }

    fs::path folder_;
};

TEST_F(Files, AreReplaced) {
    const std::string path = put("a.pil", "old");
    EXPECT_EQ(replace_file(path, "old", "new text"), std::nullopt);
    EXPECT_EQ(text_of(path), "new text");
    EXPECT_EQ(count(), 1u);
}

TEST_F(Files, ThatWereDeletedMeanwhileStayDeleted) {
    const auto failed = replace_file((folder_ / "a.pil").string(), "old", "new");
    ASSERT_TRUE(failed);
    EXPECT_NE(failed->find("cannot be written: No such file or directory"), std::string::npos);
    EXPECT_EQ(count(), 0u);
}

TEST_F(Files, ThatWereChangedMeanwhileKeepTheChange) {
    const std::string path = put("a.pil", "changed by someone");
    const auto failed = replace_file(path, "old", "new");
    ASSERT_TRUE(failed);
    EXPECT_NE(failed->find("has changed"), std::string::npos);
    EXPECT_EQ(text_of(path), "changed by someone");
    EXPECT_EQ(count(), 1u);
}

TEST_F(Files, AreReadWhole) {
    const std::string text = std::string(300000, 'x') + '\0' + "\r\n";
    EXPECT_EQ(read_file(put("a.pil", text)).text, text);
    EXPECT_EQ(read_file(put("b.pil", "")).text, "");
    EXPECT_NE(read_file(folder_.string()).error, "");
}

}  // namespace
}  // namespace pilcrow::cli
