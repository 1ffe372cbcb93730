#include "lsp/workspace/workspace.h"
#include "parser/parse.h"
#include "tests/unit/lsp/temporary_folder.h"

#include <thread>

namespace pilcrow::lsp {
namespace {

namespace fs = std::filesystem;

// Everything is done on the test's own thread, but where a test says otherwise.
class Indexing : public testing::Test {
protected:
    WorkspaceSettings settings() const {
        WorkspaceSettings settings;
        settings.folders = {disk_.folder("ws")};
        settings.typeshed = disk_.folder("shed");
        return settings;
    }
    void begin() {
        workspace_ = std::make_unique<Workspace>(settings(), query_, Indexer::Threads::No);
        workspace_->work();
    }
    void put(const std::string& name, const std::string& text) const {
        workspace_->put(disk_.at(name), std::make_shared<const Tree>(parse(text, layout_of(name))));
    }
    // Writes a file and tells of it.
    void write(const std::string& name, const std::string& text = "") const {
        disk_.put(name, text);
        workspace_->changed_on_disk({disk_.at(name)});
    }
    void remove(const std::string& name) const {
        disk_.remove(name);
        workspace_->changed_on_disk({disk_.at(name)});
    }
    std::string symbols(const std::string& query = "") const {
        workspace_->work();
        std::vector<std::string> names;
        for (const FoundSymbol& one : workspace_->world()->symbols()->symbols(query, 100)) {
            names.push_back(one.file->module + '.' + std::string(one.name()));
        }
        std::sort(names.begin(), names.end());
        std::string all;
        for (const std::string& name : names) all += (all.empty() ? "" : " ") + name;
        return all;
    }
    std::string files() const {
        workspace_->work();
        return disk_.inner_all(workspace_->world()->workspace_files());
    }
    std::string importable(const std::string& name, const std::string& from) const {
        workspace_->work();
        const WorldPtr world = workspace_->world();
        const FileIdentity identity = workspace_->resolver()->identify(disk_.at(from), {});
        const SourceFile file{disk_.at(from), identity.module, identity.origin, nullptr};
        std::string all;
        for (const Importable& one : world->importable(name, NameMatch::Exact, file, 20)) {
            all += (all.empty() ? "" : " ") + one.module + (one.is_module ? '/' : '.') + one.name;
        }
        return all;
    }

