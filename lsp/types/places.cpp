// Where things are declared.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t max_declarations = 64;

Declaration of_module(const ModuleInfo& module) {
    Declaration found;
    if (module.file == nullptr) return found;
    found.file = module.file->file;
    found.kind = DeclarationKind::Module;
    return found;
}

void add(std::vector<Declaration>& to, Declaration one) {
    if (!one || to.size() >= max_declarations) return;
    const bool known = std::any_of(to.begin(), to.end(), [&](const Declaration& other) {
        return other.file == one.file && other.name == one.name && other.node == one.node;
    });
    if (!known) to.push_back(std::move(one));
}

bool is_import(const Mention& mention) {
    return mention.use == Use::Import || mention.use == Use::Submodule;
}

}  // namespace

Declaration Engine::declaration_of(const FileInfo& file, Mention mention) {
    Declaration found;
    found.file = file.file;
    found.node = binding_node(file, mention);
    found.name = range_of(file.t(), TokenRef{mention.block, mention.token});
    switch (mention.use) {
    case Use::Function: found.kind = DeclarationKind::Function; break;
    case Use::Class: found.kind = DeclarationKind::Class; break;
    case Use::Parameter: found.kind = DeclarationKind::Parameter; break;
    case Use::TypeParameter: found.kind = DeclarationKind::TypeParameter; break;
    case Use::Import:
    case Use::Submodule: found.kind = DeclarationKind::Import; break;
    default: {
        const auto mentioned = file.scopes->found_at(mention.block, mention.token);
        const bool in_class = mentioned && !mentioned->scope.is_module() &&
                              file.scopes->kind(mentioned->scope) == ScopeKind::Class;
        found.kind =
            !mentioned || in_class ? DeclarationKind::Attribute : DeclarationKind::Variable;
    }
    }
    return found;
}

Declaration Engine::declaration_of_function(const FunctionInfo& function) {
    Declaration found;
    found.file = function.file->file;
    found.kind = DeclarationKind::Function;
    found.node = function.node;
    if (const TokenRef name = name_token(function.file->t(), function.node))
        found.name = range_of(function.file->t(), name);
    return found;
}

Declaration Engine::declaration(TypeRef type) {
    Declaration found;
    switch (type->kind) {
    case TypeKind::Module: return of_module(*type->module);
    case TypeKind::Class:
    case TypeKind::Instance: {
        const ClassInfo& info = *type->class_info;
        const Tree& tree = info.file->t();
        found.file = info.file->file;
        found.kind = DeclarationKind::Class;
        found.node = info.node;
        if (const TokenRef name = name_token(tree, info.node)) {
            found.name = range_of(tree, name);
        } else {
            found.name = tree.range(info.node);
        }
        return found;
    }
    case TypeKind::Function:
    case TypeKind::Callable:
        return type->function != nullptr ? declaration_of_function(*type->function) : found;
    case TypeKind::None: {
        const TypeRef none = as_instance(type);
        return none->is(TypeKind::Instance) ? declaration(none) : found;
    }
    case TypeKind::TypeOf: return declaration(type->items[0]);
    case TypeKind::Property: return declaration(type->items[0]);
    case TypeKind::Union: return declaration(type->items[0]);
    case TypeKind::TypeVar: {
        const TypeVariable& variable = *type->variable;
        if (variable.file == nullptr) return found;
        found.file = variable.file->file;
        found.kind = DeclarationKind::TypeParameter;
        found.node = variable.node;
        found.name = variable.file->t().range(variable.node);
        return found;
    }
    default: return found;
    }
}

// What a module's member is declared by, imports followed.
void Engine::add_member_declarations(const ModuleInfo& module, std::string_view name,
                                     std::vector<Declaration>& found) {
    Guard guard(*this);
    Working working(*this, &module.name, std::hash<std::string_view>()(name));
    if (!guard || !working) return;
    const std::size_t before = found.size();
    if (module.file != nullptr) {
        const FileInfo& file = *module.file;
        const NameId id = file.scopes->pool().find(name);
        if (id != no_name) add_bindings(file, ScopeRef{}, id, true, found);
        if (found.size() == before) {
            const std::vector<const ModuleInfo*> imports = star_imports(file);
            for (std::size_t index = imports.size(); index-- > 0 && found.size() == before;) {
                const auto names = exported_names(*imports[index]);
                if (std::find(names.begin(), names.end(), name) != names.end())
                    add_member_declarations(*imports[index], name, found);
            }
        }
    }
    if (found.size() != before || module.seen_from == nullptr) return;
    const ModuleInfo* sub = this->module(module.name + '.' + std::string(name), *module.seen_from);
    if (sub != nullptr) add(found, of_module(*sub));
}

