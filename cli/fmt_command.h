// `pilcrow fmt PATH…`: files in their canonical form.
#pragma once

#include <string>
#include <vector>

namespace pilcrow::cli {

struct FmtOptions {
    std::vector<std::string> paths;
    bool check = false;          // write nothing, name the files that would change
    bool diff = false;           // write nothing, show what would change
    std::string range;           // "A:B": lines from 1, both inclusive; empty: all
    std::string stdin_filename;  // of `-`: for messages and settings
    bool quiet = false;          // say nothing but what failed
    unsigned jobs = 0;           // threads; 0: as many as the machine has
};

// Files are replaced only where their form changes, and only by what was read again and is the same
// program. Exit status: 0 done; 1 `--check`, and a file would change; 2 wrong use, or a file that
// could not be read, formatted or written.
int run_fmt(const FmtOptions& options);

}  // namespace pilcrow::cli
