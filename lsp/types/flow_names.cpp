// Which bindings reach a place (flow.h).

#include "lsp/types/flow.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

NodeKind root_kind(const Tree& tree, BlockId statement) {
    const NodeRef root = tree.root(statement);
    return root ? tree.kind(root) : NodeKind::None;
}

// A header's suite on its own line, or none.
NodeRef suite_of(const Tree& tree, BlockId header) {
    const NodeRef root = tree.root(header);
    if (!root) return {};
    for (const NodeRef child : ChildRange(tree, root)) {
        if (tree.kind(child) == NodeKind::Suite) return child;
    }
    return {};
}

// Whether the simple statements from `node` on, chained by `;`, leave their block.
bool chain_leaves(const Tree& tree, BlockId block, NodeId node) {
    const Unit* unit = tree.unit(block);
    for (; unit != nullptr && node != no_node; node = unit->node(node).next) {
        switch (unit->node(node).kind) {
        case NodeKind::Return:
        case NodeKind::Raise:
        case NodeKind::Break:
        case NodeKind::Continue: return true;
        case NodeKind::ExpressionStatement: {
            // What ends the program, by its usual names.
            const NodeRef value = tree.first_child({block, node});
            if (!value || tree.kind(value) != NodeKind::Call) break;
            const NodeRef callee = tree.first_child(value);
            const std::string text = callee ? reference_text(tree, callee) : std::string();
            if (text == "exit" || text == "quit" || text == "sys.exit" || text == "os._exit" ||
                text == "os.abort" || text == "pytest.fail" || text == "pytest.skip") {
                return true;
            }
            break;
        }
        default: break;
        }
    }
    return false;
}

bool has_clause(const Tree& tree, const std::vector<BlockId>& statements, std::size_t first,
                std::size_t end, NodeKind kind) {
    return std::any_of(statements.begin() + static_cast<std::ptrdiff_t>(first),
                       statements.begin() + static_cast<std::ptrdiff_t>(end),
                       [&](BlockId block) { return root_kind(tree, block) == kind; });
}

// The first statement of the compound that statements[index] is a clause of: itself, if it is none.
std::size_t chain_begin(const Tree& tree, const std::vector<BlockId>& statements,
                        std::size_t index) {
    while (index > 0 && is_clause(root_kind(tree, statements[index])) &&
           root_kind(tree, statements[index]) != NodeKind::Case) {
        --index;
    }
    return index;
}

}  // namespace

std::string reference_text(const Tree& tree, NodeRef expression) {
    // From the last part to the first.
    std::vector<std::string> parts;
    for (std::size_t depth = 0; depth < 12 && expression; ++depth) {
        switch (tree.kind(expression)) {
        case NodeKind::Name: {
            std::string text(tree.name(expression));
            for (auto part = parts.rbegin(); part != parts.rend(); ++part) text += *part;
            return text;
        }
        case NodeKind::Attribute: {
            const TokenRef name = own_name_token(tree, expression);
            if (!name) return {};
            parts.push_back('.' + std::string(tree.token_text(name.block, name.token)));
            break;
        }
        case NodeKind::Subscript: {
            const std::vector<NodeRef> children = tree.children(expression);
            if (children.size() != 2) return {};
            const NodeKind key = tree.kind(children[1]);
            if (key != NodeKind::Number && key != NodeKind::String) return {};
            const Node& node = tree.node(children[1]);
            parts.push_back(
                '[' + std::string(tree.token_text(children[1].block, node.first_token)) + ']');
            break;
        }
        default: return {};
        }
        expression = tree.first_child(expression);
    }
    return {};
}

