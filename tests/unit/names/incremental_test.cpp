// After any edits, names taken over from before give the findings of an analysis from scratch.

#include "parser/document/document.h"
#include "tests/unit/names/findings_of.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace pilcrow::test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> sorted(std::vector<std::string> lines) {
    std::sort(lines.begin(), lines.end());
    return lines;
}

class Edits {
public:
    Edits(std::string text, std::uint32_t seed)
        : document_(std::move(text), Layout::Pilcrow),
          names_(Names::analyze(document_.tree())),
          random_(seed) {}

    // One random edit; false if the findings then differ from those from scratch.
    testing::AssertionResult step() {
        const Tree& before = document_.tree();
        std::string typed;
        const std::uint32_t line = below(before.line_count);
        const auto size = static_cast<std::uint32_t>(before.line_text(line).size());
        DocumentEdit edit;
        edit.range.begin = {line, below(size + 1)};
        edit.range.end = edit.range.begin;
        switch (below(4)) {
        case 0: edit.range.end.byte = std::min(size, edit.range.begin.byte + 1 + below(4)); break;
        case 1: {  // a whole line
            edit.range = {{line, 0}, {std::min(line + 1, before.line_count - 1), 0}};
            break;
        }
        case 2: {  // another line of the text once more
            const std::uint32_t other = below(before.line_count);
            edit.range = {{line, 0}, {line, 0}};
            typed = std::string(before.line_text(other)) + '\n';
            break;
        }
        default: {
            constexpr std::string_view texts[] = {"x",
                                                  "(",
                                                  "\n",
                                                  "import os\n",
                                                  " = 1",
                                                  "@f\n",
                                                  "    ",
                                                  "del ",
                                                  "class ",
                                                  "def f(limit):\n",
                                                  "name",
                                                  "locals()",
                                                  "nonlocal x\n",
                                                  "yield ",
                                                  "async ",
                                                  "\"x\"",
                                                  "global limit\n",
                                                  "try:\n",
                                                  "    nonlocal limit\n",
                                                  "        global x\n"};
            typed = texts[below(std::size(texts))];
            break;
        }
        }
        edit.text = typed;
        document_.apply(edit);
        const Tree& tree = document_.tree();
        names_ = Names::analyze(tree, &names_);
        const auto kept = sorted(findings_of(tree, names_));
        const auto fresh = sorted(findings_of(tree));
        if (kept == fresh) return testing::AssertionSuccess();
        testing::AssertionResult failure = testing::AssertionFailure();
        for (const std::string& one : kept) {
            if (!std::binary_search(fresh.begin(), fresh.end(), one)) failure << "\nkept: " << one;
        }
        for (const std::string& one : fresh) {
            if (!std::binary_search(kept.begin(), kept.end(), one)) failure << "\nfresh: " << one;
        }
        return failure;
    }

private:
    std::uint32_t below(std::size_t count) {
        return count == 0 ? 0 : static_cast<std::uint32_t>(random_() % count);
    }

    Document document_;
    Names names_;
    std::mt19937 random_;
};

TEST(Incremental, EqualsFromScratch) {
    std::uint32_t seed = 1;
    for (const auto& entry : fs::directory_iterator(PILCROW_SOURCE_DIR "/tests/corpus/names")) {
        if (entry.path().extension() == ".md") continue;
        // Python's layout is parsed whole at each edit; most of these texts are Pilcrow's as well.
        for (std::uint32_t run = 0; run < 4; ++run) {
            Edits edits(read_file(entry.path()), ++seed);
            for (int step = 0; step < 60; ++step) {
                ASSERT_TRUE(edits.step()) << entry.path() << " seed " << seed << " step " << step;
            }
        }
    }
}

// What a part's findings depend on besides the part itself.
TEST(Incremental, NeighboursOfAPart) {
    constexpr std::string_view text =
        "try:\n    guarded\nexcept NameError:\n    pass\n"
        "def f(): pass\ndef f(): pass\nraise f\nfrom __future__ import annotations\n";
    for (std::uint32_t seed = 1; seed <= 300; ++seed) {
        Edits edits(std::string(text), seed);
        for (int step = 0; step < 10; ++step) {
            ASSERT_TRUE(edits.step()) << "seed " << seed << " step " << step;
        }
    }
}

// What functions leave open to the functions, classes and modules around them, and get from them.
constexpr std::string_view functions_in_functions = R"(import os
limit = 1
class Sleigh:
    x = limit
    def load(self, gift=x, *, name: "limit" = os):
        def weigh(one=gift):
            nonlocal name
            name = one
            def inner():
                nonlocal name
                name = x
                return __class__
            return inner
        async def later():
            global limit
            limit = [x for x in gift]
            return locals()
        total = (y := name)
        return weigh
    @property
    def size(self):
        class Part[T](Sleigh):
            def method[U](self, x: T) -> U:
                return __class__, T, U, z, x
        import sys
        z = 1
        return Part
    def load(self):
        return undefined
try:
    def f():
        return guarded
except NameError:
    pass
def outer():
    unused = 1
    def outer(unused):
        return lambda: unused
    limit = 2
    def g():
        return limit
        x
)";

TEST(Incremental, FunctionsInFunctions) {
    for (std::uint32_t seed = 1; seed <= 120; ++seed) {
        Edits edits(std::string(functions_in_functions), seed);
        for (int step = 0; step < 40; ++step) {
            ASSERT_TRUE(edits.step()) << "seed " << seed << " step " << step;
        }
    }
}

TEST(Incremental, CollectsOneFunctionAndWhatIsAroundIt) {
    std::string text = "class C:\n";
    for (int index = 0; index < 100; ++index) {
        text +=
            "    def f" + std::to_string(index) + "(self, x):\n        y = x\n        return y\n";
    }
    Document document(text, Layout::Pilcrow);
    const Names before = Names::analyze(document.tree());
    EXPECT_EQ(before.parts_collected(), 101u);
    document.apply({{{152, 8}, {152, 9}}, "z"});  // `y = x` of f50
    const Names after = Names::analyze(document.tree(), &before);
    EXPECT_EQ(after.parts_collected(), 2u);
    EXPECT_EQ(findings_of(document.tree(), after),
              (std::vector<std::string>{"153: unused-local z", "154: undefined-name y"}));
    // A line more, and all methods behind it stand elsewhere.
    document.apply({{{152, 0}, {152, 0}}, "        y = 1\n"});
    const Names further = Names::analyze(document.tree(), &after);
    EXPECT_EQ(further.parts_collected(), 2u);
    EXPECT_EQ(findings_of(document.tree(), further),
              (std::vector<std::string>{"154: unused-local z"}));
}

TEST(Incremental, CollectsOnePartAnew) {
    std::string text;
    for (int index = 0; index < 100; ++index) {
        text += "def f" + std::to_string(index) + "(x):\n    y = x\n    return y\n";
    }
    Document document(text, Layout::Pilcrow);
    const Names before = Names::analyze(document.tree());
    EXPECT_EQ(before.parts_collected(), 100u);
    document.apply({{{151, 4}, {151, 5}}, "z"});  // `y = x` of f50
    const Names after = Names::analyze(document.tree(), &before);
    EXPECT_EQ(after.parts_collected(), 1u);
    EXPECT_EQ(findings_of(document.tree(), after),
              (std::vector<std::string>{"152: unused-local z", "153: undefined-name y"}));
}

}  // namespace
}  // namespace pilcrow::test
