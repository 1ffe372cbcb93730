#include "lsp/workspace/python_environment.h"
#include "lsp/workspace/typeshed.h"
#include "tests/unit/lsp/temporary_folder.h"

namespace pilcrow::lsp {
namespace {

namespace fs = std::filesystem;

class Environment : public testing::Test {
protected:
    // An installation of Python in a folder, with an executable and a package.
    void install(const std::string& prefix, const std::string& version) const {
        const std::string library = prefix + "/lib/python" + version;
        machine_.put(library + "/os.py");
        machine_.folder(library + "/site-packages");
        executable(prefix + "/bin/python" + version);
        machine_.link("python" + version, prefix + "/bin/python3");
    }
    void executable(const std::string& name, const std::string& text =
                                                 "\x7f"
                                                 "ELF") const {
        machine_.put(name, text);
        fs::permissions(machine_.at(name), fs::perms::owner_all);
    }
    // A virtual environment.
    void venv(const std::string& prefix, const std::string& version, const std::string& home,
              const std::string& more = "") const {
        machine_.folder(prefix + "/lib/python" + version + "/site-packages");
        machine_.put(prefix + "/pyvenv.cfg",
                     "home = " + machine_.at(home) + "\nversion = " + version + ".4\n" + more);
    }
    // "ORIGIN VERSION LIBRARY: SITE FOLDERS", all below the machine's folder.
    std::string found() const {
        const PythonEnvironment environment = find_environment(query_);
        return environment.origin + ' ' + std::to_string(environment.version.major) + '.' +
               std::to_string(environment.version.minor) + ' ' +
               machine_.inner(environment.library) + ": " +
               machine_.inner_all(environment.site_folders) +
               (environment.problem.empty() ? "" : " !");
    }

