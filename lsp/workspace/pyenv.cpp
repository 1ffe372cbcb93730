#include "lsp/workspace/pyenv.h"

#include "lsp/workspace/file_store.h"
#include "lsp/workspace/folders.h"
#include "lsp/workspace/python_environment.h"

#include <unistd.h>
#include <fstream>

namespace pilcrow::lsp {
namespace {

bool is_script(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    char head[2] = {};
    return file.read(head, 2) && head[0] == '#' && head[1] == '!';
}

// The interpreter of the first version in `text` (separated by blanks, lines or colons) that is
// installed; a version without its last number means the newest of those.
std::string installed(const std::string& root, std::string_view text) {
    constexpr std::string_view between = " \t\r\n:";
    const ListingPtr versions = Folders().in(root + "/versions");
    if (versions == nullptr) return {};
    while (!text.empty()) {
        const std::size_t begin = text.find_first_not_of(between);
        if (begin == std::string_view::npos) break;
        text.remove_prefix(begin);
        const std::string wanted(text.substr(0, text.find_first_of(between)));
        text.remove_prefix(wanted.size());
        std::string best;
        int newest = -1;
        for (const std::string& name : versions->folders) {
            if (name == wanted) {
                best = name;
                break;
            }
            if (!name.starts_with(wanted + '.')) continue;
            const std::string_view patch = std::string_view(name).substr(wanted.size() + 1);
            const int number = std::atoi(std::string(patch.substr(0, 6)).c_str());
            if (number > newest) {
                newest = number;
                best = name;
            }
        }
        if (best.empty()) continue;
        const std::string python = root + "/versions/" + best + "/bin/python3";
        if (::access(python.c_str(), X_OK) == 0) return python;
    }
    return {};
}

}  // namespace

std::string behind_pyenv_shim(const std::string& python, const std::vector<std::string>& folders,
                              const std::string& pyenv_version) {
    if (!is_script(python)) return python;
    const std::string shims = folder_of(python);
    if (name_of_path(shims) != "shims") return {};
    const std::string root = folder_of(shims);
    if (!pyenv_version.empty()) return installed(root, pyenv_version);
    for (const std::string& folder : folders) {
        for (std::string at = folder;; at = folder_of(at)) {
            if (const auto text = read_source((at == "/" ? "" : at) + "/.python-version")) {
                return installed(root, *text);
            }
            if (at == "/" || at == ".") break;
        }
    }
    const auto text = read_source(root + "/version");
    return text ? installed(root, *text) : std::string();
}

}  // namespace pilcrow::lsp
