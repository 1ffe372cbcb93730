// Flow graphs: what takes part, bindings, tests and blocks (flow_builder.h).

#include "lsp/types/flow_builder.h"
#include "lsp/types/flow_targets.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {

namespace {

// Bodies nested deeper than this are passed over.
constexpr std::uint32_t deepest_block = 150;

}  // namespace

void FlowBuilder::build() {
    find_events();
    FlowNode start;
    start.kind = FlowKind::Start;
    const FlowNodeId state = add(start);
    if (header_ == no_block) {
        graph_.last = block(no_block, 0, tree_.reading->size(), state);
        record(no_block, FlowGraph::end_of_block, graph_.last);
    } else {
        graph_.last = body(header_, state);
    }
    std::sort(graph_.entries.begin(), graph_.entries.end(),
              [](const FlowGraph::Entry& a, const FlowGraph::Entry& b) {
                  return std::tuple(a.statement, a.token, a.node) <
                         std::tuple(b.statement, b.token, b.node);
              });
    graph_.kept.resize(graph_.nodes.size(), nullptr);
    graph_.is_kept.resize(graph_.nodes.size(), false);
}

BlockId FlowBuilder::end_of(BlockId header) const {
    return header == no_block ? tree_.reading->size() : tree_.reading->node_end(header);
}

bool FlowBuilder::is_in_body(BlockId statement) const {
    for (BlockId at = header_of(tree_, statement); at != header_; at = header_of(tree_, at)) {
        if (at == no_block) return false;
        const NodeRef root = root_of(tree_, at);
        if (root &&
            (tree_.kind(root) == NodeKind::FunctionDef || tree_.kind(root) == NodeKind::ClassDef)) {
            return false;
        }
    }
    return true;
}

void FlowBuilder::find_events() {
    const BlockId begin = header_ == no_block ? 0 : header_;
    const BlockId end = end_of(header_);
    if (subject_.name != no_name) {
        text_ = file_.scopes->pool().text(subject_.name);
        std::vector<BlockId> read;
        for (const Mention& mention : file_.scopes->occurrences(subject_.scope, subject_.name)) {
            if (mention.block < begin || mention.block >= end) continue;
            const BlockId statement = statement_of(tree_, mention.block);
            if (events_.empty() || events_.back() != statement) events_.push_back(statement);
            if (!binds(mention.use)) {
                if (mention.use == Use::Read) read.push_back(statement);
                continue;
            }
            const bool its = statement == header_
                                 ? mention.use != Use::Parameter && in_suite(statement, mention)
                                 : is_in_body(statement);
            if (its) graph_.bindings.push_back({statement, mention, false});
        }
        for (FlowGraph::Binding& binding : graph_.bindings) {
            binding.reads_itself =
                std::binary_search(read.begin(), read.end(), binding.statement) ||
                is_augmented(binding.statement);
        }
    }
    if (subject_.probe != no_block) events_.push_back(subject_.probe);
    const FlowJumps& jumps = flow_jumps(engine_, file_);
    if (const auto found = jumps.by_body.find(header_); found != jumps.by_body.end()) {
        events_.insert(events_.end(), found->second.begin(), found->second.end());
    }
    std::sort(events_.begin(), events_.end());
    events_.erase(std::unique(events_.begin(), events_.end()), events_.end());
}

bool FlowBuilder::is_augmented(BlockId statement) const {
    NodeRef root = root_of(tree_, statement);
    for (; root; root.node = tree_.node(root).next) {
        if (tree_.kind(root) == NodeKind::AugmentedAssign) return true;
    }
    return false;
}

bool FlowBuilder::in_suite(BlockId header, const Mention& mention) const {
    const NodeRef root = root_of(tree_, header);
    const NodeRef suite = root ? child_of_kind(tree_, root, NodeKind::Suite) : NodeRef{};
    return suite && mention.block == header && mention.token >= tree_.node(suite).first_token;
}

FlowNodeId FlowBuilder::add(const FlowNode& node) {
    graph_.nodes.push_back(node);
    return static_cast<FlowNodeId>(graph_.nodes.size() - 1);
}

FlowNodeId FlowBuilder::join(std::vector<FlowNodeId> from) {
    std::erase(from, unreachable);
    std::sort(from.begin(), from.end());
    from.erase(std::unique(from.begin(), from.end()), from.end());
    while (merge_tests(from)) {
    }
    if (from.empty()) return unreachable;
    if (from.size() == 1) return from.front();
    FlowNode node;
    node.kind = FlowKind::Join;
    node.binding = static_cast<std::uint32_t>(graph_.edges.size());
    node.count = static_cast<std::uint32_t>(from.size());
    graph_.edges.insert(graph_.edges.end(), from.begin(), from.end());
    return add(node);
}

