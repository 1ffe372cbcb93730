// FileInfo: what inference has found out about one file: its scopes, and the classes, functions and
// expressions of it that were asked about.
//
// Owned by the Engine; those of the workspace go with everything in them at the next begin().
#pragma once

#include "lsp/source/scopes.h"
#include "lsp/source/source_file.h"
#include "lsp/types/type.h"
#include "lsp/workspace/world.h"

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace pilcrow::lsp {

struct ClassInfo;
struct FunctionInfo;
struct TypeVariable;

inline std::uint64_t key_of(NodeRef node) {
    return static_cast<std::uint64_t>(node.block) << 32 | node.node;
}

struct FileInfo {
    FilePtr file;
    const Tree* tree = nullptr;
    std::optional<Scopes> scopes;
    bool workspace = false;
    const ModuleInfo* module = nullptr;  // the file as a module

    // By key_of(node).
    mutable std::unordered_map<std::uint64_t, std::unique_ptr<ClassInfo>> classes;
    mutable std::unordered_map<std::uint64_t, std::unique_ptr<FunctionInfo>> functions;
    mutable std::unordered_map<std::uint64_t, std::unique_ptr<TypeVariable>> variables;
    // Of expressions, where no call's arguments count (engine.h's Frame has those).
    mutable std::unordered_map<std::uint64_t, TypeRef> expressions;
    mutable std::unordered_map<std::uint64_t, TypeRef> annotations;
    // Of bindings, by block and token.
    mutable std::unordered_map<std::uint64_t, TypeRef> bindings;

    const Tree& t() const { return *tree; }
};

// A module: a file, or a folder without `__init__`.
struct ModuleInfo {
    std::string name;                     // dotted
    const FileInfo* file = nullptr;       // or null
    std::vector<std::string> folders;     // of its submodules
    const FileInfo* seen_from = nullptr;  // the first file that imported it: whose modules it has
    bool workspace = false;
};

}  // namespace pilcrow::lsp
