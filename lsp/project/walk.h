// Walking a project's folders: which files are its own.
//
// Left out are hidden folders, `__pycache__`, virtual environments (folders with a pyvenv.cfg),
// links to folders, what a .gitignore leaves out (in the folder, below it, or above it up to the
// repository's root) and what `exclude` in a pyproject.toml does.
#pragma once

#include "lsp/project/ignore_rules.h"
#include "lsp/project/settings.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow {

struct FoundFile {
    std::string path;
    std::string inner;  // relative to the folder that was walked; of a file that was named its name
};

// What is left out of one folder.
class FolderRules {
public:
    // Of a folder that a walk begins in. Sentences about settings that cannot be understood are
    // appended to `errors`.
    static FolderRules at_root(const std::string& folder, std::vector<std::string>& errors);
    // Of a folder in it.
    FolderRules in(const std::string& name, std::vector<std::string>& errors) const;
    bool leaves_out(const std::string& name, bool is_folder) const;

private:
    struct RuleList;
    using RuleLists = std::shared_ptr<const RuleList>;
    static RuleLists with_list(const std::string& file, const std::string& folder, RuleLists outer);
    static RuleLists lists_above(const std::string& folder);
    void read_own(std::vector<std::string>& errors);

    std::string folder_;  // absolute
    RuleLists lists_;
    std::shared_ptr<const ProjectSettings> project_;
};

// Gives the files below a folder whose names end in one of `extensions` (none: any file) to
// `found`, in no particular order, until it returns false. Sentences about what cannot be read are
// appended to `errors`.
void walk_folder(const std::string& root, const std::vector<std::string_view>& extensions,
                 std::vector<std::string>& errors, const std::function<bool(FoundFile&&)>& found);

// True if a walk of `root` would find `path`, which lies below it (both absolute and clean).
bool walk_finds(const std::string& root, std::string_view path,
                const std::vector<std::string_view>& extensions);

}  // namespace pilcrow
