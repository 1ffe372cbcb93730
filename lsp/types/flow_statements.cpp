// Flow graphs: what each kind of statement does (flow_builder.h).

#include "lsp/types/flow_builder.h"
#include "lsp/types/flow_targets.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {

FlowNodeId FlowBuilder::raised(FlowNodeId state, std::size_t first) {
    std::vector<FlowNodeId> from{state};
    for (std::size_t at = first; at < graph_.nodes.size(); ++at) {
        const FlowKind kind = graph_.nodes[at].kind;
        if (kind == FlowKind::Assign || kind == FlowKind::Value) {
            from.push_back(static_cast<FlowNodeId>(at));
        }
    }
    return join(std::move(from));
}

FlowNodeId FlowBuilder::simple(NodeRef at, FlowNodeId state) {
    const Node& node = tree_.node(at);
    record(at.block, node.first_token, state);
    switch (node.kind) {
    case NodeKind::Return:
    case NodeKind::Raise: return unreachable;
    case NodeKind::Continue: return unreachable;
    case NodeKind::Break:
        if (!loops_.empty()) loops_.back().push_back(state);
        return unreachable;
    case NodeKind::Assert: return test(tree_.first_child(at), state).yes;
    default: break;
    }
    state =
        bind(at.block, node.first_token, node.end_token, node.next == no_node, Which::All, state);
    state = assign_path(at, state);
    if (node.kind == NodeKind::ExpressionStatement && state != unreachable) {
        const NodeRef value = tree_.first_child(at);
        if (value && tree_.kind(value) == NodeKind::Call) return call(value, state);
    }
    return state;
}

FlowNodeId FlowBuilder::call(NodeRef value, FlowNodeId state) {
    const FlowJumps& jumps = flow_jumps(engine_, file_);
    const auto found = jumps.by_body.find(header_);
    if (found == jumps.by_body.end() ||
        !std::binary_search(found->second.begin(), found->second.end(), value.block)) {
        return state;
    }
    const NodeRef callee = tree_.first_child(value);
    const std::string text = callee ? dotted_text(tree_, callee) : std::string();
    if (text == "exit" || text == "quit" || text == "sys.exit" || text == "os._exit" ||
        text == "os.abort" || text == "pytest.fail" || text == "pytest.skip") {
        return unreachable;
    }
    FlowNode node;
    node.kind = FlowKind::Call;
    node.where = value;
    node.previous = state;
    return add(node);
}

FlowNodeId FlowBuilder::chain(NodeRef first, FlowNodeId state) {
    for (NodeRef at = first; at; at.node = tree_.node(at).next) state = simple(at, state);
    return state;
}

FlowNodeId FlowBuilder::statement(const std::vector<BlockId>& clauses, FlowNodeId state) {
    const BlockId first = clauses.front();
    const NodeRef root = root_of(tree_, first);
    if (!root) {
        record(first, 0, state);
        return state;
    }
    switch (tree_.kind(root)) {
    case NodeKind::If: return if_statement(clauses, state);
    case NodeKind::While:
    case NodeKind::For: return loop(clauses, root, state);
    case NodeKind::Try: return try_statement(clauses, state);
    case NodeKind::With: return with(clauses, root, state);
    case NodeKind::Match: return match(root, state);
    case NodeKind::FunctionDef:
    case NodeKind::ClassDef:
        record(first, 0, state);
        return bind(first, 0, FlowGraph::end_of_block, true, Which::All, state);
    default: break;
    }
    if (!is_header(tree_.kind(root))) return chain(root, state);
    // A clause without what it belongs to: damage.
    for (const BlockId clause : clauses) {
        record(clause, 0, state);
        state = body(clause, state);
    }
    return state;
}

FlowNodeId FlowBuilder::if_statement(const std::vector<BlockId>& clauses, FlowNodeId state) {
    std::vector<FlowNodeId> ends;
    for (const BlockId clause : clauses) {
        record(clause, 0, state);
        const NodeKind kind = kind_of(clause);
        if (kind == NodeKind::If || kind == NodeKind::Elif) {
            const Split split = test(tree_.first_child(root_of(tree_, clause)), state);
            ends.push_back(body(clause, split.yes));
            state = split.no;
        } else {
            ends.push_back(body(clause, state));
            state = unreachable;
        }
    }
    ends.push_back(state);
    return join(std::move(ends));
}

