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

}  // namespace pilcrow::lsp
