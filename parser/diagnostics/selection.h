// Which findings are wanted: by their codes, and by a line's own word.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <bitset>
#include <vector>

namespace pilcrow {

using CodeSet = std::bitset<static_cast<std::size_t>(Code::Count)>;

// Errors are always reported; of the rest those that are selected and not ignored.
struct Selection {
    CodeSet wanted = CodeSet().set();

    bool wants(Code code) const {
        return info(code).severity == Severity::Error || wanted[static_cast<std::size_t>(code)];
    }
};

// Removes findings that the selection does not want, and warnings whose line ends in a comment
// `# pilcrow: ignore[code, …]` (or `# pilcrow: ignore`, for all of the line's).
void apply_selection(const Tree& tree, const Selection& selection, std::vector<Diagnostic>& found);

}  // namespace pilcrow
