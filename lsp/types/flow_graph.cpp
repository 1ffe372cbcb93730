// Makes flow graphs (flow_graph.h).

#include "lsp/types/flow_graph.h"
#include "lsp/types/flow_targets.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

// Bodies nested deeper than this are passed over.
constexpr std::uint32_t deepest_block = 150;

class Builder {
public:
    Builder(Engine& engine, const FileInfo& file, const FlowSubject& subject, FlowGraph& graph)
        : engine_(engine),
          file_(file),
          tree_(file.t()),
          subject_(subject),
          graph_(graph),
          header_(body_header(file, subject.body)) {}

    void build() {
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
        std::stable_sort(graph_.entries.begin(), graph_.entries.end(),
                         [](const FlowGraph::Entry& a, const FlowGraph::Entry& b) {
                             return std::pair(a.statement, a.token) <
                                    std::pair(b.statement, b.token);
                         });
        graph_.kept.resize(graph_.nodes.size(), nullptr);
        graph_.is_kept.resize(graph_.nodes.size(), false);
    }

private:
    struct Split {
        FlowNodeId yes;
        FlowNodeId no;
    };

    // --- what takes part ---

    BlockId end_of(BlockId header) const {
        return header == no_block ? tree_.reading->size() : tree_.reading->node_end(header);
    }

    // Whether a statement's own names are bound in this body, not in a function or class in it.
    bool is_in_body(BlockId statement) const {
        for (BlockId at = header_of(tree_, statement); at != header_; at = header_of(tree_, at)) {
            if (at == no_block) return false;
            const NodeRef root = root_of(tree_, at);
            if (root && (tree_.kind(root) == NodeKind::FunctionDef ||
                         tree_.kind(root) == NodeKind::ClassDef)) {
                return false;
            }
        }
        return true;
    }

