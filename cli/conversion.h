// One file taken to the other layout.
#pragma once

#include "parser/syntax/tree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow::cli {

struct ConversionOptions {
    Layout to = Layout::Python;
    bool keep_lines = false;  // to Python: line n of the result is line n of the file
    int target_minor = 13;    // to Python: of the oldest CPython that must read the result
};

struct Conversion {
    std::string source;  // the file's bytes
    std::string text;    // UTF-8, also where the source names another encoding
    // Of each line of `text` the line of the source, from 0, or Printed::no_source_line.
    std::vector<std::uint32_t> source_lines;
    std::string report;                 // the file's errors, as `check` shows them
    std::vector<std::string> failures;  // it cannot be read or written as wanted: sentences

    bool done() const { return report.empty() && failures.empty(); }
};

// Converts a file, `-` being standard input. Where this is not done there is no text.
Conversion convert_file(const std::string& path, const ConversionOptions& options);

}  // namespace pilcrow::cli