bool always_leaves(const Tree& tree, BlockId header) {
    if (const NodeRef suite = suite_of(tree, header)) {
        return chain_leaves(tree, header, tree.node(suite).first_child);
    }
    std::vector<BlockId> statements;
    for (BlockId at = tree.first_statement(header); at != no_block; at = tree.next_statement(at)) {
        statements.push_back(at);
    }
    if (statements.empty()) return false;
    const std::size_t last = statements.size() - 1;
    const std::size_t first = chain_begin(tree, statements, last);
    const NodeKind kind = root_kind(tree, statements[first]);
    if (kind == NodeKind::If) {
        return has_clause(tree, statements, first, last + 1, NodeKind::Else) &&
               std::all_of(statements.begin() + static_cast<std::ptrdiff_t>(first),
                           statements.end(), [&](BlockId at) { return always_leaves(tree, at); });
    }
    if (kind == NodeKind::With) return always_leaves(tree, statements[last]);
    const NodeRef root = tree.root(statements[last]);
    return root && chain_leaves(tree, root.block, root.node);
}

Flow::Flow(Engine& engine, const FileInfo& file, ScopeRef scope, NameId name)
    : Flow(engine, file, scope, name, {}, nullptr) {}

Flow::Flow(Engine& engine, const FileInfo& file, ScopeRef scope, NameId name, std::string path,
           TypeRef otherwise)
    : engine_(engine),
      file_(file),
      tree_(file.t()),
      scope_(scope),
      name_(name),
      path_(std::move(path)),
      text_(path_.empty() ? std::string(file.scopes->pool().text(name))
                          : path_.substr(0, path_.find_first_of(".["))),
      otherwise_(otherwise) {
    for (const Mention& mention : file.scopes->occurrences(scope, name)) {
        const BlockId statement = statement_of(tree_, mention.block);
        if (binds(mention.use)) bindings_.push_back({statement, mention});
        if (mentioned_.empty() || mentioned_.back() != statement) mentioned_.push_back(statement);
    }
}

std::vector<BlockId> Flow::statements_of(BlockId header) const {
    std::vector<BlockId> found;
    for (BlockId at = tree_.first_statement(header); at != no_block;
         at = tree_.next_statement(at)) {
        found.push_back(at);
    }
    return found;
}

TypeRef Flow::join(TypeRef a, TypeRef b) {
    if (a == nullptr) return b;
    if (b == nullptr) return a;
    return engine_.types().union_of(a, b);
}

bool Flow::binds_between(BlockId first, BlockId end) const {
    if (!path_.empty() && mentions_between(first, end)) return true;
    const auto at = std::lower_bound(
        bindings_.begin(), bindings_.end(), first,
        [](const Binding& binding, BlockId block) { return binding.statement < block; });
    return at != bindings_.end() && at->statement < end;
}

bool Flow::mentions_between(BlockId first, BlockId end) const {
    const auto at = std::lower_bound(mentioned_.begin(), mentioned_.end(), first);
    return at != mentioned_.end() && *at < end;
}

TypeRef Flow::at(Position place) {
    TokenRef token = token_touching(tree_, place);
    if (!token) token = token_before(tree_, place);
    BlockId statement = no_block;
    std::vector<NodeRef> path;
    if (token) {
        statement = statement_of(tree_, token.block);
        path = path_to(tree_, token);
    } else if (const BlockId block = block_at(tree_, place.line); block != no_block) {
        statement = statement_of(tree_, block);
    }
    if (statement == no_block) {
        // A blank line: behind what stands before it in the block that it belongs to.
        const BlockId header = header_for(tree_, place);
        std::vector<BlockId> statements = statements_of(header);
        std::size_t end = 0;
        while (end < statements.size() && (*tree_.reading)[statements[end]].line < place.line) {
            ++end;
        }
        return walk(statements, end, header);
    }
    // In a class's body or a lambda within the scope: at the statement that it stands in.
    const BlockId its_statement = statement;
    for (BlockId header = header_of(tree_, statement); header != no_block;
         header = header_of(tree_, header)) {
        const NodeRef root = tree_.root(header);
        const auto body = root ? file_.scopes->of_owner(root) : std::nullopt;
        if (!body) continue;
        if (*body == scope_) break;
        statement = header;
    }
    if (statement != its_statement) return before_siblings(statement);
    const std::uint32_t own_token =
        token && token.block == statement ? token.token : static_cast<std::uint32_t>(-1);
    TypeRef type = nullptr;
    // A walrus before it in the same statement.
    for (auto binding = bindings_.rbegin(); binding != bindings_.rend() && path_.empty();
         ++binding) {
        const Mention& mention = binding->mention;
        if (binding->statement != statement || mention.use != Use::Walrus || !token) continue;
        if (std::pair(mention.block, mention.token) >= std::pair(token.block, token.token)) {
            continue;
        }
        type = engine_.bound_type(file_, scope_, mention);
        break;
    }
    // In a comprehension or lambda that binds it: that binding.
    const ScopeKind kind = file_.scopes->kind(scope_);
    if (type == nullptr && path_.empty() &&
        (kind == ScopeKind::Comprehension || kind == ScopeKind::Lambda)) {
        for (const Binding& binding : bindings_) {
            type = join(type, engine_.bound_type(file_, scope_, binding.mention));
        }
    }
    if (type == nullptr) type = before(statement, own_token);
    return type == nullptr ? nullptr : narrowed_inside(type, path);
}

