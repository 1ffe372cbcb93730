// Members of values: found along the MRO, bound, read through descriptors.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>
#include <utility>

namespace pilcrow::lsp {
namespace {

bool is_dunder(std::string_view name) { return name.starts_with("__") && name.ends_with("__"); }

// Whether the member is a method of its class or something put into an instance.
bool is_function_binding(const ClassMember& member) {
    return !member.bindings.empty() && member.bindings.back().mention.use == Use::Function;
}

}  // namespace

Engine::Found Engine::find_member(TypeRef instance, std::string_view name, const ClassInfo* after) {
    bool looking = after == nullptr;
    for (const TypeRef entry : mro(*instance->class_info)) {
        if (!looking) {
            looking = entry->class_info == after;
            continue;
        }
        const ClassMember* member = own_member(*entry->class_info, name);
        if (member == nullptr) continue;
        TypeRef owner = entry->class_info == instance->class_info ? instance : entry;
        if (owner != instance && owner->open) owner = substitute(owner, substitution_of(instance));
        if (!owner->is(TypeKind::Instance)) owner = entry;
        return {member, owner};
    }
    return {};
}

// What a member is in its class's own terms.
TypeRef Engine::own_member_type(const ClassInfo& info, const ClassMember& member) {
    const auto index = static_cast<std::uint64_t>(&member - info.members.data());
    return once(const_cast<ClassInfo&>(info).member_types, index, [&] {
        Guard guard(*this);
        if (!guard) return unknown();
        // What is found out for good must not depend on the call that is being looked into.
        Frame* const frame = std::exchange(frame_, nullptr);
        const TypeRef type = make_member_type(info, member);
        frame_ = frame;
        return type;
    });
}

TypeRef Engine::make_member_type(const ClassInfo& info, const ClassMember& member) {
    if (member.made != nullptr) return member.made;
    const MemberBinding& last = member.bindings.back();
    if (last.mention.use == Use::Function || last.mention.use == Use::Class)
        return binding_type(*last.file, info.scope, last.mention);
    if (is_enum_member(info, member))
        return types_.literal(&info, LiteralKind::EnumMember, member.name);
    for (const MemberBinding& binding : member.bindings) {
        if (!assigns(binding.mention.use)) continue;
        const TypeRef declared = declared_type(*binding.file, binding.mention);
        if (declared != nullptr) return declared;
    }
    // A field that a call describes (`x = attr.ib(type=int)`).
    if ((flags(info) & class_dataclass) != 0 && !last.on_instance) {
        for (const Field& field : own_fields(info))
            if (field.name == member.name && field.type != nullptr) return field.type;
    }
    // What a class above declares holds here too.
    for (const TypeRef entry : mro(info)) {
        if (entry->class_info == &info) continue;
        const ClassMember* above = own_member(*entry->class_info, member.name);
        if (above == nullptr) continue;
        for (const MemberBinding& binding : above->bindings) {
            if (!assigns(binding.mention.use)) continue;
            const TypeRef declared = declared_type(*binding.file, binding.mention);
            if (declared != nullptr) return substitute(declared, substitution_of(entry));
        }
        break;
    }
    std::vector<TypeRef> parts;
    for (const MemberBinding& binding : member.bindings) {
        const ScopeRef scope = binding.method != nullptr ? binding.method->scope : info.scope;
        const TypeRef type = binding_type(*binding.file, scope, binding.mention);
        parts.push_back(types_.widened(type, true));
        if (parts.size() >= 32) break;
    }
    return types_.union_of(parts);
}

bool Engine::is_enum_member(const ClassInfo& info, const ClassMember& member) {
    if ((flags(info) & class_enum) == 0 || member.bindings.empty()) return false;
    const MemberBinding& first = member.bindings.front();
    if (first.on_instance || !assigns(first.mention.use) || is_dunder(member.name) ||
        (member.name.starts_with('_') && member.name.ends_with('_')))
        return false;
    const NodeRef node = binding_node(*first.file, first.mention);
    if (!node || first.file->t().kind(node) != NodeKind::Assign) return false;
    const NodeRef value = last_child(first.file->t(), node);
    return value && first.file->t().kind(value) != NodeKind::Lambda;
}

TypeRef Engine::member_type(const Found& found) {
    const TypeRef type = own_member_type(*found.owner->class_info, *found.member);
    return found.owner->items.empty() ? type : put_in(type, found.owner);
}

// A member's type with the owner's arguments put in. Functions keep them beside them.
TypeRef Engine::put_in(TypeRef type, TypeRef owner) {
    return type->open ? substitute(type, substitution_of(owner)) : type;
}

TypeRef Engine::bound_member(const Found& found, TypeRef receiver, bool on_class) {
    Guard guard(*this);
    if (!guard) return unknown();
    const TypeRef type = own_member_type(*found.owner->class_info, *found.member);
    const bool by_definition = is_function_binding(*found.member) || found.member->made != nullptr;
    return bound(type, found.owner, receiver, on_class, by_definition);
}

// A value found in a class, as it is read through an instance of it (receiver) or through the class
// itself (`on_class`: receiver is the Class).
TypeRef Engine::bound(TypeRef type, TypeRef owner, TypeRef receiver, bool on_class,
                      bool by_definition) {
    const Substitution own = substitution_of(owner);
    switch (type->kind) {
    case TypeKind::Function: {
        const FunctionInfo& function = *type->function;
        TypeRef self = nullptr;
        if (function.has(function_class)) {
            self = on_class ? receiver : class_of_type(as_instance(receiver));
        } else if (!function.has(function_static) && !on_class &&
                   (by_definition || function.owner != nullptr)) {
            self = receiver;
        }
        if (type->self != nullptr) return type;
        return types_.function(type->function, self, owner->class_info, owner->items);
    }
    case TypeKind::Callable: {
        type = substitute(type, own);
        // Of a decorated method the first parameter is bound.
        if (on_class || !by_definition || type->function == nullptr ||
            type->function->has(function_static))
            return substitute_self(type, receiver);
        return substitute_self(without_first(type, receiver), receiver);
    }
    case TypeKind::Property: {
        if (on_class) return type;
        TypeRef getter = type->items[0];
        if (getter->is(TypeKind::Function))
            getter = types_.function(getter->function, receiver, owner->class_info, owner->items);
        else
            getter = bound(getter, owner, receiver, false, true);
        return substitute_self(call(getter, {}), receiver);
    }
    case TypeKind::Instance: {
        type = substitute_self(substitute(type, own), receiver);
        if (type->is_literal() || type->class_info == nullptr) return type;
        if (own_descriptor(type)) {
            const TypeRef arguments[] = {
                on_class ? types_.none() : receiver,
                on_class ? receiver : class_of_type(as_instance(receiver))};
            const TypeRef got = call_method(type, "__get__", arguments);
            return got->is(TypeKind::Unknown) ? type : got;
        }
        return type;
    }
    default: return substitute_self(substitute(type, own), receiver);
    }
}

bool Engine::own_descriptor(TypeRef instance) {
    const Found get = find_member(instance, "__get__");
    return static_cast<bool>(get);
}

TypeRef Engine::substitute_self(TypeRef type, TypeRef receiver) {
    if (!type->open) return type;
    // Self is a class, not one value of it.
    const TypeRef self =
        receiver->is(TypeKind::Class) ? instance_of(receiver) : types_.widened(receiver, true);
    return substitute(type, {{&self_, self}});
}

// A Callable without its first positional parameter, which `receiver` fills.
TypeRef Engine::without_first(TypeRef callable, TypeRef receiver) {
    const TypeRef list = callable->items[0];
    if (list->parameters.empty() || list->parameters[0].kind > ParameterKind::Positional)
        return callable;
    Substitution solved;
    if (list->parameters[0].type != nullptr)
        assignable(list->parameters[0].type, receiver, &solved);
    const TypeRef rest = types_.parameters(list->parameters.subspan(1), list->gradual);
    return substitute(types_.callable(rest, callable->items[1], callable->function), solved);
}

TypeRef Engine::as_instance(TypeRef value) {
    switch (value->kind) {
    case TypeKind::Instance: return value;
    case TypeKind::None: return known_instance("types", "NoneType");
    case TypeKind::Module: return known_instance("types", "ModuleType");
    case TypeKind::Function:
        return known_instance("types", value->self != nullptr ? "MethodType" : "FunctionType");
    case TypeKind::Callable: return known_instance("types", "FunctionType");
    case TypeKind::Property: return builtin_instance("property");
    case TypeKind::Class:
    case TypeKind::TypeOf: {
        if (value->is(TypeKind::TypeOf)) return builtin_instance("type");
        const TypeRef meta = metaclass(*value->class_info);
        return meta->is(TypeKind::Class) ? instance_of(meta) : builtin_instance("type");
    }
    case TypeKind::TypeVar: {
        if (value->variable->kind == VariableKind::ParamSpec) return object_instance();
        if (const TypeRef bound = bound_of(*value->variable)) {
            if (!bound->is(TypeKind::TypeVar)) return as_instance(bound);
        }
        const std::vector<TypeRef> constraints = constraints_of(*value->variable);
        if (!constraints.empty()) return types_.union_of(constraints);
        return object_instance();
    }
    default: return value;
    }
}

TypeRef Engine::attribute(TypeRef value, std::string_view name) {
    Guard guard(*this);
    if (!guard) return nullptr;
    switch (value->kind) {
    case TypeKind::Unknown:
    case TypeKind::Any:
    case TypeKind::Never: return unknown();
    case TypeKind::Union: {
        std::vector<TypeRef> parts;
        for (const TypeRef part : value->items)
            if (const TypeRef one = attribute(part, name)) parts.push_back(one);
        return parts.empty() ? nullptr : types_.union_of(parts);
    }
    case TypeKind::Module: {
        if (const TypeRef member = module_member(*value->module, name)) return member;
        break;
    }
    case TypeKind::Class: return class_attribute(value, name);
    case TypeKind::TypeOf: {
        const TypeRef its = as_instance(value->items[0]);
        if (its->is(TypeKind::Instance)) {
            const TypeRef found =
                class_attribute(types_.class_object(its->class_info, its->items), name);
            if (found != nullptr) return found;
        }
        break;
    }
    case TypeKind::Super: {
        if (value->self == nullptr) return unknown();
        const bool on_class = value->self->is(TypeKind::Class);
        const TypeRef instance = on_class ? instance_of(value->self) : as_instance(value->self);
        if (!instance->is(TypeKind::Instance)) return unknown();
        if (const Found found = find_member(instance, name, value->class_info))
            return bound_member(found, value->self, on_class);
        return (flags(*instance->class_info) & class_unknown_base) != 0 ? unknown() : nullptr;
    }
    case TypeKind::Function:
    case TypeKind::Callable:
        // What a wrapper keeps of the function.
        if (name == "__wrapped__" && value->function != nullptr)
            return types_.function(value->function);
        break;
    default: break;
    }
    const TypeRef instance = as_instance(value);
    if (instance->is(TypeKind::Union)) return attribute(instance, name);
    if (!instance->is(TypeKind::Instance)) return nullptr;
    return instance_attribute(instance, value, name);
}

TypeRef Engine::instance_attribute(TypeRef instance, TypeRef receiver, std::string_view name) {
    const ClassInfo& info = *instance->class_info;
    if (name == "__class__") return class_of_type(instance);
    if (const Found found = find_member(instance, name)) {
        if ((flags(info) & class_enum) != 0) {
            if (const TypeRef type = enum_attribute(instance, name)) return type;
        }
        // `self.x = …` is read as it stands, without binding.
        return bound_member(found, receiver, false);
    }
    if (!is_dunder(name)) {
        for (const std::string_view method : {"__getattr__", "__getattribute__"}) {
            const Found found = find_member(instance, method);
            if (!found || found.owner->class_info->name == "object") continue;
            return call(bound_member(found, receiver, false), {});
        }
    }
    return (flags(info) & class_unknown_base) != 0 ? unknown() : nullptr;
}

// `value` and `name` of an enum's members.
TypeRef Engine::enum_attribute(TypeRef instance, std::string_view name) {
    const bool value = name == "value" || name == "_value_";
    if (name == "name" || name == "_name_") {
        if (instance->literal_kind == LiteralKind::EnumMember)
            return literal("str", LiteralKind::Str, instance->literal);
        return builtin_instance("str");
    }
    if (!value) return nullptr;
    const ClassInfo& info = *instance->class_info;
    // A declared `_value_` says it for all.
    if (const Found declared = find_member(instance, "_value_");
        declared && declared.owner->class_info->file->file->module != "enum")
        return member_type(declared);
    std::vector<TypeRef> parts;
    for (const ClassMember& member : own_members(info)) {
        if (!is_enum_member(info, member)) continue;
        if (instance->literal_kind == LiteralKind::EnumMember && member.name != instance->literal)
            continue;
        const MemberBinding& binding = member.bindings.front();
        const NodeRef node = binding_node(*binding.file, binding.mention);
        const TypeRef type = infer(*binding.file, last_child(binding.file->t(), node));
        const bool is_auto = type->is(TypeKind::Instance) && type->class_info->name == "auto";
        if (is_auto) {
            const ClassInfo* str_enum = known_class("enum", "StrEnum");
            const bool text = str_enum != nullptr && is_subclass(info, *str_enum);
            parts.push_back(builtin_instance(text ? "str" : "int"));
        } else {
            parts.push_back(instance->is_literal() ? type : types_.widened(type));
        }
        if (parts.size() > 32) break;
    }
    return parts.empty() ? nullptr : types_.union_of(parts);
}

TypeRef Engine::class_attribute(TypeRef value, std::string_view name) {
    const ClassInfo& info = *value->class_info;
    const TypeRef instance =
        value->items.empty() ? self_instance(info) : types_.instance(&info, value->items);
    const TypeRef meta = as_instance(value);
    if (meta->is(TypeKind::Instance)) {
        // A property of the metaclass comes first (`__members__`), and what every class has.
        const Found of_meta = find_member(meta, name);
        if (of_meta &&
            (name == "__class__" || name == "__name__" || name == "__qualname__" ||
             name == "__mro__" || name == "__doc__" || name == "__dict__" || name == "__module__"))
            return bound_member(of_meta, value, false);
        if (of_meta) {
            const TypeRef type = own_member_type(*of_meta.owner->class_info, *of_meta.member);
            if (type->is(TypeKind::Property)) return bound_member(of_meta, value, false);
        }
    }
    if (const Found found = find_member(instance, name)) {
        const bool of_object = found.owner->class_info->name == "object" && info.name != "object";
        if (!of_object || !meta->is(TypeKind::Instance)) return bound_member(found, value, true);
    }
    if (meta->is(TypeKind::Instance)) {
        if (const Found found = find_member(meta, name)) {
            if (found.owner->class_info->name != "object" || !find_member(instance, name))
                return bound_member(found, value, false);
        }
        const Found getattr = find_member(meta, "__getattr__");
        if (getattr && !is_dunder(name) && !find_member(instance, name))
            return call(bound_member(getattr, value, false), {});
    }
    if (const Found found = find_member(instance, name)) return bound_member(found, value, true);
    return (flags(info) & class_unknown_base) != 0 ? unknown() : nullptr;
}

TypeRef Engine::special_method(TypeRef value, std::string_view name) {
    Guard guard(*this);
    if (!guard || value->is_unknown() || value->is(TypeKind::Union)) return nullptr;
    const TypeRef instance = as_instance(value);
    if (!instance->is(TypeKind::Instance)) return nullptr;
    const Found found = find_member(instance, name);
    return found ? bound_member(found, value, false) : nullptr;
}

}  // namespace pilcrow::lsp
