// Branches that are never taken (workspace/known_conditions.h says what is known of a test). Stubs
// stand on them.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "lsp/workspace/known_conditions.h"

namespace pilcrow::lsp {

std::optional<bool> Engine::condition(const FileInfo& file, NodeRef test) {
    return known_truth(file.t(), test, version_);
}

// Whether the block of an If, Elif or Else is known to be passed over.
bool Engine::is_dead_branch(const FileInfo& file, NodeRef header) {
    const Tree& tree = file.t();
    const NodeKind kind = tree.kind(header);
    if (kind != NodeKind::If && kind != NodeKind::Elif && kind != NodeKind::Else) return false;
    const auto kept = file.dead_branches.find(header.block);
    if (kept != file.dead_branches.end()) return kept->second;
    bool dead = false;
    if (kind != NodeKind::Else) dead = condition(file, tree.first_child(header)) == false;
    // A branch before it that is always taken. Those far before it are not looked at.
    BlockId before = header.block;
    for (int count = 0; !dead && kind != NodeKind::If && count < 64; ++count) {
        before = statement_before(tree, before);
        const NodeRef clause = root_of(tree, before);
        if (!clause) break;
        const NodeKind its_kind = tree.kind(clause);
        if (its_kind != NodeKind::If && its_kind != NodeKind::Elif) break;
        dead = condition(file, tree.first_child(clause)) == true;
        if (its_kind == NodeKind::If) break;
    }
    file.dead_branches.emplace(header.block, dead);
    return dead;
}

bool Engine::is_dead(const FileInfo& file, BlockId statement) {
    const Tree& tree = file.t();
    BlockId at = statement_of(tree, statement);
    for (int depth = 0; at != no_block && depth < 64; ++depth) {
        const NodeRef root = root_of(tree, at);
        if (root && is_dead_branch(file, root)) return true;
        at = header_of(tree, at);
    }
    return false;
}

}  // namespace pilcrow::lsp