// Before the statement in the unit that holds the token.
TypeRef Flow::before(BlockId statement, std::uint32_t token) {
    const Unit* unit = tree_.unit(statement);
    if (unit == nullptr || unit->root == no_node) return before_siblings(statement);
    const auto holds = [&](const Node& node) {
        return token >= node.first_token && token < node.end_token;
    };
    // The chain of simple statements that the token stands in: the unit's, or that of its suite.
    const NodeRef suite = suite_of(tree_, statement);
    const bool in_suite = suite && holds(tree_.node(suite));
    NodeId first = in_suite ? tree_.node(suite).first_child : unit->root;
    std::vector<NodeId> earlier;
    if (token != static_cast<std::uint32_t>(-1)) {
        for (NodeId at = first; at != no_node && !holds(unit->node(at)); at = unit->node(at).next) {
            if (unit->node(at).first_token > token) break;
            earlier.push_back(at);
        }
    }
    for (auto at = earlier.rbegin(); at != earlier.rend(); ++at) {
        const Node& node = unit->node(*at);
        const TypeRef bound = path_.empty() ? bound_in(statement, node.first_token, node.end_token)
                                            : path_bound_in(statement, *at);
        if (bound != nullptr) return bound;
    }
    return in_suite ? at_start(statement) : before_siblings(statement);
}

TypeRef Flow::before_siblings(BlockId statement) {
    const BlockId header = header_of(tree_, statement);
    const std::vector<BlockId> statements = statements_of(header);
    const auto found = std::find(statements.begin(), statements.end(), statement);
    const auto index = static_cast<std::size_t>(found - statements.begin());
    if (found == statements.end()) return header == no_block ? nullptr : at_start(header);
    if (is_clause(root_kind(tree_, statement))) return start_of_clause(statement);
    return walk(statements, index, header);
}

// From behind statements[end - 1] back. `header`: whose block they are.
TypeRef Flow::walk(const std::vector<BlockId>& statements, std::size_t end, BlockId header) {
    const Engine::Guard guard(engine_);
    if (!guard) return engine_.unknown();
    const BlockTree& blocks = *tree_.reading;
    std::vector<NodeRef> asserted;  // tests that hold from here on
    const auto result = [&](TypeRef type) {
        for (auto test = asserted.rbegin(); test != asserted.rend() && type != nullptr; ++test) {
            type = narrow(type, *test, true);
        }
        return type;
    };
    while (end > 0) {
        const std::size_t first = chain_begin(tree_, statements, end - 1);
        const BlockId begins = statements[first];
        const BlockId ends = blocks.node_end(statements[end - 1]);
        if (++walked_ > max_statements) return engine_.unknown();
        if (mentions_between(begins, ends)) {
            const NodeRef root = tree_.root(begins);
            const NodeKind kind = root ? tree_.kind(root) : NodeKind::None;
            if (is_header(kind) && kind != NodeKind::FunctionDef && kind != NodeKind::ClassDef) {
                // A compound neither binds it nor leaves after a test of it: nothing to join.
                bool leaves = false;
                for (std::size_t at = first; at < end && !leaves; ++at) {
                    leaves = always_leaves(tree_, statements[at]);
                }
                if (leaves || kind == NodeKind::Match || kind == NodeKind::While ||
                    binds_between(begins, ends)) {
                    return result(after(statements, first, end, header));
                }
            } else if (root) {
                const Unit& unit = *tree_.unit(begins);
                std::vector<NodeId> chain;
                const bool simple = !is_header(kind);
                for (NodeId at = root.node; at != no_node; at = simple ? unit.node(at).next : 0) {
                    chain.push_back(at);
                }
                for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
                    const Node& node = unit.node(*at);
                    const bool only = chain.size() == 1;
                    TypeRef bound = nullptr;
                    if (path_.empty()) {
                        bound = bound_in(begins, only ? 0 : node.first_token,
                                         only ? static_cast<std::uint32_t>(-1) : node.end_token);
                    } else {
                        bound = path_bound_in(begins, *at);
                    }
                    if (bound != nullptr) return result(bound);
                    if (node.kind == NodeKind::Assert) {
                        if (const NodeRef test = tree_.first_child({begins, *at})) {
                            asserted.push_back(test);
                        }
                    }
                }
            }
        }
        end = first;
    }
    return result(at_start(header));
}

