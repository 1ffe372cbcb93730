// What a name is at a place: types of the nodes of a flow graph (flow.h).

#include "lsp/types/flow.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {

Flow::Flow(Engine& engine, const FileInfo& file, FlowSubject subject, TypeRef otherwise)
    : engine_(engine),
      file_(file),
      tree_(file.t()),
      subject_(std::move(subject)),
      path_(subject_.path),
      text_(subject_.name == no_name ? std::string()
                                     : std::string(file.scopes->pool().text(subject_.name))),
      otherwise_(otherwise) {}

TypeRef Flow::join(TypeRef a, TypeRef b) {
    if (a == nullptr) return b;
    if (b == nullptr) return a;
    return engine_.types().union_of(a, b);
}

bool Flow::reaches_end() {
    FlowGraph& graph = flow_graph(engine_, file_, subject_);
    return evaluate(graph, graph.last) != nullptr;
}

TypeRef Flow::at(Position place) {
    std::vector<NodeRef> path;
    FlowGraph probed;
    FlowGraph* graph = nullptr;
    const FlowNodeId node = node_at(place, path, graph, probed);
    TypeRef type = nullptr;
    if (path_.empty() && !path.empty()) {
        type = walrus_before(*graph, statement_of(tree_, path.front().block), path);
    }
    if (type == nullptr) type = evaluate(*graph, node);
    return type == nullptr ? nullptr : narrowed_inside(type, path);
}

// The node that holds at a place, and the syntax around it, outermost first.
FlowNodeId Flow::node_at(Position place, std::vector<NodeRef>& path, FlowGraph*& graph,
                         FlowGraph& probed) {
    graph = &flow_graph(engine_, file_, subject_);
    const BlockId header = body_header(file_, subject_.body);
    TokenRef token = token_touching(tree_, place);
    if (!token) token = token_before(tree_, place);
    BlockId statement = no_block;
    std::uint32_t own_token = 0;
    if (token) {
        path = path_to(tree_, token);
        statement = statement_of(tree_, token.block);
        own_token = token.block == statement ? token.token : FlowGraph::end_of_block - 1;
        if (token.block != statement) {
            // In an item: at the token of the statement's line that its bracket belongs to.
            for (const NodeRef node : path) {
                if (node.block == statement) own_token = tree_.node(node).first_token;
            }
        }
    } else if (const BlockId block = block_at(tree_, place.line); block != no_block) {
        statement = statement_of(tree_, block);
    } else {
        // A blank line: before the next statement of its block, or at that block's end.
        const BlockId around = header_for(tree_, place);
        BlockId last = no_block;
        for (BlockId at = tree_.first_statement(around); at != no_block && statement == no_block;
             at = tree_.next_statement(at)) {
            if ((*tree_.reading)[at].line >= place.line) statement = at;
            last = at;
        }
        if (statement == no_block) {
            if (const FlowGraph::Entry* entry = graph->entry(around, FlowGraph::end_of_block);
                entry != nullptr && entry->token == FlowGraph::end_of_block) {
                return entry->node;
            }
            FlowSubject probing = subject_;
            probing.probe = last != no_block ? last : around;
            probed = make_flow_graph(engine_, file_, probing);
            graph = &probed;
            const FlowGraph::Entry* entry = graph->entry(around, FlowGraph::end_of_block);
            return entry != nullptr ? entry->node : unreachable;
        }
    }
    // In a function or class within the body: at the statement that makes it.
    BlockId outermost = statement;
    for (BlockId at = header_of(tree_, statement); at != header && at != no_block;
         at = header_of(tree_, at)) {
        const NodeKind kind = root_of(tree_, at) ? tree_.kind(root_of(tree_, at)) : NodeKind::None;
        if (kind == NodeKind::FunctionDef || kind == NodeKind::ClassDef) outermost = at;
    }
    if (outermost != statement) {
        statement = outermost;
        own_token = 0;
        path.clear();
    }
    const FlowGraph::Entry* entry = graph->entry(statement, own_token);
    if (entry == nullptr) {
        FlowSubject probing = subject_;
        probing.probe = statement;
        probed = make_flow_graph(engine_, file_, probing);
        graph = &probed;
        entry = graph->entry(statement, own_token);
    }
    return entry != nullptr ? entry->node : unreachable;
}

