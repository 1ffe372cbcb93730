#include "lsp/project/walk.h"

#include "tests/unit/lsp/temporary_folder.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string_view> pil = {".pil"};

class Walk : public testing::Test {
protected:
    // Names that a walk finds, sorted. Each file in the folder is also asked about by itself, and
    // the answers must be the same.
    std::string found(const std::string& root = "ws") {
        std::vector<std::string> names;
        errors_.clear();
        walk_folder(disk_.at(root), pil, errors_, [&](FoundFile&& file) {
            names.push_back(file.inner);
            return true;
        });
        std::sort(names.begin(), names.end());
        for (const auto& entry : fs::recursive_directory_iterator(
                 disk_.at(root), fs::directory_options::skip_permission_denied)) {
            if (!entry.is_regular_file()) continue;
            const std::string path = entry.path().string();
            const std::string inner = path.substr(disk_.at(root).size() + 1);
            EXPECT_EQ(walk_finds(disk_.at(root), path, pil),
                      std::binary_search(names.begin(), names.end(), inner))
                << inner;
        }
        std::string all;
        for (const std::string& name : names) all += (all.empty() ? "" : " ") + name;
        return all;
    }

    TemporaryFolder disk_;
    std::vector<std::string> errors_;
};

TEST_F(Walk, OneFileIsFoundWhereAWalkFindsIt) {
    disk_.put(".git/info/exclude", "secret.pil\n");
    disk_.put(".gitignore", "/ws/above.pil\n");
    disk_.put("ws/.gitignore", "build/\n*_old.pil\n");
    disk_.put("ws/in/.gitignore", "!kept_old.pil\n");
    disk_.put("ws/pyproject.toml", "[tool.pilcrow]\nexclude = [\"vendor/\"]\n");
    for (const char* name :
         {"ws/a.pil", "ws/a.txt", "ws/above.pil", "ws/a_old.pil", "ws/build/b.pil",
          "ws/in/kept_old.pil", "ws/in/build/c.pil", "ws/in/secret.pil", "ws/in/vendor/d.pil",
          "ws/in/deep/e.pil", "ws/.hidden/f.pil", "ws/.g.pil", "ws/__pycache__/h.pil"}) {
        disk_.put(name);
    }
    EXPECT_EQ(found(), ".g.pil a.pil in/deep/e.pil in/kept_old.pil");
    EXPECT_EQ(found("ws/in"), "deep/e.pil kept_old.pil");
    EXPECT_TRUE(errors_.empty());
}

TEST_F(Walk, VirtualEnvironmentsAreLeftOut) {
    disk_.put("ws/env/pyvenv.cfg", "home = /usr/bin\n");
    disk_.put("ws/env/lib/a.pil");
    disk_.put("ws/b.pil");
    EXPECT_EQ(found(), "b.pil");
}

TEST_F(Walk, LinksToFoldersAreNotFollowed) {
    disk_.put("ws/a.pil");
    disk_.link("..", "ws/up");
    disk_.link("loop", "ws/loop");
    disk_.link("a.pil", "ws/b.pil");
    std::vector<std::string> names;
    walk_folder(disk_.at("ws"), pil, errors_, [&](FoundFile&& file) {
        names.push_back(file.inner);
        return true;
    });
    std::sort(names.begin(), names.end());
    EXPECT_EQ(names, (std::vector<std::string>{"a.pil", "b.pil"}));
    EXPECT_FALSE(walk_finds(disk_.at("ws"), disk_.at("ws/up/ws/a.pil"), pil));
}

TEST_F(Walk, EndsWhenNoMoreIsWanted) {
    for (int i = 0; i < 10; ++i) disk_.put("ws/" + std::to_string(i) + ".pil");
    int count = 0;
    walk_folder(disk_.at("ws"), pil, errors_, [&](FoundFile&&) { return ++count < 3; });
    EXPECT_EQ(count, 3);
}

TEST_F(Walk, SaysWhatCannotBeRead) {
    walk_folder(disk_.at("gone"), pil, errors_, [](FoundFile&&) { return true; });
    EXPECT_EQ(errors_,
              std::vector{disk_.at("gone") + ": cannot be read: No such file or directory"});
}

}  // namespace
}  // namespace pilcrow::lsp
