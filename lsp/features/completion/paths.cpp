// Files and folders, in strings that are paths.

#include "lsp/features/completion/providers.h"

#include <algorithm>
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

namespace completion {
namespace {

// Functions whose first argument is a path. Sorted.
constexpr std::string_view takers[] = {
    "Path",     "PurePath", "chdir",   "copy",    "copyfile", "copytree", "exists", "glob",
    "imread",   "isdir",    "isfile",  "join",    "joinpath", "listdir",  "load",   "loadtxt",
    "makedirs", "mkdir",    "move",    "open",    "read_csv", "remove",   "rename", "rglob",
    "rmdir",    "rmtree",   "savetxt", "scandir", "stat",     "unlink",   "walk",
};

bool is_path(const Question& question, std::string_view text) {
    if (text.starts_with("./") || text.starts_with("../") || text.starts_with("/") ||
        text.starts_with("~/")) {
        return true;
    }
    const Frame& frame = question.context.frame();
    if (frame.kind != FrameKind::Call || frame.opener == 0 || frame.block == no_block) return false;
    const std::string_view callee = question.tree().token_text(frame.block, frame.opener - 1);
    if (!std::binary_search(std::begin(takers), std::end(takers), callee)) return false;
    if (callee == "join") {
        // `", ".join(…)` is none.
        return frame.opener >= 3 &&
               question.tree().token_text(frame.block, frame.opener - 3) == "path";
    }
    return frame.item == 0 || callee.starts_with("copy") || callee == "move" ||
           callee == "rename" || callee == "joinpath";
}

}  // namespace

bool offer_paths(const Question& question, Candidates& candidates) {
    const std::string_view typed = question.context.prefix;
    if (typed.find("://") != std::string_view::npos || !is_path(question, typed)) return false;
    const std::size_t slash = typed.rfind('/');
    const std::string_view folder =
        slash == std::string_view::npos ? std::string_view() : typed.substr(0, slash + 1);
    const std::string_view last = typed.substr(folder.size());
    std::string path;
    if (folder.starts_with('/')) {
        path = folder;
    } else if (folder.starts_with("~/")) {
        const char* home = std::getenv("HOME");
        if (home == nullptr) return true;
        path = std::string(home) + std::string(folder.substr(1));
    } else {
        path = question.file->path.substr(0, question.file->path.rfind('/') + 1);
        path += folder;
    }
    // Only the last part is written anew.
    Range range = question.context.range;
    range.begin.byte += static_cast<std::uint32_t>(folder.size());
    for (FolderEntry& entry :
         question.options.folders(std::filesystem::path(path).lexically_normal().string())) {
        if (entry.name.starts_with('.') && !last.starts_with('.')) continue;
        const std::optional<Match> fits = match(last, entry.name);
        if (!fits) continue;
        Candidate made;
        made.label = entry.name + (entry.is_folder ? "/" : "");
        made.kind = entry.is_folder ? CompletionKind::Folder : CompletionKind::File;
        made.score = points_of(*fits) + (entry.is_folder ? 10 : 0);
        made.more().range = range;
        candidates.put(std::move(made));
    }
    return true;
}

}  // namespace completion
}  // namespace pilcrow::lsp
