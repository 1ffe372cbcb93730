#include "lsp/workspace/fuzzy.h"
#include "lsp/workspace/known_conditions.h"
#include "lsp/workspace/symbol_index.h"
#include "parser/parse.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

SourceFile file_of(const std::string& path, const std::string& module, const std::string& text,
                   Origin origin = Origin::Workspace) {
    return {path, module, origin, std::make_shared<const Tree>(parse(text, layout_of(path)))};
}

FileIndexPtr indexed(const std::string& path, const std::string& module, const std::string& text,
                     Origin origin = Origin::Workspace) {
    const SourceFile file = file_of(path, module, text, origin);
    return index_file(file, {3, 11}, IndexDepth::Everything);
}

// "kind name (container) line:byte", one on each line.
std::string symbols_of(const std::string& path, const std::string& text) {
    const FileIndexPtr index = indexed(path, "m", text);
    std::string all;
    for (std::uint32_t at = 0; at < index->symbols.size(); ++at) {
        const IndexedSymbol& one = index->symbols[at];
        const FoundSymbol found{index, at, 0};
        constexpr const char* kinds[] = {"class",    "def",   "method", "variable",
                                         "constant", "field", "type",   "module"};
        all += std::string(kinds[static_cast<int>(one.kind)]) + ' ' + std::string(found.name());
        const std::string container = found.container();
        if (!container.empty()) all += " (" + container + ')';
        all += ' ' + std::to_string(one.place.line) + ':' + std::to_string(one.place.byte) +
               (one.ascii ? "" : " not ascii") + '\n';
    }
    return all;
}

// Names that are offered, "name" or "name<module.original" with `!` behind those in `__all__`.
std::string offered_by(const std::string& path, const std::string& module,
                       const std::string& text) {
    const FileIndexPtr index = indexed(path, module, text);
    std::string all;
    for (const OfferedName& one : index->offered) {
        all += (all.empty() ? "" : " ") + std::string(index->text(one.name));
        if (one.from.size > 0) {
            all += '<' + std::string(index->text(one.from));
            if (one.original.size > 0) all += '.' + std::string(index->text(one.original));
        }
        if (one.listed) all += '!';
    }
    for (const TextPart& star : index->stars) all += " *" + std::string(index->text(star));
    return all;
}

TEST(FileIndex, SymbolsAndWhatTheyStandIn) {
    EXPECT_EQ(symbols_of("/m.pil", R"(
LIMIT = 3
count, (low, *high) = 1, (2, 3)
total: int = 4
total = 5
type Pair = tuple
class Shape:
    sides = 4
    def area(self):
        inner = 1
        def helper(): pass
        self.x = 1
    class Meta: flag = 1; other = 2
if count:
    def late(): pass
else:
    try:
        class Deep: pass
    finally: x = 1
with open(1) as f: y = 1
for i in y: z = 2
)"),
              "constant LIMIT 1:0\n"
              "variable count 2:0\n"
              "variable low 2:8\n"
              "variable high 2:14\n"
              "variable total 3:0\n"
              "type Pair 5:5\n"
              "class Shape 6:6\n"
              "field sides (Shape) 7:4\n"
              "method area (Shape) 8:8\n"
              "def helper (Shape.area) 10:12\n"
              "class Meta (Shape) 12:10\n"
              "field flag (Shape.Meta) 12:16\n"
              "field other (Shape.Meta) 12:26\n"
              "def late 14:8\n"
              "class Deep 17:14\n"
              "variable x 18:13\n"
              "variable y 19:19\n"
              "variable z 20:12\n");
}

TEST(FileIndex, DamagedLinesHideNothingAroundThem) {
    EXPECT_EQ(symbols_of("/m.pil",
                         "def first(\ndef\nclass\nclass Second(:\n    def third(self)\nx = (\n"
                         "def last(): pass\n"),
              "def first 0:4\nclass Second 3:6\nmethod third (Second) 4:8\nvariable x 5:0\n"
              "def last 6:4\n");
}

TEST(FileIndex, ColumnsThatDifferInOtherEncodings) {
    EXPECT_EQ(symbols_of("/m.pil", "\xc3\xa4 = 1; after = 2\nplain = 3  # \xc3\xa4\n"),
              "variable \xc3\xa4 0:0\nvariable after 0:8 not ascii\nvariable plain 1:0\n");
}

