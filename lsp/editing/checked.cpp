#include "lsp/editing/checked.h"

#include "lsp/editing/text_change.h"
#include "parser/equivalence/equivalence.h"
#include "parser/parse.h"

namespace pilcrow::lsp::editing {

bool keeps_program(const Lines& lines, BlockId head, const StructureEdit& edit) {
    const BlockTree& shape = lines.shape();
    BlockId top = shape.head(head);
    while (shape.parent(top) != no_block) top = shape.head(shape.parent(top));
    const std::uint32_t first = lines.line_of(top);
    const std::uint32_t end = lines.line_of(shape.node_end(top) - 1) + 1;
    std::string before;
    for (std::uint32_t line = first; line < end; ++line) {
        (before += lines.text(line)) += lines.line_end();
    }
    std::vector<TextEdit> edits = edit.edits;
    for (TextEdit& one : edits) {
        if (one.range.begin.line < first || one.range.end.line >= end) return false;
        one.range.begin.line -= first;
        one.range.end.line -= first;
    }
    const Tree old_tree = parse(before, Layout::Pilcrow);
    const Tree new_tree = parse(applied(Lines(old_tree), edits), Layout::Pilcrow);
    return !difference(old_tree, new_tree);
}

}  // namespace pilcrow::lsp::editing
