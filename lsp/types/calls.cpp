// Calls: overloads and type variables.
#include "lsp/types/candidate.h"
#include "lsp/types/placing.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t max_arguments = 256;

bool is_display(NodeKind kind) {
    return kind == NodeKind::SquareDisplay || kind == NodeKind::CurlyDisplay ||
           kind == NodeKind::RoundDisplay || kind == NodeKind::Conditional;
}

bool is_lambda(const Argument& argument) {
    return argument.file != nullptr && argument.node &&
           argument.file->t().kind(argument.node) == NodeKind::Lambda;
}

// A variable that stands for itself.
bool stays(const std::pair<const TypeVariable*, TypeRef>& entry) {
    return entry.second->is(TypeKind::TypeVar) && entry.second->variable == entry.first;
}

}  // namespace

std::vector<Argument> Engine::arguments_of(const FileInfo& file, NodeRef call) {
    const Tree& tree = file.t();
    std::vector<Argument> arguments;
    bool at_callee = true;
    for (const NodeRef child : ChildRange(tree, call)) {
        if (at_callee) {
            at_callee = false;
            continue;
        }
        if (arguments.size() >= max_arguments) break;
        Argument argument;
        argument.file = &file;
        argument.node = child;
        switch (tree.kind(child)) {
        case NodeKind::Keyword:
            argument.keyword = own_name(tree, child);
            argument.node = tree.first_child(child);
            break;
        case NodeKind::Starred:
            argument.starred = true;
            argument.node = tree.first_child(child);
            break;
        case NodeKind::DoubleStarred:
            argument.double_starred = true;
            argument.node = tree.first_child(child);
            break;
        case NodeKind::Error:
        case NodeKind::Missing: continue;
        default: break;
        }
        if (argument.starred && argument.node) {
            // A tuple whose length is known is that many arguments.
            const TypeRef type = infer(file, argument.node);
            const bool plain = type->is(TypeKind::Instance) && type->fixed &&
                               std::none_of(type->items.begin(), type->items.end(),
                                            [](TypeRef i) { return i->is(TypeKind::Unpacked); });
            if (plain) {
                for (const TypeRef item : type->items) {
                    Argument one;
                    one.type = item;
                    arguments.push_back(one);
                }
                continue;
            }
        }
        arguments.push_back(argument);
    }
    return arguments;
}

TypeRef Engine::argument_type(const Argument& argument, TypeRef expected) {
    if (argument.type != nullptr) return argument.type;
    if (argument.file == nullptr || !argument.node) return unknown();
    const NodeKind kind = argument.file->t().kind(argument.node);
    const bool helps = expected != nullptr && is_display(kind);
    return infer(*argument.file, argument.node, helps ? expected : nullptr);
}

// Solves a candidate's variables by the arguments. False where they do not fit.
bool Engine::solve_call(const Candidate& candidate, std::span<const Argument> arguments,
                        const Placing& placing, Substitution& solved) {
    const auto parameters = candidate.parameters->parameters;
    bool fits = true;
    const auto take = [&](const Placed& placed) {
        const ParameterData& parameter = parameters[placed.parameter];
        if (parameter.type == nullptr || parameter.type->is_unknown()) return;
        TypeRef want = substitute(parameter.type, candidate.by);
        const Argument& argument = arguments[placed.argument];
        TypeRef wanted_of_it = nullptr;
        if (!placed.element) {
            const TypeRef so_far = want->open ? substitute(want, solved) : want;
            wanted_of_it = so_far->open ? nullptr : so_far;
        }
        TypeRef have = argument_type(argument, wanted_of_it);
        if (placed.element) have = argument.double_starred ? unknown() : iterated(have);
        const bool spec =
            want->is(TypeKind::TypeVar) && want->variable->kind == VariableKind::ParamSpec;
        if (spec) return;
        if (want->is(TypeKind::Unpacked)) {
            const TypeRef inner = want->items[0];
            if (inner->is(TypeKind::Instance) && !inner->fixed && !inner->items.empty())
                fits = assignable(inner->items[0], have, &solved) && fits;
            return;
        }
        fits = assignable(want, have, &solved) && fits;
    };
    if (candidate.self != nullptr && !parameters.empty()) {
        const ParameterData& first = parameters[0];
        const bool annotated =
            first.function != nullptr && first.function->parameters[first.index].annotation;
        if (annotated && first.type != nullptr) {
            const TypeRef want = substitute(first.type, candidate.by);
            fits = assignable(want, candidate.self, &solved) && fits;
        }
    }
    // Lambdas last: what they are given follows from the others.
    for (const Placed& placed : placing.placed)
        if (!is_lambda(arguments[placed.argument])) take(placed);
    solve_unpacked(candidate, arguments, placing, solved);
    for (const Placed& placed : placing.placed)
        if (is_lambda(arguments[placed.argument])) take(placed);
    return fits;
}

