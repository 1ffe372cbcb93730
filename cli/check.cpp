#include "cli/check.h"

#include "cli/analysis.h"
#include "cli/files.h"
#include "cli/fixes.h"
#include "cli/progress.h"
#include "cli/settings.h"
#include "cli/standard_output.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <map>
#include <mutex>
#include <thread>

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
        const std::size_t slash = path.rfind('/');
        const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
        const std::scoped_lock lock(mutex_);
        auto found = projects_.find(folder);
        if (found == projects_.end()) {
            found = projects_.emplace(folder, project_settings(folder)).first;
        }
        const ProjectSettings& project = found->second;
        error = project.error;
        Selection selection;
        if (select_) {
            selection.wanted = *select_;
        } else {
            if (project.select) selection.wanted = *project.select;
            if (project.ignore) selection.wanted &= ~*project.ignore;
        }
        if (ignore_) selection.wanted &= ~*ignore_;
        return selection;
    }

private:
    std::optional<CodeSet> select_;
    std::optional<CodeSet> ignore_;
    std::map<std::string, ProjectSettings> projects_;
    std::mutex mutex_;
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
    const auto look = [&selection](Analysis& at) {
        find_all(at);
        apply_selection(at.tree, selection, at.found);
    };
    look(analysis);
    // Python files may be in another encoding, and no finding in them has a safe fix.
    if (wanted.fix && analysis.tree.layout == Layout::Pilcrow) {
        const Tree before = analysis.tree;  // shares its text
        result.fixed = apply_safe_fixes(analysis, look);
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

// Checks all files, on as many threads as are wanted.
std::vector<FileResult> check_files(const std::vector<std::string>& files, unsigned jobs,
                                    const Wanted& wanted, Selections& selections) {
    std::vector<FileResult> results(files.size());
    Progress progress(files.size(), wanted.form == ReportForm::Text);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t index = next++; index < files.size(); index = next++) {
            results[index] = check_file(files[index], wanted, selections);
            progress.step();
        }
    };
    if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
    jobs = static_cast<unsigned>(std::min<std::size_t>(jobs, files.size()));
    std::vector<std::thread> threads;
    for (unsigned index = 1; index < jobs; ++index) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
    return results;
}

std::string counted(std::size_t count, const char* what) {
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
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
    const std::vector<std::string> files = find_files(options.paths, failures);
    // With --fix from standard input, standard output holds the mended text.
    const bool mends_stdin =
        options.fix && std::find(files.begin(), files.end(), "-") != files.end();
    std::FILE* const out = mends_stdin ? stderr : stdout;
    const Wanted wanted{options.form, colour_wanted(out), options.fix};
    std::vector<FileResult> results = check_files(files, options.jobs, wanted, selections);

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
    // A project's settings are found wanting once for each of its folders.
    std::sort(failures.begin(), failures.end());
    failures.erase(std::unique(failures.begin(), failures.end()), failures.end());
    const bool written = finish_output();
    for (const std::string& sentence : failures) complain(sentence);
    if (options.form == ReportForm::Text && !options.quiet) {
        std::string summary = counted(checked, "file") + ", " + counted(total.errors, "error") +
                              ", " + counted(total.warnings, "warning");
        if (options.fix) summary += ", " + std::to_string(total.fixed) + " fixed";
        std::fprintf(stderr, "%s\n", summary.c_str());
    }
    if (!failures.empty() || !written) return 2;
    return total.errors > 0 ? 1 : 0;
}

}  // namespace pilcrow::cli
