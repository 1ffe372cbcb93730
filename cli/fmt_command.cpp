#include "cli/fmt_command.h"

#include "cli/analysis.h"
#include "cli/files.h"
#include "cli/find_files.h"
#include "cli/in_parallel.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/signals_wait.h"
#include "cli/standard_output.h"
#include "cli/unified_diff.h"
#include "lsp/project/settings.h"
#include "parser/parse.h"
#include "parser/printer/checked_print.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <optional>
#include <utility>

namespace pilcrow::cli {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// "A:B", "A:" or ":B" as lines from 0. False where it is none of those.
bool read_range(std::string_view text, PrintOptions& print) {
    if (text.empty()) return true;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.size() == 1) return false;
    const auto line = [](std::string_view digits, std::uint32_t& value) {
        if (digits.empty()) return true;
        std::uint32_t number = 0;
        const char* end = digits.data() + digits.size();
        const auto [stop, failed] = std::from_chars(digits.data(), end, number);
        if (failed != std::errc{} || stop != end || number == 0) return false;
        value = number - 1;
        return true;
    };
    LineRange& lines = print.lines.emplace_back();
    return line(text.substr(0, colon), lines.first) && line(text.substr(colon + 1), lines.last) &&
           lines.first <= lines.last;
}

struct Outcome {
    bool changed = false;
    std::string output;   // for standard output
    std::string note;     // one sentence on what was left
    std::string failure;  // one sentence
};

class Formatter {
public:
    Formatter(const FmtOptions& options, const PrintOptions& print)
        : options_(options), print_(print), colour_(options.diff && colour_wanted(stdout)) {}

    Outcome format(const std::string& path) {
        Outcome outcome;
        std::string name = display_name(path);
        if (path == "-" && !options_.stdin_filename.empty()) name = options_.stdin_filename;
        FileText file = read_file(path);
        if (!file.error.empty()) {
            outcome.failure = std::move(file.error);
            return outcome;
        }
        const ProjectSettings& project =
            projects_.of_file(path == "-" ? options_.stdin_filename : path);
        if (!project.error.empty()) {
            outcome.failure = project.error;
            return outcome;
        }
        if (layout_of(name) == Layout::Python) {
            outcome.failure = name + ": is in Python's layout, which `fmt` leaves to others";
            return outcome;
        }
        const Printed printed = print(file.text, name, project.width, outcome);
        if (!outcome.failure.empty()) return outcome;
        outcome.changed = printed.text != file.text;
        if (options_.diff) {
            outcome.output = unified_diff(name, file.text, printed.text, printed.source_lines);
            if (colour_) outcome.output = coloured_diff(outcome.output);
        } else if (options_.check) {
            if (outcome.changed) outcome.output = name + '\n';
        } else if (path == "-") {
            outcome.output = printed.text;
        } else if (outcome.changed) {
            if (auto failed = replace_file(path, file.text, printed.text)) {
                outcome.failure = std::move(*failed);
            }
        }
        return outcome;
    }

private:
    Printed print(const std::string& text, const std::string& name,
                  std::optional<std::uint32_t> width, Outcome& outcome) const {
        Analysis analysis;
        analysis.path = name;
        const bool marked = text.starts_with(byte_order_mark);
        analysis.tree = parse(marked ? text.substr(byte_order_mark.size()) : text, Layout::Pilcrow);
        PrintOptions print = print_;
        if (width) print.width = *width;
        CheckedPrint checked = print_checked(analysis.tree, print);
        find_syntax_errors(analysis);
        if (!checked.refusal.empty()) {
            outcome.failure = name + ": stays as it is: " + checked.refusal;
        } else if (!analysis.found.empty()) {
            outcome.note = name + ": has " + counted(analysis.found.size(), "error") +
                           ": the statements with errors stay as they are";
        }
        if (marked) checked.printed.text.insert(0, byte_order_mark);
        return std::move(checked.printed);
    }

    const FmtOptions& options_;
    const PrintOptions& print_;
    bool colour_;
    ProjectSettingsCache projects_;
};

std::string summary_of(const FmtOptions& options, std::size_t changed, std::size_t same) {
    const bool would = options.check || options.diff;
    return counted(changed, "file") + (would ? " would change, " : " formatted, ") +
           std::to_string(same) + " right already";
}

}  // namespace

int run_fmt(const FmtOptions& options) {
    PrintOptions print_options;
    if (!read_range(options.range, print_options)) {
        complain("`--range` takes the first line and the last, as in 3:7, and not `" +
                 options.range + '`');
        return 2;
    }
    std::vector<std::string> failures;
    const std::vector<FoundFile> files = find_files(options.paths, {".pil"}, failures);
    if (!options.range.empty() && files.size() > 1) {
        complain("`--range` is about the lines of one file");
        return 2;
    }
    Formatter formatter(options, print_options);
    std::vector<Outcome> outcomes(files.size());
    const bool stdin_too = std::any_of(files.begin(), files.end(),
                                       [](const FoundFile& one) { return one.path == "-"; });
    {
        // Who types the text can end it with Ctrl-C.
        std::optional<SignalsWait> signals;
        if (!stdin_too) signals.emplace();
        Progress progress(files.size(), !options.quiet);
        in_parallel(files.size(), options.jobs, [&](std::size_t index) {
            if (signals && signals->arrived()) return;
            outcomes[index] = formatter.format(files[index].path);
            progress.step();
        });
    }
    std::size_t changed = 0;
    std::size_t same = 0;
    for (Outcome& outcome : outcomes) {
        print(outcome.output);
        if (!outcome.failure.empty()) {
            failures.push_back(std::move(outcome.failure));
        } else {
            ++(outcome.changed ? changed : same);
        }
    }
    const bool written = finish_output();
    if (!options.quiet) {
        for (const Outcome& outcome : outcomes) {
            if (!outcome.note.empty()) complain(outcome.note);
        }
    }
    const bool failed = !failures.empty();
    complain_of_all(std::move(failures));
    if (!options.quiet && !stdin_too && changed + same > 0) {
        std::fprintf(stderr, "%s\n", summary_of(options, changed, same).c_str());
    }
    if (failed || !written) return 2;
    return options.check && changed > 0 ? 1 : 0;
}

}  // namespace pilcrow::cli