// `*args: *Ts`: all arguments that it takes are one tuple.
void Engine::solve_unpacked(const Candidate& candidate, std::span<const Argument> arguments,
                            const Placing& placing, Substitution& solved) {
    const auto parameters = candidate.parameters->parameters;
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        const TypeRef type = parameters[index].type;
        if (type == nullptr || !type->is(TypeKind::Unpacked) ||
            !type->items[0]->is(TypeKind::TypeVar))
            continue;
        std::vector<TypeRef> elements;
        for (const Placed& placed : placing.placed)
            if (placed.parameter == index)
                elements.push_back(soft_widened(argument_type(arguments[placed.argument])));
        solved.emplace_back(type->items[0]->variable, tuple_of(elements));
    }
}

namespace {

// `variable` stands among the parameters of a Callable in `type`.
bool in_parameters_of_result(TypeRef type, const TypeVariable* variable) {
    const auto holds = [&](TypeRef root) {
        std::vector<TypeRef> open = {root};
        while (!open.empty()) {
            const TypeRef at = open.back();
            open.pop_back();
            if (at == nullptr || !at->open) continue;
            if (at->variable == variable) return true;
            open.insert(open.end(), at->items.begin(), at->items.end());
            for (const ParameterData& one : at->parameters) open.push_back(one.type);
        }
        return false;
    };
    for (const TypeRef part : parts_of(type))
        if (part->is(TypeKind::Callable) && holds(part->items[0])) return true;
    return false;
}

}  // namespace

// What of `declared` is still open becomes its default or Unknown; the rest what it was solved to.
TypeRef Engine::settled(TypeRef declared, const Substitution& by, const Substitution& solved) {
    if (!declared->open) return declared;
    Substitution all = by;
    for (const auto& entry : solved)
        if (std::none_of(all.begin(), all.end(),
                         [&](const auto& known) { return known.first == entry.first; }))
            all.push_back(entry);
    for (const TypeVariable* variable : free_variables(declared)) {
        if (std::any_of(all.begin(), all.end(),
                        [&](const auto& known) { return known.first == variable; }))
            continue;
        if (variable->kind == VariableKind::Self) continue;
        // What only a function that is given back asks for is solved when that is called.
        if (in_parameters_of_result(declared, variable)) continue;
        TypeRef given = default_of(*variable);
        if (given != nullptr && given->open) given = closed(given);
        if (given == nullptr)
            given =
                variable->kind == VariableKind::ParamSpec ? types_.parameters({}, true) : unknown();
        all.emplace_back(variable, given);
    }
    return substitute(declared, all);
}

TypeRef Engine::call_candidates(std::span<const Candidate> candidates,
                                std::span<const Argument> arguments, Chosen* chosen) {
    const Candidate* best = nullptr;
    Placing best_placing;
    Substitution best_solved;
    int best_rank = 3;  // 0: fits; 1: in number; 2: not at all
    for (const Candidate& candidate : candidates) {
        std::span<const ParameterData> parameters = candidate.parameters->parameters;
        const std::uint32_t skip = candidate.self != nullptr && !parameters.empty() &&
                                   parameters[0].kind <= ParameterKind::Positional;
        Placing placing =
            place_arguments(parameters.subspan(skip), candidate.parameters->gradual, arguments);
        for (Placed& placed : placing.placed) placed.parameter += skip;
        // With a single candidate there is nothing to choose.
        if (!placing.fits && best_rank <= 2) continue;
        Substitution solved;
        const bool fits = solve_call(candidate, arguments, placing, solved);
        const int rank = !placing.fits ? 2 : fits ? 0 : 1;
        if (rank >= best_rank) continue;
        best = &candidate;
        best_rank = rank;
        best_placing = std::move(placing);
        best_solved = std::move(solved);
        if (rank == 0) break;
    }
    if (best == nullptr) return unknown();
    if (chosen != nullptr) {
        chosen->function = best->function;
        chosen->solved = best_solved;
    }
    if (best->result != nullptr) return settled(best->result, best->by, best_solved);
    const FunctionInfo& function = *best->function;
    TypeRef result = nullptr;
    if (function.returns) {
        result = return_type(function);
    } else {
        std::vector<TypeRef> by_parameter =
            arguments_by_parameter(function, *best, arguments, best_placing);
        result = return_type(function, by_parameter);
    }
    return settled(result, best->by, best_solved);
}

