#include "lsp/features/folding.h"

#include "lsp/source/places.h"

#include <algorithm>
#include <tuple>

namespace pilcrow::lsp {
namespace {

// The last line of a segment with all that stands under it.
std::uint32_t last_line(const Tree& tree, BlockId segment) {
    const BlockTree& blocks = *tree.reading;
    const BlockId last = blocks[segment].end - 1;
    std::uint32_t line = blocks[last].line;
    if (tree.layout == Layout::Python) {
        const BlockId head = blocks.head(last);
        if (const Unit* unit = tree.unit(head)) {
            line = std::max(line, tree.position(head, unit->own_size).line);
        }
    }
    return line;
}

void add_blocks(const Tree& tree, std::vector<Fold>& found) {
    const BlockTree& blocks = *tree.reading;
    for (BlockId block = 0; block < blocks.size(); ++block) {
        const std::uint32_t line = blocks[block].line;
        if (blocks.is_head(block)) {
            // A definition whose header hangs folds as a whole, too.
            const NodeRef root = tree.root(block);
            const NodeKind kind = root ? tree.kind(root) : NodeKind::None;
            if (kind == NodeKind::FunctionDef || kind == NodeKind::ClassDef) {
                const std::uint32_t last = extent(tree, block).end.line;
                if (last > line) found.push_back({line, last, FoldKind::Code});
            }
        }
        const std::uint32_t last = last_line(tree, block);
        if (last > line) found.push_back({line, last, FoldKind::Code});
    }
}

void add_imports(const Tree& tree, std::vector<Fold>& found) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::size_t count = 0;
    const auto finish = [&] {
        if (count > 1 && last > first) found.push_back({first, last, FoldKind::Imports});
        count = 0;
    };
    for (BlockId at = tree.first_statement(no_block); at != no_block;
         at = tree.next_statement(at)) {
        const NodeRef root = tree.root(at);
        const NodeKind kind = root ? tree.kind(root) : NodeKind::None;
        if (kind != NodeKind::Import && kind != NodeKind::ImportFrom) {
            finish();
            continue;
        }
        const Range range = extent(tree, at);
        if (count++ == 0) first = range.begin.line;
        last = range.end.line;
    }
    finish();
}

std::string_view comment_text(const Tree& tree, std::uint32_t line) {
    std::string_view text = tree.line_text(line);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\f"), text.size()));
    if (!text.starts_with('#')) return {};
    text.remove_prefix(1);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return text;
}

void add_comments(const Tree& tree, std::vector<Fold>& found) {
    std::vector<std::uint32_t> regions;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    const auto finish = [&] {
        if (count > 1) found.push_back({first, first + count - 1, FoldKind::Comment});
        count = 0;
    };
    for (std::uint32_t line = 0; line < tree.line_count; ++line) {
        if (tree.line_token(line).lead() != Lead::Comment) {
            finish();
            continue;
        }
        const std::string_view text = comment_text(tree, line);
        if (text.starts_with("region")) {
            finish();
            regions.push_back(line);
        } else if (text.starts_with("endregion")) {
            finish();
            if (!regions.empty()) {
                found.push_back({regions.back(), line, FoldKind::Region});
                regions.pop_back();
            }
        } else if (count++ == 0) {
            first = line;
        }
    }
    finish();
}

}  // namespace

std::vector<Fold> folds(const Tree& tree) {
    std::vector<Fold> found;
    add_blocks(tree, found);
    add_imports(tree, found);
    add_comments(tree, found);
    std::sort(found.begin(), found.end(), [](const Fold& a, const Fold& b) {
        return std::tuple(a.first_line, ~a.last_line, a.kind) <
               std::tuple(b.first_line, ~b.last_line, b.kind);
    });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace pilcrow::lsp
