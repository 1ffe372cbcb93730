// Whether a value may stand where a type is wanted, and what type variables are by it.
//
// Where nothing is known the answer is yes: this chooses overloads and solves variables, it
// reports nothing.
#include "lsp/types/engine.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

TypeRef* solved_for(Substitution* solved, const TypeVariable* variable) {
    if (solved == nullptr) return nullptr;
    for (auto& [one, type] : *solved)
        if (one == variable) return &type;
    return nullptr;
}

constexpr std::size_t max_protocol_members = 24;

}  // namespace

bool Engine::assignable(TypeRef to, TypeRef from, Substitution* solved) {
    if (to == from && !to->open) return true;
    Guard guard(*this);
    if (!guard) return true;
    if (to->is_unknown()) return true;
    if (to->is(TypeKind::TypeVar)) return solve_variable(to, from, solved);
    if (from->is_unknown() || from->is(TypeKind::Never)) {
        // Nothing is learned, but what is open stays so.
        return true;
    }
    if (from->is(TypeKind::Union)) {
        return std::all_of(from->items.begin(), from->items.end(),
                           [&](TypeRef part) { return assignable(to, part, solved); });
    }
    if (to->is(TypeKind::Union)) return assignable_to_union(to, from, solved);
    if (from->is(TypeKind::TypeVar)) {
        const TypeRef its = as_instance(from);
        return its->is(TypeKind::TypeVar) || assignable(to, its, solved);
    }
    switch (to->kind) {
    case TypeKind::None: return from->is(TypeKind::None);
    case TypeKind::Never: return false;
    case TypeKind::Module: return to == from;
    case TypeKind::TypeOf:
        if (from->is(TypeKind::Class)) return assignable(to->items[0], instance_of(from), solved);
        if (from->is(TypeKind::TypeOf)) return assignable(to->items[0], from->items[0], solved);
        return is_instance_of(from, "type");
    case TypeKind::Class:
        if (from->is(TypeKind::Class))
            return assignable(instance_of(to), instance_of(from), solved);
        if (from->is(TypeKind::TypeOf)) return assignable(instance_of(to), from->items[0], solved);
        return is_instance_of(from, "type");
    case TypeKind::Callable: return assignable_callable(to, from, solved);
    case TypeKind::Function: return true;
    case TypeKind::Instance: return assignable_instance(to, from, solved);
    default: return true;
    }
}

bool Engine::is_instance_of(TypeRef value, std::string_view builtin_class) {
    const TypeRef instance = as_instance(value);
    const ClassInfo* info = builtin(builtin_class);
    return instance->is(TypeKind::Instance) && info != nullptr &&
           is_subclass(*instance->class_info, *info);
}

bool Engine::solve_variable(TypeRef to, TypeRef from, Substitution* solved) {
    const TypeVariable& variable = *to->variable;
    if (to == from) return true;
    if (solved == nullptr) {
        if (variable.kind != VariableKind::TypeVar) return true;
        const TypeRef bound = bound_of(variable);
        return bound == nullptr || bound->open || assignable(bound, from);
    }
    if (from->is(TypeKind::Unknown)) return true;
    if (from->is(TypeKind::Parameters) || variable.kind == VariableKind::ParamSpec) {
        if (solved_for(solved, &variable) == nullptr) solved->emplace_back(&variable, from);
        return true;
    }
    const std::vector<TypeRef> constraints = constraints_of(variable);
    if (!constraints.empty()) {
        if (const TypeRef* known = solved_for(solved, &variable)) {
            return known[0]->is_unknown() || from->is_unknown() || assignable(*known, from);
        }
        for (const TypeRef constraint : constraints) {
            if (from->is_unknown() || !assignable(constraint, from)) continue;
            solved->emplace_back(&variable, constraint);
            return true;
        }
        return from->is_unknown();
    }
    if (const TypeRef bound = bound_of(variable)) {
        if (bound->open) {
            if (!assignable(bound, from, solved)) return false;
        } else if (!assignable(bound, from)) {
            return false;
        }
    }
    // A value's literal is of no use to who asks what a list holds.
    const TypeRef value = types_.without_display(soft_widened(from));
    TypeRef* known = solved_for(solved, &variable);
    if (known == nullptr) {
        solved->emplace_back(&variable, value);
        return true;
    }
    if (*known == value) return true;
    if (!(*known)->open && !value->open) {
        if ((*known)->is_unknown()) {
            *known = value;
        } else if (assignable(*known, value)) {
            return true;
        } else if (assignable(value, *known)) {
            *known = value;
        } else {
            *known = types_.union_of(*known, value);
        }
    }
    return true;
}

