#include "lsp/features/findings.h"

#include "lsp/features/line_edits.h"
#include "parser/findings.h"
#include "parser/mending.h"

namespace pilcrow::lsp {

std::vector<Diagnostic> findings(const SourceFile& file, const Names& names,
                                 const ProjectSettings& project) {
    std::vector<Diagnostic> found = find_all(names, file.path);
    apply_selection(*file.tree, selection_of(project), found);
    return found;
}

std::vector<TextEdit> safe_fixes(const SourceFile& file, std::vector<Diagnostic> found,
                                 const ProjectSettings& project) {
    if (file.tree->layout != Layout::Pilcrow) return {};
    const Selection selection = selection_of(project);
    const Mended now = mended(*file.tree, std::move(found), [&](const Tree& tree) {
        std::vector<Diagnostic> left = find_all(Names::analyze(tree), file.path);
        apply_selection(tree, selection, left);
        return left;
    });
    if (now.applied == 0) return {};
    return line_edits(file.tree->text(), now.tree.text(), now.source_lines);
}

}  // namespace pilcrow::lsp
