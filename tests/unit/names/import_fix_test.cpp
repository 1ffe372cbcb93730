// The mend of an unused import: text in, text out.

#include "parser/parse.h"
#include "tests/unit/names/findings_of.h"

#include <gtest/gtest.h>

namespace pilcrow::test {
namespace {

// The text after the fix of its first unused import.
std::string mended(std::string_view text, Layout layout = Layout::Pilcrow) {
    const Tree tree = parse(std::string(text), layout);
    std::vector<Diagnostic> found;
    Names::analyze(tree).findings(found);
    for (const Diagnostic& one : found) {
        if (one.code != Code::UnusedImport) continue;
        if (!one.fix) return "no fix";
        EXPECT_FALSE(one.fix->safe);
        std::vector<std::size_t> begins{0};
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] == '\n') begins.push_back(at + 1);
        }
        const TextEdit& edit = one.fix->edits.at(0);
        const std::size_t begin = begins.at(edit.range.begin.line) + edit.range.begin.byte;
        const std::size_t end = begins.at(edit.range.end.line) + edit.range.end.byte;
        std::string result(text);
        return result.replace(begin, end - begin, edit.text);
    }
    return "nothing found";
}

TEST(ImportFix, RemovesTheOnlyName) {
    EXPECT_EQ(mended("import os\n"), "\n");
    EXPECT_EQ(mended("x = 1\nimport os  # for later"), "x = 1");
    EXPECT_EQ(mended("x = 1\nfrom os import path as p\nx\n"), "x = 1\nx\n");
    EXPECT_EQ(mended("import os.path\nx = 1\n"), "x = 1\n");
}

TEST(ImportFix, RemovesOneOfSeveralNames) {
    EXPECT_EQ(mended("import os, sys\nsys\n"), "import sys\nsys\n");
    EXPECT_EQ(mended("import sys, os\nsys\n"), "import sys\nsys\n");
    EXPECT_EQ(mended("import a, b.c as d, e\na, e\n"), "import a, e\na, e\n");
    EXPECT_EQ(mended("from a import (b, c)\nc\n"), "from a import (c)\nc\n");
    EXPECT_EQ(mended("from a import (b, c,)\nb\n"), "from a import (b,)\nb\n");
}

TEST(ImportFix, LeavesNoBlockEmpty) {
    EXPECT_EQ(mended("def f():\n    import os\n"), "def f():\n    pass\n");
    EXPECT_EQ(mended("def f():\n    import os  # why\ny = 1\n"),
              "def f():\n    pass  # why\ny = 1\n");
    EXPECT_EQ(mended("def f():\n    import os\n    return 1\n"), "def f():\n    return 1\n");
    EXPECT_EQ(mended("def f():\n    x()\n    import os\nx = 1\n"), "def f():\n    x()\nx = 1\n");
    EXPECT_EQ(mended("def f(): import os\n"), "def f(): pass\n");
}

TEST(ImportFix, LeavesOtherStatementsOfTheLine) {
    EXPECT_EQ(mended("import os; x = 1\n"), "x = 1\n");
    EXPECT_EQ(mended("x = 1; import os\n"), "x = 1\n");
    EXPECT_EQ(mended("x = 1; import os; y = 1\n"), "x = 1; y = 1\n");
    EXPECT_EQ(mended("if 1: import os; x = 1\n"), "if 1: x = 1\n");
    EXPECT_EQ(mended("if 1: x = 1; import os\n"), "if 1: x = 1\n");
}

TEST(ImportFix, RemovesLinesOfWhatHangs) {
    EXPECT_EQ(mended("from a import (\n    , b\n    , c as d  # why\nb\n"),
              "from a import (\n    , b\nb\n");
    EXPECT_EQ(mended("from a import (\n    , b\n    , c\nc\n"), "from a import (\n    , c\nc\n");
    EXPECT_EQ(mended("from a import (\n    , b\nx = 1\n"), "x = 1\n");
    EXPECT_EQ(mended("def f():\n    from a import (\n        , b\nx = 1\n"),
              "def f():\n    pass\nx = 1\n");
}

TEST(ImportFix, RemovesLinesInPythonsBrackets) {
    const auto python = [](std::string_view text) { return mended(text, Layout::Python); };
    EXPECT_EQ(python("from a import (\n    b,  # why\n    c,\n)\nc\n"),
              "from a import (\n    c,\n)\nc\n");
    EXPECT_EQ(python("from a import (\n    b,\n    c,\n)\nb\n"), "from a import (\n    b,\n)\nb\n");
    EXPECT_EQ(python("from a import (b,\n    c)\nb\n"), "from a import (b)\nb\n");
    EXPECT_EQ(python("from a import (b,\n    c)\nc\n"), "from a import (c)\nc\n");
    EXPECT_EQ(python("from a import (\n    b,\n)\nx = 1\n"), "x = 1\n");
    EXPECT_EQ(python("from a import b, \\\n    c\nx = b\n"), "from a import b\nx = b\n");
    EXPECT_EQ(python("try:\n    import os\nexcept ImportError:\n    x = 1\n"),
              "try:\n    pass\nexcept ImportError:\n    x = 1\n");
}

TEST(ImportFix, OffersNothingForDamage) {
    EXPECT_EQ(mended("from a import (\n    , b\n    , c d\n"), "no fix");
}

}  // namespace
}  // namespace pilcrow::test
