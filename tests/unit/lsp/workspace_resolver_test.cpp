#include "lsp/workspace/resolver.h"
#include "tests/unit/lsp/temporary_folder.h"

namespace pilcrow::lsp {
namespace {

namespace fs = std::filesystem;

class Resolving : public testing::Test {
protected:
    Resolving() {
        for (const char* folder : {"ws", "shed", "site", "lib"}) disk_.folder(folder);
        roots_.folders = {disk_.at("ws")};
        roots_.typeshed = disk_.at("shed");
        roots_.environment.site_folders = {disk_.at("site")};
        roots_.environment.library = disk_.at("lib");
        roots_.environment.version = {3, 11};
    }
    void files(std::initializer_list<const char*> names) const {
        for (const char* name : names) disk_.put(name);
    }
    Resolver resolver() const { return Resolver(roots_, std::make_shared<Folders>()); }
    SourceFile source(const std::string& name) const {
        FileIdentity identity = resolver().identify(disk_.at(name), open_);
        return {disk_.at(name), identity.module, identity.origin, nullptr};
    }
    // "FILE" or "FILE [FOLDERS]".
    std::string find(const std::string& name, const std::string& from = "ws/main.pil") const {
        const FoundModule found = resolver().find(name, source(from), open_);
        std::string text = disk_.inner(found.path);
        if (!found.folders.empty()) text += "[" + disk_.inner_all(found.folders) + "]";
        return text;
    }
    // "ORIGIN NAME" with the origin's first letter.
    std::string name(const std::string& path) const {
        const FileIdentity identity = resolver().identify(disk_.at(path), open_);
        return std::string(1, "WES"[static_cast<int>(identity.origin)]) + ' ' + identity.module;
    }
    std::string below(const std::string& package, const std::string& from = "ws/main.pil") const {
        std::string all;
        for (const std::string& one : resolver().submodules(package, source(from), open_)) {
            all += (all.empty() ? "" : " ") + one;
        }
        return all;
    }
    std::string behind(const std::string& stub) const {
        return disk_.inner(resolver().source_of(source(stub), open_));
    }
    void open(std::initializer_list<const char*> names) {
        for (const char* one : names) open_.push_back(disk_.at(one));
        std::sort(open_.begin(), open_.end());
    }

