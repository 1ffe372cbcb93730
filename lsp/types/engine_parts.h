// What the engine's methods hand each other: arguments, imports, solved variables, calls that are
// being looked into.
#pragma once

#include "lsp/types/file_info.h"
#include "lsp/types/function_info.h"
#include "lsp/types/type.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pilcrow::lsp {

// An argument of a call: of a node, or (a special method's) a type alone.
struct Argument {
    TypeRef type = nullptr;  // null: to be inferred from `node` when it is needed
    const FileInfo* file = nullptr;
    NodeRef node;              // the value, behind a keyword or stars
    std::string_view keyword;  // or empty
    bool starred = false;      // *x
    bool double_starred = false;
};

// An import, as one of its tokens has it.
struct ImportedName {
    NodeRef statement;  // Import or ImportFrom; none: there is no import
    NodeRef alias;
    std::string module;     // absolute; of `import a.b.c` as far as the token
    std::string_view name;  // of `from module import name`
    bool from = false;      // `name` counts
};

// Which type stands for which variable.
using Substitution = std::vector<std::pair<const TypeVariable*, TypeRef>>;

// A call of an unannotated function that is being looked into: its parameters have the types of
// these arguments, and what is found out inside is kept here, not for good.
struct Frame {
    const FunctionInfo* function = nullptr;
    std::vector<TypeRef> arguments;  // by parameter; null: nothing is known
    Frame* outer = nullptr;
    std::unordered_map<std::uint64_t, TypeRef> expressions;
    std::unordered_map<std::uint64_t, TypeRef> bindings;
};

}  // namespace pilcrow::lsp
