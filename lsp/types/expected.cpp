// What the context of an expression wants of it.
#include "lsp/types/engine.h"
#include "lsp/types/placing.h"
#include "lsp/types/tree_tools.h"
#include "parser/lexer/token.h"

#include <algorithm>

namespace pilcrow::lsp {

TypeRef Engine::expected(const FileInfo& file, NodeRef node) {
    const Tree& tree = file.t();
    const std::vector<NodeRef> path = path_to(tree, node);
    if (path.size() < 2) return nullptr;
    Guard guard(*this);
    Working working(*this, &file.scopes, key_of(node));
    if (!guard || !working) return nullptr;
    NodeRef child = node;
    for (std::size_t index = path.size() - 1; index-- > 0;) {
        const NodeRef parent = path[index];
        switch (tree.kind(parent)) {
        case NodeKind::Keyword:
        case NodeKind::Starred: break;
        case NodeKind::Conditional:
            if (child_at(tree, parent, 1) == child) return nullptr;
            break;
        case NodeKind::RoundDisplay:
            if (tree.display_kind(parent) != Display::Paren)
                return expected_in(file, parent, child);
            break;
        case NodeKind::Boolean: break;
        default: return expected_in(file, parent, child);
        }
        child = parent;
        if (tree.kind(parent) == NodeKind::Keyword && index > 0)
            return expected_in(file, path[index - 1], child);
    }
    return nullptr;
}

// What `parent` wants of its child.
TypeRef Engine::expected_in(const FileInfo& file, NodeRef parent, NodeRef child) {
    const Tree& tree = file.t();
    switch (tree.kind(parent)) {
    case NodeKind::Call: return expected_argument(file, parent, child);
    case NodeKind::Assign: {
        if (child != last_child(tree, parent)) return nullptr;
        const NodeRef target = tree.first_child(parent);
        return target ? declared_target(file, target) : nullptr;
    }
    case NodeKind::AugmentedAssign: {
        const NodeRef target = tree.first_child(parent);
        return target && child != target ? declared_target(file, target) : nullptr;
    }
    case NodeKind::AnnotatedAssign: {
        const NodeRef its_annotation = child_at(tree, parent, 1);
        if (!its_annotation || child == its_annotation) return nullptr;
        const TypeRef type = annotation(file, its_annotation);
        return type->is_unknown() ? nullptr : type;
    }
    case NodeKind::Parameter: {
        if (!tree.node(parent).has(has_annotation)) return nullptr;
        const NodeRef its_annotation = tree.first_child(parent);
        return child == its_annotation ? nullptr : annotation(file, its_annotation);
    }
    case NodeKind::Return: return expected_return(file, parent);
    case NodeKind::SquareDisplay:
    case NodeKind::CurlyDisplay:
    case NodeKind::Tuple:
    case NodeKind::RoundDisplay: {
        const TypeRef whole = expected(file, parent);
        if (whole == nullptr) return nullptr;
        std::size_t place = 0;
        for (const NodeRef one : ChildRange(tree, parent)) {
            if (one == child) break;
            ++place;
        }
        for (const TypeRef part : parts_of(whole)) {
            if (!part->is(TypeKind::Instance) || part->items.empty()) continue;
            if (part->fixed) {
                if (place < part->items.size()) return part->items[place];
                continue;
            }
            return part->items[0];
        }
        return nullptr;
    }
    case NodeKind::DictEntry: {
        const auto path = path_to(tree, parent);
        if (path.size() < 2) return nullptr;
        const TypeRef whole = expected(file, path[path.size() - 2]);
        if (whole == nullptr) return nullptr;
        const bool is_key = tree.first_child(parent) == child;
        for (const TypeRef part : parts_of(whole)) {
            if (!part->is(TypeKind::Instance)) continue;
            if ((flags(*part->class_info) & class_typed_dict) != 0) {
                std::string key;
                if (is_key || !string_value(tree, tree.first_child(parent), key)) return nullptr;
                return entry_of(part, literal("str", LiteralKind::Str, key));
            }
            if (part->items.size() == 2) return part->items[is_key ? 0 : 1];
        }
        return nullptr;
    }
    case NodeKind::Comparator: {
        // `x == "…"`: what x may be.
        const auto path = path_to(tree, parent);
        if (path.size() < 2) return nullptr;
        const NodeRef left = tree.first_child(path[path.size() - 2]);
        const TypeRef type = left ? infer(file, left) : nullptr;
        return type == nullptr || type->is_unknown() ? nullptr : type;
    }
    default: return nullptr;
    }
}

// What an assignment's target is declared as; null where it is not.
TypeRef Engine::declared_target(const FileInfo& file, NodeRef target) {
    const Tree& tree = file.t();
    if (tree.kind(target) == NodeKind::Attribute) {
        const NodeRef value = tree.first_child(target);
        const TypeRef base = value ? infer(file, value) : unknown();
        if (!base->is(TypeKind::Instance)) return nullptr;
        const Found found = find_member(base, own_name(tree, target));
        if (!found) return nullptr;
        for (const MemberBinding& binding : found.member->bindings) {
            if (!assigns(binding.mention.use)) continue;
            const TypeRef type = declared_type(*binding.file, binding.mention);
            if (type != nullptr) return substitute(type, substitution_of(found.owner));
        }
        return nullptr;
    }
    if (tree.kind(target) == NodeKind::Subscript) {
        const NodeRef value = tree.first_child(target);
        const NodeRef index = value ? tree.next_sibling(value) : NodeRef{};
        if (!index) return nullptr;
        const TypeRef type = subscript(infer(file, value), infer(file, index), &file, index);
        return type->is_unknown() ? nullptr : type;
    }
    if (tree.kind(target) != NodeKind::Name) return nullptr;
    const auto found = file.scopes->found_at(target.block, tree.node(target).first_token);
    if (!found || !found->bound) return nullptr;
    for (const Mention& mention : bindings_of(file, found->scope, found->name)) {
        if (!assigns(mention.use) && mention.use != Use::Parameter) continue;
        if (mention.use == Use::Parameter) {
            const NodeRef node = binding_node(file, mention);
            if (!node || !tree.node(node).has(has_annotation)) continue;
        }
        if (const TypeRef type = declared_type(file, mention)) return type;
    }
    return nullptr;
}

TypeRef Engine::expected_return(const FileInfo& file, NodeRef node) {
    for (ScopeRef scope = file.scopes->at(begin_of(file.t(), node)); !scope.is_module();
         scope = file.scopes->parent(scope)) {
        if (file.scopes->kind(scope) != ScopeKind::Function) continue;
        const FunctionInfo* function = function_of(file, file.scopes->owner(scope));
        if (function == nullptr || !function->returns) return nullptr;
        const TypeRef type = annotation(file, function->returns);
        return type->is_unknown() ? nullptr : type;
    }
    return nullptr;
}

// The parameter that an argument goes to, its type solved by the arguments before it.
TypeRef Engine::expected_argument(const FileInfo& file, NodeRef call, NodeRef argument) {
    const Tree& tree = file.t();
    const NodeRef callee = tree.first_child(call);
    if (!callee || argument == callee) return nullptr;
    const TypeRef function = infer(file, callee);
    if (function->is_unknown()) return nullptr;
    const std::vector<Argument> arguments = arguments_of(file, call);
    const NodeRef value =
        tree.kind(argument) == NodeKind::Keyword ? tree.first_child(argument) : argument;
    std::uint32_t place = 0;
    while (place < arguments.size() && !(arguments[place].node == value)) ++place;
    if (place == arguments.size()) return nullptr;
    std::vector<TypeRef> wanted;
    bool any_fits = false;
    for (const TypeRef callable : callables_of(function)) {
        const auto parameters = callable->items[0]->parameters;
        const Placing placing = place_arguments(parameters, callable->items[0]->gradual, arguments);
        Substitution solved;
        TypeRef want = nullptr;
        bool fits = placing.fits;
        for (const Placed& placed : placing.placed) {
            const TypeRef type = parameters[placed.parameter].type;
            if (type == nullptr || placed.element) continue;
            if (placed.argument == place) {
                want = type;
                continue;
            }
            const Argument& other = arguments[placed.argument];
            if (other.node && tree.kind(other.node) == NodeKind::Lambda) continue;
            if (other.node == value) continue;
            fits = assignable(type, argument_type(other), &solved) && fits;
        }
        // Those that fit count before those that do not (yet).
        if (want == nullptr || (!fits && !wanted.empty())) continue;
        if (fits && !any_fits) wanted.clear();
        any_fits = any_fits || fits;
        if (want->open) want = closed(substitute(want, solved));
        if (want->is(TypeKind::Unpacked)) continue;
        if (!want->is_unknown()) wanted.push_back(want);
        if (wanted.size() > 8) break;
    }
    return wanted.empty() ? nullptr : types_.union_of(wanted);
}

}  // namespace pilcrow::lsp
