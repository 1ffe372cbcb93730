// Calls of a class: `__new__`, `__init__`, its metaclass.
#include "lsp/types/candidate.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

// A variable that stands for itself.
bool stays(const std::pair<const TypeVariable*, TypeRef>& entry) {
    return entry.second->is(TypeKind::TypeVar) && entry.second->variable == entry.first;
}

}  // namespace

// A class's own instance; where it was not said of what, in its own terms.
TypeRef Engine::instance_of_open(TypeRef class_object) {
    return class_object->items.empty()
               ? self_instance(*class_object->class_info)
               : types_.instance(class_object->class_info, class_object->items);
}

TypeRef Engine::construct(TypeRef callee, std::span<const Argument> arguments, TypeRef expected) {
    const ClassInfo& info = *callee->class_info;
    const bool of_builtins = info.file->file->module == "builtins";
    if (of_builtins && info.name == "type" && arguments.size() == 1)
        return class_of_type(as_instance(argument_type(arguments[0])));
    if (of_builtins && info.name == "property" && !arguments.empty() &&
        arguments[0].keyword.empty())
        return types_.property(argument_type(arguments[0]));
    const bool said = std::any_of(callee->items.begin(), callee->items.end(),
                                  [](TypeRef item) { return !item->is(TypeKind::Unknown); });
    const TypeRef self = said ? types_.instance(&info, callee->items) : self_instance(info);
    if ((flags(info) & (class_enum | class_typed_dict | class_new_type)) != 0)
        return said ? self : specialized(&info, {});
    // A metaclass of the program's own may make something else.
    const TypeRef meta = metaclass(info);
    if (meta->is(TypeKind::Class) && meta->class_info->file->workspace) {
        const Found of_meta = find_member(instance_of(meta), "__call__");
        if (of_meta && of_meta.owner->class_info->name != "type") {
            const TypeRef made = call(bound_member(of_meta, callee, false), arguments);
            if (!made->is_unknown()) return substitute_self(made, self);
        }
    }
    const Found init = find_member(self, "__init__");
    const Found made = find_member(self, "__new__");
    const auto of_object = [](const Found& found) {
        return !found || found.owner->class_info->name == "object";
    };
    // The nearer of them, `__init__` where both are the class's own.
    bool use_new = !of_object(made) && of_object(init);
    if (!of_object(made) && !of_object(init)) {
        for (const TypeRef entry : mro(info)) {
            if (entry->class_info == init.owner->class_info) break;
            if (entry->class_info != made.owner->class_info) continue;
            use_new = true;
            break;
        }
    }
    if (use_new) {
        const TypeRef type = own_member_type(*made.owner->class_info, *made.member);
        if (type->is(TypeKind::Function)) {
            const TypeRef receiver = types_.class_object(&info, self->items);
            const TypeRef function = types_.function(type->function, receiver,
                                                     made.owner->class_info, made.owner->items);
            std::vector<Candidate> candidates = candidates_of(function, true);
            for (Candidate& candidate : candidates) {
                const FunctionInfo& one = *candidate.function;
                candidate.result = one.returns ? substitute_self(return_type(one), self) : self;
            }
            solve_expected(candidates, self, expected);
            const TypeRef result = call_candidates(candidates, arguments);
            return result->is_unknown() ? settled(self, {}, {}) : result;
        }
    }
    if (of_object(init)) return settled(self, {}, {});
    const TypeRef type = own_member_type(*init.owner->class_info, *init.member);
    std::vector<Candidate> candidates;
    if (type->is(TypeKind::Function)) {
        candidates = candidates_of(
            types_.function(type->function, self, init.owner->class_info, init.owner->items), true);
        for (Candidate& candidate : candidates) {
            candidate.result = self;
            // `def __init__(self: dict[str, V])` says what it makes.
            const FunctionInfo& function = *candidate.function;
            if (!function.parameters.empty() && function.parameters[0].annotation &&
                !candidate.parameters->parameters.empty() && !said &&
                init.owner->class_info == &info &&
                candidate.parameters->parameters[0].type->is(TypeKind::Instance)) {
                candidate.result = candidate.parameters->parameters[0].type;
                std::erase_if(candidate.by,
                              [&](const auto& entry) { return entry.first == &self_; });
            }
        }
    } else if (type->is(TypeKind::Callable)) {
        Candidate candidate;
        candidate.parameters = type->items[0];
        candidate.result = self;
        candidate.by = substitution_of(init.owner);
        std::erase_if(candidate.by, stays);
        candidates.push_back(std::move(candidate));
    } else {
        return settled(self, {}, {});
    }
    if (!said && self->open) {
        for (Candidate& candidate : candidates) std::erase_if(candidate.by, stays);
    }
    solve_expected(candidates, self, expected);
    return call_candidates(candidates, arguments);
}

// What is wanted of a new object says what its arguments leave open: `x: list[int] = list()`.
void Engine::solve_expected(std::vector<Candidate>& candidates, TypeRef self, TypeRef expected) {
    if (expected == nullptr || !self->open) return;
    for (const TypeRef part : parts_of(expected)) {
        if (!part->is(TypeKind::Instance) || part->items.empty() || part->open) continue;
        const TypeRef base = as_base(self, *part->class_info);
        if (base == nullptr || base->fixed != part->fixed) continue;
        Substitution solved;
        for (std::size_t i = 0; i < base->items.size() && i < part->items.size(); ++i)
            if (base->items[i]->is(TypeKind::TypeVar) && !part->items[i]->is_unknown())
                solved.emplace_back(base->items[i]->variable, part->items[i]);
        for (Candidate& candidate : candidates)
            candidate.by.insert(candidate.by.end(), solved.begin(), solved.end());
        return;
    }
}

}  // namespace pilcrow::lsp
