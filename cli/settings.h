// Which warnings are wanted: the command line's, a project's, a line's own word.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::cli {

using CodeSet = std::bitset<static_cast<std::size_t>(Code::Count)>;

// Errors are always reported; of the rest those that are selected and not ignored.
struct Selection {
    CodeSet wanted = CodeSet().set();

    bool wants(Code code) const {
        return info(code).severity == Severity::Error || wanted[static_cast<std::size_t>(code)];
    }
};

// The codes in a list such as "unused-import,unused-local". An unknown one, or one of an error, is
// answered with a sentence in `error`.
CodeSet codes_from(const std::vector<std::string>& texts, std::string& error);

// `[tool.pilcrow]` of a pyproject.toml: `select` and `ignore`, arrays of codes. Without it
// everything is selected. What cannot be understood is one sentence.
struct ProjectSettings {
    std::optional<CodeSet> select;
    std::optional<CodeSet> ignore;
    std::string error;
};
// Of the file nearest to `folder`, in it or above, that has such a table.
ProjectSettings project_settings(const std::string& folder);

// Removes findings that the selection does not want, and warnings whose line ends in a comment
// `# pilcrow: ignore[code, …]` (or `# pilcrow: ignore`, for all of the line's).
void apply_selection(const Tree& tree, const Selection& selection, std::vector<Diagnostic>& found);

}  // namespace pilcrow::cli
