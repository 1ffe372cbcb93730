#include "parser/syntax/relations_of_statements.h"

namespace pilcrow {
namespace {

// Walks the siblings of one block in order, holding the compound statement that is still open to
// clauses.
class BlockChecker {
  public:
    BlockChecker(const Tree& tree, std::vector<Diagnostic>& found) : tree_(tree), found_(found) {}

    void run(BlockId first, bool in_match) {
        in_match_ = in_match;
        begin_ = previous_ = first;
        for (BlockId block = first; block != no_block; block = tree_.next_statement(block)) {
            current_ = block;
            statement(block);
            previous_ = block;
        }
        current_ = tree_.reading->node_end(previous_) - 1;
        end_of_compound();
        end_of_decorators();
        if (in_match && !case_seen_) {
            const BlockId header = tree_.reading->head(tree_.reading->parent(first));
            report(Code::MatchWithoutCase, tree_.root(header), header);
        }
    }

  private:
    void statement(BlockId block) {
        const Unit* unit = tree_.unit(block);
        const NodeRef root = unit != nullptr && unit->role == Role::Statement ? tree_.root(block)
                                                                              : NodeRef{};
        const NodeKind kind = root ? tree_.kind(root) : NodeKind::Error;
        if (is_clause(kind)) {
            clause(root, kind);
            return;
        }
        // A damaged line may be a clause or a definition in disguise: what is open stays open.
        const bool damaged = !root || (unit->flags & unit_damaged) != 0;
        if (damaged && (!is_header(kind) || tree_.first_statement(block) == no_block)) return;
        if (!is_header(kind) && interrupts(kind, block)) {
            current_ = block;
            report(Code::InterruptsStatement, root, block);
            return;
        }
        end_of_compound();
        if (kind == NodeKind::FunctionDef || kind == NodeKind::ClassDef) {
            decorator_ = {};
        } else if (kind == NodeKind::Decorator) {
            if (!decorator_) decorator_ = root;
        } else {
            end_of_decorators();
        }
        if (in_match_) report(Code::CaseOutsideMatch, root, begin_);
        if (kind == NodeKind::If || kind == NodeKind::For || kind == NodeKind::While ||
            kind == NodeKind::Try) {
            open_ = root;
            open_kind_ = last_ = kind;
            excepts_ = 0;
        }
    }

    // A single statement between a compound statement and its clause, or between a decorator and
    // what it decorates: not those two are wrong, but the line that was put between them.
    bool interrupts(NodeKind kind, BlockId block) const {
        const BlockId next = tree_.next_statement(block);
        const Unit* unit = next == no_block ? nullptr : tree_.unit(next);
        if (unit == nullptr || unit->role != Role::Statement || unit->root == no_node) return false;
        if ((unit->flags & unit_damaged) != 0) return false; // it may be what does not belong
        const NodeKind next_kind = unit->node(unit->root).kind;
        if (decorator_ && kind != NodeKind::Decorator) {
            return next_kind == NodeKind::FunctionDef || next_kind == NodeKind::ClassDef ||
                   next_kind == NodeKind::Decorator;
        }
        if (!open_) return false;
        switch (next_kind) {
        case NodeKind::Elif: return open_kind_ == NodeKind::If && last_ != NodeKind::Else;
        case NodeKind::Else: return open_kind_ != NodeKind::Try || last_ == NodeKind::Except;
        case NodeKind::Except:
            return open_kind_ == NodeKind::Try &&
                   (last_ == NodeKind::Try || last_ == NodeKind::Except);
        case NodeKind::Finally:
            return open_kind_ == NodeKind::Try && last_ != NodeKind::Finally;
        default: return false;
        }
    }