    TemporaryFolder disk_;
    ModuleRoots roots_;
    OpenPaths open_;
};

TEST_F(Resolving, PilcrowBeforeStubBeforePython) {
    files({"ws/a.pil", "ws/a.pyi", "ws/a.py", "ws/b.pyi", "ws/b.py", "ws/c.py", "ws/d.txt"});
    EXPECT_EQ(find("a"), "ws/a.pil");
    EXPECT_EQ(find("b"), "ws/b.pyi");
    EXPECT_EQ(find("c"), "ws/c.py");
    EXPECT_EQ(find("d"), "");
    EXPECT_EQ(find(""), "");
    EXPECT_EQ(find("a."), "");
    EXPECT_EQ(find(".a"), "");
}

TEST_F(Resolving, PackageBeforeModuleBeforeFolder) {
    files({"ws/a/__init__.py", "ws/a/x.pil", "ws/a.pil", "ws/b/x.pil", "ws/b.py", "ws/c/x.pil"});
    EXPECT_EQ(find("a"), "ws/a/__init__.py[ws/a]");
    EXPECT_EQ(find("a.x"), "ws/a/x.pil");
    EXPECT_EQ(find("b"), "ws/b.py");
    EXPECT_EQ(find("b.x"), "");
    EXPECT_EQ(find("c"), "[ws/c]");
    EXPECT_EQ(find("c.x"), "ws/c/x.pil");
    EXPECT_EQ(find("c.x.y"), "");
}

TEST_F(Resolving, TheOrderOfTheLayers) {
    files({"ws/one.pil", "shed/one.pyi", "shed/two.pyi", "site/one.py", "site/two.py",
           "site/three.py", "lib/three.py", "lib/four.py"});
    EXPECT_EQ(find("one"), "ws/one.pil");
    EXPECT_EQ(find("two"), "shed/two.pyi");
    EXPECT_EQ(find("three"), "site/three.py");
    EXPECT_EQ(find("four"), "lib/four.py");
}

TEST_F(Resolving, InstalledFilesDoNotSeeTheWorkspace) {
    files({"ws/one.pil", "ws/mine.pil", "shed/one.pyi", "site/user.py", "site/three.py"});
    EXPECT_EQ(find("one", "site/user.py"), "shed/one.pyi");
    EXPECT_EQ(find("three", "site/user.py"), "site/three.py");
    EXPECT_EQ(find("mine", "site/user.py"), "");
    EXPECT_EQ(find("one", "shed/builtins.pyi"), "shed/one.pyi");
    EXPECT_EQ(find("three", "shed/builtins.pyi"), "");
}

TEST_F(Resolving, StubPackagesAreCompletedByTheirPackage) {
    files({"site/a-stubs/__init__.pyi", "site/a-stubs/x.pyi", "site/a-stubs/inner/__init__.pyi",
           "site/a/__init__.py", "site/a/x.py", "site/a/y.py", "site/a/inner/__init__.py",
           "site/a/inner/z.py", "site/b-stubs/__init__.pyi"});
    disk_.put("site/a-stubs/py.typed", "partial\n");
    EXPECT_EQ(find("a"), "site/a-stubs/__init__.pyi[site/a-stubs site/a]");
    EXPECT_EQ(find("a.x"), "site/a-stubs/x.pyi");
    EXPECT_EQ(find("a.y"), "site/a/y.py");
    EXPECT_EQ(find("a.inner.z"), "site/a/inner/z.py");
    EXPECT_EQ(find("b"), "site/b-stubs/__init__.pyi[site/b-stubs]");
    EXPECT_EQ(below("a"), "inner x y");
    EXPECT_EQ(name("site/a-stubs/inner/__init__.pyi"), "E a.inner");
    EXPECT_EQ(name("site/a-stubs/x.pyi"), "E a.x");
    EXPECT_EQ(behind("site/a-stubs/x.pyi"), "site/a/x.py");
}

TEST_F(Resolving, NamespacePackagesAreMadeOfAllTheirParts) {
    roots_.environment.site_folders.push_back(disk_.at("site2"));
    files({"ws/space/mine.pil", "site/space/one.py", "site2/space/two/__init__.py",
           "site2/solid/__init__.py", "site/solid/other.py"});
    EXPECT_EQ(find("space"), "[ws/space site/space site2/space]");
    EXPECT_EQ(find("space.mine"), "ws/space/mine.pil");
    EXPECT_EQ(find("space.one"), "site/space/one.py");
    EXPECT_EQ(find("space.two"), "site2/space/two/__init__.py[site2/space/two]");
    EXPECT_EQ(below("space"), "mine one two");
    // A package anywhere is more than a folder before it.
    EXPECT_EQ(find("solid"), "site2/solid/__init__.py[site2/solid]");
    EXPECT_EQ(find("solid.other"), "");
}

TEST_F(Resolving, SourceFoldersAndProjectsAreImportRoots) {
    files({"ws/src/app/__init__.pil", "ws/src/app/main.pil", "ws/tools/part/pyproject.toml",
           "ws/tools/part/src/lib/__init__.pil", "ws/tools/part/tests/test_lib.pil",
           "ws/tools/part/tests/helper.pil"});
    EXPECT_EQ(find("app.main"), "ws/src/app/main.pil");
    EXPECT_EQ(name("ws/src/app/main.pil"), "W app.main");
    EXPECT_EQ(find("lib"), "");
    EXPECT_EQ(find("lib", "ws/tools/part/tests/test_lib.pil"),
              "ws/tools/part/src/lib/__init__.pil[ws/tools/part/src/lib]");
    EXPECT_EQ(find("helper", "ws/tools/part/tests/test_lib.pil"), "ws/tools/part/tests/helper.pil");
    EXPECT_EQ(name("ws/tools/part/src/lib/__init__.pil"), "W lib");
    EXPECT_EQ(name("ws/tools/part/tests/helper.pil"), "W tests.helper");
}

TEST_F(Resolving, APackageBelowTheRootSeesItself) {
    files({"ws/Lib/json/__init__.pil", "ws/Lib/json/decoder.pil", "ws/Lib/re.pil",
           "shed/json/__init__.pyi", "shed/re.pyi"});
    EXPECT_EQ(find("json.decoder", "ws/Lib/json/__init__.pil"), "ws/Lib/json/decoder.pil");
    EXPECT_EQ(find("re", "ws/Lib/json/decoder.pil"), "ws/Lib/re.pil");
    EXPECT_EQ(find("re"), "shed/re.pyi");
    EXPECT_EQ(name("ws/Lib/json/decoder.pil"), "W Lib.json.decoder");
    EXPECT_EQ(find("Lib.json.decoder"), "ws/Lib/json/decoder.pil");
}

TEST_F(Resolving, NamesOfFiles) {
    files({"ws/a/b/__init__.pil", "ws/a/b/c.pil", "ws/my-tools/x/y.pil", "ws/__init__.pil"});
    EXPECT_EQ(name("ws/a/b/c.pil"), "W a.b.c");
    EXPECT_EQ(name("ws/a/b/__init__.pil"), "W a.b");
    EXPECT_EQ(name("ws/my-tools/x/y.pil"), "W x.y");
    EXPECT_EQ(name("ws/not there.pil"), "W ws.not there");  // ws itself is a package here
    EXPECT_EQ(name("shed/os/path.pyi"), "S os.path");
    EXPECT_EQ(name("lib/json/tool.py"), "S json.tool");
    EXPECT_EQ(name("site/numpy/__init__.pyi"), "E numpy");
    EXPECT_EQ(name("site/odd.dist-info/x.py"), "E ");
    EXPECT_EQ(name("elsewhere/script.pil"), "W script");
}

TEST_F(Resolving, SitePackagesInsideOfTheLibraryAreTheEnvironments) {
    roots_.environment.site_folders = {disk_.folder("lib/site-packages")};
    files({"lib/site-packages/_x/__init__.py", "lib/site-packages/_x/_y.py"});
    EXPECT_EQ(name("lib/site-packages/_x/_y.py"), "E _x._y");
    EXPECT_EQ(below("_x"), "_y");
}

TEST_F(Resolving, EditableInstallsOfTheWorkspaceAreItsOwn) {
    roots_.environment.site_folders.push_back(disk_.folder("ws/python/lib"));
    files({"ws/python/lib/pkg/__init__.pil"});
    EXPECT_EQ(find("pkg"), "ws/python/lib/pkg/__init__.pil[ws/python/lib/pkg]");
    EXPECT_EQ(name("ws/python/lib/pkg/__init__.pil"), "W pkg");
}

TEST_F(Resolving, ModulesThatTheVersionDoesNotHave) {
    disk_.put("shed/VERSIONS", "new: 3.12-\nold: 3.0-3.10\nnow: 3.0-\n");
    files({"shed/new.pyi", "shed/old.pyi", "shed/now.pyi", "site/old.py"});
    EXPECT_EQ(find("new"), "");
    EXPECT_EQ(find("old"), "site/old.py");
    EXPECT_EQ(below(""), "now old");
    roots_.environment.version = {3, 12};
    EXPECT_EQ(find("new"), "shed/new.pyi");
}

TEST_F(Resolving, StubsOfARuntimeComeBeforeTypeshed) {
    roots_.runtime = disk_.folder("runtime");
    files({"runtime/sys.pyi", "shed/sys.pyi", "shed/os.pyi"});
    EXPECT_EQ(find("sys"), "runtime/sys.pyi");
    EXPECT_EQ(find("os"), "shed/os.pyi");
    EXPECT_EQ(name("runtime/sys.pyi"), "S sys");
}

TEST_F(Resolving, WhatLiesUnderAPackage) {
    files({"ws/p/__init__.pil", "ws/p/a.pil", "ws/p/a.py", "ws/p/__main__.py", "ws/p/b/x.py",
           "ws/p/c/__init__.pyi", "ws/p/data/x.json", "ws/p/__pycache__/a.py", "ws/p/my-file.py",
           "ws/p/fast.cpython-311-x86_64-linux-gnu.so", "ws/p/a.b.py"});
    EXPECT_EQ(below("p"), "a b c fast");
    EXPECT_EQ(below("p.a"), "");
    EXPECT_EQ(below("gone"), "");
}

TEST_F(Resolving, WhatLiesOnTheFirstLevel) {
    files({"ws/main.pil", "ws/docs/text.md", "ws/src/app/__init__.pil", "shed/_private.pyi",
           "shed/os/__init__.pyi", "site/numpy/__init__.py", "site/_mine.py", "lib/four.py",
           "site/numpy-1.dist-info/x.py"});
    EXPECT_EQ(below(""), "_mine app main numpy os");
    EXPECT_EQ(below("", "site/_mine.py"), "_mine numpy os");
    EXPECT_EQ(below("", "shed/os/__init__.pyi"), "os");
}

TEST_F(Resolving, TheSourceBehindAStub) {
    files({"shed/json/__init__.pyi", "shed/os/__init__.pyi", "shed/os/path.pyi", "shed/sys.pyi",
           "lib/json/__init__.py", "lib/os.py", "lib/posixpath.py", "ws/a.pyi", "ws/a.py",
           "ws/b.pyi", "site/b.py", "site/n/__init__.pyi", "site/n/__init__.py"});
    EXPECT_EQ(behind("shed/json/__init__.pyi"), "lib/json/__init__.py");
    EXPECT_EQ(behind("shed/os/__init__.pyi"), "lib/os.py");
    EXPECT_EQ(behind("shed/os/path.pyi"), "lib/posixpath.py");
    EXPECT_EQ(behind("shed/sys.pyi"), "");
    EXPECT_EQ(behind("ws/a.pyi"), "ws/a.py");
    EXPECT_EQ(behind("ws/b.pyi"), "site/b.py");
    EXPECT_EQ(behind("site/n/__init__.pyi"), "site/n/__init__.py");
}

TEST_F(Resolving, OpenFilesAreThereBeforeTheyAreSaved) {
    open({"ws/new.pil", "ws/pack/__init__.pil", "ws/pack/deep/x.pil"});
    EXPECT_EQ(find("new"), "ws/new.pil");
    EXPECT_EQ(find("pack"), "ws/pack/__init__.pil[ws/pack]");
    EXPECT_EQ(find("pack.deep.x"), "ws/pack/deep/x.pil");
    EXPECT_EQ(below(""), "new pack");
    EXPECT_EQ(below("pack"), "deep");
    EXPECT_EQ(name("ws/pack/deep/x.pil"), "W pack.deep.x");
}

TEST_F(Resolving, LinksInCirclesAndUnreadableFolders) {
    disk_.link("..", "ws/up");
    disk_.link("self", "ws/self");
    files({"ws/up2/a.pil", "ws/closed/a.pil"});
    fs::permissions(disk_.at("ws/closed"), fs::perms::none);
    EXPECT_EQ(find("up.ws.up2.a"), "ws/up/ws/up2/a.pil");
    EXPECT_EQ(find("self.a"), "");
    if (::geteuid() != 0) {
        EXPECT_EQ(find("closed.a"), "");
    }
    EXPECT_NE(below(""), "");
    fs::permissions(disk_.at("ws/closed"), fs::perms::owner_all);
}

}  // namespace
}  // namespace pilcrow::lsp
