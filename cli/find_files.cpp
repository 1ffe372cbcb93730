#include "cli/find_files.h"

#include "cli/files.h"
#include "lsp/project/ignore_rules.h"
#include "lsp/project/settings.h"

#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <unordered_set>

namespace pilcrow::cli {
namespace {

namespace fs = std::filesystem;

// A list of patterns and where it stands; lists of folders further out follow.
struct RuleList {
    IgnoreRules rules;
    std::string folder;  // absolute
    std::shared_ptr<const RuleList> outer;
};
using RuleLists = std::shared_ptr<const RuleList>;

// `path` as seen from a folder above it.
std::string_view relative(const std::string& path, const std::string& folder) {
    return std::string_view(path).substr(folder == "/" ? 1 : folder.size() + 1);
}

RuleLists with_list(const fs::path& file, const std::string& folder, RuleLists outer) {
    std::error_code failed;
    if (!fs::is_regular_file(file, failed)) return outer;
    FileText list = read_file(file.string());
    IgnoreRules rules(list.text);
    if (rules.empty()) return outer;
    return std::make_shared<RuleList>(RuleList{std::move(rules), folder, std::move(outer)});
}

// The lists of the folders above that belong to the same repository.
RuleLists lists_above(const fs::path& folder) {
    std::vector<fs::path> above;
    std::error_code failed;
    fs::path at = folder;
    while (!fs::exists(at / ".git", failed)) {
        if (at == at.parent_path()) return nullptr;  // in no repository
        at = at.parent_path();
        above.push_back(at);
    }
    RuleLists lists = with_list(at / ".git/info/exclude", at.string(), nullptr);
    for (auto one = above.rbegin(); one != above.rend(); ++one) {
        lists = with_list(*one / ".gitignore", one->string(), std::move(lists));
    }
    return lists;
}

class Walk {
public:
    Walk(const std::vector<std::string_view>& extensions, std::vector<std::string>& errors)
        : extensions_(extensions), errors_(errors) {}

    std::vector<FoundFile> run(const std::string& root) {
        const fs::path absolute = absolute_folder(root);
        const auto project = std::make_shared<ProjectSettings>(project_settings(root));
        if (!project->error.empty()) errors_.push_back(project->error);
        pending_.push_back({root, "", absolute.string(), lists_above(absolute), project});
        while (!pending_.empty()) {
            const Folder folder = std::move(pending_.back());
            pending_.pop_back();
            look_into(folder);
        }
        if (found_.empty()) {
            std::string names;
            for (const std::string_view one : extensions_) {
                names += (names.empty() ? "" : " or ") + std::string(one);
            }
            errors_.push_back(root + ": holds no " + names + " file");
        }
        std::sort(found_.begin(), found_.end(),
                  [](const FoundFile& a, const FoundFile& b) { return a.path < b.path; });
        return std::move(found_);
    }

private:
    struct Folder {
        std::string path;      // as it is shown
        std::string inner;     // below the root, "" or with a slash at the end
        std::string absolute;  // as patterns are held against it
        RuleLists lists;
        std::shared_ptr<const ProjectSettings> project;
    };

    void look_into(const Folder& outer) {
        Folder folder = outer;
        std::error_code failed;
        const bool unreadable = ::access(folder.path.c_str(), R_OK | X_OK) != 0;
        if (unreadable) {
            errors_.push_back(folder.path + ": cannot be read: " + std::strerror(errno));
            return;
        }
        fs::directory_iterator at(folder.path, failed);
        folder.lists = with_list(fs::path(folder.absolute) / ".gitignore", folder.absolute,
                                 std::move(folder.lists));
        if (auto project = settings_in(folder.absolute)) {
            if (!project->error.empty()) errors_.push_back(project->error);
            folder.project = std::make_shared<ProjectSettings>(*std::move(project));
        }
        for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
            look_at(folder, *at);
        }
        if (failed) errors_.push_back(folder.path + ": cannot be read: " + failed.message());
    }

    void look_at(const Folder& folder, const fs::directory_entry& entry) {
        const std::string name = entry.path().filename().string();
        const std::string absolute = (folder.absolute == "/" ? "" : folder.absolute) + '/' + name;
        std::error_code failed;
        if (entry.is_directory(failed)) {
            const bool skipped = name.starts_with('.') || name == "__pycache__" ||
                                 entry.is_symlink(failed) || left_out(folder, absolute, true);
            if (skipped) return;
            pending_.push_back({entry.path().string(), folder.inner + name + '/', absolute,
                                folder.lists, folder.project});
            return;
        }
        const bool wanted =
            extensions_.empty() ||
            std::any_of(extensions_.begin(), extensions_.end(),
                        [&](std::string_view one) { return entry.path().extension() == one; });
        if (!wanted || left_out(folder, absolute, false)) return;
        found_.push_back({entry.path().string(), folder.inner + name});
    }

    static bool left_out(const Folder& folder, const std::string& absolute, bool is_folder) {
        const ProjectSettings& project = *folder.project;
        if (!project.folder.empty() &&
            project.exclude.leaves_out(relative(absolute, project.folder), is_folder) == true) {
            return true;
        }
        for (const RuleList* list = folder.lists.get(); list != nullptr; list = list->outer.get()) {
            const auto found = list->rules.leaves_out(relative(absolute, list->folder), is_folder);
            if (found) return *found;
        }
        return false;
    }

    const std::vector<std::string_view>& extensions_;
    std::vector<std::string>& errors_;
    std::vector<Folder> pending_;
    std::vector<FoundFile> found_;
};

}  // namespace

std::vector<FoundFile> find_files(const std::vector<std::string>& paths,
                                  const std::vector<std::string_view>& extensions,
                                  std::vector<std::string>& errors) {
    std::vector<FoundFile> files;
    std::unordered_set<std::string> seen;
    const auto add = [&](FoundFile file) {
        if (seen.insert(fs::path(file.path).lexically_normal().string()).second) {
            files.push_back(std::move(file));
        }
    };
    for (const std::string& path : paths) {
        std::error_code failed;
        if (path == "-" || !fs::is_directory(path, failed)) {
            add({path, fs::path(path).filename().string()});
            continue;
        }
        for (FoundFile& file : Walk(extensions, errors).run(path)) add(std::move(file));
    }
    return files;
}

}  // namespace pilcrow::cli
