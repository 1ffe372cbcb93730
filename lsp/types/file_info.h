// FileInfo: what inference has found out about one file: its scopes, and the classes, functions and
// expressions of it that were asked about.
//
// Owned by the Engine; those of the workspace go with everything in them at the next begin().
#pragma once

#include "lsp/source/scopes.h"
#include "lsp/source/source_file.h"
#include "lsp/types/type.h"
#include "lsp/workspace/world.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace pilcrow::lsp {

struct ClassInfo;
struct FlowGraph;
struct FlowJumps;
struct FunctionInfo;
struct TypeVariable;

inline std::uint64_t key_of(NodeRef node) {
    return static_cast<std::uint64_t>(node.block) << 32 | node.node;
}

// Assignments, annotated ones too.
inline bool assigns(Use use) { return use == Use::Assign || use == Use::Element; }

struct FileInfo;

// A module: a file, or a folder without `__init__`.
struct ModuleInfo {
    std::string name;                     // dotted
    const FileInfo* file = nullptr;       // or null
    std::vector<std::string> folders;     // of its submodules
    const FileInfo* seen_from = nullptr;  // the first file that imported it: whose modules it has
    bool workspace = false;
};

struct FileInfo {
    FilePtr file;
    const Tree* tree = nullptr;
    const Names* names = nullptr;
    std::unique_ptr<const Names> own_names;  // of a second version, which the cache does not keep
    std::optional<Scopes> scopes;
    bool workspace = false;
    mutable ModuleInfo module;  // the file as a module
    // What its imports find, by absolute name.
    mutable std::map<std::string, const ModuleInfo*, std::less<>> modules;

    // By key_of(node).
    mutable std::unordered_map<std::uint64_t, std::unique_ptr<ClassInfo>> classes;
    mutable std::unordered_map<std::uint64_t, std::unique_ptr<FunctionInfo>> functions;
    mutable std::unordered_map<std::uint64_t, std::unique_ptr<TypeVariable>> variables;
    // Of expressions, where no call's arguments count (engine_parts.h's Frame has those).
    mutable std::unordered_map<std::uint64_t, TypeRef> expressions;
    mutable std::unordered_map<std::uint64_t, TypeRef> annotations;
    mutable std::unordered_map<std::uint64_t, TypeRef> decorated;   // of functions
    mutable std::unordered_map<std::uint64_t, TypeRef> signatures;  // of functions
    // Of bindings, by block and token.
    mutable std::unordered_map<std::uint64_t, TypeRef> bindings;

    // Branches of `if` that are known to be passed over or not, by block.
    mutable std::unordered_map<BlockId, bool> dead_branches;
    // Where a scope binds a name, without dead branches: by part, scope and name.
    mutable std::map<std::tuple<std::uint32_t, ScopeId, NameId>, std::vector<Mention>> live;
    // Modules of `import *` at the module's level, in text order; filled at first need.
    mutable std::optional<std::vector<const ModuleInfo*>> star_imports;
    mutable std::optional<std::vector<std::string>> exported;

    // Flow graphs (flow_graph.h), by body, binding scope, name and path.
    using FlowKey = std::tuple<std::uint32_t, ScopeId, std::uint32_t, ScopeId, NameId, std::string>;
    mutable std::map<FlowKey, std::shared_ptr<FlowGraph>> flows;
    mutable std::shared_ptr<const FlowJumps> flow_jumps;

    const Tree& t() const { return *tree; }
};

}  // namespace pilcrow::lsp