void Engine::add_import(const FileInfo& file, const ImportedName& import,
                        std::vector<Declaration>& found) {
    const ModuleInfo* from = module(import.module, file);
    if (from == nullptr) return;
    if (!import.from) {
        add(found, of_module(*from));
        return;
    }
    if (from->file == &file) {
        if (const ModuleInfo* sub = module(import.module + '.' + std::string(import.name), file)) {
            add(found, of_module(*sub));
            return;
        }
    }
    add_member_declarations(*from, import.name, found);
}

// Where a scope binds a name. An import that leads nowhere is a declaration itself.
void Engine::add_bindings(const FileInfo& file, ScopeRef scope, NameId name, bool through_imports,
                          std::vector<Declaration>& found) {
    for (const Mention& mention : bindings_of(file, scope, name)) {
        if (through_imports && is_import(mention)) {
            const std::size_t before = found.size();
            add_import(file, import_at(file, mention.block, mention.token), found);
            if (found.size() != before) continue;
        }
        add(found, declaration_of(file, mention));
    }
}

void Engine::add_unbound(const FileInfo& file, std::string_view name,
                         std::vector<Declaration>& found) {
    const std::vector<const ModuleInfo*> imports = star_imports(file);
    for (std::size_t index = imports.size(); index-- > 0 && found.empty();) {
        const auto names = exported_names(*imports[index]);
        if (std::find(names.begin(), names.end(), name) != names.end())
            add_member_declarations(*imports[index], name, found);
    }
    if (!found.empty()) return;
    if (const FileInfo* builtins = standard_module("builtins"))
        add_member_declarations(builtins->module, name, found);
}

std::vector<Declaration> Engine::declarations(const FileInfo& file, BlockId block,
                                              std::uint32_t token, bool through_imports) {
    const Tree& tree = file.t();
    std::vector<Declaration> found;
    const std::vector<NodeRef> path = path_to(tree, TokenRef{block, token});
    if (path.empty()) return found;
    // Names in an import.
    const ImportedName import = import_at(file, block, token);
    if (import.statement && !import.module.empty()) {
        if (through_imports) {
            // What is imported; for the name behind `as` too.
            add_import(file, import, found);
            if (!found.empty()) return found;
        }
    }
    if (const auto mentioned = file.scopes->found_at(block, token)) {
        if (!mentioned->bound)
            add_unbound(file, tree.token_text(block, token), found);
        else
            add_bindings(file, mentioned->scope, mentioned->name, through_imports, found);
        return found;
    }
    const NodeRef node = path.back();
    const TokenRef own = own_name_token(tree, node);
    const bool at_name = own && own.block == block && own.token == token;
    switch (tree.kind(node)) {
    case NodeKind::Attribute:
        if (at_name) {
            const NodeRef value = tree.first_child(node);
            if (value) return declarations(infer(file, value), tree.token_text(block, token));
        }
        break;
    case NodeKind::Keyword:
        if (at_name && path.size() >= 2)
            return keyword_declarations(file, path[path.size() - 2], tree.token_text(block, token));
        break;
    case NodeKind::PatternKeyword:
        if (at_name && path.size() >= 2) {
            const NodeRef of = tree.first_child(path[path.size() - 2]);
            if (of)
                return declarations(instance_of(infer(file, of)), tree.token_text(block, token));
        }
        break;
    case NodeKind::Name: {
        // On a damaged line.
        const std::string_view text = tree.name(node);
        const ScopeRef scope = file.scopes->at(begin_of(tree, node));
        const NameId name = file.scopes->name(text, scope);
        if (name != no_name) {
            if (const auto binder = file.scopes->resolve(name, scope)) {
                add_bindings(file, *binder, name, through_imports, found);
                return found;
            }
        }
        add_unbound(file, text, found);
        break;
    }
    default: break;
    }
    return found;
}

