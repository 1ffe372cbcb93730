// The canonical form, rule by rule: fixtures/*.txt hold a program as it was written, and what it
// becomes in both layouts.
//
//     === what the example shows          (… [python]: the program is Python's)
//     the program
//     --- pilcrow
//     its canonical form
//     --- python
//     what a Python programmer would write

#include "parser/parse.h"
#include "parser/printer/printer.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace pilcrow {
namespace {

struct Example {
    std::string title;
    std::array<std::string, 3> texts;  // the program, Pilcrow's form, Python's form
};

std::vector<Example> read_examples(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<Example> examples;
    std::size_t part = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("=== ")) {
            examples.push_back({line.substr(4), {}});
            part = 0;
        } else if (line == "--- pilcrow") {
            part = 1;
        } else if (line == "--- python") {
            part = 2;
        } else if (!examples.empty()) {
            examples.back().texts[part] += line + "\n";
        }
    }
    return examples;
}

TEST(CanonicalForm, Fixtures) {
    std::size_t count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(PILCROW_SOURCE_DIR "/tests/unit/printer/fixtures")) {
        for (const Example& example : read_examples(entry.path())) {
            SCOPED_TRACE(entry.path().filename().string() + ": " + example.title);
            const auto& [program, pilcrow, python] = example.texts;
            const bool from_python = example.title.ends_with("[python]");
            const Tree tree = parse(program, from_python ? Layout::Python : Layout::Pilcrow);
            const Tree form = parse(pilcrow, Layout::Pilcrow);
            EXPECT_EQ(print(tree).text, pilcrow);
            EXPECT_EQ(print(form).text, pilcrow) << "a fixed point";
            EXPECT_EQ(print(form, {.to = Layout::Python}).text, python);
            EXPECT_EQ(print(parse(python, Layout::Python)).text, pilcrow) << "and back";
            ++count;
        }
    }
    EXPECT_GE(count, 60u);
}

}  // namespace
}  // namespace pilcrow