// Without the literals that expressions gave.
TypeRef Engine::soft_widened(TypeRef type) {
    if (type->is(TypeKind::Union)) {
        std::vector<TypeRef> parts;
        for (const TypeRef part : type->items) parts.push_back(soft_widened(part));
        return types_.union_of(parts);
    }
    if (type->is(TypeKind::Instance) && type->fixed) {
        std::vector<TypeRef> items;
        for (const TypeRef item : type->items) items.push_back(soft_widened(item));
        return types_.fixed_tuple(type->class_info, items);
    }
    return type->soft || type->literal_kind == LiteralKind::EnumMember ? types_.widened(type, true)
                                                                       : type;
}

bool Engine::assignable_to_union(TypeRef to, TypeRef from, Substitution* solved) {
    // What is closed first: `T | None` takes None without T.
    for (const TypeRef part : to->items)
        if (!part->open && assignable(part, from)) return true;
    // Then what holds variables deeper, then variables.
    for (const TypeRef part : to->items) {
        if (!part->open || part->is(TypeKind::TypeVar)) continue;
        Substitution attempt = solved != nullptr ? *solved : Substitution{};
        if (!assignable(part, from, solved != nullptr ? &attempt : nullptr)) continue;
        if (solved != nullptr) *solved = std::move(attempt);
        return true;
    }
    for (const TypeRef part : to->items)
        if (part->is(TypeKind::TypeVar) && assignable(part, from, solved)) return true;
    return false;
}

bool Engine::assignable_instance(TypeRef to, TypeRef from, Substitution* solved) {
    const ClassInfo& wanted = *to->class_info;
    const bool of_builtins = wanted.file->file->module == "builtins";
    if (of_builtins && wanted.name == "object") return true;
    if (to->guard)
        return from->guard ? assignable(to->items[0], from->items[0], solved) : from->is_unknown();
    if (from->is(TypeKind::Class) || from->is(TypeKind::TypeOf)) {
        const TypeRef meta = as_instance(from);
        if (meta->is(TypeKind::Instance) && is_subclass(*meta->class_info, wanted)) return true;
        return (flags(wanted) & class_protocol) != 0 && matches_protocol(to, from, solved);
    }
    const TypeRef value = as_instance(from);
    if (value->is(TypeKind::Union))
        return std::all_of(value->items.begin(), value->items.end(),
                           [&](TypeRef part) { return assignable(to, part, solved); });
    if (!value->is(TypeKind::Instance)) return true;
    if (to->is_literal() && value->literal_kind != LiteralKind::EnumMember) {
        return value->literal_kind == to->literal_kind && value->literal == to->literal &&
               value->class_info == to->class_info;
    }
    if (to->is_literal())
        return value->class_info == to->class_info && value->literal == to->literal;
    const TypeRef base = as_base(value, wanted);
    if (base == nullptr) {
        if ((flags(*value->class_info) & class_unknown_base) != 0) return true;
        if (of_builtins && value->class_info->file->file->module == "builtins") {
            const std::string_view have = value->class_info->name;
            if (wanted.name == "float" && (have == "int" || have == "bool")) return true;
            if (wanted.name == "complex" && (have == "int" || have == "float" || have == "bool"))
                return true;
        }
        return (flags(wanted) & class_protocol) != 0 && matches_protocol(to, from, solved);
    }
    if (to->fixed) {
        if (!base->fixed) {
            // A tuple of any length may have the right one.
            for (const TypeRef item : to->items)
                if (!base->items.empty()) assignable(item, base->items[0], solved);
            return true;
        }
        return assignable_elements(to, base, solved);
    }
    if (to->items.empty()) return true;
    TypeRef arguments = base;
    if (base->fixed && !base->items.empty()) {
        const TypeRef element = element_union(base);
        arguments = types_.instance(base->class_info, {&element, 1});
    }
    if (arguments->fixed) return true;  // the empty tuple
    const std::size_t count = std::min(to->items.size(), arguments->items.size());
    for (std::size_t index = 0; index < count; ++index) {
        const TypeRef want = to->items[index];
        const TypeRef have = arguments->items[index];
        if (want->is(TypeKind::Parameters)) {
            if (have->is(TypeKind::Parameters)) match_parameters(want, have, solved);
            continue;
        }
        if (!assignable(want, have, solved)) return false;
    }
    return true;
}

