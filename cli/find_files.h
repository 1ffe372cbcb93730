// Finding the files that a command is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::cli {

struct FoundFile {
    std::string path;
    std::string inner;  // relative to the folder that was walked; of a file that was named its name
};

// The files that `paths` name: files as they are, whatever their name, and folders walked for files
// with one of `extensions` (none: any file), in the order of their names, each file once. A walk
// leaves out hidden folders, `__pycache__`, links to folders, what a .gitignore leaves out (in the
// folder, below it, or above it up to the repository's root) and what `exclude` in a pyproject.toml
// does. Sentences about what cannot be read are appended to `errors`, and one for each folder
// without such a file.
std::vector<FoundFile> find_files(const std::vector<std::string>& paths,
                                  const std::vector<std::string_view>& extensions,
                                  std::vector<std::string>& errors);

}  // namespace pilcrow::cli