// At the first statement of a header's block.
TypeRef Flow::at_start(BlockId header) {
    if (header == no_block) return otherwise_;
    const std::uint64_t key = static_cast<std::uint64_t>(header) * 2;
    if (const auto kept = kept_.find(key); kept != kept_.end()) return kept->second;
    kept_[key] = nullptr;  // a loop's back edge
    const NodeRef root = tree_.root(header);
    TypeRef type = nullptr;
    const auto body = root ? file_.scopes->of_owner(root) : std::nullopt;
    if (body && *body == scope_) {
        // Its parameters are bound there.
        type = path_.empty() ? bound_in(header, 0, static_cast<std::uint32_t>(-1)) : otherwise_;
    } else {
        type = start_of_clause(header);
        const NodeKind kind = root ? tree_.kind(root) : NodeKind::None;
        if (kind == NodeKind::Case) {
            type = start_of_case(header);
        } else {
            const TypeRef bound =
                path_.empty() ? bound_in(header, 0, static_cast<std::uint32_t>(-1)) : nullptr;
            if (bound != nullptr &&
                (kind == NodeKind::For || kind == NodeKind::With || kind == NodeKind::Except)) {
                type = bound;
            } else if (kind == NodeKind::For || kind == NodeKind::While) {
                const BlockId end = tree_.reading->node_end(header);
                if (binds_between(header + 1, end)) type = join(type, bound_between(header, end));
            }
            if (bound != nullptr &&
                (kind == NodeKind::If || kind == NodeKind::Elif || kind == NodeKind::While)) {
                type = bound;  // by a walrus
            }
            const bool tests =
                kind == NodeKind::If || kind == NodeKind::Elif || kind == NodeKind::While;
            if (tests && type != nullptr) type = narrow(type, test_of(header), true);
        }
    }
    kept_[key] = type;
    return type;
}

NodeRef Flow::test_of(BlockId header) const {
    const NodeRef root = tree_.root(header);
    return root ? tree_.first_child(root) : NodeRef{};
}

// Where a header begins: behind the tests of the clauses before it, which have failed.
TypeRef Flow::start_of_clause(BlockId header) {
    const BlockId around = header_of(tree_, header);
    const NodeKind kind = root_kind(tree_, header);
    const std::vector<BlockId> statements = statements_of(around);
    const auto found = std::find(statements.begin(), statements.end(), header);
    if (found == statements.end()) return at_start(around);
    const auto index = static_cast<std::size_t>(found - statements.begin());
    if (kind == NodeKind::Case) return before_siblings(around);
    const std::size_t first = chain_begin(tree_, statements, index);
    if (first == index) return walk(statements, index, around);
    const BlockId begins = statements[first];
    const NodeKind compound = root_kind(tree_, begins);
    if (compound == NodeKind::If) {
        TypeRef type = walk(statements, first, around);
        for (std::size_t at = first; at < index && type != nullptr; ++at) {
            const NodeKind its = root_kind(tree_, statements[at]);
            if (its != NodeKind::If && its != NodeKind::Elif) continue;
            if (path_.empty()) {
                const TypeRef walrus = bound_in(statements[at], 0, static_cast<std::uint32_t>(-1));
                if (walrus != nullptr) type = walrus;
            }
            type = narrow(type, test_of(statements[at]), false);
        }
        return type;
    }
    if (compound == NodeKind::Try) {
        const TypeRef before_it = walk(statements, first, around);
        if (kind == NodeKind::Else) return at_end(begins);
        TypeRef type = before_it;
        if (binds_between(begins, statements[index])) {
            type = join(type, bound_between(begins, statements[index]));
        }
        return type;
    }
    // The else of a loop.
    return after(statements, first, index, around);
}

