// Flow: what a name, or a path that begins with one, is at a place of a body.
//
// The flow graph (flow_graph.h) says what happens to it on the ways that lead there. Types are
// found from the place back to what bound the name last, no further: in the order of the graph's
// nodes, without recursion. Within a statement, the tests around the place narrow what comes in.
//
// In a loop, what a round leaves is asked for while the loop itself is being looked at: inside, it
// is what came into the loop until that is done.
//
// Bounded: beyond max_nodes nodes it gives up (Unknown).
#pragma once

#include "lsp/source/places.h"
#include "lsp/types/engine.h"
#include "lsp/types/flow_graph.h"
#include "lsp/types/flow_targets.h"

#include <string>
#include <vector>

namespace pilcrow::lsp {

class Flow {
public:
    static constexpr std::size_t max_nodes = 8'000;

    // Of what `subject` names; `otherwise` is what a path is where nothing is known of its flow.
    Flow(Engine& engine, const FileInfo& file, FlowSubject subject, TypeRef otherwise = nullptr);

    // Null where no binding reaches the place, and where the place itself is not reached.
    TypeRef at(Position place);
    // The same of a name that a comprehension or lambda binds.
    TypeRef in_expression(Position place);
    // Whether the end of the body is reached.
    bool reaches_end();
    // Null was answered because the question is being answered already, further out.
    bool is_cycle() const { return cycle_; }

private:
    // --- flow_names.cpp ---
    FlowNodeId node_at(Position place, std::vector<NodeRef>& path, FlowGraph*& graph,
                       FlowGraph& probed);
    TypeRef walrus_before(const FlowGraph& graph, BlockId statement,
                          const std::vector<NodeRef>& path);
    TypeRef in_own_scope(const std::vector<NodeRef>& path);
    TypeRef narrowed_inside(TypeRef type, const std::vector<NodeRef>& path);

    // --- flow_evaluation.cpp ---
    TypeRef evaluate(FlowGraph& graph, FlowNodeId target);
    TypeRef of_node(FlowGraph& graph, FlowNodeId id, const std::vector<TypeRef>& types);
    TypeRef of_start();
    TypeRef of_loop(FlowGraph& graph, FlowNodeId id, TypeRef before);
    TypeRef of_binding(FlowGraph& graph, const FlowGraph::Binding& binding);
    TypeRef of_case(NodeRef one, bool positive, TypeRef type);
    TypeRef of_rest(NodeRef match, TypeRef before);
    TypeRef declared(FlowGraph& graph);
    bool is_kept(const FlowGraph& graph, const FlowNode& node);
    TypeRef join(TypeRef a, TypeRef b);

    // --- flow_narrowing.cpp ---
    TypeRef narrow(TypeRef type, NodeRef test, bool positive);
    TypeRef narrow_compare(TypeRef type, NodeRef compare, bool positive);
    TypeRef narrow_call(TypeRef type, NodeRef call, bool positive);
    TypeRef by_truth(TypeRef type, bool positive);
    TypeRef by_classes(TypeRef type, NodeRef classes, bool positive, bool of_class_itself);
    TypeRef by_member(TypeRef type, std::string_view name, TypeRef value, bool positive);
    bool is_type_is(NodeRef callee);
    bool is_it(NodeRef expression) const;
    bool mentioned_in(NodeRef node) const;

    Engine& engine_;
    const FileInfo& file_;
    const Tree& tree_;
    const FlowSubject subject_;
    const std::string& path_;  // of a plain name: empty
    const std::string text_;   // of the name, as it is written
    const TypeRef otherwise_;  // of a path
    bool cycle_ = false;
};

// --- flow_narrowing.cpp ---
// The parts of a type that `keep` is true of.
template <typename Keep>
TypeRef filtered(Engine& engine, TypeRef type, Keep keep) {
    std::vector<TypeRef> kept;
    for (const TypeRef part : parts_of(type)) {
        if (keep(part)) kept.push_back(part);
    }
    return kept.size() == parts_of(type).size() ? type : engine.types().union_of(kept);
}
// A value of `type` that is (or, not `positive`, is not) equal to one of type `value`.
TypeRef equal_to(Engine& engine, TypeRef type, TypeRef value, bool positive);
// The same literal, whether an annotation or an expression gave it.
bool is_same(TypeRef a, TypeRef b);
// An enum, or bool, among the parts of a type as the union of its members, if it is `info`.
TypeRef with_members(Engine& engine, TypeRef type, const ClassInfo* info);
// `type` restricted to instances of the classes (Class types); what is left of it, or the classes.
TypeRef restricted(Engine& engine, TypeRef type, const std::vector<TypeRef>& classes,
                   bool positive);

// --- flow_patterns.cpp ---
// What a value of type `subject` is that a pattern has matched, or has not.
TypeRef matched_by(Engine& engine, const FileInfo& file, NodeRef pattern, TypeRef subject);
TypeRef unmatched(Engine& engine, const FileInfo& file, NodeRef pattern, TypeRef subject);
// What the pattern's node `capture` (a PatternCapture, PatternAs, …) binds when `pattern` matches a
// value of type `subject`.
TypeRef captured_type(Engine& engine, const FileInfo& file, NodeRef pattern, NodeRef capture,
                      TypeRef subject);

// --- flow_bindings.cpp ---
// The parts that unpacking a value to `count` targets gives to the one at `index`; `starred`: the
// index of a starred one, or -1.
TypeRef unpacked_at(Engine& engine, TypeRef value, std::size_t index, std::size_t count,
                    std::ptrdiff_t starred);

}  // namespace pilcrow::lsp