    void find_events() {
        const BlockId begin = header_ == no_block ? 0 : header_;
        const BlockId end = end_of(header_);
        if (subject_.name != no_name) {
            text_ = file_.scopes->pool().text(subject_.name);
            std::vector<BlockId> read;
            for (const Mention& mention :
                 file_.scopes->occurrences(subject_.scope, subject_.name)) {
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

    bool is_augmented(BlockId statement) const {
        NodeRef root = root_of(tree_, statement);
        for (; root; root.node = tree_.node(root).next) {
            if (tree_.kind(root) == NodeKind::AugmentedAssign) return true;
        }
        return false;
    }

    bool in_suite(BlockId header, const Mention& mention) const {
        const NodeRef root = root_of(tree_, header);
        const NodeRef suite = root ? child_of_kind(tree_, root, NodeKind::Suite) : NodeRef{};
        return suite && mention.block == header && mention.token >= tree_.node(suite).first_token;
    }

    // --- nodes ---

    FlowNodeId add(const FlowNode& node) {
        graph_.nodes.push_back(node);
        return static_cast<FlowNodeId>(graph_.nodes.size() - 1);
    }

    FlowNodeId join(std::vector<FlowNodeId> from) {
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

    // Both ways out of a test that meet again are what came into it.
    bool merge_tests(std::vector<FlowNodeId>& from) {
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

    // `state` or whatever has been assigned since `first`: where an exception may come from.
    FlowNodeId raised(FlowNodeId state, std::size_t first) {
        std::vector<FlowNodeId> from{state};
        for (std::size_t at = first; at < graph_.nodes.size(); ++at) {
            const FlowKind kind = graph_.nodes[at].kind;
            if (kind == FlowKind::Assign || kind == FlowKind::Value) {
                from.push_back(static_cast<FlowNodeId>(at));
            }
        }
        return join(std::move(from));
    }

    void record(BlockId statement, std::uint32_t token, FlowNodeId state) {
        graph_.entries.push_back({statement, token, state});
    }

    bool is_mentioned(NodeRef node) const {
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

    // --- bindings ---

    enum class Which : std::uint8_t { All, Walrus, Others };

    // Bindings of a statement whose tokens are in [begin, end), or (`hung`) in its items.
    FlowNodeId bind(BlockId statement, std::uint32_t begin, std::uint32_t end, bool hung,
                    Which which, FlowNodeId state) {
        if (state == unreachable) return state;
        const auto first =
            std::lower_bound(graph_.bindings.begin(), graph_.bindings.end(), statement,
                             [](const FlowGraph::Binding& binding, BlockId block) {
                                 return binding.statement < block;
                             });
        for (auto at = first; at != graph_.bindings.end() && at->statement == statement; ++at) {
            const Mention& mention = at->mention;
            const bool walrus = mention.use == Use::Walrus;
            if (which != Which::All && walrus != (which == Which::Walrus)) continue;
            if (mention.block == statement ? mention.token < begin || mention.token >= end
                                           : !hung) {
                continue;
            }
            state = assign(*at, state);
        }
        return state;
    }

    FlowNodeId assign(const FlowGraph::Binding& binding, FlowNodeId state) {
        FlowNode node;
        node.kind = subject_.path.empty() ? FlowKind::Assign : FlowKind::Value;
        node.binding = static_cast<std::uint32_t>(&binding - graph_.bindings.data());
        node.previous = state;
        return add(node);
    }

    FlowNodeId bind_in(NodeRef node, Which which, FlowNodeId state) {
        if (!node) return state;
        const Node& at = tree_.node(node);
        return bind(statement_of(tree_, node.block), at.first_token, at.end_token, true, which,
                    state);
    }

    // What a statement assigns to the path.
    FlowNodeId assign_path(NodeRef statement, FlowNodeId state) {
        if (subject_.path.empty() || state == unreachable) return state;
        const PathAssignment found = assigned_to_path(tree_, statement, subject_.path);
        if (!found.assigned) return state;
        FlowNode node;
        node.kind = FlowKind::Value;
        node.where = found.value;
        node.previous = state;
        return add(node);
    }

    // --- tests ---

    Split test(NodeRef expression, FlowNodeId state, std::uint32_t depth = 0) {
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

    // --- statements ---

    FlowNodeId simple(NodeRef at, FlowNodeId state) {
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
        state = bind(at.block, node.first_token, node.end_token, node.next == no_node, Which::All,
                     state);
        state = assign_path(at, state);
        if (node.kind == NodeKind::ExpressionStatement && state != unreachable) {
            const NodeRef value = tree_.first_child(at);
            if (value && tree_.kind(value) == NodeKind::Call) return call(value, state);
        }
        return state;
    }

    FlowNodeId call(NodeRef value, FlowNodeId state) {
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

    FlowNodeId chain(NodeRef first, FlowNodeId state) {
        for (NodeRef at = first; at; at.node = tree_.node(at).next) state = simple(at, state);
        return state;
    }

    // A header's suite and block.
    FlowNodeId body(BlockId header, FlowNodeId state) {
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

    // The statement in the header's block that `block` is in, or no_block.
    BlockId statement_in(BlockId header, BlockId block) const {
        for (std::uint32_t depth = 0; depth < 10'000 && block != no_block; ++depth) {
            const BlockId around = header_of(tree_, block);
            if (around == header) return block;
            block = around;
        }
        return no_block;
    }

    FlowNodeId block(BlockId header, BlockId begin, BlockId end, FlowNodeId state) {
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

    bool is_going_on(BlockId statement) const {
        const NodeRef root = root_of(tree_, statement);
        return root && is_clause(tree_.kind(root)) && tree_.kind(root) != NodeKind::Case;
    }

    NodeKind kind_of(BlockId statement) const {
        const NodeRef root = root_of(tree_, statement);
        return root ? tree_.kind(root) : NodeKind::None;
    }

    FlowNodeId statement(const std::vector<BlockId>& clauses, FlowNodeId state) {
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

    FlowNodeId if_statement(const std::vector<BlockId>& clauses, FlowNodeId state) {
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

    // What a loop begins each round with.
    FlowNodeId round(BlockId header, FlowNodeId state) {
        if (state == unreachable) return state;
        const BlockId end = end_of(header);
        const auto at = std::lower_bound(graph_.bindings.begin(), graph_.bindings.end(), header,
                                         [](const FlowGraph::Binding& binding, BlockId block) {
                                             return binding.statement < block;
                                         });
        const bool binds_it = at != graph_.bindings.end() && at->statement < end;
        const bool assigns_it = !subject_.path.empty() && mentions(header, end);
        if (!binds_it && !assigns_it) return state;
        FlowNode node;
        node.kind = FlowKind::Loop;
        node.previous = state;
        node.first = header;
        node.end = end;
        return add(node);
    }

    // Whether anything is assigned to the path between.
    bool mentions(BlockId first, BlockId end) const {
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

    FlowNodeId loop(const std::vector<BlockId>& clauses, NodeRef root, FlowNodeId state) {
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

    FlowNodeId try_statement(const std::vector<BlockId>& clauses, FlowNodeId state) {
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

    bool assigns_since(std::size_t first) const {
        return std::any_of(graph_.nodes.begin() + static_cast<std::ptrdiff_t>(first),
                           graph_.nodes.end(), [](const FlowNode& node) {
                               return node.kind == FlowKind::Assign || node.kind == FlowKind::Value;
                           });
    }

    // All that a header's own line binds, but not what its suite does.
    FlowNodeId header_bindings(NodeRef root, FlowNodeId state) {
        const NodeRef suite = child_of_kind(tree_, root, NodeKind::Suite);
        const std::uint32_t end = suite ? tree_.node(suite).first_token : FlowGraph::end_of_block;
        return bind(root.block, 0, end, true, Which::All, state);
    }

    FlowNodeId with(const std::vector<BlockId>& clauses, NodeRef root, FlowNodeId state) {
        record(clauses.front(), 0, state);
        state = header_bindings(root, state);
        state = assign_path(root, state);
        const std::size_t first = graph_.nodes.size();
        const FlowNodeId end = body(clauses.front(), state);
        return swallows(root) ? join({end, raised(state, first)}) : end;
    }

    // `with suppress(…)` and the like go on behind the block though it raises.
    bool swallows(NodeRef root) const {
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

    // What a pattern captures: in several alternatives, by any of them.
    FlowNodeId capture(NodeRef pattern, FlowNodeId state) {
        const Node& at = tree_.node(pattern);
        std::vector<FlowNodeId> from;
        const auto first =
            std::lower_bound(graph_.bindings.begin(), graph_.bindings.end(), pattern.block,
                             [](const FlowGraph::Binding& binding, BlockId block) {
                                 return binding.statement < block;
                             });
        for (auto one = first; one != graph_.bindings.end() && one->statement == pattern.block;
             ++one) {
            const Mention& mention = one->mention;
            if ((mention.block == pattern.block &&
                 (mention.token < at.first_token || mention.token >= at.end_token))) {
                continue;
            }
            from.push_back(assign(*one, state));
        }
        return from.empty() ? state : join(std::move(from));
    }

    FlowNodeId match(NodeRef root, FlowNodeId state) {
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

    Engine& engine_;
    const FileInfo& file_;
    const Tree& tree_;
    const FlowSubject& subject_;
    FlowGraph& graph_;
    const BlockId header_;
    std::string_view text_;                       // of the name, or empty
    std::vector<BlockId> events_;                 // statements that take part, sorted
    std::vector<std::vector<FlowNodeId>> loops_;  // what breaks out of each
    std::uint32_t depth_ = 0;
};

}  // namespace

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

FlowGraph make_flow_graph(Engine& engine, const FileInfo& file, const FlowSubject& subject) {
    FlowGraph graph;
    Builder(engine, file, subject, graph).build();
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
