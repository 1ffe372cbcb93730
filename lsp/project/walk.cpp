#include "lsp/project/walk.h"

#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace pilcrow {
namespace {

namespace fs = std::filesystem;

// `path` as seen from a folder above it.
std::string_view relative(const std::string& path, const std::string& folder) {
    return std::string_view(path).substr(folder == "/" ? 1 : folder.size() + 1);
}

std::string joined(const std::string& folder, std::string_view name) {
    return (folder == "/" ? "/" : folder + '/').append(name);
}

bool is_wanted(std::string_view name, const std::vector<std::string_view>& extensions) {
    const fs::path path(name);
    return extensions.empty() ||
           std::any_of(extensions.begin(), extensions.end(),
                       [&](std::string_view one) { return path.extension() == one; });
}

// By its name alone, and by what it holds.
bool is_never_walked(const std::string& name) {
    return name.starts_with('.') || name == "__pycache__";
}
bool is_virtual_environment(const std::string& folder) {
    return ::access(joined(folder, "pyvenv.cfg").c_str(), F_OK) == 0;
}

}  // namespace

// A list of patterns and where it stands; lists of folders further out follow.
struct FolderRules::RuleList {
    IgnoreRules rules;
    std::string folder;  // absolute
    RuleLists outer;
};

FolderRules::RuleLists FolderRules::with_list(const std::string& file, const std::string& folder,
                                              RuleLists outer) {
    std::error_code failed;
    if (!fs::is_regular_file(file, failed)) return outer;
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    IgnoreRules rules(text);
    if (rules.empty()) return outer;
    return std::make_shared<RuleList>(RuleList{std::move(rules), folder, std::move(outer)});
}

// The lists of the folders above that belong to the same repository.
FolderRules::RuleLists FolderRules::lists_above(const std::string& folder) {
    std::vector<fs::path> above;
    std::error_code failed;
    fs::path at = folder;
    while (!fs::exists(at / ".git", failed)) {
        if (at == at.parent_path()) return nullptr;  // in no repository
        at = at.parent_path();
        above.push_back(at);
    }
    RuleLists lists = with_list((at / ".git/info/exclude").string(), at.string(), nullptr);
    for (auto one = above.rbegin(); one != above.rend(); ++one) {
        lists = with_list((*one / ".gitignore").string(), one->string(), std::move(lists));
    }
    return lists;
}

FolderRules FolderRules::at_root(const std::string& folder, std::vector<std::string>& errors) {
    FolderRules rules;
    rules.folder_ = absolute_folder(folder).string();
    rules.lists_ = lists_above(rules.folder_);
    rules.project_ = std::make_shared<ProjectSettings>(project_settings(rules.folder_));
    // That of the folder itself is told of when it is read.
    if (!rules.project_->error.empty() && rules.project_->folder != rules.folder_) {
        errors.push_back(rules.project_->error);
    }
    rules.read_own(errors);
    return rules;
}

FolderRules FolderRules::in(const std::string& name, std::vector<std::string>& errors) const {
    FolderRules rules = *this;
    rules.folder_ = joined(folder_, name);
    rules.read_own(errors);
    return rules;
}

void FolderRules::read_own(std::vector<std::string>& errors) {
    lists_ = with_list(joined(folder_, ".gitignore"), folder_, std::move(lists_));
    auto project = settings_in(folder_);
    if (!project) return;
    if (!project->error.empty()) errors.push_back(project->error);
    project_ = std::make_shared<ProjectSettings>(*std::move(project));
}

bool FolderRules::leaves_out(const std::string& name, bool is_folder) const {
    if (is_folder && is_never_walked(name)) return true;
    const std::string path = joined(folder_, name);
    if (is_folder && is_virtual_environment(path)) return true;
    if (!project_->folder.empty() &&
        project_->exclude.leaves_out(relative(path, project_->folder), is_folder) == true) {
        return true;
    }
    for (const RuleList* list = lists_.get(); list != nullptr; list = list->outer.get()) {
        const auto found = list->rules.leaves_out(relative(path, list->folder), is_folder);
        if (found) return *found;
    }
    return false;
}

void walk_folder(const std::string& root, const std::vector<std::string_view>& extensions,
                 std::vector<std::string>& errors, const std::function<bool(FoundFile&&)>& found) {
    struct Folder {
        std::string path;   // as it is shown
        std::string inner;  // below the root, "" or with a slash at the end
        FolderRules rules;
    };
    std::vector<Folder> pending;
    pending.push_back({root, "", FolderRules::at_root(root, errors)});
    while (!pending.empty()) {
        const Folder folder = std::move(pending.back());
        pending.pop_back();
        if (::access(folder.path.c_str(), R_OK | X_OK) != 0) {
            errors.push_back(folder.path + ": cannot be read: " + std::strerror(errno));
            continue;
        }
        std::error_code failed;
        fs::directory_iterator at(folder.path, failed);
        for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
            const std::string name = at->path().filename().string();
            std::error_code unknown;
            if (at->is_directory(unknown)) {
                if (at->is_symlink(unknown) || folder.rules.leaves_out(name, true)) continue;
                pending.push_back({at->path().string(), folder.inner + name + '/',
                                   folder.rules.in(name, errors)});
            } else if (is_wanted(name, extensions) && !folder.rules.leaves_out(name, false)) {
                if (!found({at->path().string(), folder.inner + name})) return;
            }
        }
        if (failed) errors.push_back(folder.path + ": cannot be read: " + failed.message());
    }
}

bool walk_finds(const std::string& root, std::string_view path,
                const std::vector<std::string_view>& extensions) {
    std::vector<std::string> errors;
    FolderRules rules = FolderRules::at_root(root, errors);
    std::string at = root;
    for (std::string_view rest = relative(std::string(path), root);;) {
        const std::size_t slash = rest.find('/');
        const std::string name(rest.substr(0, slash));
        if (slash == std::string_view::npos) {
            return is_wanted(name, extensions) && !rules.leaves_out(name, false);
        }
        at = joined(at, name);
        std::error_code failed;
        if (fs::is_symlink(at, failed) || rules.leaves_out(name, true)) return false;
        rules = rules.in(name, errors);
        rest.remove_prefix(slash + 1);
    }
}

}  // namespace pilcrow