TEST(FileIndex, BothLayouts) {
    EXPECT_EQ(symbols_of("/m.py", "class A(\n    B,\n):\n    def f(\n        self,\n    ): pass\n"),
              "class A 0:6\nmethod f (A) 3:8\n");
    EXPECT_EQ(symbols_of("/m.pil", "class A(\n    , B\n    def f(\n        , self\n        pass\n"),
              "class A 0:6\nmethod f (A) 2:8\n");
}

TEST(FileIndex, NestingWithoutEnd) {
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += std::string(static_cast<std::size_t>(i), ' ') + "if x:\n";
    text += std::string(3000, ' ') + "def deep(): pass\n";
    EXPECT_EQ(symbols_of("/m.pil", text + "def top(): pass\n"), "def top 3001:4\n");
}

TEST(FileIndex, PublicNamesAreOffered) {
    EXPECT_EQ(offered_by("/m.pil", "m",
                         "import os\nfrom re import match\n_x = 1\ny = 2\n"
                         "def f(): pass\nclass C: pass\ny = 3\n__version__ = 4\n"),
              "y f C");
}

TEST(FileIndex, AllSaysWhatIsOffered) {
    const std::string body = "from re import match\n_x = 1\ny = 2\ndef f(): pass\n";
    EXPECT_EQ(offered_by("/m.pil", "m", body + "__all__ = [\"_x\", \"match\", 'made']\n"),
              "_x! match<re.match! made!");
    EXPECT_EQ(offered_by("/m.pil", "m",
                         body + "__all__ = ()\n__all__ += ['f']\n"
                                "__all__.append('y')\n__all__.extend([\"_x\"])\n"
                                "__all__.remove('f')\n"),
              "_x! y!");
    EXPECT_EQ(offered_by("/m.pil", "m", body + "__all__ = [\"y\"] + other.__all__\n"), "y! f");
    EXPECT_EQ(offered_by("/m.pil", "m", body + "__all__ = names()\n"), "y f");
}

TEST(FileIndex, PackagesPassOnWhatIsTheirOwn) {
    EXPECT_EQ(offered_by("/p/__init__.pil", "p",
                         "import os\nfrom re import match\nfrom .core import run, _hidden\n"
                         "from p.more import *\nfrom . import tools\nfrom .core import walk as go\n"
                         "from .. import outside\n"),
              "run<p.core.run tools<p.tools go<p.core.walk *p.more");
}

TEST(FileIndex, StubsPassOnWhatIsImportedByTheSameName) {
    EXPECT_EQ(offered_by("/p/__init__.pyi", "p",
                         "import os as os\nimport sys\nfrom re import match as match, sub\n"
                         "from .core import run\nfrom .core import walk as go\n"),
              "os<os match<re.match");
}

TEST(FileIndex, OtherVersionsAndPlatformsOfferNothing) {
    EXPECT_EQ(offered_by("/m.pyi", "m",
                         "import sys\nif sys.version_info >= (3, 12):\n    def new(): ...\n"
                         "elif sys.platform == 'win32':\n    def windows(): ...\n"
                         "else:\n    def old(): ...\n"
                         "if sys.version_info >= (3, 11):\n    def now(): ...\n"
                         "else:\n    def gone(): ...\n"),
              "old now");
}

TEST(FileIndex, WordsAreFoundWhereverTheyStand) {
    const FileIndexPtr index = indexed(
        "/m.pil", "m",
        "x.attr(key=1)  # comment\nf\"{field}\"; 'text'\nbroken (((\n\xef\xac\x81n = 12e5\n");
    for (const char* word :
         {"x", "attr", "key", "comment", "f", "field", "text", "broken", "fin"}) {
        EXPECT_TRUE(index->has_word(word_key(word))) << word;
    }
    for (const char* word : {"att", "12e5", "e5", "X", ""}) {
        EXPECT_FALSE(index->has_word(word_key(word))) << word;
    }
}

std::string truth_of(const std::string& test) {
    const Tree tree = parse("if " + test + ": pass\n", Layout::Python);
    const auto truth = known_truth(tree, tree.first_child(tree.root(0)), {3, 11});
    return truth ? *truth ? "yes" : "no" : "unknown";
}

