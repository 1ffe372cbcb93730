// `pilcrow convert --to python --keep-lines FILE`: programs in Python's layout.
#pragma once

#include <cstdint>
#include <string>

namespace pilcrow::cli {

enum class ConvertTo : std::uint8_t { Unsaid, Pilcrow, Python };

struct ConvertOptions {
    std::string path;  // a file, or - for standard input
    ConvertTo to = ConvertTo::Unsaid;
    bool keep_lines = false;  // line n of the result is line n of the file
    int target_minor = 13;    // CPython's minor version that will read it
    std::string output;       // -o DIR
    bool in_place = false;
    bool map = false;
};

// Prints the result to standard output. Exit status: 0 converted; 1 the file has errors, which are
// reported on standard error, and nothing is written; 2 wrong use, or the file could not be read.
int run_convert(const ConvertOptions& options);

}  // namespace pilcrow::cli
