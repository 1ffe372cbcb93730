// Makes one flow graph (flow_graph.h): the pass over a body.
#pragma once

#include "lsp/types/flow_graph.h"

namespace pilcrow::lsp {

class FlowBuilder {
public:
    FlowBuilder(Engine& engine, const FileInfo& file, const FlowSubject& subject, FlowGraph& graph)
        : engine_(engine),
          file_(file),
          tree_(file.t()),
          subject_(subject),
          graph_(graph),
          header_(body_header(file, subject.body)) {}

    void build();

private:
    struct Split {
        FlowNodeId yes;
        FlowNodeId no;
    };

    // --- what takes part ---
    BlockId end_of(BlockId header) const;
    // Whether a statement's own names are bound in this body, not in a function or class in it.
    bool is_in_body(BlockId statement) const;
    void find_events();
    bool is_augmented(BlockId statement) const;
    bool in_suite(BlockId header, const Mention& mention) const;

    // --- nodes ---
    FlowNodeId add(const FlowNode& node);
    FlowNodeId join(std::vector<FlowNodeId> from);
    // Both ways out of a test that meet again are what came into it.
    bool merge_tests(std::vector<FlowNodeId>& from);
    // `state` or whatever has been assigned since `first`: where an exception may come from.
    FlowNodeId raised(FlowNodeId state, std::size_t first);
    void record(BlockId statement, std::uint32_t token, FlowNodeId state);
    bool is_mentioned(NodeRef node) const;

    // --- bindings ---
    enum class Which : std::uint8_t { All, Walrus, Others };
    // Bindings of a statement whose tokens are in [begin, end), or (`hung`) in its items.
    FlowNodeId bind(BlockId statement, std::uint32_t begin, std::uint32_t end, bool hung,
                    Which which, FlowNodeId state);
    FlowNodeId assign(const FlowGraph::Binding& binding, FlowNodeId state);
    FlowNodeId bind_in(NodeRef node, Which which, FlowNodeId state);
    // What a statement assigns to the path.
    FlowNodeId assign_path(NodeRef statement, FlowNodeId state);

    // --- tests ---
    Split test(NodeRef expression, FlowNodeId state, std::uint32_t depth = 0);

    // --- statements ---
    FlowNodeId simple(NodeRef at, FlowNodeId state);
    FlowNodeId call(NodeRef value, FlowNodeId state);
    FlowNodeId chain(NodeRef first, FlowNodeId state);
    // A header's suite and block.
    FlowNodeId body(BlockId header, FlowNodeId state);
    // The statement in the header's block that `block` is in, or no_block.
    BlockId statement_in(BlockId header, BlockId block) const;
    FlowNodeId block(BlockId header, BlockId begin, BlockId end, FlowNodeId state);
    bool is_going_on(BlockId statement) const;
    NodeKind kind_of(BlockId statement) const;
    FlowNodeId statement(const std::vector<BlockId>& clauses, FlowNodeId state);
    FlowNodeId if_statement(const std::vector<BlockId>& clauses, FlowNodeId state);
    // What a loop begins each round with.
    FlowNodeId round(BlockId header, FlowNodeId state);
    // Whether anything is assigned to the path between.
    bool mentions(BlockId first, BlockId end) const;
    FlowNodeId loop(const std::vector<BlockId>& clauses, NodeRef root, FlowNodeId state);
    FlowNodeId try_statement(const std::vector<BlockId>& clauses, FlowNodeId state);
    bool assigns_since(std::size_t first) const;
    // All that a header's own line binds, but not what its suite does.
    FlowNodeId header_bindings(NodeRef root, FlowNodeId state);
    FlowNodeId with(const std::vector<BlockId>& clauses, NodeRef root, FlowNodeId state);
    // `with suppress(…)` and the like go on behind the block though it raises.
    bool swallows(NodeRef root) const;
    // What a pattern captures: in several alternatives, by any of them.
    FlowNodeId capture(NodeRef pattern, FlowNodeId state);
    FlowNodeId match(NodeRef root, FlowNodeId state);

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

}  // namespace pilcrow::lsp
