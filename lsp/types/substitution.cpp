// Type variables: replaced, collected, and what is said of them.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

TypeRef found_for(const Substitution& by, const TypeVariable* variable) {
    for (const auto& [one, type] : by)
        if (one == variable) return type;
    return nullptr;
}

}  // namespace

TypeRef Engine::substitute(TypeRef type, const Substitution& by) {
    if (!type->open || by.empty()) return type;
    Guard guard(*this);
    // Over the budget it stays as it is: whoever substitutes in a Callable goes on with a Callable.
    if (!guard) return type;
    switch (type->kind) {
    case TypeKind::TypeVar: {
        const TypeRef found = found_for(by, type->variable);
        return found != nullptr ? found : type;
    }
    case TypeKind::TypeOf: return class_of_type(substitute(type->items[0], by));
    case TypeKind::Union: {
        std::vector<TypeRef> parts;
        for (const TypeRef part : type->items) parts.push_back(substitute(part, by));
        return types_.union_of(parts);
    }
    default: break;
    }
    TypeData data = *type;
    std::vector<TypeRef> items;
    for (const TypeRef item : type->items) {
        // `*Ts` becomes the elements that it stands for.
        const bool spread = item->is(TypeKind::Unpacked) && item->open;
        const TypeRef inner = substitute(spread ? item->items[0] : item, by);
        if (spread && inner->is(TypeKind::Instance) && inner->fixed) {
            items.insert(items.end(), inner->items.begin(), inner->items.end());
        } else if (spread && inner->is(TypeKind::Unknown)) {
            items.push_back(types_.unpacked(inner));
        } else {
            items.push_back(spread ? types_.unpacked(inner) : inner);
        }
    }
    data.items = items;
    std::vector<ParameterData> parameters;
    for (const ParameterData& parameter : type->parameters) {
        ParameterData one = parameter;
        if (one.type != nullptr && one.type->open) {
            const TypeRef inner = substitute(one.type, by);
            if (inner->is(TypeKind::Parameters)) {
                parameters.insert(parameters.end(), inner->parameters.begin(),
                                  inner->parameters.end());
                data.gradual = data.gradual || inner->gradual;
                continue;
            }
            if (one.type->is(TypeKind::TypeVar) &&
                one.type->variable->kind == VariableKind::ParamSpec && inner->is_unknown()) {
                data.gradual = true;
                continue;
            }
            const bool spread = one.type->is(TypeKind::Unpacked) && inner->is(TypeKind::Unpacked) &&
                                inner->items[0]->is(TypeKind::Instance) && inner->items[0]->fixed;
            if (spread) {
                for (const TypeRef element : inner->items[0]->items) {
                    ParameterData each;
                    each.kind = ParameterKind::PositionalOnly;
                    each.type = element;
                    parameters.push_back(each);
                }
                continue;
            }
            one.type = inner;
        }
        parameters.push_back(one);
    }
    data.parameters = parameters;
    if (type->self != nullptr) data.self = substitute(type->self, by);
    return types_.intern(data);
}

Substitution Engine::substitution_of(TypeRef instance) {
    Substitution by;
    const std::vector<TypeRef>& parameters = type_parameters(*instance->class_info);
    if (instance->fixed) {
        if (parameters.empty()) return by;
        // What the elements of a tuple have in common.
        by.emplace_back(parameters.front()->variable, element_union(instance));
        return by;
    }
    for (std::size_t index = 0; index < parameters.size(); ++index) {
        const TypeRef type = index < instance->items.size() ? instance->items[index] : unknown();
        by.emplace_back(parameters[index]->variable, type);
    }
    return by;
}

// The union of a fixed tuple's elements, those of tuples in it included.
TypeRef Engine::element_union(TypeRef tuple) {
    std::vector<TypeRef> parts;
    for (const TypeRef item : tuple->items) {
        if (!item->is(TypeKind::Unpacked)) {
            parts.push_back(item);
            continue;
        }
        const TypeRef inner = item->items[0];
        if (inner->is(TypeKind::Instance) && !inner->items.empty())
            parts.push_back(inner->fixed ? types_.union_of(inner->items) : inner->items[0]);
    }
    return types_.union_of(parts);
}

