// TypeStore: makes types, each once.
//
// Two tiers. A type belongs to the workspace's if anything in it does; clear_workspace() drops
// those. What remains must never point to a type of the workspace, and by that rule cannot. The
// library's tier only grows, slowly (types that a program makes of library classes stay): the
// Engine drops it all when it has become too large.
#pragma once

#include "lsp/types/type.h"
#include "parser/syntax/arena.h"

#include <unordered_set>
#include <vector>

namespace pilcrow::lsp {

class TypeStore {
public:
    TypeStore();
    TypeStore(const TypeStore&) = delete;
    TypeStore& operator=(const TypeStore&) = delete;

    // The type that equals `data`; spans and views in it are copied. `workspace` and `open` are
    // set here.
    TypeRef intern(TypeData data);
    void clear_workspace();
    void clear();
    std::size_t library_bytes() const { return library_.memory.capacity(); }

    TypeRef unknown() const { return unknown_; }
    TypeRef any() const { return any_; }
    TypeRef never() const { return never_; }
    TypeRef none() const { return none_; }

    TypeRef class_object(const ClassInfo* info, std::span<const TypeRef> arguments = {});
    TypeRef instance(const ClassInfo* info, std::span<const TypeRef> arguments = {});
    TypeRef fixed_tuple(const ClassInfo* tuple, std::span<const TypeRef> elements);
    TypeRef literal(const ClassInfo* info, LiteralKind kind, std::string_view value,
                    bool soft = false);
    TypeRef module(const ModuleInfo* info);
    TypeRef variable(const TypeVariable* variable);
    TypeRef function(const FunctionInfo* info, TypeRef self = nullptr,
                     const ClassInfo* owner = nullptr, std::span<const TypeRef> arguments = {});
    TypeRef parameters(std::span<const ParameterData> parameters, bool gradual = false);
    // `list` is Parameters or a ParamSpec; null: `...`.
    TypeRef callable(TypeRef list, TypeRef result, const FunctionInfo* function = nullptr);
    TypeRef property(TypeRef getter) { return with_one(TypeKind::Property, getter); }
    TypeRef unpacked(TypeRef type) { return with_one(TypeKind::Unpacked, type); }
    TypeRef type_of_variable(TypeRef variable) { return with_one(TypeKind::TypeOf, variable); }
    TypeRef super(const ClassInfo* after, TypeRef self);

    // Flattened, each once, a literal beside its own class dropped. Unknown parts are dropped
    // where something is known, Never ones always. More than 32 literals that expressions gave
    // become their classes; unions of more than 256 parts Unknown.
    TypeRef union_of(std::span<const TypeRef> parts);
    TypeRef union_of(TypeRef a, TypeRef b);
    // The same type without its literal value: Literal[1] is int. Enum members keep theirs unless
    // they are asked for too.
    TypeRef widened(TypeRef type, bool enums_too = false);
    // The same without the display that it comes from.
    TypeRef without_display(TypeRef type);

private:
    struct Hash {
        std::size_t operator()(TypeRef type) const;
    };
    struct Equal {
        bool operator()(TypeRef a, TypeRef b) const;
    };
    struct Tier {
        Arena memory;
        std::unordered_set<TypeRef, Hash, Equal> types;
    };
    Tier library_;
    Tier workspace_;
    TypeRef unknown_;
    TypeRef any_;
    TypeRef never_;
    TypeRef none_;
    void make_constants();
    TypeRef with_one(TypeKind kind, TypeRef item);
};

// The parts of a union; else the type itself.
inline std::span<const TypeRef> parts_of(const TypeRef& type) {
    return type->is(TypeKind::Union) ? type->items : std::span<const TypeRef>(&type, 1);
}

}  // namespace pilcrow::lsp