// What each parameter of an unannotated function holds in its body.
std::vector<TypeRef> Engine::arguments_by_parameter(const FunctionInfo& function,
                                                    const Candidate& candidate,
                                                    std::span<const Argument> arguments,
                                                    const Placing& placing) {
    std::vector<std::vector<TypeRef>> parts(function.parameters.size());
    if (candidate.self != nullptr && !parts.empty()) parts[0].push_back(candidate.self);
    const auto parameters = candidate.parameters->parameters;
    for (const Placed& placed : placing.placed) {
        const ParameterData& parameter = parameters[placed.parameter];
        if (parameter.function != &function || parameter.index >= parts.size()) continue;
        TypeRef type = argument_type(arguments[placed.argument]);
        if (placed.element)
            type = arguments[placed.argument].double_starred ? unknown() : iterated(type);
        parts[parameter.index].push_back(types_.widened(type));
    }
    std::vector<TypeRef> result(parts.size(), nullptr);
    for (std::uint32_t index = 0; index < parts.size(); ++index) {
        if (parts[index].empty()) continue;
        const ParameterKind kind = function.parameters[index].kind;
        if (kind == ParameterKind::Positionals) {
            result[index] = tuple_of(parts[index]);
        } else if (kind == ParameterKind::Keywords) {
            const TypeRef items[] = {builtin_instance("str"), types_.union_of(parts[index])};
            result[index] = builtin_instance("dict", items);
        } else {
            result[index] = parts[index].front();
        }
    }
    return result;
}

// The ways to call a function, overloads each.
std::vector<Engine::Candidate> Engine::candidates_of(TypeRef function, bool open_owner) {
    std::vector<Candidate> found;
    const FunctionInfo& info = *function->function;
    Substitution by;
    if (function->owner != nullptr) {
        const std::vector<TypeRef>& parameters = type_parameters(*function->owner);
        for (std::size_t i = 0; i < parameters.size() && i < function->items.size(); ++i) {
            // What is not known of the object, the arguments may tell: `{}.setdefault(k, [])`.
            if (function->items[i]->is_unknown()) continue;
            by.emplace_back(parameters[i]->variable, function->items[i]);
        }
    }
    const bool on_instance = function->self != nullptr && !function->self->is(TypeKind::Class);
    // What a class leaves open is solved with the rest.
    if (open_owner || !on_instance) std::erase_if(by, stays);
    if (function->self != nullptr) {
        by.emplace_back(&self_, function->self->is(TypeKind::Class)
                                    ? instance_of_open(function->self)
                                    : types_.widened(function->self, true));
    }
    const auto add = [&](const FunctionInfo& one) {
        Candidate candidate;
        candidate.parameters = signature_of(one);
        candidate.function = &one;
        candidate.self = function->self;
        candidate.by = by;
        found.push_back(std::move(candidate));
    };
    const std::vector<const FunctionInfo*>& all = overloads(info);
    // An overload that was reached by itself stands for all of them.
    if (all.empty()) {
        add(info);
    } else {
        for (const FunctionInfo* one : all) add(*one);
    }
    return found;
}

TypeRef Engine::call(TypeRef callee, std::span<const Argument> arguments, TypeRef expected) {
    Guard guard(*this);
    if (!guard) return unknown();
    switch (callee->kind) {
    case TypeKind::Union: {
        std::vector<TypeRef> parts;
        for (const TypeRef part : callee->items)
            if (!part->is(TypeKind::None)) parts.push_back(call(part, arguments, expected));
        return types_.union_of(parts);
    }
    case TypeKind::Function: {
        const std::vector<Candidate> candidates = candidates_of(callee, false);
        return call_candidates(candidates, arguments);
    }
    case TypeKind::Callable: {
        Candidate candidate;
        candidate.parameters = callee->items[0];
        candidate.result = callee->items[1];
        if (!candidate.parameters->is(TypeKind::Parameters)) return closed(candidate.result);
        return call_candidates({&candidate, 1}, arguments);
    }
    case TypeKind::Class: return construct(callee, arguments, expected);
    case TypeKind::TypeOf: return callee->items[0];
    case TypeKind::Instance:
    case TypeKind::TypeVar: {
        const TypeRef method = special_method(callee, "__call__");
        return method != nullptr ? call(method, arguments, expected) : unknown();
    }
    default: return unknown();
    }
}

TypeRef Engine::call_method(TypeRef value, std::string_view method,
                            std::span<const TypeRef> arguments) {
    const TypeRef function = special_method(value, method);
    if (function == nullptr) return unknown();
    std::vector<Argument> list;
    for (const TypeRef type : arguments) {
        Argument argument;
        argument.type = type;
        list.push_back(argument);
    }
    return call(function, list);
}

}  // namespace pilcrow::lsp
