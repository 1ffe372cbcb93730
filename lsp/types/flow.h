// Flow: what a name, or a path that begins with one, is at a place of its scope.
//
// Control flow in this language is structured, and the tree holds its structure, so no graph is
// built: from the place one walks back, statement by statement, to what bound the name last, out of
// blocks into their headers. Where branches meet, what comes out of each is joined; tests that were
// passed on the way narrow what comes from before them. A statement that neither binds the name nor
// tests it is passed over.
//
// One object answers one question; what it finds out about a place it keeps, so that branches
// which meet again cost nothing. Bounded: beyond max_statements it gives up (Unknown).
#pragma once

#include "lsp/source/places.h"
#include "lsp/types/engine.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace pilcrow::lsp {

// "x", "self.items", "row[0]": the text of an expression that always means the same thing until
// one of its parts is bound anew; empty for others.
std::string reference_text(const Tree& tree, NodeRef expression);

// Statements of this block or suite never reach its end: they return, raise, break or continue.
bool always_leaves(const Tree& tree, BlockId header);

class Flow {
public:
    static constexpr std::uint32_t max_statements = 5'000;

    // Of a name that `scope` binds.
    Flow(Engine& engine, const FileInfo& file, ScopeRef scope, NameId name);
    // Of a path behind it; `path` is its reference_text, and what it is where nothing is known of
    // the flow is `otherwise`.
    Flow(Engine& engine, const FileInfo& file, ScopeRef scope, NameId name, std::string path,
         TypeRef otherwise);

    // Null where no binding reaches the place.
    TypeRef at(Position place);

private:
    struct Binding {
        BlockId statement;
        Mention mention;
    };

    // --- flow_names.cpp ---
    TypeRef before(BlockId statement, std::uint32_t token);
    TypeRef before_siblings(BlockId statement);
    TypeRef walk(const std::vector<BlockId>& statements, std::size_t end, BlockId header);
    TypeRef at_start(BlockId header);
    TypeRef at_end(BlockId header);
    TypeRef start_of_clause(BlockId header);
    TypeRef after(const std::vector<BlockId>& statements, std::size_t first, std::size_t end,
                  BlockId header);
    TypeRef after_match(BlockId match);
    TypeRef start_of_case(BlockId header);
    TypeRef bound_in(BlockId statement, std::uint32_t begin, std::uint32_t end);
    TypeRef bound_between(BlockId first, BlockId end);
    TypeRef path_bound_in(BlockId statement, NodeId node);
    bool binds_between(BlockId first, BlockId end) const;
    bool mentions_between(BlockId first, BlockId end) const;
    TypeRef join(TypeRef a, TypeRef b);
    std::vector<BlockId> statements_of(BlockId header) const;
    NodeRef test_of(BlockId header) const;
    TypeRef narrowed_inside(TypeRef type, const std::vector<NodeRef>& path);

    // --- flow_narrowing.cpp ---
    TypeRef narrow(TypeRef type, NodeRef test, bool positive);
    TypeRef narrow_compare(TypeRef type, NodeRef compare, bool positive);
    TypeRef narrow_call(TypeRef type, NodeRef call, bool positive);
    TypeRef by_truth(TypeRef type, bool positive);
    TypeRef by_classes(TypeRef type, NodeRef classes, bool positive, bool of_class_itself);
    TypeRef by_member(TypeRef type, std::string_view name, TypeRef value, bool positive);
    bool is_it(NodeRef expression) const;
    bool mentioned_in(NodeRef node) const;

    Engine& engine_;
    const FileInfo& file_;
    const Tree& tree_;
    const ScopeRef scope_;
    const NameId name_;
    const std::string path_;          // of a plain name: empty
    const std::string text_;          // of the name, as it is written
    const TypeRef otherwise_;         // of a path
    std::vector<Binding> bindings_;   // by block
    std::vector<BlockId> mentioned_;  // statements that hold the name, sorted
    std::unordered_map<std::uint64_t, TypeRef> kept_;
    std::uint32_t walked_ = 0;
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
// It matches everything.
bool is_irrefutable(const Tree& tree, NodeRef pattern);

// --- flow_bindings.cpp ---
// The parts that unpacking a value to `count` targets gives to the one at `index`; `starred`: the
// index of a starred one, or -1.
TypeRef unpacked_at(Engine& engine, TypeRef value, std::size_t index, std::size_t count,
                    std::ptrdiff_t starred);

}  // namespace pilcrow::lsp
