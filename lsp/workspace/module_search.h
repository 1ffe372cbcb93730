// Modules in folders: the rules of Python's import for a list of roots, on what lies on disk and
// what is open in the editor.
#pragma once

#include "lsp/workspace/folders.h"

#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

// Paths of open files, sorted: they are there, whether they are on disk or not.
using OpenPaths = std::vector<std::string>;

// What is in folders, open files included.
class FolderView {
public:
    FolderView(const Folders& folders, const OpenPaths& open) : folders_(folders), open_(open) {}

    bool has_file(const std::string& folder, std::string_view name) const;
    bool has_folder(const std::string& folder, std::string_view name) const;
    // Names, sorted, each once.
    Listing in(const std::string& folder) const;

private:
    const Folders& folders_;
    const OpenPaths& open_;
};

enum class Stubs : bool { Ignore, Take };

// What a name means in one place, or a dotted one below some.
struct FoundModule {
    std::string path;                  // of the file, or empty
    std::vector<std::string> folders;  // that submodules lie in
    explicit operator bool() const { return !path.empty() || !folders.empty(); }
};

// The name of a folder's `__init__` file, or empty. `.pil` before `.pyi` before `.py`.
std::string_view init_file(const std::string& folder, const FolderView& view,
                           Stubs stubs = Stubs::Take);
// A module by one name in one folder: a package, else a file, else a folder without `__init__`.
FoundModule module_in(const std::string& folder, std::string_view name, const FolderView& view,
                      Stubs stubs = Stubs::Take);
// A module by its dotted name below some roots. With `stub_packages` a folder `NAME-stubs` in any
// of them comes before NAME, and what it lacks is taken from NAME.
FoundModule find_module(const std::vector<std::string>& roots, std::string_view name,
                        const FolderView& view, Stubs stubs = Stubs::Take,
                        bool stub_packages = false);

// Names of the modules that lie in a folder, unsorted; folders without any source are none.
std::vector<std::string> modules_in(const std::string& folder, const FolderView& view);

// A name that Python can import: an identifier. (Characters beyond ASCII are taken as letters.)
bool is_importable(std::string_view name);
// `folder/name`.
std::string joined(std::string_view folder, std::string_view name);

}  // namespace pilcrow::lsp