    TemporaryFolder disk_;
    EnvironmentQuery query_;
    std::unique_ptr<Workspace> workspace_;
};

TEST_F(Indexing, TheWorkspacesFiles) {
    disk_.put("ws/.gitignore", "build/\n");
    disk_.put("ws/a.pil", "def one(): pass\n");
    disk_.put("ws/p/b.py", "def two(): pass\n");
    disk_.put("ws/p/c.pyi", "def three(): ...\n");
    disk_.put("ws/build/d.pil", "def four(): pass\n");
    disk_.put("ws/.venv/e.pil", "def five(): pass\n");
    disk_.put("ws/text.txt", "def six(): pass\n");
    disk_.put("shed/f.pyi", "def seven(): ...\n");
    begin();
    EXPECT_EQ(files(), "ws/a.pil ws/p/b.py ws/p/c.pyi");
    EXPECT_EQ(symbols(), "a.one p.b.two p.c.three");
    EXPECT_EQ(importable("seven", "ws/a.pil"), "f.seven");
}

TEST_F(Indexing, FilesThatComeChangeAndGo) {
    disk_.put("ws/a.pil", "def one(): pass\n");
    begin();
    write("ws/a.pil", "def changed(): pass\n");
    EXPECT_EQ(symbols(), "a.changed");
    write("ws/b.pil", "def new(): pass\n");
    EXPECT_EQ(symbols(), "a.changed b.new");
    EXPECT_EQ(files(), "ws/a.pil ws/b.pil");
    remove("ws/a.pil");
    EXPECT_EQ(symbols(), "b.new");
    EXPECT_EQ(files(), "ws/b.pil");
    write("ws/.hidden/c.pil", "def hidden(): pass\n");
    EXPECT_EQ(files(), "ws/b.pil");
}

TEST_F(Indexing, FoldersThatComeAndGo) {
    begin();
    disk_.put("ws/p/q/a.pil", "def one(): pass\n");
    workspace_->changed_on_disk({disk_.at("ws/p")});
    EXPECT_EQ(symbols(), "p.q.a.one");
    remove("ws/p");
    EXPECT_EQ(symbols(), "");
    EXPECT_EQ(files(), "");
}

TEST_F(Indexing, WhatIsLeftOutMayChange) {
    disk_.put("ws/gen/a.pil", "def one(): pass\n");
    disk_.put("ws/b.pil", "def two(): pass\n");
    begin();
    write("ws/.gitignore", "gen/\n");
    EXPECT_EQ(symbols(), "b.two");
    write("ws/gen/c.pil", "def three(): pass\n");
    EXPECT_EQ(symbols(), "b.two");
    write("ws/pyproject.toml", "[tool.pilcrow]\nexclude = [\"b.pil\"]\n");
    remove("ws/.gitignore");
    EXPECT_EQ(symbols(), "gen.a.one gen.c.three");
}

TEST_F(Indexing, OpenDocumentsBeforeDisk) {
    disk_.put("ws/a.pil", "def disk(): pass\n");
    begin();
    put("ws/a.pil", "def edited(): pass\n");
    EXPECT_EQ(symbols(), "a.edited");
    write("ws/a.pil", "def saved(): pass\n");
    EXPECT_EQ(symbols(), "a.edited");
    workspace_->close(disk_.at("ws/a.pil"));
    EXPECT_EQ(symbols(), "a.saved");
    put("ws/new.pil", "def unsaved(): pass\n");
    EXPECT_EQ(symbols(), "a.saved new.unsaved");
    EXPECT_EQ(files(), "ws/a.pil ws/new.pil");
    workspace_->close(disk_.at("ws/new.pil"));
    EXPECT_EQ(symbols(), "a.saved");
    EXPECT_EQ(files(), "ws/a.pil");
    put("ws/p/__init__.pil", "def package(): pass\n");
    EXPECT_EQ(symbols(), "a.saved p.package");
    workspace_->close(disk_.at("ws/p/__init__.pil"));
    EXPECT_EQ(symbols(), "a.saved");
}

TEST_F(Indexing, OpenDocumentsOutliveOtherSettings) {
    begin();
    put("ws/lib/a.pil", "def one(): pass\n");
    WorkspaceSettings other = settings();
    other.extra_paths = {"lib"};
    workspace_->configure(other);
    EXPECT_EQ(symbols(), "a.one");
    other.folders.clear();
    workspace_->configure(other);
    EXPECT_EQ(files(), "");
}

// Which of the files are indexed as they were when `before` was taken.
class Kept {
public:
    Kept(const Workspace& workspace, const std::vector<std::string>& paths)
        : workspace_(workspace), paths_(paths) {
        for (const std::string& path : paths) before_.push_back(now(path));
    }
    std::vector<std::string> paths() const {
        std::vector<std::string> kept;
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            if (before_[i] != nullptr && now(paths_[i]) == before_[i]) kept.push_back(paths_[i]);
        }
        return kept;
    }

private:
    FileIndexPtr now(const std::string& path) const {
        return workspace_.world()->symbols()->file(path);
    }
    const Workspace& workspace_;
    std::vector<std::string> paths_;
    std::vector<FileIndexPtr> before_;
};

TEST_F(Indexing, OtherSettingsIndexWhatTheyTouch) {
    const std::string site = "ws/.venv/lib/python3.11/site-packages/";
    disk_.put("ws/.venv/pyvenv.cfg", "home = /nowhere\nversion = 3.11.1\n");
    std::vector<std::string> paths;
    for (const std::string& name : std::vector<std::string>{
             "ws/a.pil", "ws/lib/b.pil", "more/c.pil", "shed/d.pyi", site + "e.py"}) {
        paths.push_back(disk_.put(name, "def f(): pass\n"));
        // What has just been written is read once more.
        fs::last_write_time(paths.back(), fs::file_time_type::clock::now() - std::chrono::hours(1));
    }
    WorkspaceSettings now = settings();
    now.folders.push_back(disk_.at("more"));
    workspace_ = std::make_unique<Workspace>(now, query_, Indexer::Threads::No);
    workspace_->work();
    const auto kept_by = [&] {
        const Kept kept(*workspace_, paths);
        workspace_->configure(now);
        workspace_->work();
        return disk_.inner_all(kept.paths());
    };
    const std::string all = "ws/a.pil ws/lib/b.pil more/c.pil shed/d.pyi " + site + "e.py";
    EXPECT_EQ(kept_by(), all);
    now.python = disk_.at("ws/.venv");  // which it was without being named
    EXPECT_EQ(kept_by(), all);
    now.extra_paths = {"lib"};
    EXPECT_EQ(kept_by(), "ws/a.pil more/c.pil shed/d.pyi " + site + "e.py");
    EXPECT_EQ(importable("f", "ws/main.pil"), "a.f b.f c.f d.f e.f");
    disk_.put("other/pyvenv.cfg", "home = /nowhere\nversion = 3.11.2\n");
    now.python = disk_.at("other");
    EXPECT_EQ(kept_by(), "ws/a.pil ws/lib/b.pil more/c.pil shed/d.pyi");
    EXPECT_EQ(importable("f", "ws/main.pil"), "a.f b.f c.f d.f");
    now.folders.pop_back();
    EXPECT_EQ(kept_by(), "ws/a.pil ws/lib/b.pil shed/d.pyi");
    EXPECT_EQ(files(), "ws/a.pil ws/lib/b.pil");
    put("ws/open.pil", "def g(): pass\n");
    workspace_->work();
    // Another version reads everything in its own way.
    disk_.put("newer/pyvenv.cfg", "home = /nowhere\nversion = 3.12.1\n");
    now.python = disk_.at("newer");
    EXPECT_EQ(kept_by(), "");
    EXPECT_EQ(symbols(), "a.f b.f open.g");
}

TEST_F(Indexing, WhatIsInstalledIsReadAlone) {
    const std::string site = "ws/.venv/lib/python3.11/site-packages/";
    disk_.put("ws/.venv/pyvenv.cfg", "home = /nowhere\nversion = 3.11.1\n");
    const std::string before = disk_.put(site + "before.py", "def f(): pass\n");
    fs::last_write_time(before, fs::file_time_type::clock::now() - std::chrono::hours(1));
    begin();
    const Kept kept(*workspace_, {before});
    write(site + "later.py", "def f(): pass\n");
    EXPECT_EQ(importable("f", "ws/a.pil"), "before.f later.f");
    EXPECT_EQ(kept.paths().size(), 1U);
}

TEST_F(Indexing, AFolderThatIsTakenAwayIsGoneAtOnce) {
    disk_.put("ws/a.pil", "def one(): pass\n");
    disk_.put("more/b.pil", "def two(): pass\n");
    WorkspaceSettings both = settings();
    both.folders.push_back(disk_.at("more"));
    workspace_ = std::make_unique<Workspace>(both, query_, Indexer::Threads::No);
    workspace_->work();
    workspace_->configure(settings());
    EXPECT_EQ(disk_.inner_all(workspace_->world()->workspace_files()), "ws/a.pil");
    EXPECT_EQ(workspace_->world()->symbols()->symbols("two", 1).size(), 0U);
}

// The environment of a folder may be a folder of the workspace too.
TEST_F(Indexing, FilesThatBecomeTheWorkspacesAndALibrarysAgain) {
    const std::string site = "ws/.venv/lib/python3.11/site-packages";
    disk_.put("ws/.venv/pyvenv.cfg", "home = /nowhere\nversion = 3.11.1\n");
    disk_.put(site + "/lib.py", "def f(): pass\n");
    begin();
    WorkspaceSettings both = settings();
    both.folders.push_back(disk_.at(site));
    workspace_->configure(both);
    EXPECT_EQ(symbols(), "lib.f");
    workspace_->configure(settings());
    EXPECT_EQ(symbols(), "");
    EXPECT_EQ(importable("f", "ws/a.pil"), "lib.f");
}

TEST_F(Indexing, ALibrarysFileThatWasOpenOffersWhatIsOnDisk) {
    const std::string stub = disk_.put("shed/lib.pyi", "def f(): ...\n");
    begin();
    put("shed/lib.pyi", "def g(): ...\n");
    EXPECT_EQ(importable("g", "ws/a.pil"), "lib.g");
    workspace_->close(stub);
    EXPECT_EQ(importable("f", "ws/a.pil"), "lib.f");
    EXPECT_EQ(importable("g", "ws/a.pil"), "");
}

TEST_F(Indexing, ModulesAreCalledAnewWhenAPackageComes) {
    disk_.put("ws/my-tools/x/a.pil", "def one(): pass\n");
    disk_.put("ws/p/a.pil", "def two(): pass\n");
    begin();
    EXPECT_EQ(symbols(), "p.a.two x.a.one");
    write("ws/p/pyproject.toml");
    EXPECT_EQ(symbols(), "a.two x.a.one");
}

TEST_F(Indexing, WhatTheEnvironmentOffers) {
    const std::string site = "ws/.venv/lib/python3.11/site-packages/";
    disk_.put("ws/.venv/pyvenv.cfg", "home = /nowhere\nversion = 3.11.1\n");
    disk_.put(site + "lib/__init__.py", "from ._core import run\n");
    disk_.put(site + "lib/_core.py", "def run(): pass\n");
    disk_.put(site + "lib/shapes/__init__.py", "def circle(): pass\n");
    disk_.put(site + "lib/shapes/deep.py", "def deep(): pass\n");
    disk_.put(site + "lib/tests/test_a.py", "def test_it(): pass\n");
    disk_.put(site + "space/part/__init__.py", "def piece(): pass\n");
    disk_.put(site + "typed-stubs/__init__.pyi", "def typed(): ...\n");
    disk_.put(site + "typed/__init__.py", "def untyped(): pass\n");
    begin();
    EXPECT_EQ(importable("run", "ws/a.pil"), "lib.run");
    EXPECT_EQ(importable("circle", "ws/a.pil"), "lib.shapes.circle");
    EXPECT_EQ(importable("piece", "ws/a.pil"), "space.part.piece");
    EXPECT_EQ(importable("typed", "ws/a.pil"), "typed.typed /typed");
    EXPECT_EQ(importable("deep", "ws/a.pil"), "");
    EXPECT_EQ(importable("test_it", "ws/a.pil"), "");
    EXPECT_EQ(symbols(), "");
    disk_.put(site + "later.py", "def later(): pass\n");
    workspace_->changed_on_disk({disk_.at(site + "later.py")});
    EXPECT_EQ(importable("later", "ws/a.pil"), "later.later /later");
    disk_.remove(site + "later.py");
    workspace_->changed_on_disk({disk_.at(site + "later.py")});
    EXPECT_EQ(importable("later", "ws/a.pil"), "");
}

TEST_F(Indexing, AnEnvironmentThatIsMadeLater) {
    begin();
    EXPECT_EQ(workspace_->environment().prefix, "");
    disk_.put("ws/.venv/lib/python3.10/site-packages/lib.py", "def run(): pass\n");
    write("ws/.venv/pyvenv.cfg", "version = 3.10.1\n");
    EXPECT_EQ(workspace_->environment().prefix, disk_.at("ws/.venv"));
    EXPECT_EQ(workspace_->world()->python_version(), (PythonVersion{3, 10}));
    EXPECT_EQ(importable("run", "ws/a.pil"), "lib.run");
    disk_.put("elsewhere/own.py", "def mine(): pass\n");
    write("ws/.venv/lib/python3.10/site-packages/own.pth", disk_.at("elsewhere") + "\n");
    workspace_->changed_on_disk({disk_.at("ws/.venv/lib/python3.10/site-packages")});
    EXPECT_EQ(importable("mine", "ws/a.pil"), "own.mine");
}

TEST_F(Indexing, NamesAreOfferedByWhatLeadsToThemFromThere) {
    disk_.put("ws/Lib/json/__init__.pil", "def load(): pass\n");
    disk_.put("ws/Lib/script.pil");
    disk_.put("ws/other/pyproject.toml");
    disk_.put("ws/other/tool.pil", "def hammer(): pass\n");
    begin();
    EXPECT_EQ(importable("load", "ws/main.pil"), "Lib.json.load");
    EXPECT_EQ(importable("json", "ws/main.pil"), "Lib/json");
    EXPECT_EQ(importable("hammer", "ws/other/use.pil"), "tool.hammer");
    EXPECT_EQ(importable("hammer", "ws/main.pil"), "");
}

TEST_F(Indexing, UnreadableAndHugeFilesAndLinksInCircles) {
    disk_.link("..", "ws/up");
    disk_.link("loop.pil", "ws/loop.pil");
    disk_.folder("ws/folder.pil");
    disk_.put("ws/huge.pil", "def huge(): pass\n" + std::string(FileStore::largest_file, '\n'));
    disk_.put("ws/closed/a.pil", "def closed(): pass\n");
    disk_.put("ws/fine.pil", "def fine(): pass\n");
    fs::permissions(disk_.at("ws/closed"), fs::perms::none);
    begin();
    const std::string found = symbols();
    fs::permissions(disk_.at("ws/closed"), fs::perms::owner_all);
    EXPECT_EQ(found, ::geteuid() == 0 ? "closed.a.closed fine.fine" : "fine.fine");
}

TEST_F(Indexing, ProgressIsToldAndEnds) {
    for (int i = 0; i < 300; ++i) disk_.put("ws/f" + std::to_string(i) + ".pil", "x = 1\n");
    workspace_ = std::make_unique<Workspace>(settings(), query_, Indexer::Threads::No);
    std::vector<std::pair<std::size_t, std::size_t>> told;
    workspace_->on_progress(
        [&](std::size_t done, std::size_t total) { told.emplace_back(done, total); });
    workspace_->work();
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.back(), (std::pair<std::size_t, std::size_t>{300, 300}));
    for (std::size_t i = 1; i < told.size(); ++i) EXPECT_GT(told[i].first, told[i - 1].first);
}

