#include "cli/convert_command.h"

#include "cli/analysis.h"
#include "cli/report.h"
#include "cli/standard_output.h"
#include "parser/line_keeping/line_keeping.h"

#include <cstdio>

namespace pilcrow::cli {

int run_convert(const ConvertOptions& options) {
    const auto refuse = [](const char* sentence) {
        complain(sentence);
        return 2;
    };
    if (options.to == ConvertTo::Unsaid) {
        return refuse("say what to convert to: `--to python`");
    }
    if (options.to == ConvertTo::Pilcrow) {
        return refuse("converting to Pilcrow is not there yet: `--to python --keep-lines` is");
    }
    if (!options.keep_lines) {
        return refuse("`--to python` without `--keep-lines` is not there yet");
    }
    const char* planned = options.in_place          ? "--in-place"
                          : options.map             ? "--map"
                          : !options.output.empty() ? "-o"
                                                    : nullptr;
    if (planned != nullptr) {
        complain(std::string("`convert ") + planned +
                 "` is not there yet: the result goes to standard output");
        return 2;
    }
    Analysis analysis = open_file(options.path);
    if (!analysis.error.empty()) {
        complain(analysis.error);
        return 2;
    }
    if (analysis.tree.layout == Layout::Python) {
        return refuse("this file is in Python's layout already");
    }
    find_syntax_errors(analysis);
    if (!analysis.found.empty()) {
        const std::string report = text_report(analysis, colour_wanted(stderr));
        std::fwrite(report.data(), 1, report.size(), stderr);
        return 1;
    }
    print(python_keeping_lines(analysis.tree, {options.target_minor}));
    return finish_output() ? 0 : 2;
}

}  // namespace pilcrow::cli
