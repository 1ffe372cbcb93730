// What a project says in its pyproject.toml: which warnings it wants, which files are none of its
// own.
#pragma once

#include "lsp/project/ignore_rules.h"
#include "parser/diagnostics/selection.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow {

// The codes in a list such as "unused-import,unused-local". An unknown one, or one of an error, is
// answered with a sentence in `error`.
CodeSet codes_from(const std::vector<std::string>& texts, std::string& error);

// `[tool.pilcrow]` of a pyproject.toml. Without it everything is selected and nothing excluded.
// What cannot be understood is one sentence.
struct ProjectSettings {
    std::string folder;  // that of the file, absolute; empty where there is none
    std::optional<CodeSet> select;
    std::optional<CodeSet> ignore;
    IgnoreRules exclude;                 // files that no walk finds; paths are relative to `folder`
    std::optional<std::uint32_t> width;  // `[tool.pilcrow.fmt]`
    std::string error;
};
// The warnings that a project wants.
Selection selection_of(const ProjectSettings& project);
// A folder's path from the root, without a slash at its end (unless it is the root).
std::filesystem::path absolute_folder(const std::string& folder);
// Of the file in `folder` itself, if it has such a table.
std::optional<ProjectSettings> settings_in(const std::string& folder);
// Of the file nearest to `folder`, in it or above, that has such a table.
ProjectSettings project_settings(const std::string& folder);

// The settings of many files, looked up once for each folder. From any thread.
class ProjectSettingsCache {
public:
    const ProjectSettings& of_file(const std::string& path);

private:
    std::map<std::string, ProjectSettings> by_folder_;
    std::mutex mutex_;
};

}  // namespace pilcrow
