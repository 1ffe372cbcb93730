#include "cli/check.h"

#include "cli/analysis.h"
#include "cli/files.h"
#include "cli/find_files.h"
#include "cli/in_parallel.h"
#include "cli/progress.h"
#include "cli/signals_wait.h"
#include "cli/standard_output.h"
#include "lsp/project/settings.h"
#include "parser/findings.h"
#include "parser/mending.h"

#include <algorithm>
#include <cstdio>
#include <optional>

namespace pilcrow::cli {
namespace {

struct FileResult {
    std::string report;
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t fixed = 0;
    std::string failure;  // the file could not be checked or written: one sentence
};

// The selections of all folders, looked up once each.
class Selections {
public:
    Selections(const CheckOptions& options, std::string& error) {
        if (!options.select.empty()) select_ = codes_from(options.select, error);
        if (!options.ignore.empty()) ignore_ = codes_from(options.ignore, error);
    }
    // For a file; settings that cannot be understood are a sentence in `error`.
    Selection of(const std::string& path, std::string& error) {
        const ProjectSettings& project = projects_.of_file(path);
        error = project.error;
        Selection selection;
        if (select_) {
            selection.wanted = *select_;
        } else {
            selection = selection_of(project);
        }
        if (ignore_) selection.wanted &= ~*ignore_;
        return selection;
    }

private:
    std::optional<CodeSet> select_;
    std::optional<CodeSet> ignore_;
    ProjectSettingsCache projects_;
};

// How the report is wanted, for every file.
struct Wanted {
    ReportForm form;
    bool colour;
    bool fix;
};

FileResult check_file(const std::string& path, const Wanted& wanted, Selections& selections) {
    FileResult result;
    Analysis analysis = open_file(path);
    result.failure = analysis.error;
    const Selection selection = selections.of(path, analysis.error);
    if (result.failure.empty()) result.failure = analysis.error;
    if (!result.failure.empty()) return result;
    find_all(analysis);
    apply_selection(analysis.tree, selection, analysis.found);
    // Python files may be in another encoding, and no finding in them has a safe fix.
    if (wanted.fix && analysis.tree.layout == Layout::Pilcrow) {
        const Tree before = analysis.tree;  // shares its text
        const auto look = [&](const Tree& tree) {
            std::vector<Diagnostic> found = pilcrow::find_all(Names::analyze(tree), path);
            apply_selection(tree, selection, found);
            return found;
        };
        Mended now = mended(std::move(analysis.tree), std::move(analysis.found), look);
        result.fixed = now.applied;
        analysis.tree = std::move(now.tree);
        analysis.found = std::move(now.found);
        if (path == "-") {
            print(analysis.tree.text());
        } else if (result.fixed > 0) {
            if (auto failed = replace_file(path, before.text(), analysis.tree.text())) {
                result.failure = std::move(*failed);
                return result;
            }
        }
    }
    for (const Diagnostic& found : analysis.found) {
        ++(info(found.code).severity == Severity::Error ? result.errors : result.warnings);
    }
    result.report = file_report(analysis, wanted.form, wanted.colour);
    return result;
}

}  // namespace

int run_check(const CheckOptions& options) {
    std::string error;
    Selections selections(options, error);
    if (!error.empty()) {
        complain(error);
        return 2;
    }
    std::vector<std::string> failures;
    const std::vector<FoundFile> files = find_files(options.paths, {".pil"}, failures);
    // With --fix from standard input, standard output holds the mended text.
    const bool mends_stdin =
        options.fix && std::any_of(files.begin(), files.end(),
                                   [](const FoundFile& one) { return one.path == "-"; });
    std::FILE* const out = mends_stdin ? stderr : stdout;
    const Wanted wanted{options.form, colour_wanted(out), options.fix};
    std::vector<FileResult> results(files.size());
    {
        std::optional<SignalsWait> signals;
        if (options.fix && !mends_stdin) signals.emplace();
        Progress progress(files.size(), wanted.form == ReportForm::Text);
        in_parallel(files.size(), options.jobs, [&](std::size_t index) {
            if (signals && signals->arrived()) return;
            results[index] = check_file(files[index].path, wanted, selections);
            progress.step();
        });
    }

    std::vector<std::string> reports;
    FileResult total;
    std::size_t checked = 0;
    for (FileResult& result : results) {
        if (result.failure.empty()) ++checked;
        if (!result.failure.empty()) failures.push_back(std::move(result.failure));
        total.errors += result.errors;
        total.warnings += result.warnings;
        total.fixed += result.fixed;
        reports.push_back(std::move(result.report));
    }
    const std::string report = whole_report(reports, options.form);
    if (mends_stdin) {
        std::fwrite(report.data(), 1, report.size(), stderr);
    } else {
        print(report);
    }
    const bool written = finish_output();
    const bool failed = !failures.empty();
    complain_of_all(std::move(failures));
    if (options.form == ReportForm::Text && !options.quiet) {
        std::string summary = counted(checked, "file") + ", " + counted(total.errors, "error") +
                              ", " + counted(total.warnings, "warning");
        if (options.fix) summary += ", " + std::to_string(total.fixed) + " fixed";
        std::fprintf(stderr, "%s\n", summary.c_str());
    }
    if (failed || !written) return 2;
    return total.errors > 0 ? 1 : 0;
}

}  // namespace pilcrow::cli
