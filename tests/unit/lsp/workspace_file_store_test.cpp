#include "lsp/workspace/file_store.h"
#include "lsp/workspace/workspace.h"
#include "parser/parse.h"
#include "tests/unit/lsp/temporary_folder.h"

#include <sys/stat.h>
#include <thread>

namespace pilcrow::lsp {
namespace {

namespace fs = std::filesystem;

FileIdentity identify(const std::string& path) {
    return {std::string(name_of_path(path)), Origin::Workspace};
}

class Store : public testing::Test {
protected:
    FilePtr get(const std::string& name) { return store_.get(disk_.at(name), identify); }
    std::string text(const std::string& name) {
        const FilePtr file = get(name);
        return file == nullptr ? "nothing" : file->tree->text();
    }

    TemporaryFolder disk_;
    FileStore store_;
};

TEST_F(Store, ReadsOnce) {
    disk_.put("a.pil", "print(1)\n");
    const FilePtr file = get("a.pil");
    ASSERT_NE(file, nullptr);
    EXPECT_EQ(file->tree->text(), "print(1)\n");
    EXPECT_EQ(file->tree->layout, Layout::Pilcrow);
    EXPECT_EQ(file->module, "a.pil");
    EXPECT_EQ(get("a.pil"), file);
    EXPECT_EQ(store_.parsed(), 1u);
    EXPECT_EQ(store_.bytes(), 9u);
}

TEST_F(Store, ChangesAreSeenWhenToldOf) {
    disk_.put("a.pil", "print(1)\n");
    EXPECT_EQ(text("a.pil"), "print(1)\n");
    disk_.put("a.pil", "print(2)\n");
    store_.forget(disk_.at("a.pil"));
    EXPECT_EQ(text("a.pil"), "print(2)\n");
    disk_.remove("a.pil");
    store_.forget(disk_.path());  // a folder means all in it
    EXPECT_EQ(text("a.pil"), "nothing");
    EXPECT_EQ(store_.bytes(), 0u);
    disk_.put("a.pil", "print(3)\n");
    store_.forget(disk_.at("a.pil"));
    EXPECT_EQ(text("a.pil"), "print(3)\n");
}

TEST_F(Store, ChangesAreSeenUntoldBeforeLong) {
    disk_.put("a.pil", "print(1)\n");
    EXPECT_EQ(text("a.pil"), "print(1)\n");
    disk_.put("a.pil", "print(2)\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(1050));
    EXPECT_EQ(text("a.pil"), "print(2)\n");
}

TEST_F(Store, TheSameTextIsTheSameFile) {
    disk_.put("a.pil", "print(1)\n");
    const FilePtr file = get("a.pil");
    disk_.put("a.pil", "print(1)\n");
    store_.forget(disk_.at("a.pil"));
    EXPECT_EQ(get("a.pil"), file);
    EXPECT_EQ(store_.parsed(), 1u);
}

TEST_F(Store, WhatIsNoReadableFileIsNothing) {
    disk_.folder("folder.pil");
    disk_.link("loop.pil", "loop.pil");
    ASSERT_EQ(::mkfifo(disk_.at("pipe.pil").c_str(), 0600), 0);
    disk_.put("large.pil", std::string(FileStore::largest_file + 1, '\n'));
    for (const char* name :
         {"folder.pil", "loop.pil", "pipe.pil", "large.pil", "gone.pil", "a/b"}) {
        EXPECT_EQ(get(name), nullptr) << name;
        EXPECT_EQ(read_source(disk_.at(name)), std::nullopt) << name;
    }
    disk_.put("limit.pil", std::string(FileStore::largest_file, '\n'));
    EXPECT_NE(get("limit.pil"), nullptr);
}

TEST_F(Store, PythonFilesAreDecoded) {
    disk_.put("latin.py", "# coding: latin-1\nname = '\xe9'\n");
    disk_.put("mark.py", "\xef\xbb\xbfx = 1\n");
    disk_.put("broken.py", std::string("x = '\xff\0'\n", 9));
    EXPECT_EQ(text("latin.py"), "# coding: latin-1\nname = '\xc3\xa9'\n");
    EXPECT_EQ(text("mark.py"), "x = 1\n");
    EXPECT_EQ(text("broken.py"), std::string("x = '\xff\0'\n", 9));
    EXPECT_EQ(get("latin.py")->tree->layout, Layout::Python);
}

TEST_F(Store, KeepsWhatWasAskedForLast) {
    FileStore small(25);
    const auto get_small = [&](const char* name) { return small.get(disk_.at(name), identify); };
    for (const char* name : {"a.pil", "b.pil", "c.pil"}) disk_.put(name, "1234567\n8\n");
    get_small("a.pil");
    get_small("b.pil");
    get_small("a.pil");
    get_small("c.pil");  // b goes
    EXPECT_EQ(small.bytes(), 20u);
    EXPECT_EQ(small.parsed(), 3u);
    get_small("a.pil");
    EXPECT_EQ(small.parsed(), 3u);
    get_small("b.pil");
    EXPECT_EQ(small.parsed(), 4u);
    disk_.put("big.pil", std::string(100, '\n'));
    EXPECT_NE(get_small("big.pil"), nullptr);  // larger than all that may be kept
    EXPECT_EQ(small.bytes(), 100u);
}

TEST_F(Store, WhatIsHeldIsNotReadAgain) {
    FileStore none(0);
    disk_.put("a.pil", "1\n");
    disk_.put("b.pil", "2\n");
    const FilePtr held = none.get(disk_.at("a.pil"), identify);
    none.get(disk_.at("b.pil"), identify);
    EXPECT_EQ(none.get(disk_.at("a.pil"), identify), held);
    EXPECT_EQ(none.parsed(), 2u);
}

TEST_F(Store, ManyThreads) {
    constexpr int files = 40;
    for (int i = 0; i < files; ++i) {
        disk_.put(std::to_string(i) + ".pil", "x = " + std::to_string(i) + "\n");
    }
    FileStore small(60);
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 2000; ++i) {
                const int which = (i * (t + 1) + t) % files;
                const std::string path = disk_.at(std::to_string(which) + ".pil");
                const FilePtr file = small.get(path, identify);
                if (file == nullptr ||
                    file->tree->text() != "x = " + std::to_string(which) + "\n") {
                    ++wrong;
                }
                if (i % 50 == 0) small.forget(path);
                if (i % 501 == 0) small.clear();
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
    EXPECT_LE(small.bytes(), 70u);
}

class WorkspaceWorld : public testing::Test {
protected:
    WorkspaceWorld() : workspace_(settings(), EnvironmentQuery{}) {}
    WorkspaceSettings settings() const {
        WorkspaceSettings settings;
        settings.folders = {disk_.folder("ws")};
        settings.typeshed = disk_.folder("shed");
        return settings;
    }
    FilePtr put(const std::string& name, const std::string& text) {
        return workspace_.put(disk_.at(name),
                              std::make_shared<const Tree>(parse(text, layout_of(name))));
    }

    TemporaryFolder disk_;
    Workspace workspace_;
};

TEST_F(WorkspaceWorld, OpenFilesBeforeDisk) {
    disk_.put("ws/a.pil", "disk\n");
    const FilePtr open = put("ws/a.pil", "open\n");
    const WorldPtr before = workspace_.world();
    EXPECT_EQ(before->file(disk_.at("ws/a.pil")), open);
    EXPECT_TRUE(before->is_open(disk_.at("ws/a.pil")));
    EXPECT_EQ(before->module("a", *open).file, open);
    put("ws/a.pil", "edited\n");
    EXPECT_EQ(before->file(disk_.at("ws/a.pil")), open);
    const WorldPtr after = workspace_.world();
    EXPECT_EQ(after->file(disk_.at("ws/a.pil"))->tree->text(), "edited\n");
    workspace_.close(disk_.at("ws/a.pil"));
    const WorldPtr closed = workspace_.world();
    EXPECT_EQ(closed->file(disk_.at("ws/a.pil"))->tree->text(), "disk\n");
    EXPECT_FALSE(closed->is_open(disk_.at("ws/a.pil")));
    EXPECT_TRUE(after->is_open(disk_.at("ws/a.pil")));
}

TEST_F(WorkspaceWorld, AnInitChangesTheNamesOfItsNeighbours) {
    EXPECT_EQ(put("ws/my-pack/a.pil", "")->module, "a");
    EXPECT_EQ(put("ws/pack/a.pil", "")->module, "pack.a");
    disk_.put("ws/pack/pyproject.toml");
    workspace_.changed_on_disk({disk_.at("ws/pack/pyproject.toml")});
    EXPECT_EQ(workspace_.world()->file(disk_.at("ws/pack/a.pil"))->module, "a");
    put("ws/pack/__init__.pil", "");
    EXPECT_EQ(workspace_.world()->file(disk_.at("ws/pack/a.pil"))->module, "pack.a");
    workspace_.close(disk_.at("ws/pack/__init__.pil"));
    EXPECT_EQ(workspace_.world()->file(disk_.at("ws/pack/a.pil"))->module, "a");
}

TEST_F(WorkspaceWorld, FilesThatComeAndGo) {
    const FilePtr from = put("ws/main.pil", "");
    EXPECT_FALSE(workspace_.world()->module("new", *from));
    disk_.put("ws/new.pil", "x\n");
    workspace_.changed_on_disk({disk_.at("ws/new.pil")});
    EXPECT_TRUE(workspace_.world()->module("new", *from));
    disk_.remove("ws/new.pil");
    workspace_.changed_on_disk({disk_.at("ws/new.pil")});
    EXPECT_FALSE(workspace_.world()->module("new", *from));
    disk_.put("ws/folder/inner.pil", "x\n");
    workspace_.changed_on_disk({disk_.at("ws/folder")});
    EXPECT_TRUE(workspace_.world()->module("folder.inner", *from));
    disk_.remove("ws/folder");
    workspace_.changed_on_disk({disk_.at("ws/folder")});
    EXPECT_FALSE(workspace_.world()->module("folder", *from));
}

TEST_F(WorkspaceWorld, FilesThatComeAndGoUntold) {
    const FilePtr from = put("ws/main.pil", "");
    EXPECT_FALSE(workspace_.world()->module("new", *from));
    disk_.put("ws/new.pil", "x\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(1050));
    EXPECT_TRUE(workspace_.world()->module("new", *from));
}

TEST_F(WorkspaceWorld, OtherSettingsGiveFilesOtherNames) {
    EXPECT_EQ(put("ws/lib/a.pil", "")->module, "lib.a");
    disk_.put("ws/lib/b.pil");
    WorkspaceSettings other = settings();
    other.extra_paths = {"lib"};
    workspace_.configure(other);
    EXPECT_EQ(workspace_.world()->file(disk_.at("ws/lib/a.pil"))->module, "a");
    EXPECT_EQ(workspace_.world()->file(disk_.at("ws/lib/b.pil"))->module, "b");
    const FilePtr from = put("ws/main.pil", "");
    EXPECT_TRUE(workspace_.world()->module("b", *from));
}

TEST(AbsoluteName, CountsDotsFromThePackage) {
    const SourceFile module{"/w/a/b/c.pil", "a.b.c", Origin::Workspace, nullptr};
    const SourceFile package{"/w/a/b/__init__.pil", "a.b", Origin::Workspace, nullptr};
    EXPECT_EQ(absolute_name(module, 0, "x.y"), "x.y");
    EXPECT_EQ(absolute_name(module, 1, "x"), "a.b.x");
    EXPECT_EQ(absolute_name(module, 1, ""), "a.b");
    EXPECT_EQ(absolute_name(module, 2, "x"), "a.x");
    EXPECT_EQ(absolute_name(module, 3, "x"), "");
    EXPECT_EQ(absolute_name(package, 1, "x"), "a.b.x");
    EXPECT_EQ(absolute_name(package, 2, "x"), "a.x");
    EXPECT_EQ(absolute_name(package, 9, ""), "");
    const SourceFile script{"/w/c.pil", "c", Origin::Workspace, nullptr};
    EXPECT_EQ(absolute_name(script, 1, "x"), "");
}

}  // namespace
}  // namespace pilcrow::lsp