FlowNodeId FlowBuilder::round(BlockId header, FlowNodeId state) {
    if (state == unreachable) return state;
    const BlockId end = end_of(header);
    const auto [first, last] = graph_.bindings_of(header, end);
    const bool binds_it = first != last;
    const bool assigns_it = !subject_.path.empty() && mentions(header, end);
    if (!binds_it && !assigns_it) return state;
    FlowNode node;
    node.kind = FlowKind::Loop;
    node.previous = state;
    node.first = header;
    node.end = end;
    return add(node);
}

bool FlowBuilder::mentions(BlockId first, BlockId end) const {
    for (auto at = std::lower_bound(events_.begin(), events_.end(), first);
         at != events_.end() && *at < end; ++at) {
        NodeRef root = root_of(tree_, *at);
        for (; root; root.node = tree_.node(root).next) {
            if (assigned_to_path(tree_, root, subject_.path).assigned) return true;
            const NodeRef suite = child_of_kind(tree_, root, NodeKind::Suite);
            if (!suite) continue;
            for (const NodeRef one : ChildRange(tree_, suite)) {
                if (assigned_to_path(tree_, one, subject_.path).assigned) return true;
            }
        }
    }
    return false;
}

FlowNodeId FlowBuilder::loop(const std::vector<BlockId>& clauses, NodeRef root, FlowNodeId state) {
    const BlockId header = clauses.front();
    FlowNodeId done = unreachable;
    FlowNodeId inside = unreachable;
    if (tree_.kind(root) == NodeKind::While) {
        state = round(header, state);
        record(header, 0, state);
        const Split split = test(tree_.first_child(root), state);
        inside = split.yes;
        done = split.no;
    } else {
        record(header, 0, state);
        const std::vector<NodeRef> parts = tree_.children(root);
        if (parts.size() > 1) state = bind_in(parts[1], Which::Walrus, state);
        done = round(header, state);
        inside = done;
        if (!parts.empty()) inside = bind_in(parts[0], Which::Others, inside);
        inside = assign_path(root, inside);
    }
    loops_.emplace_back();
    body(header, inside);
    std::vector<FlowNodeId> ends = std::move(loops_.back());
    loops_.pop_back();
    for (std::size_t at = 1; at < clauses.size(); ++at) {
        record(clauses[at], 0, done);
        done = body(clauses[at], done);
    }
    ends.push_back(done);
    return join(std::move(ends));
}

FlowNodeId FlowBuilder::try_statement(const std::vector<BlockId>& clauses, FlowNodeId state) {
    const std::size_t first = graph_.nodes.size();
    record(clauses.front(), 0, state);
    FlowNodeId done = body(clauses.front(), state);
    const FlowNodeId failed = raised(state, first);
    std::vector<FlowNodeId> ends;
    for (std::size_t at = 1; at < clauses.size(); ++at) {
        const BlockId clause = clauses[at];
        const NodeRef root = root_of(tree_, clause);
        switch (tree_.kind(root)) {
        case NodeKind::Else:
            record(clause, 0, done);
            done = body(clause, done);
            break;
        case NodeKind::Except:
            record(clause, 0, failed);
            ends.push_back(body(clause, header_bindings(root, failed)));
            break;
        case NodeKind::Finally: {
            ends.push_back(done);
            const FlowNodeId normal = join(ends);
            const FlowNodeId any = join({normal, raised(failed, first)});
            const std::size_t begins = graph_.nodes.size();
            record(clause, 0, any);
            const FlowNodeId end = body(clause, any);
            if (end == unreachable || normal == unreachable) return unreachable;
            return assigns_since(begins) ? end : normal;
        }
        default: break;
        }
    }
    ends.push_back(done);
    return join(std::move(ends));
}

