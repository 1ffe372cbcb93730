// `pilcrow convert --to pilcrow|python PATH…`: programs in the other layout.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow::cli {

enum class ConvertTo : std::uint8_t { Unsaid, Pilcrow, Python };

struct ConvertOptions {
    std::vector<std::string> paths;  // files and folders, or - for standard input
    ConvertTo to = ConvertTo::Unsaid;
    bool keep_lines = false;  // line n of the result is line n of the file
    int target_minor = 0;     // CPython's minor version that will read it; 0: not said
    std::string folder;       // -o: where results go, in the tree that the files stand in
    bool in_place = false;    // results beside the files, which are then removed
    std::string map;          // a file for the line map
    bool quiet = false;
    unsigned jobs = 0;
};

// Everything is converted before anything is written: where one file has errors or cannot be
// converted, nothing is. Exit status: 0 converted; 1 a file has errors, which are reported on
// standard error; 2 wrong use, or a file that could not be read, converted or written.
int run_convert(const ConvertOptions& options);

}  // namespace pilcrow::cli
