// Type: what a value is, as far as it is known.
//
// Types are immutable and interned: the same type is the same object, so they are compared as
// pointers. They live in two tiers (type_store.h): what is made of typeshed and an environment
// stays, what touches the workspace goes with it at the next Inference::begin().
//
// A type is always that of a *value*: the name `int` has the type Class(int), the value 3 the type
// Instance(int).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pilcrow::lsp {

enum class ParameterKind : std::uint8_t {
    PositionalOnly,
    Positional,
    KeywordOnly,
    Positionals,
    Keywords,  // x, /  x  *, x  *args  **kw
};

struct TypeData;
using TypeRef = const TypeData*;  // never null where a type is returned

struct ClassInfo;
struct FunctionInfo;
struct ModuleInfo;
struct TypeVariable;

enum class TypeKind : std::uint8_t {
    Unknown,     // nothing is known
    Any,         // said to be Any
    Never,       // there is no such value
    None,        // the value None
    Module,      // module
    Class,       // a class itself: class_info; items: its arguments where it is subscripted
    Instance,    // class_info; items: its type arguments; fixed: a tuple's elements; literal
    Function,    // function; self: what it is bound to; owner and items: the class of the MRO that
                 // it was found in, and that class's type arguments
    Callable,    // items: Parameters or a ParamSpec, result; function: what it came from, or null
    Parameters,  // parameters: what a ParamSpec stands for; gradual: `...`
    Union,       // items: two or more, no unions among them, each once
    TypeVar,     // variable: TypeVar, ParamSpec, TypeVarTuple or Self, not yet solved
    TypeOf,      // items: one TypeVar; `type[T]` (of anything else it is a Class)
    Unpacked,    // items: one; `*Ts`, `*tuple[int, ...]` among a tuple's elements
    Super,       // self: the object or class; class_info: its MRO is searched behind that class
    Property,    // items: the getter, to be bound and called
};

enum class LiteralKind : std::uint8_t { None, Bool, Int, Str, Bytes, EnumMember };

struct ParameterData {
    std::string_view name;
    ParameterKind kind = ParameterKind::Positional;
    bool has_default = false;
    TypeRef type = nullptr;                  // Unknown where nothing is known
    const FunctionInfo* function = nullptr;  // that has it, and where: for its default and place
    std::uint32_t index = 0;
    friend bool operator==(const ParameterData&, const ParameterData&) = default;
};

struct TypeData {
    TypeKind kind = TypeKind::Unknown;
    LiteralKind literal_kind = LiteralKind::None;
    bool fixed = false;      // Instance of tuple: items are the elements, not the type argument
    bool gradual = false;    // Parameters: anything may follow (`...`)
    bool workspace = false;  // touches a file of the workspace: dies at the next begin()
    bool open = false;       // holds a TypeVar somewhere
    bool soft = false;       // a literal that an expression gave, not an annotation: shown as its
                             // class
    bool guard = false;      // Instance of bool: result of a TypeGuard or TypeIs; items[0] is it
    const ClassInfo* class_info = nullptr;
    const FunctionInfo* function = nullptr;
    const ModuleInfo* module = nullptr;
    const TypeVariable* variable = nullptr;
    const ClassInfo* owner = nullptr;
    TypeRef self = nullptr;
    std::span<const TypeRef> items;
    std::span<const ParameterData> parameters;
    // Of a literal: decimal digits, True or False, the value of a string, a member's name.
    std::string_view literal;
    // A dict display's: where it stands, for its keys; of files kept by type_store.h. 0: none.
    const void* display_file = nullptr;  // a FileInfo
    std::uint32_t display_block = 0;
    std::uint32_t display_node = 0;

    bool is(TypeKind k) const { return kind == k; }
    bool is_unknown() const { return kind == TypeKind::Unknown || kind == TypeKind::Any; }
    bool is_literal() const { return literal_kind != LiteralKind::None; }
};

}  // namespace pilcrow::lsp
