// Python's layout: logical lines, their nesting, errors of indentation, and that nothing is lost.

#include "parser/layout/python/python_layout.h"
#include "tests/unit/parser/token_text.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

namespace pilcrow {
namespace {

// The tree as `line:column(children)`, lines from 1: `1:0(2:4 3:4) 5:0`.
std::string shape(const Tree& tree, BlockId parent = no_block) {
    std::string result;
    for (BlockId at = tree.reading->first_child(parent); at != no_block;
         at = tree.reading->next_sibling(at)) {
        const BlockEntry& entry = (*tree.reading)[at];
        if (!result.empty()) result += ' ';
        result += std::to_string(entry.line + 1) + ':' + std::to_string(entry.column);
        const std::string children = shape(tree, at);
        if (!children.empty()) result += '(' + children + ')';
    }
    return result;
}
std::string shape(const std::string& text) {
    const Tree tree = parse_python(text);
    EXPECT_TRUE(tree.reading->verify()) << text;
    EXPECT_EQ(tree.text(), text);
    return shape(tree);
}

// The errors as `line:code`, lines from 1.
std::string errors(const std::string& text) {
    const Tree tree = parse_python(text);
    std::string result;
    for (BlockId at = 0; at < tree.reading->size(); ++at) {
        for (const UnitDiagnostic& finding : tree.unit(at)->diagnostics()) {
            if (!result.empty()) result += ' ';
            result += std::to_string(tree.position(at, finding.begin).line + 1) + ':' +
                      std::string(info(finding.code).text);
        }
    }
    return result;
}

TEST(PythonLayout, NestsStatementsUnderTheirHeader) {
    EXPECT_EQ(shape("a\nif b:\n    c\n    d\ne\n"), "1:0 2:0(3:4 4:4) 5:0");
    EXPECT_EQ(shape("class A:\n  def f():\n    a\n  def g():\n      b\nc"),
              "1:0(2:2(3:4) 4:2(5:6)) 6:0");
    EXPECT_EQ(shape("if a:\n b\nelse:\n c\n"), "1:0(2:1) 3:0(4:1)");
    EXPECT_EQ(shape("match a:\n case b:\n  c\n"), "1:0(2:1(3:2))");
    EXPECT_EQ(shape("@a\ndef f(): b\n"), "1:0 2:0");
    EXPECT_EQ(shape(""), "");
    EXPECT_EQ(shape("\n# a\n\n"), "");
    EXPECT_EQ(errors("class A:\n  def f():\n    a\n  @x\n  def g(): b\nc"), "");
}

TEST(PythonLayout, BlankLinesAndCommentsOpenAndCloseNothing) {
    EXPECT_EQ(shape("if a:\n\n# c\n    b\n# d\n\n    e\n"), "1:0(4:4 7:4)");
    const Tree tree = parse_python("a = [\n# b\n\n]\n# c\n");
    EXPECT_EQ(tree.line_token(1).lead(), Lead::Instr);  // part of a unit
    EXPECT_EQ(tree.line_token(2).lead(), Lead::Instr);
    EXPECT_EQ(tree.line_token(4).lead(), Lead::Comment);
    EXPECT_EQ(tree.unit(0)->comment_count, 1u);
}

TEST(PythonLayout, AUnitIsOneLogicalLine) {
    EXPECT_EQ(shape("f(a,\nb)\nc = '''\nd\n'''\ne + \\\n g\nh; i\n"), "1:0 3:0 6:0 8:0");
    const Tree tree = parse_python("if a:\n    f(b,\n  c)  # d\n");
    const Unit& unit = *tree.unit(1);
    EXPECT_EQ(unit.own_size, 14u);  // up to the end of the comment
    EXPECT_EQ(tree.position(1, 0), (Position{1, 4}));
    EXPECT_EQ(tree.position(1, unit.tokens()[4].begin), (Position{2, 2}));
    EXPECT_EQ(tree.own_text(1, 0, 1), "f");
}

TEST(PythonLayout, SegmentsSayWhetherTheyOpenABlock) {
    const auto opener = [](const std::string& text) {
        return parse_python(text).unit(0)->segments()[0].opener;
    };
    EXPECT_EQ(opener("if a:\n  b"), Opener::Block);
    EXPECT_EQ(opener("if a: # c\n  b"), Opener::Block);
    EXPECT_EQ(opener("if a: b"), Opener::None);
    EXPECT_EQ(opener("a[1:\n2]"), Opener::None);
    EXPECT_EQ(opener("a: b"), Opener::None);
}

TEST(PythonLayout, CountsColumnsAsCPython) {
    EXPECT_EQ(shape("if a:\n\tb\n\tc\n"), "1:0(2:8 3:8)");
    EXPECT_EQ(shape("if a:\n  \tb\n"), "1:0(2:8)");
    EXPECT_EQ(shape("if a:\n  b\n \f  c\n\fd\n"), "1:0(2:2 3:2) 4:0");
    EXPECT_EQ(shape("\xEF\xBB\xBFif a:\n  b\n"), "1:0(2:2)");
    EXPECT_EQ(shape("\xEF\xBB\xBF\tif a:\n"), "1:8");
    // A joining backslash before the first token: its column is the line's.
    EXPECT_EQ(shape("if a:\n  \\\n b\n  c\n"), "1:0(2:2 4:2)");
    EXPECT_EQ(shape("\\\na\n"), "1:0");
    EXPECT_EQ(errors("\\\n  a\n"), "1:unexpected-indent");
    EXPECT_EQ(shape("if a:\n  b\n\\\n\nc\n"), "1:0(2:2) 5:0");  // joins nothing: no unit
}

TEST(PythonLayout, ReportsIndentationThatFitsNothing) {
    EXPECT_EQ(errors("a\n  b\nc"), "2:unexpected-indent");
    EXPECT_EQ(shape("a\n  b\n  c\nd"), "1:0 2:2 3:2 4:0");
    EXPECT_EQ(errors("  a\nb"), "1:unexpected-indent");
    EXPECT_EQ(errors("def f():\n  a\n    b\n  c"), "3:unexpected-indent");
    EXPECT_EQ(shape("def f():\n  a\n    b\n  c"), "1:0(2:2 3:4 4:2)");
    EXPECT_EQ(errors("if a: b\n  c"), "2:unexpected-indent");

    EXPECT_EQ(errors("if a:\n    b\n  c\n  d\ne"), "3:inconsistent-dedent");
    EXPECT_EQ(shape("if a:\n    b\n  c\n  d\ne"), "1:0(2:4 3:2 4:2) 5:0");

    EXPECT_EQ(errors("if a:\n\tb\n        c\n"), "3:inconsistent-tabs");
    EXPECT_EQ(errors("if a:\n        b\n\tc\n"), "3:inconsistent-tabs");
    EXPECT_EQ(errors("if a:\n  if b:\n\tc\n"), "3:inconsistent-tabs");
    EXPECT_EQ(errors("if a:\n\tif b:\n\t\tc\n"), "");
}

TEST(PythonLayout, ReportsHeadersWithoutABlock) {
    EXPECT_EQ(errors("if a:\nb\n"), "1:missing-block");
    EXPECT_EQ(errors("if a:\n# b\n"), "1:missing-block");
    EXPECT_EQ(errors("class A:"), "1:missing-block");
    EXPECT_EQ(errors("def f():\n    if a:\n    b\n"), "2:missing-block");
    const Tree tree = parse_python("if a :  # b\nc\n");
    const auto findings = tree.unit(0)->diagnostics();
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].begin, 5u);
    EXPECT_EQ(findings[0].end, 6u);
}

