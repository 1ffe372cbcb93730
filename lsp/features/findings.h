// Findings: what `pilcrow check` reports of a file, as the project wants it.
#pragma once

#include "lsp/project/settings.h"
#include "lsp/source/source_file.h"
#include "parser/names/names.h"

#include <vector>

namespace pilcrow::lsp {

// In text order. `names` are those of the file's tree. O(units and findings).
std::vector<Diagnostic> findings(const SourceFile& file, const Names& names,
                                 const ProjectSettings& project);

// What `pilcrow check --fix` would change in the file, where these are its findings: edits of whole
// lines. Of Python's layout nothing is mended. Costs parsing and finding again for each round of
// fixes (parser/mending.h), mostly two.
std::vector<TextEdit> safe_fixes(const SourceFile& file, std::vector<Diagnostic> found,
                                 const ProjectSettings& project);

}  // namespace pilcrow::lsp
