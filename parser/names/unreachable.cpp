// Statements that can never be reached: those behind one that always leaves its block.

#include "parser/names/collector.h"

namespace pilcrow::names {
namespace {

bool leaves_block(NodeKind kind) {
    return kind == NodeKind::Return || kind == NodeKind::Raise || kind == NodeKind::Break ||
           kind == NodeKind::Continue;
}

const Unit* statement_unit(const Tree& tree, BlockId block) {
    const Unit* unit = tree.unit(block);
    return unit != nullptr && unit->role == Role::Statement && unit->root != no_node ? unit
                                                                                    : nullptr;
}
bool damaged(const Unit* unit) { return unit == nullptr || (unit->flags & unit_damaged) != 0; }

// Whether one of the simple statements chained from `id` leaves.
bool chain_leaves(const Unit& unit, NodeId id) {
    for (; id != no_node; id = unit.node(id).next) {
        if (leaves_block(unit.node(id).kind)) return true;
    }
    return false;
}

NodeKind kind_of(const Tree& tree, BlockId block) {
    const Unit* unit = block == no_block ? nullptr : statement_unit(tree, block);
    return unit == nullptr ? NodeKind::Error : unit->node(unit->root).kind;
}

// A line put between a decorator and its definition, or before a clause, is the one that is wrong:
// it makes nothing unreachable.
bool stands_between(const Tree& tree, BlockId previous, BlockId statement) {
    return kind_of(tree, previous) == NodeKind::Decorator ||
           (!is_header(kind_of(tree, statement)) &&
            is_clause(kind_of(tree, tree.next_statement(statement))));
}

// Per entry of [first, end), made from the last to the first, so that what stands inside is known.
class Endings {
  public:
    Endings(const Tree& tree, BlockId first, BlockId end)
        : tree_(tree), first_(first), body_leaves_(end - first) {
        for (BlockId block = end; block-- > first;) {
            if (!tree.reading->is_head(block)) continue;
            const Unit* unit = statement_unit(tree, block);
            if (damaged(unit) || !is_header(unit->node(unit->root).kind)) continue;
            body_leaves_[block - first] = body_leaves(block, *unit);
        }
    }

    // Whether control never gets behind the statement at `block` (with its clauses).
    bool leaves(BlockId block) const {
        const Unit* unit = statement_unit(tree_, block);
        if (damaged(unit)) return false;
        const NodeKind kind = unit->node(unit->root).kind;
        if (kind != NodeKind::If) {
            return !is_header(kind) && chain_leaves(*unit, unit->root);
        }
        if (!body_leaves_[block - first_]) return false;
        for (BlockId next = tree_.next_statement(block); next != no_block;
             next = tree_.next_statement(next)) {
            const Unit* clause = statement_unit(tree_, next);
            if (damaged(clause)) return false;
            const NodeKind clause_kind = clause->node(clause->root).kind;
            if (clause_kind != NodeKind::Elif && clause_kind != NodeKind::Else) return false;
            if (!body_leaves_[next - first_]) return false;
            if (clause_kind == NodeKind::Else) return true;
        }
        return false;
    }

    // The first statement of a block that cannot be reached, or no_block.
    BlockId unreachable(BlockId statement) const {
        bool left = false;
        bool in_if = false; // the clauses behind an `if` are reached past it
        BlockId previous = no_block;
        for (; statement != no_block;
             previous = statement, statement = tree_.next_statement(statement)) {
            const Unit* unit = statement_unit(tree_, statement);
            const NodeKind kind = kind_of(tree_, statement);
            if (left && in_if && is_clause(kind)) continue;
            if (left && !damaged(unit) && !is_clause(kind)) return statement;
            if (!left && leaves(statement) && !stands_between(tree_, previous, statement)) {
                left = true;
                in_if = kind == NodeKind::If;
            }
        }
        return no_block;
    }

  private:
    bool body_leaves(BlockId block, const Unit& unit) const {
        for (NodeId id = unit.node(unit.root).first_child; id != no_node; id = unit.node(id).next) {
            if (unit.node(id).kind == NodeKind::Suite) {
                return chain_leaves(unit, unit.node(id).first_child);
            }
        }
        BlockId previous = no_block;
        for (BlockId statement = tree_.first_statement(block); statement != no_block;
             previous = statement, statement = tree_.next_statement(statement)) {
            if (leaves(statement) && !stands_between(tree_, previous, statement)) return true;
        }
        return false;
    }

    const Tree& tree_;
    BlockId first_;
    std::vector<bool> body_leaves_;
};

} // namespace

void find_unreachable(const Tree& tree, BlockId first, BlockId end,
                      std::vector<PartFinding>& findings) {
    if (end - first < 3) return; // no block of two statements
    const Endings endings(tree, first, end);
    for (BlockId block = first; block < end; ++block) {
        if (!tree.reading->is_head(block) || statement_unit(tree, block) == nullptr) continue;
        const BlockId inside = tree.first_statement(block);
        if (inside == no_block) continue;
        const BlockId at = endings.unreachable(inside);
        if (at == no_block) continue;
        const Unit& unit = *statement_unit(tree, at);
        const Node& root = unit.node(unit.root);
        findings.push_back({Code::UnreachableCode, at - first, unit.token(root.first_token).begin,
                            unit.token(root.end_token - 1).end, no_name});
    }
}

void find_unreachable_at_top(const Tree& tree, std::vector<Diagnostic>& found) {
    bool left = false;
    BlockId previous = no_block;
    for (BlockId block = tree.first_statement(no_block); block != no_block;
         block = tree.next_statement(block)) {
        const Unit* unit = statement_unit(tree, block);
        if (damaged(unit)) continue;
        const NodeKind kind = unit->node(unit->root).kind;
        if (left) {
            const Position begin = tree.position(block, unit->token(unit->node(unit->root).first_token).begin);
            const Position end{begin.line,
                               static_cast<std::uint32_t>(tree.line_text(begin.line).size())};
            found.push_back(Diagnostic{Code::UnreachableCode, {begin, end},
                                       message_of(Code::UnreachableCode, {}, {}, {}), {}, {}, {}});
            return;
        }
        left = !is_header(kind) && chain_leaves(*unit, unit->root) &&
               !stands_between(tree, previous, block);
        previous = block;
    }
}

} // namespace pilcrow::names
