// Whatever can be called, as Callables: for who passes it on or shows how to call it.
#include "lsp/types/candidate.h"

namespace pilcrow::lsp {

std::vector<TypeRef> Engine::callables_of(TypeRef value) {
    Guard guard(*this);
    if (!guard) return {};
    std::vector<TypeRef> found;
    switch (value->kind) {
    case TypeKind::Callable: return {value};
    case TypeKind::Function:
        for (const Candidate& candidate : candidates_of(value, false)) {
            Candidate one = candidate;
            std::span<const ParameterData> parameters = one.parameters->parameters;
            if (one.self != nullptr && !parameters.empty() &&
                parameters[0].kind <= ParameterKind::Positional) {
                const bool annotated = one.function->parameters.size() > parameters[0].index &&
                                       one.function->parameters[parameters[0].index].annotation;
                if (annotated)
                    assignable(substitute(parameters[0].type, one.by), one.self, &one.by);
                parameters = parameters.subspan(1);
            }
            const TypeRef list = types_.parameters(parameters, one.parameters->gradual);
            const TypeRef result = return_type(*one.function);
            found.push_back(substitute(types_.callable(list, result, one.function), one.by));
        }
        return found;
    case TypeKind::Class: {
        const ClassInfo& info = *value->class_info;
        const TypeRef self = instance_of_open(value);
        const Found init = find_member(self, "__init__");
        const Found made = find_member(self, "__new__");
        const bool has_init = init && init.owner->class_info->name != "object";
        const Found& constructor = has_init ? init : made;
        if (!constructor) return {types_.callable(nullptr, self)};
        const TypeRef type = own_member_type(*constructor.owner->class_info, *constructor.member);
        if (type->is(TypeKind::Callable)) {
            const TypeRef as = types_.callable(type->items[0], self);
            return {substitute(as, substitution_of(constructor.owner))};
        }
        if (!type->is(TypeKind::Function)) return {types_.callable(nullptr, self)};
        const TypeRef receiver = has_init ? self : types_.class_object(&info, self->items);
        for (const TypeRef one :
             callables_of(types_.function(type->function, receiver, constructor.owner->class_info,
                                          constructor.owner->items))) {
            const bool keeps = !has_init && one->items[1]->is(TypeKind::Instance);
            found.push_back(
                types_.callable(one->items[0], keeps ? one->items[1] : self, one->function));
        }
        return found;
    }
    case TypeKind::TypeOf: return {types_.callable(nullptr, value->items[0])};
    case TypeKind::Instance:
    case TypeKind::TypeVar: {
        const TypeRef method = special_method(value, "__call__");
        return method != nullptr ? callables_of(method) : found;
    }
    case TypeKind::Union:
        for (const TypeRef part : value->items) {
            const std::vector<TypeRef> of_part = callables_of(part);
            found.insert(found.end(), of_part.begin(), of_part.end());
        }
        return found;
    default: return found;
    }
}

}  // namespace pilcrow::lsp
