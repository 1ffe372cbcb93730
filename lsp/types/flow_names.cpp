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
    const NodeRef innermost = path.back();
    for (auto binding = graph.bindings.rbegin(); binding != graph.bindings.rend(); ++binding) {
        const Mention& mention = binding->mention;
        if (binding->statement != statement || mention.use != Use::Walrus) continue;
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
        for (const FlowGraph::Binding& binding : graph.bindings) {
            const Mention& mention = binding.mention;
            if (binding.statement != statement || mention.use != Use::Walrus) continue;
            const Position place = range_of(tree_, TokenRef{mention.block, mention.token}).begin;
            if (whole.begin <= place && place < whole.end) {
                return engine_.bound_type(file_, subject_.scope, mention);
            }
        }
    }
    return nullptr;
}

// Whether a binding's type is known already.
bool Flow::is_kept(const FlowGraph& graph, const FlowNode& node) {
    const Mention& mention = graph.bindings[node.binding].mention;
    const std::uint64_t key = static_cast<std::uint64_t>(mention.block) << 32 | mention.token;
    return engine_.bindings_at(file_, mention.block).contains(key);
}

TypeRef Flow::evaluate(FlowGraph& graph, FlowNodeId target) {
    if (target == unreachable) return nullptr;
    const bool keeps = !engine_.in_frame();
    const auto index = [](FlowNodeId id) { return static_cast<std::size_t>(id); };
    if (keeps && graph.is_kept[index(target)]) return graph.kept[index(target)];
    if (const FlowNode& node = graph.nodes[index(target)];
        node.kind == FlowKind::Start || (node.kind == FlowKind::Assign && is_kept(graph, node) &&
                                         !graph.bindings[node.binding].mention.damaged)) {
        return of_node(graph, target, {});
    }
    // All that it hangs on, back to what is known or bound.
    std::vector<FlowNodeId> needed{target};
    std::vector<bool> seen(graph.nodes.size(), false);
    seen[index(target)] = true;
    const auto need = [&](FlowNodeId id) {
        if (id == unreachable || seen[index(id)]) return;
        seen[index(id)] = true;
        needed.push_back(id);
    };
    for (std::size_t at = 0; at < needed.size(); ++at) {
        if (needed.size() > max_nodes) return engine_.unknown();
        const FlowNodeId id = needed[at];
        if (keeps && graph.is_kept[index(id)]) continue;
        const FlowNode& node = graph.nodes[index(id)];
        switch (node.kind) {
        case FlowKind::Start: break;
        case FlowKind::Assign:
            // What it reads itself is found out before, so that long rows of `s += …` do not nest.
            if ((graph.bindings[node.binding].reads_itself && !is_kept(graph, node)) ||
                graph.bindings[node.binding].mention.damaged) {
                need(node.previous);
            }
            break;
        case FlowKind::Value: break;
        case FlowKind::Loop:
            if (!engine_.is_working(&graph, static_cast<std::uint64_t>(id))) need(node.previous);
            break;
        case FlowKind::Join:
            for (std::uint32_t edge = 0; edge < node.count; ++edge) {
                need(graph.edges[node.binding + edge]);
            }
            break;
        default: need(node.previous); break;
        }
    }
    std::sort(needed.begin(), needed.end());
    std::vector<TypeRef> types(graph.nodes.size(), nullptr);
    for (const FlowNodeId id : needed) {
        if (keeps && graph.is_kept[index(id)]) {
            types[index(id)] = graph.kept[index(id)];
            continue;
        }
        const Engine::Working working(engine_, &types, static_cast<std::uint64_t>(id));
        const Engine::Guard guard(engine_);
        types[index(id)] = guard ? of_node(graph, id, types) : engine_.unknown();
        // Nothing of a value is left: this way is not taken.
        if (types[index(id)] != nullptr && types[index(id)]->is(TypeKind::Never) && id != target) {
            types[index(id)] = nullptr;
        }
        if (keeps && working.complete()) {
            graph.kept[index(id)] = types[index(id)];
            graph.is_kept[index(id)] = true;
        }
    }
    return types[index(target)];
}

