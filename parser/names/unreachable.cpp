// Statements that can never be reached: those behind one that always leaves its block.

#include "parser/names/collector.h"

namespace pilcrow::names {
namespace {

bool leaves_block(NodeKind kind) {
    return kind == NodeKind::Return || kind == NodeKind::Raise || kind == NodeKind::Break ||
           kind == NodeKind::Continue;
}

}  // namespace

bool chain_leaves(const Unit& unit, NodeId id) {
    for (; id != no_node; id = unit.node(id).next) {
        if (leaves_block(unit.node(id).kind)) return true;
    }
    return false;
}

void find_unreachable(std::span<Passed> passed, std::vector<BlockId>& found) {
    const auto kind_at = [&](BlockId block) {
        return block == no_index ? NodeKind::None : passed[block].kind;
    };
    // Whether a statement always leaves; a clause: whether it and those behind it do.
    const auto leaves = [&](const Passed& at, BlockId next) {
        if (at.damaged || !at.leaves) return false;
        if (!is_header(at.kind) || at.kind == NodeKind::Else) return true;
        const bool in_chain = at.kind == NodeKind::If || at.kind == NodeKind::Elif;
        const bool goes_on = kind_at(next) == NodeKind::Elif || kind_at(next) == NodeKind::Else;
        return in_chain && goes_on && passed[next].leaves;
    };
    // Children come behind their header: going backwards, a body is settled before its header.
    for (std::size_t index = passed.size(); index-- > 0;) {
        Passed& segment = passed[index];
        BlockId next = no_index;        // the statement behind the one at hand
        BlockId next_sound = no_index;  // the first behind it that is no clause
        BlockId unreachable = no_index;
        for (BlockId block = segment.last_child; block != no_index;) {
            Passed& at = passed[block];
            at.leaves = leaves(at, next);
            // A line put between a decorator and its definition, or before a clause, is the one
            // that is wrong: it makes nothing unreachable.
            const bool stands_between = kind_at(at.previous) == NodeKind::Decorator ||
                                        (!is_header(at.kind) && is_clause(kind_at(next)));
            if (at.leaves && !is_clause(at.kind) && !stands_between) {
                unreachable = next_sound;
                segment.leaves = true;
            }
            next = block;
            if (at.damaged) {
                next_sound = no_index;  // what follows may be reached through it
            } else if (at.kind != NodeKind::None && !is_clause(at.kind)) {
                next_sound = block;
            }
            block = at.previous;
        }
        if (unreachable != no_index) found.push_back(unreachable);
        if (segment.continues) passed[segment.previous].leaves |= segment.leaves;
    }
}

}  // namespace pilcrow::names
