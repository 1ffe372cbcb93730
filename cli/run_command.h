// `pilcrow run FILE ARG…`, `pilcrow -c CODE`, a program on standard input: on the CPython at hand.
#pragma once

#include <string>
#include <vector>

namespace pilcrow::cli {

struct RunOptions {
    std::string path;  // a file, or `-`; or
    bool has_code = false;
    std::string code;                    // … the program itself, given with -c
    bool piped = false;                  // standard input without being asked for it
    std::vector<std::string> arguments;  // for the program
};

// Takes what stands behind `run`, or the whole command line without it. Returns one sentence where
// that is wrong.
std::string parse_run(const std::vector<std::string>& words, RunOptions& options);

// Runs the program in place of this process, so that signals, standard streams and the exit status
// are the program's own. Returns only where there is none: 1 its errors were reported; 2 it could
// not be read, or there is no Python.
int run_program(const RunOptions& options);

}  // namespace pilcrow::cli
