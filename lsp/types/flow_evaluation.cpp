// Types of the nodes of a flow graph (flow.h).

#include "lsp/types/flow.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {

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

TypeRef Flow::of_node(FlowGraph& graph, FlowNodeId id, const std::vector<TypeRef>& types) {
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

TypeRef Flow::of_loop(FlowGraph& graph, FlowNodeId id, TypeRef before) {
    const FlowNode& node = graph.nodes[static_cast<std::size_t>(id)];
    if (!path_.empty()) return otherwise_;
    const Engine::Working working(engine_, &graph, static_cast<std::uint64_t>(id));
    if (!working) {
        // What a round gives is being found out: until then, what comes into the first.
        Flow entry(engine_, file_, subject_, otherwise_);
        return entry.evaluate(graph, node.previous);
    }
    TypeRef type = before;
    const auto [first, last] = graph.bindings_of(node.first, node.end);
    for (auto at = first; at != last; ++at) {
        type = join(type, of_binding(graph, *at));
    }
    return type;
}

// What the name was declared as anywhere in the body, or null.
TypeRef Flow::declared(FlowGraph& graph) {
    if (graph.declared) return *graph.declared;
    graph.declared = nullptr;
    for (auto at = graph.bindings.rbegin(); at != graph.bindings.rend(); ++at) {
        if (!assigns(at->mention.use)) continue;
        if (const TypeRef type = engine_.declared_type(file_, at->mention)) {
            graph.declared = type;
            break;
        }
    }
    return *graph.declared;
}

TypeRef Flow::of_binding(FlowGraph& graph, const FlowGraph::Binding& binding) {
    const Mention& mention = binding.mention;
    const TypeRef type = engine_.declared_type(file_, mention);
    if (type != nullptr && !assigns(mention.use)) return type;
    const TypeRef bound = engine_.bound_type_or_cycle(file_, subject_.scope, mention);
    if (bound == nullptr) {
        cycle_ = true;
        return nullptr;
    }
    if (!assigns(mention.use)) return bound;
    // Where the value is none of that sort (`= ...`), or says less than the declaration, that
    // counts.
    if (type != nullptr && !engine_.assignable(type, bound)) return type;
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

}  // namespace pilcrow::lsp