// The parameters that a keyword argument may mean.
std::vector<Declaration> Engine::keyword_declarations(const FileInfo& file, NodeRef call,
                                                      std::string_view name) {
    const Tree& tree = file.t();
    std::vector<Declaration> found;
    if (tree.kind(call) != NodeKind::Call) return found;
    const NodeRef callee = tree.first_child(call);
    if (!callee) return found;
    for (const Signature& signature : signatures(infer(file, callee)))
        for (const SignatureParameter& parameter : signature.parameters)
            if (parameter.name == name) add(found, parameter.declaration);
    return found;
}

std::vector<Declaration> Engine::declarations(TypeRef value, std::string_view name) {
    std::vector<Declaration> found;
    for (const TypeRef part : parts_of(value)) {
        if (part->is(TypeKind::Module)) {
            const std::size_t before = found.size();
            add_member_declarations(*part->module, name, found);
            if (found.size() != before) continue;
        }
        Found member;
        switch (part->kind) {
        case TypeKind::Class: {
            member = find_member(self_instance(*part->class_info), name);
            if (member) break;
            const TypeRef meta = as_instance(part);
            if (meta->is(TypeKind::Instance)) member = find_member(meta, name);
            break;
        }
        case TypeKind::Super: {
            if (part->self == nullptr) break;
            const TypeRef instance =
                part->self->is(TypeKind::Class) ? instance_of(part->self) : as_instance(part->self);
            if (instance->is(TypeKind::Instance))
                member = find_member(instance, name, part->class_info);
            break;
        }
        case TypeKind::Unknown:
        case TypeKind::Any:
        case TypeKind::Never: break;
        default: {
            const TypeRef instance = as_instance(part);
            if (instance->is(TypeKind::Instance)) member = find_member(instance, name);
            if (instance->is(TypeKind::Union))
                for (Declaration& one : declarations(instance, name)) add(found, std::move(one));
        }
        }
        if (member) add_member(member, found);
    }
    return found;
}

void Engine::add_member(const Found& member, std::vector<Declaration>& found) {
    const auto& bindings = member.member->bindings;
    if (bindings.empty()) {
        // Made by the class: there it stands.
        add(found, declaration(member.owner));
        return;
    }
    // What says its type says it for all.
    std::vector<Declaration> all;
    bool defined = false;
    for (const MemberBinding& binding : bindings) {
        Declaration one = declaration_of(*binding.file, binding.mention);
        const Tree& tree = binding.file->t();
        const bool says = one.node && (tree.kind(one.node) == NodeKind::AnnotatedAssign ||
                                       tree.kind(one.node) == NodeKind::FunctionDef ||
                                       tree.kind(one.node) == NodeKind::ClassDef);
        if (says && !defined) {
            defined = true;
            all.clear();
        }
        if (says || !defined) all.push_back(std::move(one));
    }
    for (Declaration& one : all) add(found, std::move(one));
}

TypeRef Engine::type_of(const Declaration& declaration) {
    if (!declaration) return unknown();
    const FileInfo& file = this->file(declaration.file);
    if (declaration.kind == DeclarationKind::Module) return types_.module(&file.module);
    const Tree& tree = file.t();
    const TokenRef token = token_touching(tree, declaration.name.begin);
    if (!token) return unknown();
    if (const auto mentioned = file.scopes->found_at(token.block, token.token)) {
        if (!binds(mentioned->mention.use))
            return symbol_type(file, mentioned->scope, mentioned->name);
        // A class's own: as its instances have it.
        const bool in_class = !mentioned->scope.is_module() &&
                              file.scopes->kind(mentioned->scope) == ScopeKind::Class;
        if (in_class) {
            const ClassInfo* info = class_of(file, file.scopes->owner(mentioned->scope));
            const ClassMember* member =
                info != nullptr ? own_member(*info, file.scopes->pool().text(mentioned->name))
                                : nullptr;
            if (member != nullptr) return own_member_type(*info, *member);
        }
        return binding_type(file, mentioned->scope, mentioned->mention);
    }
    // `self.x = …`
    const auto path = path_to(tree, token);
    if (!path.empty() && tree.kind(path.back()) == NodeKind::Attribute)
        return infer(file, path.back());
    if (!path.empty() && tree.kind(path.back()) == NodeKind::Parameter)
        return declared_type(file, {token.block, token.token, Use::Parameter, false});
    return unknown();
}

}  // namespace pilcrow::lsp