TypeRef Flow::at_end(BlockId header) {
    const std::uint64_t key = static_cast<std::uint64_t>(header) * 2 + 1;
    if (const auto kept = kept_.find(key); kept != kept_.end()) return kept->second;
    kept_[key] = nullptr;
    TypeRef type = nullptr;
    if (const NodeRef suite = suite_of(tree_, header)) {
        const Node& node = tree_.node(suite);
        type = path_.empty() ? bound_in(header, node.first_token, node.end_token) : nullptr;
        if (type == nullptr) type = at_start(header);
    } else {
        const std::vector<BlockId> statements = statements_of(header);
        type = walk(statements, statements.size(), header);
    }
    kept_[key] = type;
    return type;
}

// Behind the compound statement that statements[first, end) are.
TypeRef Flow::after(const std::vector<BlockId>& statements, std::size_t first, std::size_t end,
                    BlockId header) {
    const BlockId begins = statements[first];
    const NodeKind compound = root_kind(tree_, begins);
    TypeRef type = nullptr;
    switch (compound) {
    case NodeKind::If: {
        for (std::size_t at = first; at < end; ++at) {
            if (engine_.is_dead_branch(file_, tree_.root(statements[at]))) continue;
            if (!always_leaves(tree_, statements[at])) type = join(type, at_end(statements[at]));
        }
        // One branch is known to be taken.
        const bool decided =
            std::any_of(statements.begin() + static_cast<std::ptrdiff_t>(first),
                        statements.begin() + static_cast<std::ptrdiff_t>(end), [&](BlockId block) {
                            const NodeRef root = tree_.root(block);
                            return tree_.kind(root) != NodeKind::Else &&
                                   engine_.condition(file_, tree_.first_child(root)) == true;
                        });
        if (!decided && !has_clause(tree_, statements, first, end, NodeKind::Else)) {
            TypeRef none_of_them = walk(statements, first, header);
            for (std::size_t at = first; at < end && none_of_them != nullptr; ++at) {
                const TypeRef walrus =
                    path_.empty() ? bound_in(statements[at], 0, static_cast<std::uint32_t>(-1))
                                  : nullptr;
                if (walrus != nullptr && !suite_of(tree_, statements[at])) none_of_them = walrus;
                none_of_them = narrow(none_of_them, test_of(statements[at]), false);
            }
            type = join(type, none_of_them);
        }
        return type;
    }
    case NodeKind::For:
    case NodeKind::While: {
        type = walk(statements, first, header);
        const BlockId ends = tree_.reading->node_end(statements[end - 1]);
        if (binds_between(begins, ends)) type = join(type, bound_between(begins, ends));
        if (compound == NodeKind::While && type != nullptr) {
            // `while x is None: x = …`: it ends when the test fails.
            bool breaks = false;
            for (BlockId at = begins + 1; at < ends && !breaks; ++at) {
                breaks = root_kind(tree_, at) == NodeKind::Break;
            }
            if (!breaks) type = narrow(type, test_of(begins), false);
        }
        return type;
    }
    case NodeKind::Try: {
        const bool has_else = has_clause(tree_, statements, first, end, NodeKind::Else);
        for (std::size_t at = first; at < end; ++at) {
            const NodeKind kind = root_kind(tree_, statements[at]);
            if (kind == NodeKind::Finally) {
                // It sees what comes out of any of them.
                const BlockId ends = tree_.reading->node_end(statements[at]);
                if (binds_between(statements[at], ends)) return at_end(statements[at]);
                continue;
            }
            if (kind == NodeKind::Try && has_else) continue;
            if (!always_leaves(tree_, statements[at])) type = join(type, at_end(statements[at]));
        }
        return type;
    }
    case NodeKind::With: return at_end(begins);
    case NodeKind::Match: return after_match(begins);
    default: return walk(statements, first, header);
    }
}