TEST(KnownConditions, AreThoseOfVersionAndPlatform) {
    for (const char* yes : {"sys.version_info >= (3, 11)",
                            "sys.version_info > (3, 11)",
                            "sys.version_info >= (3,)",
                            "sys.version_info < (3, 12)",
                            "sys.version_info != (3, 10)",
                            "sys.version_info[0] == 3",
                            "sys.platform == 'linux'",
                            "sys.platform != \"win32\"",
                            "os.name == 'posix'",
                            "TYPE_CHECKING",
                            "typing.TYPE_CHECKING",
                            "not sys.platform == 'darwin'",
                            "True",
                            "(sys.version_info >= (3, 9))",
                            "x or sys.version_info >= (3, 9)",
                            "sys.version_info >= (3, 9) and sys.platform == 'linux'",
                            "sys.platform.startswith('lin')",
                            "sys.version_info[1] >= 11",
                            "1",
                            "sys.version_info[:2] == (3, 11)",
                            "sys.version_info[:1] >= (3,)",
                            "sys.version_info[:2] < (3, 11, 4)"}) {
        EXPECT_EQ(truth_of(yes), "yes") << yes;
    }
    for (const char* no :
         {"sys.version_info >= (3, 12)", "sys.version_info < (3, 11)", "sys.version_info[0] < 3",
          "sys.platform == 'win32'", "not TYPE_CHECKING", "x and sys.platform == 'win32'",
          "sys.version_info == (3, 11)", "sys.version_info[1] < 11", "0", "None",
          "sys.version_info[:2] > (3, 11)", "sys.platform.startswith('win')"}) {
        EXPECT_EQ(truth_of(no), "no") << no;
    }
    for (const char* unknown :
         {"x", "sys.version_info >= (3, 11, 4)", "sys.version_info >= x", "sys.version_info",
          "x and TYPE_CHECKING", "sys.platform < 'x'", "sys.version_info >= ()", "sys.x == 'linux'",
          "(yield)", "", "sys.version_info >= (3, 11) >= y", "sys.version_info[x] == 3",
          "sys.version_info[1:] == (11,)", "sys.version_info[2] == 3"}) {
        EXPECT_EQ(truth_of(unknown), "unknown") << unknown;
    }
}

TEST(Fuzzy, WhatFitsAndHowWell) {
    const auto better = [](const char* query, const char* a, const char* b) {
        const auto one = fuzzy_score(query, a);
        const auto other = fuzzy_score(query, b);
        return one && (!other || *one > *other);
    };
    EXPECT_TRUE(better("name", "name", "names"));
    EXPECT_TRUE(better("name", "Names", "get_name"));
    EXPECT_TRUE(better("name", "get_name", "rename"));
    EXPECT_TRUE(better("gn", "get_name", "begin"));
    EXPECT_TRUE(better("gN", "getName", "begin"));
    EXPECT_TRUE(better("tcase", "TestCase", "the_class_is_easy"));
    EXPECT_TRUE(better("a", "ab", "abc"));
    EXPECT_EQ(fuzzy_score("abc", "acb"), std::nullopt);
    EXPECT_EQ(fuzzy_score("longer", "long"), std::nullopt);
    EXPECT_TRUE(fuzzy_score("", "anything"));
    EXPECT_TRUE(fuzzy_score("x", std::string(10000, 'x')));
    EXPECT_EQ(letters_of("aZ_9"), letters_of("A_z0"));
}

class Searching : public testing::Test {
protected:
    void add(const std::string& path, const std::string& module, const std::string& text,
             Origin origin = Origin::Workspace) {
        index_.set(indexed(path, module, text, origin));
    }
    std::string symbols(const std::string& query, std::size_t limit = 10) const {
        std::string all;
        for (const FoundSymbol& one : index_.symbols(query, limit)) {
            all += (all.empty() ? "" : " ") + std::string(one.name());
        }
        return all;
    }
    // "MODULE.NAME" of each; "MODULE/NAME" of modules.
    std::string importable(const std::string& query, NameMatch match = NameMatch::Exact,
                           const std::string& from = "main", Origin origin = Origin::Workspace,
                           std::size_t limit = 20) const {
        const SourceFile file{"/ws/" + from + ".pil", from, origin, nullptr};
        std::string all;
        for (const Importable& one : index_.importable(query, match, file, limit)) {
            all += (all.empty() ? "" : " ") + one.module + (one.is_module ? '/' : '.') + one.name;
        }
        return all;
    }

