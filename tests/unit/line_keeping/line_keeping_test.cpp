// The line-keeping form, example by example: fixtures/line_keeping.txt holds Pilcrow programs and
// the Python that they become. tests/oracle/line_keeping.py holds the same form against CPython.

#include "parser/line_keeping/line_keeping.h"

#include "parser/diagnostics/diagnostics.h"
#include "parser/parse.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

namespace pilcrow {
namespace {

struct Example {
    std::string title;
    std::string program;
    std::string python;
};

std::vector<Example> read_examples() {
    std::ifstream file(PILCROW_SOURCE_DIR "/tests/unit/line_keeping/fixtures/line_keeping.txt");
    std::vector<Example> examples;
    bool in_python = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("=== ")) {
            examples.push_back({line.substr(4), {}, {}});
            in_python = false;
        } else if (line == "---") {
            in_python = true;
        } else if (!examples.empty()) {
            (in_python ? examples.back().python : examples.back().program) += line + "\n";
        }
    }
    return examples;
}

std::string convert(const std::string& program, const LineKeepingOptions& options = {}) {
    return python_keeping_lines(parse(program, Layout::Pilcrow), options);
}

TEST(LineKeeping, WritesEachExampleAsItStandsInTheFixture) {
    const std::vector<Example> examples = read_examples();
    ASSERT_GT(examples.size(), 20u);
    for (const Example& example : examples) {
        SCOPED_TRACE(example.title);
        for (const Diagnostic& found :
             syntax_diagnostics(parse(example.program, Layout::Pilcrow))) {
            EXPECT_NE(info(found.code).severity, Severity::Error) << found.message;
        }
        EXPECT_EQ(convert(example.program), example.python);
    }
}

TEST(LineKeeping, EndsEveryLineInLineFeed) {
    EXPECT_EQ(convert("x = 1\r\ny = f(\r\n    , 2"), "x = 1\ny = f(\n      2)\n");
    EXPECT_EQ(convert("x = 1\r\r\ny = 2\r"), "x = 1\n\ny = 2\n");
    EXPECT_EQ(convert(""), "");
    EXPECT_EQ(convert("\n"), "\n");
    EXPECT_EQ(convert("x"), "x\n");
}

TEST(LineKeeping, LeavesTheByteOrderMarkOut) {
    EXPECT_EQ(convert("\xEF\xBB\xBFx = [\n    , 1\n"), "x = [\n      1]\n");
}

TEST(LineKeeping, IsUtf8WhateverTheCodingCommentSays) {
    EXPECT_EQ(convert("# -*- coding: latin-1 -*-\n"), "# -*- coding: utf-8 -*-\n");
    EXPECT_EQ(convert("# vim: coding=utf-8\n"), "# vim: coding=utf-8\n");
}

TEST(LineKeeping, HoldsNoNulCharacter) {
    using namespace std::string_literals;
    EXPECT_EQ(convert("x = 'a\0b'  # c\0\n"s), "x = 'a\\x00b'  # c \n");
    EXPECT_EQ(convert("x = \"\"\"a\0\n    \"b\n"s), "x = \"a\\x00\" \"\\n\" \\\n    \"b\"\n");
}

TEST(LineKeeping, SparesOlderVersionsTheQuotesOfAnFString) {
    const std::string program = "x = f\"{d[\"a\"]}\"\ny = f'{d[\"a\"]}'\n";
    EXPECT_EQ(convert(program), program);
    LineKeepingOptions older;
    older.target_minor = 11;
    EXPECT_EQ(convert(program, older), "x = f'{d[\"a\"]}'\ny = f'{d[\"a\"]}'\n");
    EXPECT_EQ(convert("x = f\"it's {d[\"a\"]}\"\n", older), "x = f\"\"\"it's {d[\"a\"]}\"\"\"\n");
}

TEST(LineKeeping, GivesADocstringAsItIsWhereAsked) {
    LineKeepingOptions plain;
    plain.clean_docstrings = false;
    EXPECT_EQ(convert("\"\"\"\n    \"Text.\n", plain), "\"\"\"\nText.\"\"\"\n");
}

TEST(LineKeeping, TakesDeepNestingWithoutTheStack) {
    std::string program = "x = [\n";
    constexpr int depth = 5000;
    for (int level = 1; level < depth; ++level) {
        program += std::string(static_cast<std::size_t>(level) * 4, ' ') + ", [\n";
    }
    const std::string python = convert(program);
    EXPECT_EQ(std::count(python.begin(), python.end(), ']'), depth);
}

}  // namespace
}  // namespace pilcrow
