#include "parser/syntax/relations_of_statements.h"

#include "parser/syntax/relation_reporter.h"
#include "parser/syntax/relations_of_patterns.h"

namespace pilcrow {

void StatementChecker::begin_block(BlockId first, BlockId parent) {
    Block block;
    block.parent = parent;
    block.begin = block.previous = first;
    block.end = parent == no_block ? blocks_.size() : blocks_[parent].end;
    if (parent != no_block) {
        const NodeRef owner = tree_.root(blocks_.head(parent));
        block.in_match = owner && tree_.kind(owner) == NodeKind::Match;
    }
    open_.push_back(block);
}

void StatementChecker::statement(BlockId head, const Unit& unit) {
    const NodeRef root{head, unit.root};
    const NodeKind kind = root ? unit.node(unit.root).kind : NodeKind::Error;
    // A damaged line may be a clause or a definition in disguise: what is open stays open.
    const bool damaged = !root || is_damaged(unit);
    if (is_damaged(unit)) last_damaged_ = head + 1;
    Block& block = open_.back();
    if (is_clause(kind)) {
        clause(root, kind);
        return;
    }
    if (damaged && (!is_header(kind) || tree_.first_statement(head) == no_block)) return;
    const bool waiting = block.compound || block.decorator;
    if (waiting && !is_header(kind) && interrupts(kind, head)) {
        report(Code::InterruptsStatement, root, head);
        return;
    }
    end_of_compound();
    if (kind == NodeKind::FunctionDef || kind == NodeKind::ClassDef) {
        block.decorator = {};
    } else if (kind == NodeKind::Decorator) {
        if (!block.decorator) block.decorator = root;
    } else {
        end_of_decorators();
    }
    if (block.in_match) report(Code::CaseOutsideMatch, root, block.begin);
    if (kind == NodeKind::If || kind == NodeKind::For || kind == NodeKind::While ||
        kind == NodeKind::Try) {
        block.compound = root;
        block.kind = block.last = kind;
        block.excepts = 0;
        block.bare_except = {};
    }
}

// A single statement between a compound statement and its clause, or between a decorator and
// what it decorates: not those two are wrong, but the line that was put between them.
bool StatementChecker::interrupts(NodeKind kind, BlockId head) const {
    const BlockId next = tree_.next_statement(head);
    const Unit* unit = next == no_block ? nullptr : tree_.unit(next);
    if (unit == nullptr || unit->role != Role::Statement || unit->root == no_node) return false;
    if (is_damaged(*unit)) return false;  // it may be what does not belong
    const NodeKind next_kind = unit->node(unit->root).kind;
    const Block& block = open_.back();
    if (block.decorator && kind != NodeKind::Decorator) {
        return next_kind == NodeKind::FunctionDef || next_kind == NodeKind::ClassDef ||
               next_kind == NodeKind::Decorator;
    }
    if (!block.compound) return false;
    switch (next_kind) {
    case NodeKind::Elif: return block.kind == NodeKind::If && block.last != NodeKind::Else;
    case NodeKind::Else: return block.kind != NodeKind::Try || block.last == NodeKind::Except;
    case NodeKind::Except:
        return block.kind == NodeKind::Try &&
               (block.last == NodeKind::Try || block.last == NodeKind::Except);
    case NodeKind::Finally: return block.kind == NodeKind::Try && block.last != NodeKind::Finally;
    default: return false;
    }
}

void StatementChecker::clause(NodeRef root, NodeKind kind) {
    if (kind == NodeKind::Case) {
        case_clause(root);
        return;
    }
    Block& block = open_.back();
    const std::string_view word = tree_.token_text(root.block, tree_.node(root).first_token);
    if (!block.compound) {
        report(Code::ClauseWithoutStatement, root, block.previous, word);
        return;
    }
    bool belongs = block.kind == NodeKind::Try;
    bool in_order = true;
    switch (kind) {
    case NodeKind::Elif:
        belongs = block.kind == NodeKind::If;
        in_order = block.last != NodeKind::Else;
        break;
    case NodeKind::Else:
        belongs = true;
        in_order = block.last != NodeKind::Else && block.last != NodeKind::Finally &&
                   (block.kind != NodeKind::Try || block.excepts > 0);
        break;
    case NodeKind::Except:
        in_order = block.last == NodeKind::Try || block.last == NodeKind::Except;
        except_clause(root);
        break;
    default: in_order = block.last != NodeKind::Finally; break;
    }
    if (!belongs) {
        report(Code::ClauseWithoutStatement, root, block.compound.block, word);
    } else if (!in_order) {
        report(Code::ClauseOrder, root, block.compound.block, word);
    }
    block.last = kind;
}

void StatementChecker::case_clause(NodeRef root) {
    Block& block = open_.back();
    block.case_seen = true;
    if (!block.in_match) {
        report(Code::ClauseWithoutStatement, root, block.previous, "case");
        return;
    }
    if (block.always_matches) {
        const NodeRef before = block.always_matches;
        if (last_damaged_ <= before.block) {
            found_.push_back(
                relation_diagnostic(tree_, Code::UnreachablePattern, tree_.range(before), {}));
        }
    }
    block.always_matches = is_damaged_at(tree_, root) ? NodeRef{} : always_matching(tree_, root);
}

void StatementChecker::except_clause(NodeRef root) {
    Block& block = open_.back();
    const Node& node = tree_.node(root);
    const bool star = node.has(except_star);
    if (block.excepts > 0 && star != block.star) {
        // CPython names the later of the two. Here it is the one without its star: a star is lost
        // more easily than it is written.
        const bool earlier = tree_.layout == Layout::Pilcrow && star;
        report(Code::MixedExcept, earlier ? block.plain_except : root, block.compound.block);
    } else if (block.bare_except) {
        report(Code::BareExceptNotLast, block.bare_except, block.compound.block);
    }
    const NodeRef type{root.block, node.first_child};
    const bool bare = !star && (!type || tree_.kind(type) == NodeKind::Suite);
    block.bare_except = bare ? root : NodeRef{};
    if (!star) block.plain_except = root;
    block.star = star;
    ++block.excepts;
}

void StatementChecker::end_of_compound() {
    Block& block = open_.back();
    if (block.compound && block.kind == NodeKind::Try && block.last == NodeKind::Try) {
        report(Code::TryWithoutHandler, block.compound, block.compound.block);
    }
    block.compound = {};
}

void StatementChecker::end_of_decorators() {
    Block& block = open_.back();
    if (block.decorator) {
        report(Code::DecoratorWithoutDefinition, block.decorator, block.decorator.block);
    }
    block.decorator = {};
}

void StatementChecker::end_of_block() {
    end_of_compound();
    end_of_decorators();
    const Block& block = open_.back();
    if (block.in_match && !block.case_seen) {
        const BlockId header = blocks_.head(block.parent);
        report(Code::MatchWithoutCase, tree_.root(header), header);
    }
    open_.pop_back();
}

void StatementChecker::report(Code code, NodeRef at, BlockId from, std::string_view name) {
    if (last_damaged_ > from) return;
    const Position begin = tree_.range(at).begin;
    const auto width =
        static_cast<std::uint32_t>(tree_.token_text(at.block, tree_.node(at).first_token).size());
    found_.push_back(
        relation_diagnostic(tree_, code, {begin, {begin.line, begin.byte + width}}, name));
}

}  // namespace pilcrow
