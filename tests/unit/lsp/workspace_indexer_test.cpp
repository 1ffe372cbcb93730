#include "lsp/workspace/workspace.h"
#include "parser/parse.h"
#include "tests/unit/lsp/temporary_folder.h"

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

TEST_F(Indexing, EndsAtOnceInTheMiddle) {
    for (int i = 0; i < 200; ++i) {
        disk_.put("ws/f" + std::to_string(i) + ".pil", "def f" + std::to_string(i) + "(): pass\n");
    }
    for (int i = 0; i < 20; ++i) Workspace(settings(), query_);
}

}  // namespace
}  // namespace pilcrow::lsp