TEST_F(Indexing, InTheBackgroundWhileFilesChange) {
    for (int i = 0; i < 100; ++i) {
        disk_.put("ws/f" + std::to_string(i) + ".pil", "def f" + std::to_string(i) + "(): pass\n");
    }
    workspace_ = std::make_unique<Workspace>(settings(), query_);
    for (int i = 0; i < 100; ++i) {
        const std::string name = "ws/f" + std::to_string(i) + ".pil";
        put(name, "def open" + std::to_string(i) + "(): pass\n");
        if (i % 2 == 0) workspace_->close(disk_.at(name));
        if (i % 3 == 0) write(name, "def g" + std::to_string(i) + "(): pass\n");
        workspace_->world()->symbols()->symbols("f", 10);
    }
    ASSERT_TRUE(workspace_->wait(std::chrono::seconds(60)));
    const WorldPtr world = workspace_->world();
    EXPECT_EQ(world->workspace_files().size(), 100u);
    EXPECT_EQ(world->symbols()->symbols("", 1000).size(), 100u);
    EXPECT_EQ(world->symbols()->symbols("open1", 1)[0].name(), "open1");
    EXPECT_EQ(world->symbols()->symbols("g6", 1)[0].name(), "g6");
    EXPECT_EQ(world->symbols()->symbols("f2", 1)[0].name(), "f2");
}