bool Engine::assignable_elements(TypeRef to, TypeRef from, Substitution* solved) {
    // `tuple[int, *Ts]`
    const auto rest = std::find_if(to->items.begin(), to->items.end(),
                                   [](TypeRef item) { return item->is(TypeKind::Unpacked); });
    if (rest == to->items.end()) {
        if (to->items.size() != from->items.size()) {
            return std::any_of(from->items.begin(), from->items.end(),
                               [](TypeRef item) { return item->is(TypeKind::Unpacked); });
        }
        for (std::size_t index = 0; index < to->items.size(); ++index)
            if (!assignable(to->items[index], from->items[index], solved)) return false;
        return true;
    }
    const auto before = static_cast<std::size_t>(rest - to->items.begin());
    const std::size_t behind = to->items.size() - before - 1;
    if (from->items.size() < before + behind) return false;
    for (std::size_t index = 0; index < before; ++index)
        if (!assignable(to->items[index], from->items[index], solved)) return false;
    const auto middle = from->items.subspan(before, from->items.size() - before - behind);
    const TypeRef inner = (*rest)->items[0];
    if (inner->is(TypeKind::TypeVar)) {
        assignable(inner, tuple_of(middle), solved);
    } else if (inner->is(TypeKind::Instance) && !inner->fixed && !inner->items.empty()) {
        for (const TypeRef one : middle)
            if (!assignable(inner->items[0], one, solved)) return false;
    }
    for (std::size_t index = 0; index < behind; ++index)
        if (!assignable(to->items[before + 1 + index],
                        from->items[from->items.size() - behind + index], solved))
            return false;
    return true;
}

