#include "lsp/workspace/workspace_files.h"

#include "lsp/project/walk.h"
#include "lsp/workspace/disk_time.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

const std::vector<std::string_view>& source_endings() {
    static const std::vector<std::string_view> endings = {".pil", ".py", ".pyi"};
    return endings;
}

}  // namespace

bool is_source_file(std::string_view path) {
    return std::any_of(source_endings().begin(), source_endings().end(),
                       [&](std::string_view ending) { return path.ends_with(ending); });
}

std::vector<std::string> Walked::paths() const {
    std::vector<std::string> all;
    all.reserve(files.size());
    for (const File& file : files) all.push_back(file.path);
    return all;
}

Walked walk_workspace(const Resolver& resolver, const OpenPaths& open,
                      const std::atomic<bool>& stop) {
    Walked walked;
    std::vector<std::string> errors;  // what cannot be read is not there
    for (const std::string& folder : resolver.roots().folders) {
        walk_folder(folder, source_endings(), errors, [&](FoundFile&& file) {
            if (stop) return false;
            struct stat status{};
            if (::stat(file.path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return true;
            FileIdentity identity = resolver.identify(file.path, open);
            if (identity.origin != Origin::Workspace) return true;
            if (walked.files.size() >= Walked::most_files) {
                walked.problem = "the workspace holds more than " +
                                 std::to_string(Walked::most_files) +
                                 " source files: the others are not searched";
                return false;
            }
            walked.files.push_back({std::move(file.path), std::move(identity.module),
                                    time_of_change(status), status.st_size});
            return true;
        });
    }
    std::sort(walked.files.begin(), walked.files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    // Folders may lie in each other.
    walked.files.erase(std::unique(walked.files.begin(), walked.files.end(),
                                   [](const auto& a, const auto& b) { return a.path == b.path; }),
                       walked.files.end());
    for (const std::string& site : resolver.roots().environment.site_folders) {
        struct stat status{};
        walked.site_times.push_back(::stat(site.c_str(), &status) == 0 ? time_of_change(status)
                                                                       : 0);
    }
    return walked;
}

bool is_walked(const Resolver& resolver, const std::string& path) {
    const std::vector<std::string>& folders = resolver.roots().folders;
    return std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) {
        return path != folder && lies_in(path, folder) &&
               walk_finds(folder, path, source_endings());
    });
}

}  // namespace pilcrow::lsp