TEST_F(Indexing, WhoWaitsGetsAllThatIsOnDiskAndOpen) {
    using namespace std::chrono_literals;
    for (int i = 0; i < 400; ++i) {
        disk_.put("ws/p" + std::to_string(i) + "/f.pil", "def f(): pass\n");
    }
    const std::atomic<bool> cancelled = false;
    workspace_ = std::make_unique<Workspace>(settings(), query_);
    const auto state = workspace_->index_state();
    EXPECT_LT(state->stage(), IndexStage::Indexed);
    put("ws/open.pil", "def f(): pass\n");
    const WorldPtr world = workspace_->world();
    ASSERT_TRUE(state->wait(IndexStage::Listed, 60s, cancelled));
    EXPECT_EQ(world->workspace_files().size(), 401U);
    ASSERT_TRUE(state->wait(IndexStage::Indexed, 60s, cancelled));
    EXPECT_EQ(world->symbols()->symbols("f", 1000).size(), 401U);
    disk_.put("ws/q/g.pil", "def g(): pass\n");
    workspace_->changed_on_disk({disk_.at("ws/q")});
    ASSERT_TRUE(state->wait(IndexStage::Indexed, 60s, cancelled));
    EXPECT_EQ(world->symbols()->symbols("g", 1000).size(), 1U);
}

TEST(IndexState, IsWaitedForSoLongAsItIsWanted) {
    using namespace std::chrono_literals;
    IndexState state;
    std::atomic<bool> cancelled = false;
    state.set_stage(IndexStage::Walking);
    EXPECT_FALSE(state.wait(IndexStage::Listed, 1ms, cancelled));
    std::thread other([&] {
        std::this_thread::sleep_for(5ms);
        state.set_stage(IndexStage::Listed);
        std::this_thread::sleep_for(5ms);
        cancelled = true;
    });
    EXPECT_TRUE(state.wait(IndexStage::Listed, 60s, cancelled));
    EXPECT_FALSE(state.wait(IndexStage::Indexed, 60s, cancelled));
    other.join();
    EXPECT_TRUE(state.wait(IndexStage::Listed, 0ms, cancelled));
}

TEST_F(Indexing, EndsAtOnceInTheMiddle) {
    for (int i = 0; i < 200; ++i) {
        disk_.put("ws/f" + std::to_string(i) + ".pil", "def f" + std::to_string(i) + "(): pass\n");
    }
    for (int i = 0; i < 20; ++i) Workspace(settings(), query_);
}

}  // namespace
}  // namespace pilcrow::lsp