bool FlowBuilder::assigns_since(std::size_t first) const {
    return std::any_of(graph_.nodes.begin() + static_cast<std::ptrdiff_t>(first),
                       graph_.nodes.end(), [](const FlowNode& node) {
                           return node.kind == FlowKind::Assign || node.kind == FlowKind::Value;
                       });
}

FlowNodeId FlowBuilder::header_bindings(NodeRef root, FlowNodeId state) {
    const NodeRef suite = child_of_kind(tree_, root, NodeKind::Suite);
    const std::uint32_t end = suite ? tree_.node(suite).first_token : FlowGraph::end_of_block;
    return bind(root.block, 0, end, true, Which::All, state);
}

FlowNodeId FlowBuilder::with(const std::vector<BlockId>& clauses, NodeRef root, FlowNodeId state) {
    record(clauses.front(), 0, state);
    state = header_bindings(root, state);
    state = assign_path(root, state);
    const std::size_t first = graph_.nodes.size();
    const FlowNodeId end = body(clauses.front(), state);
    return swallows(root) ? join({end, raised(state, first)}) : end;
}

bool FlowBuilder::swallows(NodeRef root) const {
    for (const NodeRef item : ChildRange(tree_, root)) {
        if (tree_.kind(item) != NodeKind::WithItem) continue;
        const NodeRef context = tree_.first_child(item);
        if (!context || tree_.kind(context) != NodeKind::Call) continue;
        const NodeRef callee = tree_.first_child(context);
        const std::string text = callee ? dotted_text(tree_, callee) : std::string();
        const std::string_view last = std::string_view(text).substr(text.rfind('.') + 1);
        if (last == "suppress" || last == "raises" || last == "assertRaises" ||
            last == "assertRaisesRegex") {
            return true;
        }
    }
    return false;
}

FlowNodeId FlowBuilder::capture(NodeRef pattern, FlowNodeId state) {
    const Node& at = tree_.node(pattern);
    std::vector<FlowNodeId> from;
    const auto [first, last] = graph_.bindings_of(pattern.block);
    for (auto one = first; one != last; ++one) {
        const Mention& mention = one->mention;
        if ((mention.block == pattern.block &&
             (mention.token < at.first_token || mention.token >= at.end_token))) {
            continue;
        }
        from.push_back(assign(*one, state));
    }
    return from.empty() ? state : join(std::move(from));
}

FlowNodeId FlowBuilder::match(NodeRef root, FlowNodeId state) {
    const BlockId header = root.block;
    record(header, 0, state);
    const NodeRef subject = tree_.first_child(root);
    state = bind_in(subject, Which::Walrus, state);
    const bool tells = is_mentioned(subject);
    std::vector<FlowNodeId> ends;
    for (BlockId at = tree_.first_statement(header); at != no_block;
         at = tree_.next_statement(at)) {
        const NodeRef one = root_of(tree_, at);
        if (!one || tree_.kind(one) != NodeKind::Case) continue;
        record(at, 0, state);
        const NodeRef pattern = tree_.first_child(one);
        if (!pattern || state == unreachable) {
            ends.push_back(body(at, state));
            continue;
        }
        FlowNode node;
        node.kind = FlowKind::Case;
        node.where = one;
        node.previous = state;
        FlowNodeId matched = tells ? add(node) : state;
        matched = capture(pattern, matched);
        FlowNodeId refused = unreachable;
        if (!is_irrefutable(tree_, pattern)) {
            node.positive = false;
            refused = tells ? add(node) : state;
        }
        if (tree_.node(one).has(has_guard)) {
            const NodeRef guard = tree_.next_sibling(pattern);
            if (guard && guard.block == at) {
                record(at, tree_.node(guard).first_token, matched);
            }
            const Split split = test(guard, matched);
            matched = split.yes;
            // Its captures may be bound though the guard has failed: rarely read.
            refused = state;
        }
        ends.push_back(body(at, matched));
        state = refused;
    }
    if (state != unreachable) {
        FlowNode rest;
        rest.kind = FlowKind::Rest;
        rest.where = root;
        rest.previous = state;
        ends.push_back(add(rest));
    }
    return join(std::move(ends));
}

}  // namespace pilcrow::lsp