TypeRef Flow::after_match(BlockId match) {
    TypeRef type = nullptr;
    TypeRef none_of_them = before_siblings(match);
    const NodeRef subject = test_of(match);
    const bool is_subject = subject && is_it(subject);
    for (const BlockId at : statements_of(match)) {
        const NodeRef root = tree_.root(at);
        if (!root || tree_.kind(root) != NodeKind::Case) continue;
        if (!always_leaves(tree_, at)) type = join(type, at_end(at));
        const NodeRef pattern = tree_.first_child(root);
        if (!pattern || tree_.node(root).has(has_guard)) continue;
        if (is_irrefutable(tree_, pattern)) {
            none_of_them = nullptr;
        } else if (is_subject && none_of_them != nullptr) {
            none_of_them = unmatched(engine_, file_, pattern, none_of_them);
        }
    }
    return join(type, none_of_them);
}

TypeRef Flow::start_of_case(BlockId header) {
    if (path_.empty()) {
        // A capture.
        TypeRef bound = bound_in(header, 0, static_cast<std::uint32_t>(-1));
        if (bound != nullptr) return bound;
    }
    const BlockId match = header_of(tree_, header);
    if (match == no_block) return nullptr;
    TypeRef type = before_siblings(match);
    const NodeRef subject = test_of(match);
    if (type == nullptr || !subject) return type;
    const bool is_subject = is_it(subject);
    for (const BlockId at : statements_of(match)) {
        const NodeRef root = tree_.root(at);
        if (!root || tree_.kind(root) != NodeKind::Case) continue;
        const NodeRef pattern = tree_.first_child(root);
        if (!pattern) continue;
        if (at == header) {
            if (is_subject) type = matched_by(engine_, file_, pattern, type);
            const NodeRef guard = tree_.next_sibling(pattern);
            if (guard && tree_.node(root).has(has_guard)) type = narrow(type, guard, true);
            break;
        }
        if (is_subject && !tree_.node(root).has(has_guard)) {
            type = unmatched(engine_, file_, pattern, type);
        }
    }
    return type;
}

// What the last binding in a statement's own lines gives, of those whose token (in the statement's
// own unit) is in [begin, end); null where there is none.
TypeRef Flow::bound_in(BlockId statement, std::uint32_t begin, std::uint32_t end) {
    const auto first = std::lower_bound(
        bindings_.begin(), bindings_.end(), statement,
        [](const Binding& binding, BlockId block) { return binding.statement < block; });
    TypeRef type = nullptr;
    for (auto at = first; at != bindings_.end() && at->statement == statement; ++at) {
        if (at->mention.block == statement &&
            (at->mention.token < begin || at->mention.token >= end)) {
            continue;
        }
        const TypeRef declared = engine_.declared_type(file_, at->mention);
        TypeRef bound = engine_.bound_type(file_, scope_, at->mention);
        if (declared != nullptr && (bound->is_unknown() || at->mention.use != Use::Assign)) {
            bound = declared;
        }
        type = bound;
    }
    return type;
}

// The union of what is bound in any statement of [first, end).
TypeRef Flow::bound_between(BlockId first, BlockId end) {
    if (!path_.empty()) return otherwise_;
    TypeRef type = nullptr;
    const auto begin = std::lower_bound(
        bindings_.begin(), bindings_.end(), first,
        [](const Binding& binding, BlockId block) { return binding.statement < block; });
    for (auto at = begin; at != bindings_.end() && at->statement < end; ++at) {
        const TypeRef declared = engine_.declared_type(file_, at->mention);
        type = join(
            type, declared != nullptr ? declared : engine_.bound_type(file_, scope_, at->mention));
    }
    return type;
}

