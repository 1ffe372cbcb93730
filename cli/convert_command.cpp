#include "cli/convert_command.h"

#include "cli/conversion.h"
#include "cli/files.h"
#include "cli/find_files.h"
#include "cli/in_parallel.h"
#include "cli/left_behind.h"
#include "cli/line_map.h"
#include "cli/progress.h"
#include "cli/signals_wait.h"
#include "cli/standard_output.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>

namespace pilcrow::cli {
namespace {

namespace fs = std::filesystem;

struct Job {
    std::string source;
    std::string target;  // empty: standard output
    Conversion conversion;
};

// What is wrong with the options, or "".
std::string wrong_use(const ConvertOptions& options) {
    const bool to_python = options.to == ConvertTo::Python;
    const auto& paths = options.paths;
    if (options.to == ConvertTo::Unsaid) {
        return "say what to convert to: `--to python` or `--to pilcrow`";
    }
    if (options.keep_lines && !to_python) return "`--keep-lines` is about Python's layout";
    if (options.target_minor != 0 && !to_python) return "`--target` is about Python's layout";
    if (options.in_place && !options.folder.empty()) {
        return "`-o` and `--in-place` exclude each other";
    }
    const bool stdin_too = std::find(paths.begin(), paths.end(), "-") != paths.end();
    if (stdin_too && (options.in_place || !options.folder.empty() || paths.size() > 1)) {
        return "standard input is converted to standard output, and by itself";
    }
    return {};
}

class Converting {
public:
    explicit Converting(const ConvertOptions& options)
        : options_(options),
          extension_(options.to == ConvertTo::Python ? ".py" : ".pil"),
          from_(options.to == ConvertTo::Python ? ".pil" : ".py") {}

    int run() {
        find_jobs();
        if (failures_.empty()) {
            std::optional<SignalsWait> signals;
            if (jobs_.front().source != "-") signals.emplace();
            convert(signals);
            if (signals && signals->arrived()) return 2;
            if (failures_.empty() && !has_errors_) write(signals);
        }
        const bool written = finish_output();
        const bool failed = !failures_.empty();
        complain_of_all(std::move(failures_));
        if (failed || !written) return 2;
        if (has_errors_) return 1;
        const bool to_files = options_.in_place || !options_.folder.empty();
        if (to_files && !options_.quiet) {
            std::fprintf(stderr, "%s converted\n", counted(jobs_.size(), "file").c_str());
        }
        return 0;
    }

private:
    void find_jobs() {
        const std::vector<FoundFile> files = find_files(options_.paths, {from_}, failures_);
        std::map<std::string, std::string> targets;
        for (const FoundFile& file : files) {
            Job job{file.path, {}, {}};
            if (options_.in_place) {
                job.target = fs::path(file.path).replace_extension(extension_).string();
                std::error_code failed;
                if (fs::is_symlink(file.path, failed)) {
                    failures_.push_back(file.path +
                                        ": is a symbolic link, which cannot be converted in place");
                } else if (fs::exists(fs::symlink_status(job.target, failed))) {
                    failures_.push_back(file.path + ": cannot be converted in place, since " +
                                        job.target + " is there already");
                }
            } else if (!options_.folder.empty()) {
                job.target =
                    (fs::path(options_.folder) / file.inner).replace_extension(extension_).string();
            }
            if (!job.target.empty()) {
                const auto [at, added] = targets.emplace(job.target, file.path);
                if (!added) {
                    failures_.push_back(file.path + ": would become " + job.target + ", as " +
                                        at->second + " does");
                }
            }
            jobs_.push_back(std::move(job));
        }
        if (jobs_.size() > 1 && !options_.in_place && options_.folder.empty()) {
            failures_ = {"several files are converted with `-o DIR` or `--in-place` only"};
        }
        if (jobs_.empty() && failures_.empty()) failures_.push_back("there is nothing to convert");
    }

    void convert(const std::optional<SignalsWait>& signals) {
        ConversionOptions how;
        how.to = options_.to == ConvertTo::Python ? Layout::Python : Layout::Pilcrow;
        how.keep_lines = options_.keep_lines;
        if (options_.target_minor != 0) how.target_minor = options_.target_minor;
        {
            Progress progress(jobs_.size(), !options_.quiet);
            in_parallel(jobs_.size(), options_.jobs, [&](std::size_t index) {
                if (signals && signals->arrived()) return;
                jobs_[index].conversion = convert_file(jobs_[index].source, how);
                progress.step();
            });
        }
        for (Job& job : jobs_) {
            has_errors_ |= !job.conversion.report.empty();
            std::fwrite(job.conversion.report.data(), 1, job.conversion.report.size(), stderr);
            for (std::string& one : job.conversion.failures) failures_.push_back(std::move(one));
        }
    }

    void write(const std::optional<SignalsWait>& signals) {
        std::vector<std::string> made;
        for (const Job& job : jobs_) {
            if (job.target.empty()) {
                print(job.conversion.text);
                continue;
            }
            if (signals->arrived()) break;
            if (auto failed = write_file(job.target, job.conversion.text, job.source,
                                         options_.in_place ? Existing::Refuse : Existing::Replace,
                                         options_.in_place ? Reaching::Disk : Reaching::System)) {
                failures_.push_back(std::move(*failed));
                break;
            }
            made.push_back(job.target);
        }
        if (failures_.empty()) write_map();
        if (!options_.in_place) return;
        if (!failures_.empty() || signals->arrived()) {
            for (const std::string& path : made) std::remove(path.c_str());
            return;
        }
        remove_sources();
    }

    void write_map() {
        if (options_.map.empty()) return;
        std::vector<MappedFile> files;
        for (Job& job : jobs_) {
            files.push_back({job.source, job.target.empty() ? "-" : job.target,
                             std::move(job.conversion.source_lines)});
        }
        if (auto failed = write_file(options_.map, line_map_json(files), {}, Existing::Replace)) {
            failures_.push_back(std::move(*failed));
        }
    }

    void remove_sources() {
        std::vector<MovedFile> moved;
        for (const Job& job : jobs_) {
            if (auto failed = remove_file(job.source, job.conversion.source)) {
                failures_.push_back(std::move(*failed));
            } else {
                moved.push_back({job.source, job.target});
            }
        }
        for (const std::string& sentence : left_behind(moved)) print(sentence + '\n');
    }

    const ConvertOptions& options_;
    std::string_view extension_;
    std::string_view from_;
    std::vector<Job> jobs_;
    std::vector<std::string> failures_;
    bool has_errors_ = false;
};

}  // namespace

int run_convert(const ConvertOptions& options) {
    const std::string wrong = wrong_use(options);
    if (!wrong.empty()) {
        complain(wrong);
        return 2;
    }
    return Converting(options).run();
}

}  // namespace pilcrow::cli