TEST(PythonLayout, AnUnclosedBracketCostsItsOwnStatement) {
    EXPECT_EQ(errors("def f(a:\n    return a\ndef g():\n    pass\n"), "1:unclosed-bracket");
    EXPECT_EQ(shape("def f(a:\n    return a\ndef g():\n    pass\n"), "1:0(2:4) 3:0(4:4)");
    EXPECT_EQ(errors("class A:\n    def f(self):\n        a = g(1,\n    def h(self):\n        b\n"),
              "3:unclosed-bracket");
    EXPECT_EQ(shape("class A:\n    def f(self):\n        a = g(1,\n    def h(self):\n        b\n"),
              "1:0(2:4(3:8) 4:4(5:8))");
}

TEST(PythonLayout, LimitsTheDepthOfIndentation) {
    const auto nested = [](int levels) {
        std::string text;
        for (int i = 0; i < levels; ++i) {
            text += std::string(static_cast<std::size_t>(i), ' ') + "if a:\n";
        }
        return text + std::string(static_cast<std::size_t>(levels), ' ') + "b\n";
    };
    EXPECT_EQ(errors(nested(99)), "");  // CPython's MAXINDENT counts the first level too
    EXPECT_EQ(errors(nested(100)), "101:too-deep");
    EXPECT_EQ(errors(nested(5000)), "101:too-deep");
    EXPECT_TRUE(parse_python(nested(5000)).reading->verify());
}

