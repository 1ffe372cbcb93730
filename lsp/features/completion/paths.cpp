// Files and folders, in strings that are paths.

#include "lsp/features/completion/providers.h"

#include <filesystem>

namespace pilcrow::lsp {

std::vector<FolderEntry> list_folder(const std::string& path) {
    constexpr std::size_t most = 2000;
    std::vector<FolderEntry> found;
    std::error_code error;
    for (auto at = std::filesystem::directory_iterator(path, error);
         !error && at != std::filesystem::directory_iterator() && found.size() < most;
         at.increment(error)) {
        std::error_code ignored;
        found.push_back({at->path().filename().string(), at->is_directory(ignored)});
    }
    return found;
}

}  // namespace pilcrow::lsp