TypeRef Flow::of_node(const FlowGraph& graph, FlowNodeId id, const std::vector<TypeRef>& types) {
    const FlowNode& node = graph.nodes[static_cast<std::size_t>(id)];
    const auto previous = static_cast<std::size_t>(node.previous);
    const TypeRef before =
        node.previous == unreachable || previous >= types.size() ? nullptr : types[previous];
    switch (node.kind) {
    case FlowKind::Start: return of_start();
    case FlowKind::Assign: {
        const FlowGraph::Binding& binding = graph.bindings[node.binding];
        const TypeRef type = of_binding(graph, binding);
        // `x =` that is still being written: what it was before.
        const bool unfinished = binding.mention.damaged && before != nullptr;
        return unfinished && type != nullptr && type->is_unknown() ? before : type;
    }
    case FlowKind::Value: {
        if (!node.where) return otherwise_;
        const TypeRef value = engine_.infer(file_, node.where, otherwise_);
        return value->is_unknown() ? otherwise_ : value;
    }
    case FlowKind::Loop: return of_loop(graph, id, before);
    case FlowKind::Join: {
        std::vector<TypeRef> parts;
        for (std::uint32_t edge = 0; edge < node.count; ++edge) {
            const TypeRef one = types[static_cast<std::size_t>(graph.edges[node.binding + edge])];
            if (one != nullptr) parts.push_back(one);
        }
        return parts.empty() ? nullptr : engine_.types().union_of(parts);
    }
    case FlowKind::Test: return narrow(before, node.where, node.positive);
    case FlowKind::Case:
        return before == nullptr ? nullptr : of_case(node.where, node.positive, before);
    case FlowKind::Rest: return of_rest(node.where, before);
    case FlowKind::Call: {
        if (before == nullptr) return nullptr;
        return engine_.infer(file_, node.where)->is(TypeKind::Never) ? nullptr : before;
    }
    }
    return before;
}

TypeRef Flow::of_start() {
    if (subject_.name == no_name) return engine_.types().none();
    if (!path_.empty()) return otherwise_;
    if (subject_.body == subject_.scope) {
        // A parameter.
        if (subject_.body.is_module() || file_.scopes->kind(subject_.body) != ScopeKind::Function) {
            return nullptr;
        }
        for (const Mention& mention : engine_.bindings_of(file_, subject_.scope, subject_.name)) {
            if (mention.use == Use::Parameter) {
                return engine_.binding_type(file_, subject_.scope, mention);
            }
        }
        return nullptr;
    }
    // A class's body runs where it stands. A function runs later: the name is whatever was bound
    // by then, unless nothing is bound behind it.
    const BlockId header = body_header(file_, subject_.body);
    const NodeRef root = header == no_block ? NodeRef{} : root_of(tree_, header);
    bool at_once = file_.scopes->kind(subject_.body) == ScopeKind::Class;
    if (!at_once && !subject_.scope.is_module() &&
        file_.scopes->kind(subject_.scope) == ScopeKind::Function) {
        const std::vector<Mention>& bound =
            engine_.bindings_of(file_, subject_.scope, subject_.name);
        at_once = std::all_of(bound.begin(), bound.end(), [&](const Mention& mention) {
            return mention.block < header &&
                   (mention.use == Use::Parameter ||
                    file_.scopes->body(header_of(tree_, statement_of(tree_, mention.block))) ==
                        subject_.scope);
        });
    }
    if (!at_once || !root) return engine_.symbol_type(file_, subject_.scope, subject_.name);
    return engine_.name_in_flow(file_, subject_.scope, subject_.name,
                                file_.scopes->parent(subject_.body), begin_of(tree_, root));
}

TypeRef Flow::of_loop(const FlowGraph& graph, FlowNodeId id, TypeRef before) {
    const FlowNode& node = graph.nodes[static_cast<std::size_t>(id)];
    if (!path_.empty()) return otherwise_;
    const Engine::Working working(engine_, &graph, static_cast<std::uint64_t>(id));
    if (!working) {
        // What a round gives is being found out: until then, what comes into the first.
        Flow entry(engine_, file_, subject_, otherwise_);
        return entry.at_node(graph, node.previous);
    }
    TypeRef type = before;
    const auto first = std::lower_bound(
        graph.bindings.begin(), graph.bindings.end(), node.first,
        [](const FlowGraph::Binding& binding, BlockId block) { return binding.statement < block; });
    for (auto at = first; at != graph.bindings.end() && at->statement < node.end; ++at) {
        type = join(type, of_binding(graph, *at));
    }
    return type;
}

TypeRef Flow::at_node(const FlowGraph& graph, FlowNodeId target) {
    return evaluate(const_cast<FlowGraph&>(graph), target);
}

// What the name was declared as anywhere in the body, or null.
TypeRef Flow::declared(const FlowGraph& graph) {
    for (auto at = graph.bindings.rbegin(); at != graph.bindings.rend(); ++at) {
        if (!assigns(at->mention.use)) continue;
        if (const TypeRef type = engine_.declared_type(file_, at->mention)) return type;
    }
    return nullptr;
}

