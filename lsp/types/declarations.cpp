// What names are declared as: the bindings of a scope, and what each says by itself.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

bool is_binder(NodeKind kind) {
    switch (kind) {
    case NodeKind::FunctionDef:
    case NodeKind::ClassDef:
    case NodeKind::Parameter:
    case NodeKind::TypeParameter:
    case NodeKind::Alias:
    case NodeKind::Import:
    case NodeKind::ImportFrom:
    case NodeKind::Assign:
    case NodeKind::AugmentedAssign:
    case NodeKind::AnnotatedAssign:
    case NodeKind::For:
    case NodeKind::CompFor:
    case NodeKind::WithItem:
    case NodeKind::Except:
    case NodeKind::Walrus:
    case NodeKind::PatternCapture:
    case NodeKind::PatternAs:
    case NodeKind::PatternStar:
    case NodeKind::PatternDoubleStar:
    case NodeKind::TypeAlias:
    case NodeKind::Global:
    case NodeKind::Nonlocal:
    case NodeKind::Delete: return true;
    default: return false;
    }
}

}  // namespace

const std::vector<Mention>& Engine::bindings_of(const FileInfo& file, ScopeRef scope, NameId name) {
    const auto [kept, made] = file.live.try_emplace({scope.part, scope.scope, name});
    if (!made) return kept->second;
    std::vector<Mention> found = file.scopes->bindings(scope, name);
    std::erase_if(found, [&](const Mention& mention) { return is_dead(file, mention.block); });
    const bool any_sound = std::any_of(found.begin(), found.end(),
                                       [](const Mention& mention) { return !mention.damaged; });
    if (any_sound) std::erase_if(found, [](const Mention& mention) { return mention.damaged; });
    return kept->second = std::move(found);
}

NodeRef Engine::binding_node(const FileInfo& file, Mention mention) {
    const std::vector<NodeRef> path = path_to(file.t(), TokenRef{mention.block, mention.token});
    for (std::size_t index = path.size(); index-- > 0;)
        if (is_binder(file.t().kind(path[index]))) return path[index];
    return {};
}

TypeRef Engine::declared_type(const FileInfo& file, Mention mention) {
    const Tree& tree = file.t();
    switch (mention.use) {
    case Use::Import:
    case Use::Submodule: return imported(file, mention);
    case Use::Function: {
        const NodeRef node = binding_node(file, mention);
        const FunctionInfo* function = node ? function_of(file, node) : nullptr;
        return function != nullptr ? decorated(*function) : nullptr;
    }
    case Use::Class: {
        const NodeRef node = binding_node(file, mention);
        const ClassInfo* info = node ? class_of(file, node) : nullptr;
        return info != nullptr ? types_.class_object(info) : nullptr;
    }
    case Use::TypeParameter: return known_instance("typing", "TypeVar");
    case Use::Parameter: {
        const std::vector<NodeRef> path = path_to(tree, TokenRef{mention.block, mention.token});
        NodeRef function;
        NodeRef parameter;
        for (const NodeRef node : path) {
            if (tree.kind(node) == NodeKind::FunctionDef || tree.kind(node) == NodeKind::Lambda)
                function = node;
            if (tree.kind(node) == NodeKind::Parameter) parameter = node;
        }
        const FunctionInfo* info = function ? function_of(file, function) : nullptr;
        if (info == nullptr) return nullptr;
        for (std::uint32_t index = 0; index < info->parameters.size(); ++index)
            if (info->parameters[index].node == parameter) return parameter_type(*info, index);
        return nullptr;
    }
    default: break;
    }
    const NodeRef node = binding_node(file, mention);
    if (!node || tree.kind(node) != NodeKind::AnnotatedAssign) return nullptr;
    const NodeRef target = tree.first_child(node);
    const NodeRef its_annotation = target ? tree.next_sibling(target) : NodeRef{};
    if (!its_annotation) return nullptr;
    const Form form = form_of(file, its_annotation);
    // `Final` and `ClassVar` alone leave it to the value; an alias is what its value says.
    const bool alone = tree.kind(its_annotation) != NodeKind::Subscript;
    if (alone && (form == Form::Final || form == Form::ClassVar || form == Form::TypeAlias)) {
        return nullptr;
    }
    const TypeRef type = annotation(file, its_annotation);
    // An enum's member or a dataclass's field may be annotated so; what is not understood says
    // nothing.
    return type->is(TypeKind::Unknown) ? nullptr : type;
}

TypeRef Engine::symbol_type(const FileInfo& file, ScopeRef scope, NameId name) {
    Guard guard(*this);
    if (!guard) return unknown();
    const std::vector<Mention>& bindings = bindings_of(file, scope, name);
    // One that was annotated speaks for all.
    for (std::size_t index = bindings.size(); index-- > 0;) {
        const Mention& mention = bindings[index];
        if (!assigns(mention.use)) continue;
        if (const TypeRef type = declared_type(file, mention)) return type;
    }
    std::vector<TypeRef> parts;
    bool definition_seen = false;
    for (std::size_t index = bindings.size(); index-- > 0;) {
        const Mention& mention = bindings[index];
        // Of several definitions of a name the last counts.
        if (mention.use == Use::Function || mention.use == Use::Class) {
            if (definition_seen) continue;
            definition_seen = true;
        }
        parts.push_back(binding_type(file, scope, mention));
        if (parts.size() > 32) break;
    }
    std::reverse(parts.begin(), parts.end());
    return parts.empty() ? unknown() : types_.union_of(parts);
}

// Both keep what they find.
TypeRef Engine::binding_type(const FileInfo& file, ScopeRef scope, Mention mention) {
    Guard guard(*this);
    if (!guard) return unknown();
    const TypeRef type = declared_type(file, mention);
    return type != nullptr ? type : bound_type(file, scope, mention);
}

}  // namespace pilcrow::lsp