bool FlowBuilder::merge_tests(std::vector<FlowNodeId>& from) {
    for (std::size_t at = 0; at + 1 < from.size(); ++at) {
        const FlowNode& a = graph_.nodes[static_cast<std::size_t>(from[at])];
        if (a.kind != FlowKind::Test && a.kind != FlowKind::Case) continue;
        for (std::size_t other = at + 1; other < from.size(); ++other) {
            const FlowNode& b = graph_.nodes[static_cast<std::size_t>(from[other])];
            if (b.kind != a.kind || b.where != a.where || b.previous != a.previous ||
                b.positive == a.positive) {
                continue;
            }
            from[at] = a.previous;
            from.erase(from.begin() + static_cast<std::ptrdiff_t>(other));
            std::sort(from.begin(), from.end());
            from.erase(std::unique(from.begin(), from.end()), from.end());
            return true;
        }
    }
    return false;
}

void FlowBuilder::record(BlockId statement, std::uint32_t token, FlowNodeId state) {
    graph_.entries.push_back({statement, token, state});
}

bool FlowBuilder::is_mentioned(NodeRef node) const {
    if (text_.empty() || !node) return false;
    const Unit& unit = *tree_.unit(node.block);
    const Node& at = tree_.node(node);
    for (std::uint32_t token = at.first_token; token < at.end_token; ++token) {
        const TokenKind kind = unit.token(token).kind;
        if (kind == TokenKind::Hang) return true;
        if (kind == TokenKind::Name && tree_.token_text(node.block, token) == text_) {
            return true;
        }
    }
    return false;
}

FlowNodeId FlowBuilder::bind(BlockId statement, std::uint32_t begin, std::uint32_t end, bool hung,
                             Which which, FlowNodeId state) {
    if (state == unreachable) return state;
    const auto [first, last] = graph_.bindings_of(statement);
    for (auto at = first; at != last; ++at) {
        const Mention& mention = at->mention;
        const bool walrus = mention.use == Use::Walrus;
        if (which != Which::All && walrus != (which == Which::Walrus)) continue;
        if (mention.block == statement ? mention.token < begin || mention.token >= end : !hung) {
            continue;
        }
        state = assign(*at, state);
    }
    return state;
}

FlowNodeId FlowBuilder::assign(const FlowGraph::Binding& binding, FlowNodeId state) {
    FlowNode node;
    node.kind = subject_.path.empty() ? FlowKind::Assign : FlowKind::Value;
    node.binding = static_cast<std::uint32_t>(&binding - graph_.bindings.data());
    node.previous = state;
    return add(node);
}

FlowNodeId FlowBuilder::bind_in(NodeRef node, Which which, FlowNodeId state) {
    if (!node) return state;
    const Node& at = tree_.node(node);
    return bind(statement_of(tree_, node.block), at.first_token, at.end_token, true, which, state);
}

FlowNodeId FlowBuilder::assign_path(NodeRef statement, FlowNodeId state) {
    if (subject_.path.empty() || state == unreachable) return state;
    const PathAssignment found = assigned_to_path(tree_, statement, subject_.path);
    if (!found.assigned) return state;
    FlowNode node;
    node.kind = FlowKind::Value;
    node.where = found.value;
    node.previous = state;
    return add(node);
}

FlowBuilder::Split FlowBuilder::test(NodeRef expression, FlowNodeId state, std::uint32_t depth) {
    expression = without_parens(tree_, expression);
    if (!expression || state == unreachable || depth > deepest_block) return {state, state};
    if (const auto known = engine_.condition(file_, expression)) {
        return *known ? Split{state, unreachable} : Split{unreachable, state};
    }
    const Node& node = tree_.node(expression);
    const auto op = static_cast<TokenKind>(node.op);
    if (node.kind == NodeKind::Unary && op == TokenKind::KwNot) {
        const Split inner = test(tree_.first_child(expression), state, depth + 1);
        return {inner.no, inner.yes};
    }
    if (node.kind == NodeKind::Boolean) {
        const bool all = op == TokenKind::KwAnd;
        std::vector<FlowNodeId> decided;
        for (const NodeRef operand : ChildRange(tree_, expression)) {
            const Split one = test(operand, state, depth + 1);
            decided.push_back(all ? one.no : one.yes);
            state = all ? one.yes : one.no;
        }
        const FlowNodeId other = join(std::move(decided));
        return all ? Split{state, other} : Split{other, state};
    }
    state = bind_in(expression, Which::Walrus, state);
    if (!is_mentioned(expression)) return {state, state};
    FlowNode result;
    result.kind = FlowKind::Test;
    result.where = expression;
    result.previous = state;
    const FlowNodeId yes = add(result);
    result.positive = false;
    return {yes, add(result)};
}