TypeRef Flow::of_binding(const FlowGraph& graph, const FlowGraph::Binding& binding) {
    const Mention& mention = binding.mention;
    const TypeRef type = engine_.declared_type(file_, mention);
    if (type != nullptr && !assigns(mention.use)) return type;
    const TypeRef bound = engine_.bound_type_or_cycle(file_, subject_.scope, mention);
    if (bound == nullptr) {
        cycle_ = true;
        return nullptr;
    }
    if (!assigns(mention.use)) return bound;
    // Where the value says less than the declaration, that counts.
    const bool says_little =
        bound->is_unknown() || (bound->is(TypeKind::Instance) &&
                                std::any_of(bound->items.begin(), bound->items.end(),
                                            [](TypeRef item) { return item->is_unknown(); }));
    if (!says_little) return bound;
    const TypeRef said = type != nullptr ? type : declared(graph);
    return said != nullptr ? said : bound;
}

// The subject's tuple, `case (int(), str()):`, gives each of its elements a pattern of its own.
TypeRef Flow::of_case(NodeRef one, bool positive, TypeRef type) {
    const NodeRef pattern = tree_.first_child(one);
    const BlockId match = header_of(tree_, one.block);
    const NodeRef root = match == no_block ? NodeRef{} : root_of(tree_, match);
    const NodeRef subject = root ? without_parens(tree_, tree_.first_child(root)) : NodeRef{};
    if (!pattern || !subject) return type;
    const auto by = [&](NodeRef its) {
        return positive ? matched_by(engine_, file_, its, type)
                        : unmatched(engine_, file_, its, type);
    };
    if (is_it(subject)) return by(pattern);
    if (tree_.kind(subject) == NodeKind::Attribute && is_it(tree_.first_child(subject))) {
        // match x.kind:
        const std::string_view name = own_name(tree_, subject);
        std::vector<NodeRef> values{pattern};
        if (tree_.kind(pattern) == NodeKind::PatternOr) values = tree_.children(pattern);
        TypeRef any = nullptr;
        for (const NodeRef value : values) {
            if (tree_.kind(value) != NodeKind::PatternValue) return type;
            const NodeRef expression = tree_.first_child(value);
            if (!expression) return type;
            const TypeRef kind = engine_.infer(file_, expression);
            if (positive) {
                any = join(any, by_member(type, name, kind, true));
            } else {
                type = by_member(type, name, kind, false);
            }
        }
        return any != nullptr ? any : type;
    }
    const bool display =
        tree_.kind(subject) == NodeKind::Tuple || tree_.kind(subject) == NodeKind::RoundDisplay;
    const bool sequence = tree_.kind(pattern) == NodeKind::PatternSequence ||
                          tree_.kind(pattern) == NodeKind::PatternGroup;
    if (!display || !sequence) return type;
    const std::vector<NodeRef> elements = tree_.children(subject);
    const std::vector<NodeRef> patterns = tree_.children(pattern);
    if (elements.size() != patterns.size()) return type;
    for (std::size_t at = 0; at < elements.size(); ++at) {
        if (tree_.kind(patterns[at]) == NodeKind::PatternStar) return type;
    }
    for (std::size_t at = 0; at < elements.size(); ++at) {
        if (!is_it(elements[at])) continue;
        if (positive) {
            type = by(patterns[at]);
            continue;
        }
        // It alone has refused only if all the others take anything.
        bool alone = true;
        for (std::size_t other = 0; other < patterns.size(); ++other) {
            alone = alone && (other == at || is_irrefutable(tree_, patterns[other]));
        }
        if (alone) type = by(patterns[at]);
    }
    return type;
}

// Behind a match whose cases take all that its subject can be, nothing goes on.
TypeRef Flow::of_rest(NodeRef match, TypeRef before) {
    if (before == nullptr) return nullptr;
    const NodeRef subject = tree_.first_child(match);
    if (!subject) return before;
    TypeRef left = engine_.infer(file_, subject);
    if (left->is_unknown()) return before;
    for (BlockId at = tree_.first_statement(match.block); at != no_block;
         at = tree_.next_statement(at)) {
        const NodeRef one = root_of(tree_, at);
        if (!one || tree_.kind(one) != NodeKind::Case || tree_.node(one).has(has_guard)) continue;
        if (const NodeRef pattern = tree_.first_child(one)) {
            left = unmatched(engine_, file_, pattern, left);
        }
    }
    return left->is(TypeKind::Never) ? nullptr : before;
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
