// Fixtures: cases of a topic as they stand in tests/lsp/TOPIC/*.txt (README.md describes the form).
#pragma once

#include "parser/syntax/tree.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp::fixtures {

struct Fixture {
    std::string name;
    std::vector<std::string> asks;             // lines that begin with `?`, without it
    std::map<std::string, std::string> files;  // by relative path, markers taken out
    std::string main;                          // the file with the cursor (or the first)
    Position cursor{0, 0};
    Position selection_begin{0, 0};  // where `$<` and `$>` stood; both the cursor without them
    Position selection_end{0, 0};
    std::string text;      // everything before `---`, as written
    std::string expected;  // everything behind it, without the last line end
};

// The cases of one file. A case that cannot be read is told in `error`.
std::vector<Fixture> read_fixtures(std::string_view file_text, std::string& error);
// The same back as a file.
std::string write_fixtures(const std::vector<Fixture>& fixtures);

}  // namespace pilcrow::lsp::fixtures
