// Named: what a name or dotted path stands for where types are written: in annotations, among the
// bases of a class, as a decorator. Found by following bindings and imports, nothing is inferred.
#pragma once

#include "lsp/types/class_info.h"
#include "lsp/types/file_info.h"

#include <string>

namespace pilcrow::lsp {

// The names of `typing` that no stub explains.
enum class Form : std::uint8_t {
    None,
    Any,
    Union,
    Optional,
    Callable,
    Type,
    Tuple,
    Literal,
    ClassVar,
    Final,
    Annotated,
    Required,
    NotRequired,
    ReadOnly,
    Concatenate,
    Unpack,
    TypeGuard,
    TypeIs,
    Never,
    Self,
    LiteralString,
    Generic,
    Protocol,
    TypedDict,
    TypeAlias,
};

struct Named {
    enum class Kind : std::uint8_t {
        Nothing,
        Form,
        Class,
        Alias,     // file and node: the value of an assignment, or a TypeAlias statement
        Variable,  // a TypeVar and its like
        Module,
        Function,  // file and node: FunctionDef
        Missing,   // imported from a module that is not there: `name` is its dotted name
    };
    Kind kind = Kind::Nothing;
    Form form = Form::None;
    const ClassInfo* class_info = nullptr;
    const TypeVariable* variable = nullptr;
    const ModuleInfo* module = nullptr;
    const FileInfo* file = nullptr;
    NodeRef node;
    std::string name;  // of a Function, a Missing

    explicit operator bool() const { return kind != Kind::Nothing; }
    bool is(Kind k) const { return kind == k; }
};

// `name` is one of the forms of typing, typing_extensions or the like.
Form form_called(std::string_view name);
// What `List`, `Dict` and other names of typing stand for: "builtins.list"; or empty.
std::string_view alias_of_typing(std::string_view name);

}  // namespace pilcrow::lsp