// Of a path: what a simple statement assigns to it; `otherwise_` where it binds a part of it anew.
TypeRef Flow::path_bound_in(BlockId statement, NodeId node) {
    const Node& at = tree_.node({statement, node});
    if (!bindings_.empty()) {
        for (const Binding& binding : bindings_) {
            if (binding.statement == statement && binding.mention.use != Use::Parameter) {
                return otherwise_;
            }
        }
    }
    if (at.kind != NodeKind::Assign && at.kind != NodeKind::AnnotatedAssign &&
        at.kind != NodeKind::AugmentedAssign && at.kind != NodeKind::Delete) {
        return nullptr;
    }
    const std::vector<NodeRef> children = tree_.children({statement, node});
    if (children.empty()) return nullptr;
    const bool plain = at.kind == NodeKind::Assign && children.size() >= 2;
    for (std::size_t index = 0; index + (plain ? 1 : 0) < children.size(); ++index) {
        const std::string text = reference_text(tree_, children[index]);
        if (text.empty()) continue;
        if (text == path_) {
            if (plain) {
                const TypeRef value = engine_.infer(file_, children.back());
                return value->is_unknown() ? otherwise_ : value;
            }
            return otherwise_;
        }
        const bool begins_it = path_.starts_with(text) && path_.size() > text.size() &&
                               (path_[text.size()] == '.' || path_[text.size()] == '[');
        if (begins_it) return otherwise_;
        if (!plain) break;
    }
    return nullptr;
}

// Tests inside the statement that hold where the last node of the path stands.
TypeRef Flow::narrowed_inside(TypeRef type, const std::vector<NodeRef>& path) {
    for (std::size_t index = 0; index + 1 < path.size(); ++index) {
        const NodeRef node = path[index];
        const NodeRef child = path[index + 1];
        switch (tree_.kind(node)) {
        case NodeKind::Boolean: {
            const bool all = tree_.node(node).op == static_cast<std::uint8_t>(TokenKind::KwAnd);
            for (const NodeRef operand : ChildRange(tree_, node)) {
                if (operand == child) break;
                type = narrow(type, operand, all);
            }
            break;
        }
        case NodeKind::Conditional: {
            const std::vector<NodeRef> parts = tree_.children(node);
            if (parts.size() != 3) break;
            if (child == parts[0]) type = narrow(type, parts[1], true);
            if (child == parts[2]) type = narrow(type, parts[1], false);
            break;
        }
        case NodeKind::Comprehension: {
            // The conditions of the clauses before it; of all of them, for the element.
            bool element = true;
            bool first = true;
            for (const NodeRef part : ChildRange(tree_, node)) {
                if (first) {
                    first = false;
                    element = part == child;
                    continue;
                }
                if (!element && part == child) break;
                std::size_t place = 0;
                for (const NodeRef condition : ChildRange(tree_, part)) {
                    if (place++ >= 2) type = narrow(type, condition, true);
                }
            }
            break;
        }
        case NodeKind::CompFor: {
            std::size_t place = 0;
            for (const NodeRef condition : ChildRange(tree_, node)) {
                if (condition == child) break;
                if (place++ >= 2) type = narrow(type, condition, true);
            }
            break;
        }
        default: break;
        }
    }
    return type;
}

TypeRef Engine::name_in_flow(const FileInfo& file, ScopeRef scope, NameId name, ScopeRef from,
                             Position place) {
    const Guard guard(*this);
    if (!guard) return unknown();
    // A function that stands in between runs later: whatever was bound by then.
    for (ScopeRef at = from; !(at == scope) && !at.is_module(); at = file.scopes->parent(at)) {
        if (file.scopes->kind(at) == ScopeKind::Function) {
            return symbol_type(file, scope, name);
        }
    }
    Flow flow(*this, file, scope, name);
    const TypeRef type = flow.at(place);
    return type != nullptr ? type : symbol_type(file, scope, name);
}

}  // namespace pilcrow::lsp
