#include "lsp/workspace/site_folders.h"

#include "lsp/workspace/file_store.h"
#include "lsp/workspace/folders.h"

#include <algorithm>
#include <filesystem>

namespace pilcrow::lsp {
namespace {

namespace fs = std::filesystem;

std::string_view without_end(std::string_view line) {
    return line.substr(0, line.find_last_not_of(" \t\r\f") + 1);
}

}  // namespace

bool SiteFolders::add_plain(const std::string& folder) {
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) return false;
    const bool there = std::any_of(folders_.begin(), folders_.end(), [&](const std::string& one) {
        return one == folder || fs::equivalent(one, folder, failed);
    });
    if (!there) folders_.push_back(folder);
    return !there;
}

void SiteFolders::add(const std::string& folder) {
    if (!add_plain(folder)) return;
    sources_.push_back(folder);
    const ListingPtr listing = Folders().in(folder);
    if (listing == nullptr) return;
    for (const std::string& name : listing->files) {
        if (name.ends_with(".pth") && !name.starts_with('.')) read_path_file(folder, name);
    }
}

void SiteFolders::read_path_file(const std::string& folder, const std::string& name) {
    const std::string path = folder + '/' + name;
    const auto text = read_source(path);
    if (!text) return;
    sources_.push_back(path);
    std::string_view rest = *text;
    if (rest.starts_with("\xef\xbb\xbf")) rest.remove_prefix(3);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = without_end(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const bool is_code = line.starts_with("import ") || line.starts_with("import\t");
        if (line.empty() || line.starts_with('#') || is_code) continue;
        add_plain(clean_path(line, folder));
    }
}

}  // namespace pilcrow::lsp