std::vector<const TypeVariable*> Engine::free_variables(TypeRef type) {
    std::vector<const TypeVariable*> found;
    std::vector<TypeRef> open = {type};
    std::size_t steps = 0;
    while (!open.empty() && ++steps < 4096) {
        const TypeRef at = open.back();
        open.pop_back();
        if (at == nullptr || !at->open) continue;
        if (at->is(TypeKind::TypeVar)) {
            if (std::find(found.begin(), found.end(), at->variable) == found.end())
                found.push_back(at->variable);
            continue;
        }
        for (std::size_t index = at->parameters.size(); index-- > 0;)
            open.push_back(at->parameters[index].type);
        for (std::size_t index = at->items.size(); index-- > 0;) open.push_back(at->items[index]);
        open.push_back(at->self);
    }
    return found;
}

TypeRef Engine::closed(TypeRef type) {
    if (!type->open) return type;
    Substitution by;
    for (const TypeVariable* variable : free_variables(type)) {
        TypeRef given = default_of(*variable);
        if (given == nullptr && variable->kind == VariableKind::ParamSpec)
            given = types_.parameters({}, true);
        if (given == nullptr || given->open) given = unknown();
        by.emplace_back(variable, given);
    }
    return substitute(type, by);
}

namespace {

// The value of a keyword argument of the Call that makes a variable, or none.
NodeRef keyword_value(const Tree& tree, NodeRef call, std::string_view name) {
    for (const NodeRef child : ChildRange(tree, call))
        if (tree.kind(child) == NodeKind::Keyword && own_name(tree, child) == name)
            return tree.first_child(child);
    return {};
}

}  // namespace

TypeRef Engine::bound_of(const TypeVariable& variable) {
    if (variable.file == nullptr) return nullptr;
    const FileInfo& file = *variable.file;
    const Tree& tree = file.t();
    NodeRef bound;
    if (tree.kind(variable.node) == NodeKind::TypeParameter) {
        if (tree.node(variable.node).has(has_annotation)) bound = tree.first_child(variable.node);
        // `T: (int, str)` are constraints.
        if (bound && tree.kind(bound) == NodeKind::RoundDisplay &&
            tree.display_kind(bound) == Display::Tuple)
            return nullptr;
    } else {
        bound = keyword_value(tree, variable.node, "bound");
    }
    return bound ? annotation(file, bound) : nullptr;
}

std::vector<TypeRef> Engine::constraints_of(const TypeVariable& variable) {
    std::vector<TypeRef> found;
    if (variable.file == nullptr) return found;
    const FileInfo& file = *variable.file;
    const Tree& tree = file.t();
    if (tree.kind(variable.node) == NodeKind::TypeParameter) {
        const NodeRef bound = tree.first_child(variable.node);
        if (!bound || !tree.node(variable.node).has(has_annotation) ||
            tree.kind(bound) != NodeKind::RoundDisplay ||
            tree.display_kind(bound) != Display::Tuple)
            return found;
        for (const NodeRef one : ChildRange(tree, bound)) found.push_back(annotation(file, one));
        return found;
    }
    if (variable.kind != VariableKind::TypeVar) return found;
    std::size_t place = 0;
    for (const NodeRef child : ChildRange(tree, variable.node)) {
        // The callee, the name, then the constraints.
        if (place++ < 2 || tree.kind(child) == NodeKind::Keyword ||
            tree.kind(child) == NodeKind::Starred || tree.kind(child) == NodeKind::DoubleStarred)
            continue;
        found.push_back(annotation(file, child));
    }
    return found;
}

TypeRef Engine::default_of(const TypeVariable& variable) {
    if (variable.file == nullptr) return nullptr;
    const FileInfo& file = *variable.file;
    const Tree& tree = file.t();
    NodeRef given;
    if (tree.kind(variable.node) == NodeKind::TypeParameter) {
        if (tree.node(variable.node).has(has_default)) given = last_child(tree, variable.node);
    } else {
        given = keyword_value(tree, variable.node, "default");
    }
    if (!given) return nullptr;
    Guard guard(*this);
    if (!guard) return nullptr;
    if (tree.kind(given) == NodeKind::Constant &&
        static_cast<TokenKind>(tree.node(given).op) == TokenKind::Ellipsis)
        return types_.parameters({}, true);
    return annotation(file, given);
}

}  // namespace pilcrow::lsp
