#include "cli/check.h"

#include "cli/analysis.h"
#include "cli/files.h"
#include "cli/fixes.h"
#include "cli/report.h"
#include "cli/settings.h"
#include "parser/parse.h"

#include <atomic>
#include <cstdio>
#include <map>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace pilcrow::cli {
namespace {

// Fixes can uncover others (a column, then what stands in it); more rounds than this never help.
constexpr int most_rounds = 8;

struct FileResult {
    Analysis analysis;
    std::size_t fixed = 0;
    std::string error;
};

// The selections of all folders, looked up once each.
class Selections {
  public:
    Selections(const CheckOptions& options, std::string& error) {
        if (!options.select.empty()) select_ = codes_from(options.select, error);
        if (!options.ignore.empty()) ignore_ = codes_from(options.ignore, error);
    }
    // For a file; a project file that cannot be understood is a sentence in `error`.
    Selection of(const std::string& path, std::string& error) {
        const std::size_t slash = path.rfind('/');
        const std::string folder = slash == std::string::npos ? std::string(".") : path.substr(0, slash + 1);
        const std::scoped_lock lock(mutex_);
        auto found = projects_.find(folder);
        if (found == projects_.end()) {
            found = projects_.emplace(folder, project_settings(path)).first;
        }
        const ProjectSettings& project = found->second;
        error = project.error;
        Selection selection;
        if (select_) {
            selection.wanted = *select_;
        } else if (project.select) {
            selection.wanted = *project.select;
        }
        if (project.ignore && !select_) selection.wanted &= ~*project.ignore;
        if (ignore_) selection.wanted &= ~*ignore_;
        return selection;
    }

  private:
    std::optional<CodeSet> select_;
    std::optional<CodeSet> ignore_;
    std::map<std::string, ProjectSettings> projects_;
    std::mutex mutex_;
};

FileResult check_file(const std::string& path, bool fix, Selections& selections) {
    FileResult result;
    Analysis& analysis = result.analysis;
    analysis = open_file(path);
    if (!analysis.error.empty()) {
        result.error = analysis.error;
        return result;
    }
    const Selection selection = selections.of(path, result.error);
    if (!result.error.empty()) return result;
    const auto look = [&] {
        find_all(analysis);
        apply_selection(analysis.tree, selection, analysis.found);
    };
    look();
    if (!fix) return result;
    std::string text;
    for (int round = 0; round < most_rounds; ++round) {
        Fixed fixed = apply_safe_fixes(analysis.tree, analysis.found);
        if (fixed.applied == 0) break;
        result.fixed += fixed.applied;
        text = std::move(fixed.text);
        analysis.tree = parse(text, layout_of(path));
        look();
    }
    if (result.fixed == 0) return result;
    if (path == "-") {
        std::fwrite(text.data(), 1, text.size(), stdout);
    } else if (auto failed = replace_file(path, text)) {
        result.error = std::move(*failed);
    }
    return result;
}

class Progress {
  public:
    Progress(std::size_t total, bool shown) : total_(total), shown_(shown && total > 20) {}
    void step() {
        const std::size_t done = ++done_;
        if (!shown_ || (done % 16 != 0 && done != total_)) return;
        const std::scoped_lock lock(mutex_);
        std::fprintf(stderr, "\r%zu of %zu files", done, total_);
        if (done == total_) std::fputs("\r\x1b[K", stderr);
        std::fflush(stderr);
    }

  private:
    std::size_t total_;
    bool shown_;
    std::atomic<std::size_t> done_ = 0;
    std::mutex mutex_;
};

const char* plural(std::size_t count) { return count == 1 ? "" : "s"; }

} // namespace

int run_check(const CheckOptions& options) {
    std::string error;
    Selections selections(options, error);
    if (!error.empty()) {
        std::fprintf(stderr, "pilcrow: %s\n", error.c_str());
        return 2;
    }
    std::vector<std::string> errors;
    const std::vector<std::string> files = find_files(options.paths, errors);
    std::vector<FileResult> results(files.size());
    Progress progress(files.size(), ::isatty(2) != 0 && options.form == ReportForm::Text);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t index = next++; index < files.size(); index = next++) {
            results[index] = check_file(files[index], options.fix, selections);
            // The tree is needed for the lines of findings only.
            if (results[index].analysis.found.empty()) results[index].analysis.tree = Tree();
            progress.step();
        }
    };
    unsigned jobs = options.jobs != 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
    jobs = static_cast<unsigned>(std::min<std::size_t>(jobs, files.size()));
    std::vector<std::thread> threads;
    for (unsigned index = 1; index < jobs; ++index) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();

    std::size_t error_count = 0;
    std::size_t warning_count = 0;
    std::size_t fixed_count = 0;
    std::vector<Analysis> analyses;
    for (FileResult& result : results) {
        if (!result.error.empty()) errors.push_back(std::move(result.error));
        fixed_count += result.fixed;
        for (const Diagnostic& found : result.analysis.found) {
            ++(info(found.code).severity == Severity::Error ? error_count : warning_count);
        }
        analyses.push_back(std::move(result.analysis));
    }
    // With --fix from standard input, standard output holds the mended text.
    std::FILE* const out = options.fix && options.paths == std::vector<std::string>{"-"} ? stderr : stdout;
    switch (options.form) {
    case ReportForm::Text: {
        const bool colour = colour_wanted(out);
        for (const Analysis& analysis : analyses) print_text(analysis, out, colour);
        break;
    }
    case ReportForm::Json: std::fputs(json_report(analyses).c_str(), out); break;
    case ReportForm::Sarif: std::fputs(sarif_report(analyses).c_str(), out); break;
    }
    for (const std::string& sentence : errors) {
        std::fprintf(stderr, "pilcrow: %s\n", sentence.c_str());
    }
    if (options.form == ReportForm::Text && !options.quiet) {
        std::fprintf(stderr, "%zu file%s, %zu error%s, %zu warning%s", files.size(),
                     plural(files.size()), error_count, plural(error_count), warning_count,
                     plural(warning_count));
        if (options.fix) std::fprintf(stderr, ", %zu fixed", fixed_count);
        std::fputc('\n', stderr);
    }
    if (!errors.empty()) return 2;
    return error_count > 0 ? 1 : 0;
}

} // namespace pilcrow::cli
