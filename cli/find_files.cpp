#include "cli/find_files.h"

#include <algorithm>
#include <filesystem>
#include <unordered_set>

namespace pilcrow::cli {
namespace {

namespace fs = std::filesystem;

std::vector<FoundFile> files_in(const std::string& root,
                                const std::vector<std::string_view>& extensions,
                                std::vector<std::string>& errors) {
    std::vector<FoundFile> files;
    walk_folder(root, extensions, errors, [&](FoundFile&& file) {
        files.push_back(std::move(file));
        return true;
    });
    if (files.empty()) {
        std::string names;
        for (const std::string_view one : extensions) {
            names += (names.empty() ? "" : " or ") + std::string(one);
        }
        errors.push_back(root + ": holds no " + names + " file");
    }
    std::sort(files.begin(), files.end(),
              [](const FoundFile& a, const FoundFile& b) { return a.path < b.path; });
    return files;
}

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
        for (FoundFile& file : files_in(path, extensions, errors)) add(std::move(file));
    }
    return files;
}

}  // namespace pilcrow::cli
