// `pilcrow check PATH…`: everything that can be found in files, and safe fixes applied.
#pragma once

#include "cli/report.h"

#include <string>
#include <vector>

namespace pilcrow::cli {

struct CheckOptions {
    std::vector<std::string> paths;
    ReportForm form = ReportForm::Text;
    bool fix = false;
    bool quiet = false;               // no summary line
    std::vector<std::string> select;  // codes; empty: what the project says, else all
    std::vector<std::string> ignore;
    unsigned jobs = 0;  // threads; 0: as many as the machine has
};

// Exit status: 0 no errors; 1 errors; 2 wrong use, or a file that could not be read or written.
int run_check(const CheckOptions& options);

}  // namespace pilcrow::cli