// What a walrus has given to it that stands before the place in the same statement.
TypeRef Flow::walrus_before(const FlowGraph& graph, BlockId statement,
                            const std::vector<NodeRef>& path) {
    const auto [first, end] = graph.bindings_of(statement);
    if (first == end) return nullptr;
    const NodeRef innermost = path.back();
    for (auto binding = end; binding-- != first;) {
        const Mention& mention = binding->mention;
        if (mention.use != Use::Walrus) continue;
        const Position behind = tree_.range(innermost).begin;
        if (range_of(tree_, TokenRef{mention.block, mention.token}).begin >= behind) continue;
        // Not in its own value.
        const std::vector<NodeRef> around = path_to(tree_, TokenRef{mention.block, mention.token});
        bool inside = false;
        for (const NodeRef node : around) {
            inside = inside || (tree_.kind(node) == NodeKind::Walrus &&
                                std::find(path.begin(), path.end(), node) != path.end());
        }
        // In a comprehension's element it comes after.
        if (!inside) return engine_.bound_type(file_, subject_.scope, mention);
    }
    // A comprehension's conditions come before its element, though they stand behind it.
    for (std::size_t index = 0; index + 1 < path.size(); ++index) {
        if (tree_.kind(path[index]) != NodeKind::Comprehension ||
            path[index + 1] != tree_.first_child(path[index])) {
            continue;
        }
        const Range whole = tree_.range(path[index]);
        for (auto binding = first; binding != end; ++binding) {
            const Mention& mention = binding->mention;
            if (mention.use != Use::Walrus) continue;
            const Position place = range_of(tree_, TokenRef{mention.block, mention.token}).begin;
            if (whole.begin <= place && place < whole.end) {
                return engine_.bound_type(file_, subject_.scope, mention);
            }
        }
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

// In a comprehension or lambda that binds it: whatever it is bound to there.
TypeRef Flow::in_own_scope(const std::vector<NodeRef>& path) {
    TypeRef type = nullptr;
    for (const Mention& mention : file_.scopes->bindings(subject_.scope, subject_.name)) {
        const TypeRef bound = engine_.bound_type_or_cycle(file_, subject_.scope, mention);
        if (bound == nullptr) cycle_ = true;
        type = join(type, bound);
    }
    return type == nullptr ? nullptr : narrowed_inside(type, path);
}

TypeRef Flow::in_expression(Position place) {
    TokenRef token = token_touching(tree_, place);
    if (!token) token = token_before(tree_, place);
    const std::vector<NodeRef> path = token ? path_to(tree_, token) : std::vector<NodeRef>();
    if (!path_.empty()) return narrowed_inside(otherwise_, path);
    return in_own_scope(path);
}

namespace {

// The body whose statements are run where `from` is: comprehensions and lambdas count as part of
// the statement that they stand in.
ScopeRef body_of(const FileInfo& file, ScopeRef from) {
    while (!from.is_module()) {
        const ScopeKind kind = file.scopes->kind(from);
        if (kind == ScopeKind::Function || kind == ScopeKind::Class) break;
        from = file.scopes->parent(from);
    }
    return from;
}

bool is_in_expression(const FileInfo& file, ScopeRef scope) {
    if (scope.is_module()) return false;
    const ScopeKind kind = file.scopes->kind(scope);
    return kind == ScopeKind::Comprehension || kind == ScopeKind::Lambda;
}

}  // namespace

TypeRef Engine::name_in_flow(const FileInfo& file, ScopeRef scope, NameId name, ScopeRef from,
                             Position place) {
    const Guard guard(*this);
    if (!guard) return unknown();
    const bool in_expression = is_in_expression(file, scope);
    if (!scope.is_module() && file.scopes->kind(scope) == ScopeKind::TypeParameters) {
        return symbol_type(file, scope, name);
    }
    Flow flow(*this, file, {body_of(file, from), scope, name, {}, no_block});
    const TypeRef type = in_expression ? flow.in_expression(place) : flow.at(place);
    if (type != nullptr) return type;
    return flow.is_cycle() ? unknown() : symbol_type(file, scope, name);
}

TypeRef Engine::narrowed(const FileInfo& file, NodeRef expression, TypeRef type) {
    const Guard guard(*this);
    if (!guard) return type;
    const Tree& tree = file.t();
    std::string path = reference_text(tree, expression);
    if (path.find_first_of(".[") == std::string::npos) return type;
    NodeRef root = expression;
    while (tree.kind(root) != NodeKind::Name) root = tree.first_child(root);
    const auto found = file.scopes->found_at(root.block, tree.node(root).first_token);
    if (!found || !found->bound) return type;
    const Position place = begin_of(tree, root);
    const bool in_expression = is_in_expression(file, found->scope);
    Flow flow(*this, file,
              {body_of(file, file.scopes->at(place)), found->scope, found->name, std::move(path),
               no_block},
              type);
    const TypeRef narrowed = in_expression ? flow.in_expression(place) : flow.at(place);
    return narrowed != nullptr ? narrowed : type;
}

TypeRef Engine::narrowed_path(const FileInfo& file, std::string_view path, Position place,
                              TypeRef type) {
    const Guard guard(*this);
    if (!guard) return type;
    const ScopeRef from = file.scopes->at(place);
    const NameId name = file.scopes->name(path.substr(0, path.find_first_of(".[")), from);
    const auto scope = name == no_name ? std::nullopt : file.scopes->resolve(name, from);
    if (!scope || is_in_expression(file, *scope)) return type;
    Flow flow(*this, file, {body_of(file, from), *scope, name, std::string(path), no_block}, type);
    const TypeRef narrowed = flow.at(place);
    return narrowed != nullptr ? narrowed : type;
}

// Whether a call comes back: not if every way ends in a `raise` or the like.
bool Engine::reaches_end(const FunctionInfo& function) {
    return Flow(*this, *function.file, {function.scope, function.scope, no_name, {}, no_block})
        .reaches_end();
}

}  // namespace pilcrow::lsp
