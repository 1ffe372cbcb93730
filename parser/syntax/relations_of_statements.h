// The part of relations.h about neighbouring statements: clauses, decorators and cases of every
// block. Internal to parser/syntax.
#pragma once

#include "parser/diagnostics/diagnostics.h"

#include <string_view>
#include <vector>

namespace pilcrow {

// Given every head of the tree in order, holds for each open block the compound statement that is
// still open to clauses. Constant work for a statement.
class StatementChecker {
public:
    StatementChecker(const Tree& tree, std::vector<Diagnostic>& found)
        : tree_(tree), blocks_(*tree.reading), found_(found) {}

    // The next head; its unit or null.
    void next(BlockId head, const Unit* unit) {
        while (!open_.empty() && open_.back().end <= head) end_of_block();
        if (unit == nullptr || unit->role != Role::Statement) {
            if (unit != nullptr && (unit->flags & unit_damaged) != 0) last_damaged_ = head + 1;
            return;
        }
        const BlockId parent = blocks_[head].previous;
        if (open_.empty() || open_.back().parent != parent) begin_block(head, parent);
        statement(head, *unit);
        open_.back().previous = head;
    }
    void end() {
        while (!open_.empty()) end_of_block();
    }

private:
    struct Block {
        BlockId parent;  // the segment that its statements are children of, or no_block
        BlockId begin;
        BlockId end;
        BlockId previous;  // statement
        bool in_match = false;
        bool case_seen = false;
        bool star = false;  // the last except was an except*
        NodeRef compound;   // open to clauses
        NodeRef decorator;
        NodeRef plain_except;            // the last
        NodeRef bare_except;             // `except:`
        NodeRef always_matches;          // of the case before
        NodeKind kind = NodeKind::None;  // of the compound statement
        NodeKind last = NodeKind::None;  // of its last clause
        std::uint32_t excepts = 0;
    };

    void begin_block(BlockId first, BlockId parent);
    void statement(BlockId head, const Unit& unit);
    void clause(NodeRef root, NodeKind kind);
    void case_clause(NodeRef root);
    void except_clause(NodeRef root);
    bool interrupts(NodeKind kind, BlockId head) const;
    void end_of_compound();
    void end_of_decorators();
    void end_of_block();
    // Reports at the first token of `at`, unless a line from `from` to the current one is damaged.
    void report(Code code, NodeRef at, BlockId from, std::string_view name = {});

    const Tree& tree_;
    const BlockTree& blocks_;
    std::vector<Diagnostic>& found_;
    std::vector<Block> open_;
    BlockId last_damaged_ = 0;  // one past the last damaged head so far
};

}  // namespace pilcrow