    void clause(NodeRef root, NodeKind kind) {
        if (kind == NodeKind::Case) {
            case_seen_ = true;
            if (!in_match_) report(Code::ClauseWithoutStatement, root, previous_, "case");
            return;
        }
        const std::string_view word = tree_.token_text(root.block, tree_.node(root).first_token);
        if (!open_) {
            report(Code::ClauseWithoutStatement, root, previous_, word);
            return;
        }
        bool belongs = open_kind_ == NodeKind::Try;
        bool in_order = true;
        switch (kind) {
        case NodeKind::Elif:
            belongs = open_kind_ == NodeKind::If;
            in_order = last_ != NodeKind::Else;
            break;
        case NodeKind::Else:
            belongs = true;
            in_order = last_ != NodeKind::Else && last_ != NodeKind::Finally &&
                       (open_kind_ != NodeKind::Try || excepts_ > 0);
            break;
        case NodeKind::Except: {
            in_order = last_ == NodeKind::Try || last_ == NodeKind::Except;
            const bool star = tree_.node(root).has(except_star);
            if (excepts_ > 0 && star != star_) mixed_except(root, star);
            if (!star) plain_except_ = root;
            star_ = star;
            ++excepts_;
            break;
        }
        default: in_order = last_ != NodeKind::Finally; break;
        }
        if (!belongs) {
            report(Code::ClauseWithoutStatement, root, open_.block, word);
        } else if (!in_order) {
            report(Code::ClauseOrder, root, open_.block, word);
        }
        last_ = kind;
    }

    // CPython names the later of the two. Here it is the one without its star: a star is lost more
    // easily than it is written.
    void mixed_except(NodeRef root, bool star) {
        const bool earlier = tree_.layout == Layout::Pilcrow && star;
        report(Code::MixedExcept, earlier ? plain_except_ : root, open_.block);
    }

    void end_of_compound() {
        if (open_ && open_kind_ == NodeKind::Try && last_ == NodeKind::Try) {
            report(Code::TryWithoutHandler, open_, open_.block);
        }
        open_ = {};
    }
    void end_of_decorators() {
        if (decorator_) {
            report(Code::DecoratorWithoutDefinition, decorator_, decorator_.block);
        }
        decorator_ = {};
    }
    // Reports at the first token of `at`, unless a line from `from` to the current one is damaged.
    void report(Code code, NodeRef at, BlockId from, std::string_view name = {}) {
        for (BlockId block = from; block <= current_; ++block) {
            const Unit* unit = tree_.reading->is_head(block) ? tree_.unit(block) : nullptr;
            if (unit != nullptr && (unit->flags & unit_damaged) != 0) return;
        }
        const Position begin = tree_.range(at).begin;
        const auto width = static_cast<std::uint32_t>(
            tree_.token_text(at.block, tree_.node(at).first_token).size());
        found_.push_back(relation_diagnostic(
            tree_, code, {begin, {begin.line, begin.byte + width}}, name));
    }

    const Tree& tree_;
    std::vector<Diagnostic>& found_;
    BlockId begin_ = 0;
    BlockId previous_ = 0;
    BlockId current_ = 0;
    bool in_match_ = false;
    bool case_seen_ = false;
    bool star_ = false;
    NodeRef open_;
    NodeRef decorator_;
    NodeRef plain_except_; // the last
    NodeKind open_kind_ = NodeKind::None;
    NodeKind last_ = NodeKind::None;
    std::uint32_t excepts_ = 0;
};

} // namespace

void check_statement_relations(const Tree& tree, std::vector<Diagnostic>& found) {
    const BlockTree& blocks = *tree.reading;
    if (blocks.size() > 0) BlockChecker(tree, found).run(blocks.first_child(no_block), false);
    for (BlockId segment = 0; segment < blocks.size(); ++segment) {
        const BlockId first = blocks.first_child(segment);
        if (first == no_block) continue;
        const Unit* unit = tree.unit(first);
        if (unit == nullptr || unit->role != Role::Statement) continue;
        const NodeRef owner = tree.root(blocks.head(segment));
        const bool in_match = owner && tree.kind(owner) == NodeKind::Match;
        BlockChecker(tree, found).run(first, in_match);
    }
}

} // namespace pilcrow
