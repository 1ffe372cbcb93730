// The printed tree of every construct, held against CPython's: fixtures/python_ast.txt, which
// python_ast_fixture.py printed under CPython 3.13. And what cannot be printed.

#include "parser/python_ast/python_ast.h"

#include "parser/parse.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

namespace pilcrow {
namespace {

struct Example {
    Layout layout = Layout::Python;
    std::string program;
    std::string dump;
};

std::vector<Example> read_examples() {
    std::ifstream file(PILCROW_SOURCE_DIR "/tests/unit/parser/fixtures/python_ast.txt");
    std::vector<Example> examples;
    bool in_dump = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("=== ")) {
            examples.push_back({line == "=== Pilcrow" ? Layout::Pilcrow : Layout::Python, {}, {}});
            in_dump = false;
        } else if (line == "---") {
            in_dump = true;
        } else if (in_dump) {
            std::string& dump = examples.back().dump;
            dump += dump.empty() ? line : "\n" + line;
        } else {
            for (std::size_t at; (at = line.find("\xE2\x90\x8D")) != line.npos;) {
                line.replace(at, 3, "\r");
            }
            examples.back().program += line + "\n";
        }
    }
    return examples;
}

std::string dump_of(const Tree& tree) {
    std::string out;
    const auto error = dump_python_ast(tree, out);
    return error ? "refused: " + error->message : out;
}

std::string refusal(const std::string& program, Layout layout = Layout::Python) {
    std::string out;
    const auto error = dump_python_ast(parse(program, layout), out);
    if (!error) {
        return "not refused";
    }
    return std::to_string(error->at.line + 1) + ":" + std::to_string(error->at.byte + 1) + " " +
           error->message;
}

TEST(PythonAst, EqualsWhatPythonPrints) {
    const std::vector<Example> examples = read_examples();
    ASSERT_GT(examples.size(), 70U);
    for (const Example& example : examples) {
        const Tree tree = parse(example.program, example.layout);
        EXPECT_TRUE(has_python_ast(tree)) << example.program;
        EXPECT_EQ(dump_of(tree), example.dump) << example.program;
    }
}

TEST(PythonAst, ComesInPieces) {
    std::string program;
    for (int line = 0; line < 40'000; ++line) {
        program += "if a: b = f(c, d)\n";
    }
    const Tree tree = parse(program, Layout::Python);
    std::string whole;
    ASSERT_FALSE(dump_python_ast(tree, whole));
    std::string joined;
    std::size_t pieces = 0;
    ASSERT_FALSE(dump_python_ast(tree, [&](std::string_view piece) {
        joined += piece;
        ++pieces;
    }));
    EXPECT_GT(pieces, 5U);
    EXPECT_EQ(joined, whole);
    EXPECT_EQ(std::count(whole.begin(), whole.end(), '\n'), 1 + 40'000 * 11);
}

TEST(PythonAst, IsRefusedWhereTheTreeIsNotWhole) {
    EXPECT_FALSE(has_python_ast(parse("x = (1\ny = 2\n", Layout::Python)));
    EXPECT_FALSE(has_python_ast(parse("f(\n    , a b\n", Layout::Pilcrow)));
    EXPECT_FALSE(has_python_ast(parse("f(\n    , a\n, b\n", Layout::Pilcrow)));
    // A warning of the layout is none.
    EXPECT_TRUE(has_python_ast(parse("f(\n", Layout::Pilcrow)));
    EXPECT_EQ(refusal("a\nx = +\n").substr(0, 2), "2:");
    EXPECT_EQ(refusal("a\nelse:\n    pass\n"), "2:1 this is not a whole statement");
}

TEST(PythonAst, IsRefusedWhereAValueIsNone) {
    EXPECT_EQ(refusal("a\nx = 'ab\\N{no such name}'\n"), "2:8 no character has this name");
    EXPECT_EQ(refusal("x = f'''\n{a}\\N{no such name}'''\n"), "2:4 no character has this name");
    EXPECT_EQ(refusal("x = \"\"\"\n    \"a\n    \"b\\N{no such name}\n", Layout::Pilcrow),
              "3:7 no character has this name");
    EXPECT_EQ(refusal("x = 0x" + std::string(4000, 'f') + "\n"),
              "1:5 an integer with more than 4300 decimal digits cannot be shown");
}

TEST(PythonAst, DeepTreesNeedNoDeepStack) {
    std::string sum = "1";
    for (int term = 0; term < 9'000; ++term) {
        sum += "+1";
    }
    std::string out;
    EXPECT_FALSE(dump_python_ast(parse(sum + "\n", Layout::Python), out));
    std::string chain = "if a: b\n";
    for (int clause = 0; clause < 3'000; ++clause) {
        chain += "elif a: b\n";
    }
    EXPECT_FALSE(dump_python_ast(parse(chain, Layout::Python), out));
    for (int term = 0; term < 100'000; ++term) {
        sum += "+1";
    }
    EXPECT_EQ(refusal(sum + "\n").substr(3), " this is nested too deeply");
}

}  // namespace
}  // namespace pilcrow
