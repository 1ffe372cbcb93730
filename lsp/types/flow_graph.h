// The flow graph of one name, or of one path that begins with it, in one body: what happens to its
// value on the ways through the statements, and where each of them stands in that.
//
// Control flow in this language is structured, so the graph is made in one pass over the body from
// top to bottom, in which only statements take part that mention the name or that leave their
// block. Every node comes behind those it goes back to, so types are found in the order of the
// nodes, without recursion; a loop's back edge is the list of what is bound inside.
//
// Cost: O((mentions of the name + jumps of the body) · depth of the tree). Kept with its FileInfo.
#pragma once

#include "lsp/types/engine.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

using FlowNodeId = std::int32_t;
inline constexpr FlowNodeId unreachable = -1;

enum class FlowKind : std::uint8_t {
    Start,   // what the body begins with: a parameter, what the name is outside
    Assign,  // `binding` gives it a value
    Value,   // the expression `where` is assigned to the path; none: it is what it is declared as
    Test,    // the expression `where` has come out true (`positive`) or false
    Join,    // what comes out of any of `edges`
    Loop,    // `previous`, or what bindings in the blocks [first, end) have left of it
    Case,    // the Case `where` has matched (`positive`), or has not
    Rest,    // behind all cases of the Match `where`: none has matched
    Call,    // behind the call `where`, which may never return
};

struct FlowNode {
    FlowKind kind = FlowKind::Start;
    bool positive = true;
    FlowNodeId previous = unreachable;
    NodeRef where;
    std::uint32_t binding = 0;  // Assign: index; Join: the first of its edges
    std::uint32_t count = 0;    // Join: how many
    BlockId first = no_block;
    BlockId end = no_block;
};

struct FlowGraph {
    struct Binding {
        BlockId statement;
        Mention mention;
        bool reads_itself;  // its statement reads the name as well
    };
    // What holds in a statement from a token on, up to the next entry.
    struct Entry {
        BlockId statement;
        std::uint32_t token;
        FlowNodeId node;
    };
    static constexpr std::uint32_t end_of_block = static_cast<std::uint32_t>(-1);

    std::vector<FlowNode> nodes;
    std::vector<FlowNodeId> edges;
    std::vector<Binding> bindings;  // in this body itself, by block
    std::vector<Entry> entries;     // by statement and token
    FlowNodeId last = unreachable;  // behind the body
    std::vector<TypeRef> kept;      // by node; null: not known yet
    std::vector<bool> is_kept;

    // What it is declared as anywhere in the body; null: nowhere. Empty: not asked yet.
    std::optional<TypeRef> declared;

    // The last entry of a statement at or before a token, or null.
    const Entry* entry(BlockId statement, std::uint32_t token) const;
    using Bindings = std::vector<Binding>::const_iterator;
    // Those of the statements [first, end); of one statement.
    std::pair<Bindings, Bindings> bindings_of(BlockId first, BlockId end) const;
    std::pair<Bindings, Bindings> bindings_of(BlockId statement) const {
        return bindings_of(statement, statement + 1);
    }
};

// A pattern that matches everything. (flow_patterns.cpp)
bool is_irrefutable(const Tree& tree, NodeRef pattern);

// What a graph is of.
struct FlowSubject {
    ScopeRef body;             // a Function, Class or Module whose statements it follows
    ScopeRef scope;            // that binds the name
    NameId name = no_name;     // no_name: of no name, just whether places are reached
    std::string path;          // or empty: of the name itself
    BlockId probe = no_block;  // a statement that gets entries though the name is not in it
};

FlowGraph make_flow_graph(Engine& engine, const FileInfo& file, const FlowSubject& subject);
// The same, made once.
FlowGraph& flow_graph(Engine& engine, const FileInfo& file, const FlowSubject& subject);
// The header of a body, or no_block for the module.
BlockId body_header(const FileInfo& file, ScopeRef body);

// For each function, class and the module (no_block), by header: its statements that may leave
// their block, and loops that do not end by themselves.
struct FlowJumps {
    std::unordered_map<BlockId, std::vector<BlockId>> by_body;
};
const FlowJumps& flow_jumps(Engine& engine, const FileInfo& file);

}  // namespace pilcrow::lsp