TEST(PythonLayout, KeepsEveryLineEnd) {
    for (const std::string text : {"a\r\nif b:\r\n  c\r\n", "a\rb\r", "a\n\rb", "a", "a\r\n\r\n",
                                   "x = '''\r\n\r'''\r\ny", "(\r\n1)\r\n"}) {
        const Tree tree = parse_python(text);
        EXPECT_EQ(tree.text(), text);
        EXPECT_TRUE(tree.reading->verify());
    }
    EXPECT_EQ(shape("a\rif b:\r  c\r"), "1:0 2:0(3:2)");
}

TEST(PythonLayout, CutsLongFilesIntoChunksOfOneText) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "a = [\n  " + std::to_string(i) + "]\n";
    const Tree tree = parse_python(text);
    ASSERT_EQ(tree.chunks.size(), 8u);
    EXPECT_EQ(tree.chunk_first_line[3], 768u);
    EXPECT_EQ(tree.chunks[0]->text, tree.chunks[7]->text);
    EXPECT_EQ(tree.text(), text);
    EXPECT_EQ(tree.own_text(999, 0, 12), "a = [\n  999]");  // across lines of two chunks
}

// The units' tokens and comments lie in order, between them is only what means nothing.
void check_units(const Tree& tree, const std::string& text) {
    ASSERT_EQ(tree.text(), text);
    ASSERT_TRUE(tree.reading->verify());
    for (BlockId at = 0; at < tree.reading->size(); ++at) {
        const Unit* unit = tree.unit(at);
        ASSERT_NE(unit, nullptr);
        ASSERT_EQ(unit->tokens().back().kind, TokenKind::End);
        std::uint32_t covered = 0;
        std::size_t comment = 0;
        for (const Token& token : unit->tokens()) {
            while (comment < unit->comments().size() &&
                   unit->comments()[comment].begin < token.begin) {
                covered = unit->comments()[comment++].end;
            }
            if (token.is_virtual()) continue;
            const std::string_view gap = tree.own_text(at, covered, token.begin);
            if (comment == 0) {
                ASSERT_EQ(gap.find_first_not_of(" \t\f\r\n\\"), std::string_view::npos) << gap;
            }
            covered = token.end;
        }
        ASSERT_LE(covered, unit->own_size);
    }
}

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(PythonLayout, ReadsTheCorpusWithoutLoss) {
    const std::filesystem::path corpus = PILCROW_SOURCE_DIR "/tests/corpus/python";
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
        if (entry.path().extension() != ".py") continue;
        SCOPED_TRACE(entry.path().string());
        const std::string text = read(entry.path());
        check_units(parse_python(text), text);
        if (HasFatalFailure()) return;
        ++files;
    }
    EXPECT_GT(files, 0u);
}

TEST(PythonLayout, AnyBytesGiveATree) {
    static const std::string pieces[] = {
        "if a:",    "else:",   "def f(", "class A", "    ", "        ", "\t",       "\n",  "\r\n",
        "\n    ",   "\n",      "x = 1",  "(",       ")",    "[",        "]",        "{",   "}",
        "'",        "\"\"\"",  "f'{",    "}'",      ":",    ",",        "\\\n",     "# c", "@",
        "match x:", "case _:", "lambda", "import",  "\f",   "return",   "\xC3\xA9", "\xFF"};
    std::mt19937 random(5);
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        const auto count = static_cast<unsigned>(random() % 30);
        for (unsigned n = 0; n < count; ++n) {
            if (random() % 12 == 0) {
                text += static_cast<char>(random() % 256);
            } else {
                text += pieces[random() % std::size(pieces)];
            }
        }
        check_units(parse_python(text), text);
        if (HasFatalFailure()) FAIL() << "in: " << testing::PrintToString(text);
    }
}

}  // namespace
}  // namespace pilcrow