    SymbolIndex index_;
};

TEST_F(Searching, SymbolsOfTheWorkspaceTheBestFirst) {
    add("/ws/a.pil", "a",
        "class Shape:\n    def area(self): pass\narea_of = 1\ndef bare_land(): pass\n");
    add("/ws/b.pil", "b", "class Square:\n    def area(self): pass\n");
    add("/lib/c.py", "c", "def area(): pass\n", Origin::Environment);
    EXPECT_EQ(symbols("area"), "area area area_of bare_land");
    EXPECT_EQ(symbols("area", 1), "area");
    EXPECT_EQ(symbols("Square.area"), "area");
    EXPECT_EQ(symbols("shp.ar"), "area");
    EXPECT_EQ(symbols("nothing"), "");
    EXPECT_EQ(symbols("", 100).size(),
              std::string("Shape area area_of bare_land Square area").size());
    std::atomic<bool> cancelled = true;
    EXPECT_TRUE(index_.symbols("area", 10, &cancelled).empty());
    index_.remove("/ws/a.pil");
    EXPECT_EQ(symbols("area"), "area");
    add("/ws/b.pil", "b", "def other(): pass\n");
    EXPECT_EQ(symbols("area"), "");
}

TEST_F(Searching, FilesThatHoldAllOfTheNames) {
    add("/ws/a.pil", "a", "one.two()\n");
    add("/ws/b.pil", "b", "one = 1\n");
    add("/lib/c.py", "c", "one.two()\n", Origin::Environment);
    EXPECT_EQ(index_.files_with({"one"}), (std::vector<std::string>{"/ws/a.pil", "/ws/b.pil"}));
    EXPECT_EQ(index_.files_with({"one", "two"}), (std::vector<std::string>{"/ws/a.pil"}));
    EXPECT_TRUE(index_.files_with({"three"}).empty());
}

TEST_F(Searching, PackagesThatPassANameOnBeforePrivateModules) {
    add("/lib/p/__init__.py", "p", "from ._impl import run\nfrom .shapes import *\n",
        Origin::Environment);
    add("/lib/p/_impl.py", "p._impl", "def run(): pass\ndef hidden(): pass\n", Origin::Environment);
    add("/lib/p/shapes.py", "p.shapes", "class Circle: pass\n", Origin::Environment);
    EXPECT_EQ(importable("run"), "p.run");
    EXPECT_EQ(importable("hidden"), "p._impl.hidden");
    EXPECT_EQ(importable("Circle"), "p.Circle p.shapes.Circle");
    const SourceFile file{"/ws/main.pil", "main", Origin::Workspace, nullptr};
    EXPECT_EQ(index_.importable("run", NameMatch::Exact, file, 1)[0].kind, IndexedKind::Function);
}

TEST_F(Searching, WorkspaceThenLibraryThenEnvironmentAndWhatIsUsed) {
    add("/ws/a.pil", "a", "def join(): pass\n");
    add("/shed/posix.pyi", "posix", "def join(): ...\n", Origin::Standard);
    add("/shed/os/path.pyi", "os.path", "def join(): ...\n", Origin::Standard);
    add("/lib/c.py", "c", "def join(): pass\n", Origin::Environment);
    EXPECT_EQ(importable("join"), "a.join posix.join os.path.join c.join");
    add("/ws/user.pil", "user", "from os.path import join\n");
    add("/ws/user2.pil", "user2", "def f():\n    from os.path import join as j\n");
    EXPECT_EQ(importable("join"), "os.path.join a.join posix.join c.join");
    index_.remove("/ws/user.pil");
    index_.remove("/ws/user2.pil");
    EXPECT_EQ(importable("join"), "a.join posix.join os.path.join c.join");
}