    TemporaryFolder machine_;
    EnvironmentQuery query_;
};

TEST_F(Environment, NothingIsFoundOnAnEmptyMachine) { EXPECT_EQ(found(), "none 3.13 : "); }

TEST_F(Environment, APythonOnPath) {
    install("usr", "3.11");
    query_.path = "relative:" + machine_.at("nowhere") + ":" + machine_.at("usr/bin");
    EXPECT_EQ(found(), "PATH 3.11 usr/lib/python3.11: usr/lib/python3.11/site-packages");
}

TEST_F(Environment, OfSeveralLibrariesThatOfTheExecutable) {
    install("usr", "3.11");
    machine_.put("usr/lib/python3.9/os.py");
    machine_.put("usr/lib/python3.12/os.py");
    query_.path = machine_.at("usr/bin");
    EXPECT_TRUE(found().starts_with("PATH 3.11 usr/lib/python3.11"));
    query_.path.clear();
    query_.setting = machine_.at("usr");
    EXPECT_TRUE(found().starts_with("setting 3.12 usr/lib/python3.12"));  // 12 is more than 9
}

TEST_F(Environment, AVirtualEnvironmentIsReadFromItsSettings) {
    install("usr", "3.12");
    venv("work/.venv", "3.12", "usr/bin");
    query_.folders = {machine_.at("work")};
    EXPECT_EQ(found(), ".venv 3.12 usr/lib/python3.12: work/.venv/lib/python3.12/site-packages");
}

TEST_F(Environment, SystemPackagesOnlyWhereTheyAreIncluded) {
    install("usr", "3.12");
    venv("work/.venv", "3.12", "usr/bin", "include-system-site-packages = true\n");
    query_.folders = {machine_.at("work")};
    EXPECT_EQ(found(),
              ".venv 3.12 usr/lib/python3.12: work/.venv/lib/python3.12/site-packages "
              "usr/lib/python3.12/site-packages");
}

TEST_F(Environment, WhichOneIsTaken) {
    install("usr", "3.9");
    install("conda", "3.10");
    venv("active", "3.11", "usr/bin");
    venv("work/venv", "3.12", "usr/bin");
    venv("chosen", "3.13", "usr/bin");
    query_.folders = {machine_.at("empty"), machine_.at("work")};
    query_.path = machine_.at("usr/bin");
    EXPECT_TRUE(found().starts_with("venv 3.12 "));
    query_.setting = machine_.at("chosen");
    EXPECT_TRUE(found().starts_with("setting 3.13 "));
    query_.setting.clear();
    query_.folders = {machine_.at("empty")};
    EXPECT_TRUE(found().starts_with("PATH 3.9 "));
    query_.conda_prefix = machine_.at("conda");
    EXPECT_TRUE(found().starts_with("CONDA_PREFIX 3.10 "));
    query_.virtual_env = machine_.at("active");
    EXPECT_TRUE(found().starts_with("VIRTUAL_ENV 3.11 "));
}

TEST_F(Environment, ASettingMayNameAnExecutableOrARelativeFolder) {
    install("usr", "3.12");
    venv("work/env", "3.12", "usr/bin");
    machine_.folder("work/env/bin");
    machine_.link(machine_.at("usr/bin/python3"), "work/env/bin/python");
    query_.folders = {machine_.at("work")};
    const std::string expected =
        "setting 3.12 usr/lib/python3.12: work/env/lib/python3.12/site-packages";
    for (const char* setting : {"env", "./env/", "env/bin/python"}) {
        query_.setting = setting;
        EXPECT_EQ(found(), expected) << setting;
    }
    query_.home = machine_.at("work");
    query_.setting = "~/env";
    EXPECT_EQ(found(), expected);
}

TEST_F(Environment, AWrongSettingIsToldAndTheNextIsTaken) {
    install("usr", "3.12");
    query_.path = machine_.at("usr/bin");
    query_.setting = "/no/such/python";
    EXPECT_EQ(found(), "PATH 3.12 usr/lib/python3.12: usr/lib/python3.12/site-packages !");
}

TEST_F(Environment, BrokenSettingsOfAVirtualEnvironment) {
    query_.folders = {machine_.at("work")};
    for (const char* text : {"", "home\n= =\nversion = 3.\n\xff\xfe\n", "home = /no/where\r\n"}) {
        machine_.remove("work");
        machine_.folder("work/.venv/lib/python3.10/site-packages");
        machine_.put("work/.venv/pyvenv.cfg", text);
        EXPECT_EQ(found(), ".venv 3.10 : work/.venv/lib/python3.10/site-packages") << text;
    }
    machine_.remove("work/.venv/lib");
    EXPECT_EQ(found(), ".venv 3.13 :  !");
    machine_.remove("work/.venv/pyvenv.cfg");
    machine_.folder("work/.venv/pyvenv.cfg");  // no file at all
    EXPECT_EQ(found(), "none 3.13 : ");
}

TEST_F(Environment, PathFilesAddFoldersAndRunNothing) {
    install("usr", "3.12");
    venv("work/.venv", "3.12", "usr/bin");
    const std::string site = "work/.venv/lib/python3.12/site-packages/";
    machine_.folder("else/where");
    machine_.folder(site + "inner");
    machine_.put(site + "a.pth",
                 "\xef\xbb\xbf# a comment\n\n" + machine_.at("else/where") +
                     "\r\nimport os; os.abort()\nimport\tsys\n/not/there\ninner  \n");
    machine_.put(site + "b.pth", machine_.at("else/where") + "\n");  // once is enough
    machine_.put(site + ".hidden.pth", machine_.at("else"));
    query_.folders = {machine_.at("work")};
    EXPECT_EQ(found(), ".venv 3.12 usr/lib/python3.12: " + site.substr(0, site.size() - 1) +
                           " else/where " + site + "inner");
}

TEST_F(Environment, TheSameFolderUnderTwoNamesCountsOnce) {
    install("usr", "3.12");
    machine_.link("lib", "usr/lib64");
    query_.path = machine_.at("usr/bin");
    EXPECT_EQ(found(), "PATH 3.12 usr/lib/python3.12: usr/lib/python3.12/site-packages");
}

TEST_F(Environment, LinksThatLeadInCirclesEndTheSearch) {
    machine_.link("python", "bin/python3");
    machine_.link("python3", "bin/python");
    machine_.link("loop", "loop");
    query_.path = machine_.at("bin");
    query_.folders = {machine_.at("loop")};
    query_.virtual_env = machine_.at("loop/loop");
    EXPECT_EQ(found(), "none 3.13 : ");
}

TEST_F(Environment, PyenvsShimsAreFollowedWithoutRunningThem) {
    install("pyenv/versions/3.10.2", "3.10");
    install("pyenv/versions/3.12.9", "3.12");
    install("pyenv/versions/3.12.10", "3.12");
    executable("pyenv/shims/python3", "#!/bin/sh\nexit 1\n");
    query_.path = machine_.at("pyenv/shims");
    EXPECT_EQ(found(), "none 3.13 : ");
    machine_.put("pyenv/version", "3.10.2\n");
    EXPECT_TRUE(found().starts_with("PATH 3.10 pyenv/versions/3.10.2/lib"));
    machine_.put("work/.python-version", "missing\n3.12\n");
    query_.folders = {machine_.folder("work/inner")};
    EXPECT_TRUE(found().starts_with("PATH 3.12 pyenv/versions/3.12.10/lib"));
    query_.pyenv_version = "3.12.9:3.10.2";
    EXPECT_TRUE(found().starts_with("PATH 3.12 pyenv/versions/3.12.9/lib"));
}

TEST_F(Environment, PythonPathComesFirst) {
    install("usr", "3.12");
    query_.path = machine_.at("usr/bin");
    query_.python_path = machine_.folder("mine") + "::relative:" + machine_.at("gone");
    EXPECT_EQ(found(), "PATH 3.12 usr/lib/python3.12: mine usr/lib/python3.12/site-packages");
}

TEST(PythonVersion, IsReadFromTheBeginning) {
    EXPECT_EQ(python_version_from("3.11.2"), (PythonVersion{3, 11}));
    EXPECT_EQ(python_version_from("3.13t"), (PythonVersion{3, 13}));
    for (const char* none : {"", "3", "3.", ".1", "x3.1", "python"}) {
        EXPECT_EQ(python_version_from(none), (PythonVersion{0, 0})) << none;
    }
}

TEST(Typeshed, IsFoundFromTheExecutable) {
    const TemporaryFolder folder;
    folder.put("build/typeshed/builtins.pyi");
    folder.put("usr/share/pilcrow/typeshed/builtins.pyi");
    folder.folder("bare/typeshed");
    const auto found = [&](const std::string& executable, const std::string& variable = "") {
        return folder.inner(find_typeshed(folder.at(executable), variable));
    };
    EXPECT_EQ(found("build/pilcrow"), "build/typeshed");
    EXPECT_EQ(found("build/unit/lsp_tests"), "build/typeshed");
    EXPECT_EQ(found("usr/bin/pilcrow"), "usr/share/pilcrow/typeshed");
    EXPECT_EQ(found("bare/pilcrow"), "");
    EXPECT_EQ(found("bare/pilcrow", folder.at("build/typeshed/")), "build/typeshed");
    EXPECT_EQ(found("build/pilcrow", folder.at("gone")), "");
}

TEST(Typeshed, ModulesHaveLifetimes) {
    const TypeshedVersions versions(
        "# a comment\n\nasyncio: 3.4-\nasyncio.mixins: 3.10-  # since\ndistutils: 3.0-3.11\n"
        "broken\nodd: -\n");
    const auto has = [&](const char* module, int minor) {
        return versions.has(module, {3, minor});
    };
    EXPECT_TRUE(has("asyncio", 4));
    EXPECT_FALSE(has("asyncio.tasks", 3));
    EXPECT_FALSE(has("asyncio.mixins", 9));
    EXPECT_TRUE(has("asyncio.mixins", 10));
    EXPECT_TRUE(has("distutils.core", 11));
    EXPECT_FALSE(has("distutils.core", 12));
    EXPECT_TRUE(has("not_listed", 0));
    EXPECT_TRUE(has("odd", 13));
}

}  // namespace
}  // namespace pilcrow::lsp