// Whether a value has all that a protocol asks for.
bool Engine::matches_protocol(TypeRef to, TypeRef from, Substitution* solved) {
    const ClassInfo& protocol = *to->class_info;
    std::size_t key = reinterpret_cast<std::uintptr_t>(to);
    key = key * 31U + reinterpret_cast<std::uintptr_t>(from);
    // A protocol that comes back to itself holds if nothing else speaks against it.
    if (is_working(&protocol_marker_, key)) return true;
    Working working(*this, &protocol_marker_, key);
    std::size_t count = 0;
    // First in the protocol's own terms, then its variables go over to those that are wanted.
    const TypeRef self = self_instance(protocol);
    Substitution own;
    for (const TypeRef entry : mro(protocol)) {
        const ClassInfo& info = *entry->class_info;
        if ((flags(info) & class_protocol) == 0) continue;
        for (const ClassMember& member : own_members(info)) {
            if (member.name == "__slots__" || member.name == "__hash__" ||
                member.name == "__class_getitem__")
                continue;
            if (++count > max_protocol_members) return true;
            const bool dunder = member.name.starts_with("__") && member.name.ends_with("__");
            TypeRef have = dunder && !from->is(TypeKind::Class) && !from->is(TypeKind::Module)
                               ? special_method(from, member.name)
                               : attribute(from, member.name);
            // A class is called by its constructor.
            if (from->is(TypeKind::Class) && member.name == "__call__") have = from;
            if (have == nullptr && from->is(TypeKind::Function) && member.name == "__call__")
                have = from;
            if (have == nullptr || have->is(TypeKind::None)) return false;
            const Found found = find_member(self, member.name);
            if (!found) continue;
            const TypeRef want = bound_member(found, self, false);
            if (want->is(TypeKind::Function)) {
                const TypeRef as_callable = callable_of(want);
                if (as_callable != nullptr && !assignable(as_callable, have, &own)) return false;
            } else if (!assignable(want, have, &own)) {
                return false;
            }
        }
    }
    const std::vector<TypeRef>& parameters = type_parameters(protocol);
    for (std::size_t index = 0; index < parameters.size() && index < to->items.size(); ++index) {
        const TypeRef* known = solved_for(&own, parameters[index]->variable);
        if (known == nullptr) continue;
        const TypeRef want = to->items[index];
        if (want->is(TypeKind::Parameters)) {
            if ((*known)->is(TypeKind::Parameters)) match_parameters(want, *known, solved);
            continue;
        }
        // A protocol's variable may be taken in as well as given out: be generous.
        if (want->open) {
            if (!assignable(want, *known, solved)) return false;
        } else if (!assignable(want, *known) && !assignable(*known, want)) {
            return false;
        }
    }
    return true;
}

// A function, class or callable object as a Callable; null where it is none. Of overloads the
// first.
TypeRef Engine::callable_of(TypeRef value) {
    Guard guard(*this);
    if (!guard) return nullptr;
    const std::vector<TypeRef> all = callables_of(value);
    return all.empty() ? nullptr : all.front();
}

bool Engine::assignable_callable(TypeRef to, TypeRef from, Substitution* solved) {
    if (from->is(TypeKind::Function) && from->function->has(function_lambda))
        return assignable_lambda(to, from, solved);
    const std::vector<TypeRef> all = callables_of(from);
    if (all.empty()) {
        const TypeRef instance = as_instance(from);
        if (instance->is(TypeKind::Instance) &&
            (flags(*instance->class_info) & class_unknown_base) != 0)
            return true;
        return from->is(TypeKind::Property);
    }
    for (const TypeRef one : all) {
        Substitution attempt = solved != nullptr ? *solved : Substitution{};
        if (!assignable_signature(to, one, &attempt)) continue;
        if (solved != nullptr) *solved = std::move(attempt);
        return true;
    }
    return false;
}

bool Engine::assignable_signature(TypeRef to, TypeRef from, Substitution* solved) {
    const TypeRef want = to->items[0];
    const TypeRef have = from->items[0];
    // Variables of `from` itself are solved by what it is called with.
    Substitution its_own;
    if (!match_parameters(want, have, solved, &its_own)) return false;
    TypeRef result = from->items[1];
    if (result->open) result = substitute(result, its_own);
    // A generic function stays generic where all of its parameters are taken over.
    const bool taken_over =
        std::any_of(want->parameters.begin(), want->parameters.end(), [](const ParameterData& one) {
            return one.type != nullptr && one.type->is(TypeKind::TypeVar) &&
                   one.type->variable->kind == VariableKind::ParamSpec;
        });
    if (result->open && !taken_over && from->function != nullptr) result = closed(result);
    return assignable(to->items[1], result, solved);
}