FlowNodeId FlowBuilder::body(BlockId header, FlowNodeId state) {
    const NodeRef root = root_of(tree_, header);
    if (const NodeRef suite = root ? child_of_kind(tree_, root, NodeKind::Suite) : NodeRef{}) {
        const NodeId first = tree_.node(suite).first_child;
        if (first != no_node) state = chain({suite.block, first}, state);
    }
    if (++depth_ <= deepest_block) {
        state = block(header, header + 1, end_of(header), state);
    }
    --depth_;
    record(header, FlowGraph::end_of_block, state);
    return state;
}

BlockId FlowBuilder::statement_in(BlockId header, BlockId block) const {
    for (std::uint32_t depth = 0; depth < 10'000 && block != no_block; ++depth) {
        const BlockId around = header_of(tree_, block);
        if (around == header) return block;
        block = around;
    }
    return no_block;
}

FlowNodeId FlowBuilder::block(BlockId header, BlockId begin, BlockId end, FlowNodeId state) {
    while (true) {
        const auto event = std::lower_bound(events_.begin(), events_.end(), begin);
        if (event == events_.end() || *event >= end) return state;
        BlockId first = statement_in(header, *event);
        if (first == no_block || first < begin) {
            begin = *event + 1;
            continue;
        }
        while (is_going_on(first)) {
            const BlockId before = statement_before(tree_, first);
            if (before == no_block || before < begin) break;
            first = before;
        }
        std::vector<BlockId> clauses{first};
        for (BlockId next = tree_.next_statement(first); next != no_block && is_going_on(next);
             next = tree_.next_statement(next)) {
            clauses.push_back(next);
        }
        state = statement(clauses, state);
        begin = std::max(begin + 1, end_of(clauses.back()));
    }
}

bool FlowBuilder::is_going_on(BlockId statement) const {
    const NodeRef root = root_of(tree_, statement);
    return root && is_clause(tree_.kind(root)) && tree_.kind(root) != NodeKind::Case;
}

NodeKind FlowBuilder::kind_of(BlockId statement) const {
    const NodeRef root = root_of(tree_, statement);
    return root ? tree_.kind(root) : NodeKind::None;
}

BlockId body_header(const FileInfo& file, ScopeRef body) {
    const NodeRef owner = body.is_module() ? NodeRef{} : file.scopes->owner(body);
    return owner ? owner.block : no_block;
}

const FlowGraph::Entry* FlowGraph::entry(BlockId statement, std::uint32_t token) const {
    const auto behind =
        std::upper_bound(entries.begin(), entries.end(), std::pair(statement, token),
                         [](const std::pair<BlockId, std::uint32_t>& key, const Entry& one) {
                             return key < std::pair(one.statement, one.token);
                         });
    if (behind == entries.begin() || (behind - 1)->statement != statement) return nullptr;
    return &*(behind - 1);
}

std::pair<FlowGraph::Bindings, FlowGraph::Bindings> FlowGraph::bindings_of(BlockId first,
                                                                           BlockId end) const {
    const auto before = [](const Binding& binding, BlockId block) {
        return binding.statement < block;
    };
    const auto begin = std::lower_bound(bindings.begin(), bindings.end(), first, before);
    return {begin, std::lower_bound(begin, bindings.end(), end, before)};
}

FlowGraph make_flow_graph(Engine& engine, const FileInfo& file, const FlowSubject& subject) {
    FlowGraph graph;
    FlowBuilder(engine, file, subject, graph).build();
    return graph;
}

FlowGraph& flow_graph(Engine& engine, const FileInfo& file, const FlowSubject& subject) {
    std::shared_ptr<FlowGraph>& graph =
        file.flows[{subject.body.part, subject.body.scope, subject.scope.part, subject.scope.scope,
                    subject.name, subject.path}];
    if (graph == nullptr) {
        graph = std::make_shared<FlowGraph>(make_flow_graph(engine, file, subject));
    }
    return *graph;
}

}  // namespace pilcrow::lsp
