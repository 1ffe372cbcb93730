// The scopes of a whole file, each with its names and what they are there: what CPython's
// `symtable` tells, and what a compiler needs to know before it can choose where a variable lives.
#pragma once

#include "parser/names/names.h"

#include <string>
#include <vector>

namespace pilcrow {

enum class NameScope : std::uint8_t {
    Local,
    Cell,  // local, and read or bound in a scope inside
    Free,  // of a function around
    GlobalExplicit,
    GlobalImplicit,  // of the module, or a builtin
};

struct ScopedName {
    NameId name;
    NameScope scope;
    std::uint16_t flags;  // SymbolFlags
};

struct ScopeTable {
    ScopeKind kind;
    std::uint8_t flags;    // ScopeFlags
    std::uint32_t parent;  // index of the table around it; of the module's, the first, no_index
    BlockId block;         // owner, in the tree
    NodeId node;
    std::vector<ScopedName> names;  // that stand in it, in the order in which they first do
};

// All scopes of a file, each behind the one around it. What stands on damaged lines is left out.
// O(symbols).
std::vector<ScopeTable> scope_tables(const Names& names);

// The same as text: a scope by its kind, name and line, its names under it, each with what it is.
std::string scopes_text(const Names& names);

}  // namespace pilcrow