// Parameters that are wanted against those of a function.
bool Engine::match_parameters(TypeRef want, TypeRef have, Substitution* solved,
                              Substitution* its_own) {
    std::size_t at = 0;
    for (std::size_t index = 0; index < want->parameters.size(); ++index) {
        const ParameterData& wanted = want->parameters[index];
        if (wanted.type != nullptr && wanted.type->is(TypeKind::TypeVar) &&
            wanted.type->variable->kind == VariableKind::ParamSpec) {
            // The rest is what the ParamSpec stands for.
            const TypeRef rest = types_.parameters(
                have->parameters.subspan(std::min(at, have->parameters.size())), have->gradual);
            return assignable(wanted.type, rest, solved);
        }
        if (wanted.kind == ParameterKind::KeywordOnly || wanted.kind == ParameterKind::Keywords)
            continue;
        if (wanted.kind == ParameterKind::Positionals) {
            if (wanted.type == nullptr || !wanted.type->is(TypeKind::Unpacked)) continue;
            // `*Ts`: all that is left by place.
            std::vector<TypeRef> elements;
            while (at < have->parameters.size() &&
                   have->parameters[at].kind <= ParameterKind::Positional)
                elements.push_back(have->parameters[at++].type);
            assignable(wanted.type->items[0], tuple_of(elements), solved);
            continue;
        }
        if (at >= have->parameters.size()) return have->gradual;
        const ParameterData& its = have->parameters[at];
        if (its.kind == ParameterKind::KeywordOnly || its.kind == ParameterKind::Keywords)
            return have->gradual;
        if (its.kind != ParameterKind::Positionals) ++at;
        if (its.type == nullptr || wanted.type == nullptr) continue;
        // What is wanted is handed in: it must fit there. Variables on either side learn.
        const TypeRef given = solved != nullptr ? substitute(wanted.type, *solved) : wanted.type;
        if (given->open) {
            if (!its.type->open) assignable(given, its.type, solved);
        } else if (its.type->open && its_own != nullptr) {
            if (!assignable(its.type, given, its_own)) return false;
        } else if (!assignable(its.type, given)) {
            return false;
        }
    }
    // What is left must have a default.
    if (want->gradual) return true;
    for (; at < have->parameters.size(); ++at) {
        const ParameterData& its = have->parameters[at];
        if (its.kind <= ParameterKind::Positional && !its.has_default) {
            // A wanted `*args` may fill it.
            return std::any_of(
                want->parameters.begin(), want->parameters.end(),
                [](const ParameterData& one) { return one.kind == ParameterKind::Positionals; });
        }
        if (its.kind == ParameterKind::KeywordOnly && !its.has_default) {
            return std::any_of(
                want->parameters.begin(), want->parameters.end(), [&](const ParameterData& one) {
                    return one.name == its.name || one.kind == ParameterKind::Keywords;
                });
        }
    }
    return true;
}

// A lambda's result is what its body gives for the parameters that are wanted.
bool Engine::assignable_lambda(TypeRef to, TypeRef from, Substitution* solved) {
    const FunctionInfo& lambda = *from->function;
    const TypeRef want = to->items[0];
    std::vector<TypeRef> arguments;
    std::size_t required = 0;
    for (const ParameterInfo& parameter : lambda.parameters)
        if (parameter.kind <= ParameterKind::Positional && !parameter.default_value) ++required;
    std::size_t given = 0;
    bool open_ended = want->gradual;
    for (const ParameterData& wanted : want->parameters) {
        if (wanted.kind > ParameterKind::Positional) {
            open_ended = true;
            continue;
        }
        ++given;
        TypeRef type = wanted.type != nullptr ? wanted.type : unknown();
        if (type->open) type = closed(solved != nullptr ? substitute(type, *solved) : type);
        arguments.push_back(type);
    }
    if (!open_ended && given < required) return false;
    arguments.resize(lambda.parameters.size(), nullptr);
    const TypeRef result = return_type(lambda, arguments);
    return assignable(to->items[1], result, solved);
}

}  // namespace pilcrow::lsp
