// Whole programs through the printer: canonical forms are fixed points, mean the same, and come
// back from Python as they were.

#include "parser/equivalence/equivalence.h"
#include "parser/parse.h"
#include "parser/printer/printer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace pilcrow {
namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string said(const Difference& difference) {
    return difference.what + ", line " + std::to_string(difference.line + 1) + " and " +
           std::to_string(difference.other_line + 1);
}

// A comment inside a literal moves above its statement when it is taken to Python.
const std::set<std::string> with_comments_in_literals = {"commented", "deployment", "literals",
                                                         "report"};

void expect_whole(const std::filesystem::path& path, Layout layout) {
    SCOPED_TRACE(path.string());
    const Tree tree = parse(contents(path), layout);
    const std::string pilcrow = print(tree).text;
    const Tree again = parse(pilcrow, Layout::Pilcrow);
    if (const auto found = difference(tree, again)) ADD_FAILURE() << said(*found);
    EXPECT_EQ(print(again).text, pilcrow) << "not a fixed point";
    const std::string python = print(again, {.to = Layout::Python}).text;
    const Tree there = parse(python, Layout::Python);
    if (const auto found = difference(again, there)) ADD_FAILURE() << said(*found) << python;
    if (!with_comments_in_literals.contains(path.stem().string())) {
        EXPECT_EQ(print(there).text, pilcrow) << "does not come back from Python as it was";
    }
}

TEST(PrintedCorpus, PilcrowPrograms) {
    const std::filesystem::path folder = PILCROW_SOURCE_DIR "/tests/corpus/pilcrow";
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".pil") continue;
        expect_whole(entry.path(), Layout::Pilcrow);
        ++count;
    }
    EXPECT_GE(count, 15);
}

TEST(PrintedCorpus, PythonConstructs) {
    const std::filesystem::path folder = PILCROW_SOURCE_DIR "/tests/corpus/python/constructs";
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".py") continue;
        expect_whole(entry.path(), Layout::Python);
        ++count;
    }
    EXPECT_GE(count, 100);
}

}  // namespace
}  // namespace pilcrow