TEST_F(Searching, WhatProgramsImportOften) {
    add("/shed/optparse.pyi", "optparse", "class Option: ...\n", Origin::Standard);
    add("/shed/typing.pyi", "typing", "Optional: int\nclass Counter: ...\n", Origin::Standard);
    add("/shed/collections.pyi", "collections", "class Counter: ...\n", Origin::Standard);
    add("/lib/attr.py", "attr", "def dataclass(): pass\n", Origin::Environment);
    add("/shed/dataclasses.pyi", "dataclasses", "def dataclass(): ...\n", Origin::Standard);
    EXPECT_EQ(importable("Opt", NameMatch::Prefix), "typing.Optional optparse.Option /optparse");
    EXPECT_EQ(importable("Counter"), "collections.Counter typing.Counter");
    EXPECT_EQ(importable("dataclass"), "dataclasses.dataclass attr.dataclass");
    add("/shed/_abc.pyi", "_abc", "from typing import Iterable as Iterable\nclass Own: ...\n",
        Origin::Standard);
    add("/shed/collections/abc.pyi", "collections.abc", "from _abc import *\n", Origin::Standard);
    EXPECT_EQ(importable("Iterable"), "collections.abc.Iterable");
    EXPECT_EQ(importable("Own"), "collections.abc.Own");
    add("/ws/a.pil", "a", "def Optical(): pass\n");
    for (int user = 0; user < 6; ++user) {
        const std::string name = "user" + std::to_string(user);
        add("/ws/" + name + ".pil", name, "from a import Optical\n");
    }
    EXPECT_EQ(importable("Opt", NameMatch::Prefix),
              "a.Optical typing.Optional optparse.Option /optparse");
}

TEST_F(Searching, ModulesByTheNamesThatTheyAreImportedAs) {
    EXPECT_EQ(importable("np"), "");
    add("/lib/numpy/__init__.pyi", "numpy", "def array(): ...\n", Origin::Environment);
    EXPECT_EQ(importable("np", NameMatch::Prefix), "numpy/np");
    const SourceFile file{"/ws/main.pil", "main", Origin::Workspace, nullptr};
    EXPECT_TRUE(index_.importable("np", NameMatch::Exact, file, 9)[0].is_alias);
}

TEST_F(Searching, WhoSeesWhat) {
    add("/ws/a.pil", "a", "def f(): pass\n");
    add("/shed/s.pyi", "s", "def f(): ...\n", Origin::Standard);
    add("/shed/_s.pyi", "_s", "def f(): ...\ndef g(): ...\n", Origin::Standard);
    add("/lib/c.py", "c", "def f(): pass\n", Origin::Environment);
    add("/ws/my-file.pil", "my-file", "def f(): pass\n");
    EXPECT_EQ(importable("f", NameMatch::Exact, "a"), "s.f c.f");
    EXPECT_EQ(importable("f", NameMatch::Exact, "c2", Origin::Environment), "s.f c.f");
    EXPECT_EQ(importable("f", NameMatch::Exact, "s2", Origin::Standard), "s.f");
    EXPECT_EQ(importable("g"), "");
    EXPECT_EQ(importable(""), "");
}

TEST_F(Searching, ModulesThemselves) {
    add("/shed/os/__init__.pyi", "os", "def open(): ...\n", Origin::Standard);
    add("/shed/os/path.pyi", "os.path", "", Origin::Standard);
    EXPECT_EQ(importable("path"), "os/path");
    EXPECT_EQ(importable("os"), "/os");
    EXPECT_EQ(importable("O", NameMatch::Prefix), "/os os.open");
    EXPECT_EQ(importable("pth", NameMatch::Fuzzy), "os/path");
    EXPECT_EQ(importable("O", NameMatch::Prefix, "main", Origin::Workspace, 1), "/os");
}

TEST_F(Searching, ModulesThatPassOnEachOthersNamesInACircle) {
    add("/lib/p/__init__.py", "p", "from .a import *\nfrom .a import x\n", Origin::Environment);
    add("/lib/p/a/__init__.py", "p.a", "from p import *\nfrom p import x as x\nfrom p import x\n",
        Origin::Environment);
    EXPECT_EQ(importable("x"), "p.x p.a.x");
}

}  // namespace
}  // namespace pilcrow::lsp
