#include "lsp/features/findings.h"

#include "parser/findings.h"

namespace pilcrow::lsp {

std::vector<Diagnostic> findings(const SourceFile& file, const Names& names,
                                 const ProjectSettings& project) {
    std::vector<Diagnostic> found = find_all(names, file.path);
    apply_selection(*file.tree, selection_of(project), found);
    return found;
}

}  // namespace pilcrow::lsp
