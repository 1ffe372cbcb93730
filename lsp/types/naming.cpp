#include "lsp/types/naming.h"

#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/lexer/token.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pilcrow::lsp {
namespace {

constexpr std::array<std::pair<std::string_view, Form>, 26> forms{{
    {"Any", Form::Any},
    {"Union", Form::Union},
    {"Optional", Form::Optional},
    {"Callable", Form::Callable},
    {"Type", Form::Type},
    {"Tuple", Form::Tuple},
    {"Literal", Form::Literal},
    {"ClassVar", Form::ClassVar},
    {"Final", Form::Final},
    {"Annotated", Form::Annotated},
    {"Required", Form::Required},
    {"NotRequired", Form::NotRequired},
    {"ReadOnly", Form::ReadOnly},
    {"Concatenate", Form::Concatenate},
    {"Unpack", Form::Unpack},
    {"TypeGuard", Form::TypeGuard},
    {"TypeIs", Form::TypeIs},
    {"Never", Form::Never},
    {"NoReturn", Form::Never},
    {"Self", Form::Self},
    {"LiteralString", Form::LiteralString},
    {"Generic", Form::Generic},
    {"Protocol", Form::Protocol},
    {"TypedDict", Form::TypedDict},
    {"TypeAlias", Form::TypeAlias},
    {"TypeForm", Form::Type},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> aliases{{
    {"List", "builtins.list"},
    {"Dict", "builtins.dict"},
    {"Set", "builtins.set"},
    {"FrozenSet", "builtins.frozenset"},
    {"DefaultDict", "collections.defaultdict"},
    {"Counter", "collections.Counter"},
    {"Deque", "collections.deque"},
    {"ChainMap", "collections.ChainMap"},
    {"OrderedDict", "collections.OrderedDict"},
}};

bool is_typing(const FileInfo& file) {
    return file.file->module == "typing" || file.file->module == "typing_extensions";
}

// A value that may be the right side of an alias.
bool may_be_type(const Tree& tree, NodeRef value) {
    switch (tree.kind(value)) {
    case NodeKind::Name:
    case NodeKind::Attribute:
    case NodeKind::Subscript:
    case NodeKind::String:
    case NodeKind::Constant:
    case NodeKind::Call: return true;
    case NodeKind::Binary: return static_cast<TokenKind>(tree.node(value).op) == TokenKind::Bar;
    default: return false;
    }
}

}  // namespace

Form form_called(std::string_view name) {
    for (const auto& [its_name, form] : forms)
        if (its_name == name) return form;
    return Form::None;
}

std::string_view alias_of_typing(std::string_view name) {
    for (const auto& [its_name, meant] : aliases)
        if (its_name == name) return meant;
    return {};
}

Named Engine::named_class(const ClassInfo* info) {
    Named named;
    if (info == nullptr) return named;
    named.kind = Named::Kind::Class;
    named.class_info = info;
    named.file = info->file;
    named.node = info->node;
    named.name = info->name;
    return named;
}

Named Engine::named_builtin(std::string_view name) {
    const FileInfo* builtins = standard_module("builtins");
    if (builtins == nullptr) return {};
    const NameId id = builtins->scopes->pool().find(name);
    if (id == no_name) return {};
    return named_symbol(*builtins, ScopeRef{}, id);
}

Named Engine::named_member(const ModuleInfo& module, std::string_view name) {
    Guard guard(*this);
    Working working(*this, &module.folders, std::hash<std::string_view>()(name));
    if (!guard || !working) return {};
    if (module.file != nullptr) {
        const FileInfo& its_file = *module.file;
        const NameId id = its_file.scopes->pool().find(name);
        if (id != no_name && !bindings_of(its_file, ScopeRef{}, id).empty()) {
            if (Named named = named_symbol(its_file, ScopeRef{}, id)) return named;
        } else if (Named named = named_starred(its_file, name)) {
            return named;
        }
    }
    if (module.seen_from == nullptr) return {};
    return named_module(this->module(module.name + '.' + std::string(name), *module.seen_from));
}

Named Engine::named_starred(const FileInfo& file, std::string_view name) {
    const std::vector<const ModuleInfo*> imports = star_imports(file);
    for (std::size_t index = imports.size(); index-- > 0;) {
        const std::vector<std::string> names = exported_names(*imports[index]);
        if (std::find(names.begin(), names.end(), name) == names.end()) continue;
        if (Named named = named_member(*imports[index], name)) return named;
    }
    return {};
}

Named Engine::named_module(const ModuleInfo* module) {
    Named named;
    if (module == nullptr) return named;
    named.kind = Named::Kind::Module;
    named.module = module;
    named.name = module->name;
    return named;
}

// What one binding stands for.
Named Engine::named_binding(const FileInfo& file, ScopeRef scope, Mention mention) {
    const Tree& tree = file.t();
    Named named;
    switch (mention.use) {
    case Use::Import:
    case Use::Submodule: {
        const ImportedName import = import_at(file, mention.block, mention.token);
        const ModuleInfo* from = module(import.module, file);
        if (from == nullptr) {
            named.kind = Named::Kind::Missing;
            named.name = import.module;
            if (import.from) named.name.append(".").append(import.name);
            return named;
        }
        if (!import.from) return named_module(from);
        if (from->file == &file) {
            if (const ModuleInfo* sub =
                    module(import.module + '.' + std::string(import.name), file))
                return named_module(sub);
        }
        return named_member(*from, import.name);
    }
    case Use::Class: {
        const NodeRef node = binding_node(file, mention);
        return node ? named_class(class_of(file, node)) : named;
    }
    case Use::Function: {
        named.node = binding_node(file, mention);
        if (!named.node) return named;
        named.kind = Named::Kind::Function;
        named.file = &file;
        named.name = tree.token_text(mention.block, mention.token);
        return named;
    }
    case Use::TypeParameter: {
        const NodeRef node = binding_node(file, mention);
        if (!node) return named;
        named.kind = Named::Kind::Variable;
        named.variable = variable_of(file, node);
        return named;
    }
    case Use::Assign:
    case Use::Element: break;
    default: return named;
    }
    const NodeRef statement = binding_node(file, mention);
    if (!statement) return named;
    const std::string_view text = tree.token_text(mention.block, mention.token);
    if (is_typing(file)) {
        if (const Form form = form_called(text); form != Form::None) {
            named.kind = Named::Kind::Form;
            named.form = form;
            return named;
        }
        if (const std::string_view meant = alias_of_typing(text); !meant.empty()) {
            const std::size_t dot = meant.rfind('.');
            return named_class(known_class(meant.substr(0, dot), meant.substr(dot + 1)));
        }
    }
    if (tree.kind(statement) == NodeKind::TypeAlias) {
        named.kind = Named::Kind::Alias;
        named.file = &file;
        named.node = statement;
        return named;
    }
    NodeRef value;
    if (tree.kind(statement) == NodeKind::Assign) {
        // One target, not an element of one.
        const NodeRef target = tree.first_child(statement);
        value = last_child(tree, statement);
        if (!target || target == value || tree.kind(target) != NodeKind::Name) return named;
    } else if (tree.kind(statement) == NodeKind::AnnotatedAssign) {
        const NodeRef its_annotation = child_at(tree, statement, 1);
        value = child_at(tree, statement, 2);
        if (!value || form_of(file, its_annotation) != Form::TypeAlias) return named;
    } else {
        return named;
    }
    value = without_parens(tree, value);
    if (!value || !may_be_type(tree, value)) return named;
    switch (tree.kind(value)) {
    case NodeKind::Name:
    case NodeKind::Attribute: return this->named(file, value);
    case NodeKind::Call: {
        const std::string callee = qualified(file, tree.first_child(value));
        const std::size_t dot = callee.rfind('.');
        const std::string_view last = std::string_view(callee).substr(dot + 1);
        if (last == "TypeVar" || last == "ParamSpec" || last == "TypeVarTuple") {
            named.kind = Named::Kind::Variable;
            named.variable = variable_of(file, value);
            return named;
        }
        if (const ClassInfo* made = made_class(file, value)) return named_class(made);
        return named;
    }
    default: break;
    }
    named.kind = Named::Kind::Alias;
    named.file = &file;
    named.node = value;
    (void)scope;
    return named;
}

Named Engine::named_symbol(const FileInfo& file, ScopeRef scope, NameId name,
                           std::optional<std::pair<BlockId, std::uint32_t>> before) {
    Guard guard(*this);
    std::size_t key = scope.part;
    key = key * 1000003U ^ scope.scope;
    key = key * 1000003U ^ name;
    Working working(*this, &file.live, key);
    if (!guard || !working) return {};
    if (is_typing(file) && scope.is_module()) {
        // `class Any` in the stub is as special as the others.
        if (file.scopes->pool().text(name) == "Any") {
            Named named;
            named.kind = Named::Kind::Form;
            named.form = Form::Any;
            return named;
        }
    }
    const std::vector<Mention> bindings = bindings_of(file, scope, name);
    Named weak;
    const auto earlier = [&](const Mention& mention) {
        return !before || std::pair(mention.block, mention.token) < *before;
    };
    for (const bool wanted : {true, false}) {
        for (std::size_t index = bindings.size(); index-- > 0;) {
            if (earlier(bindings[index]) != wanted) continue;
            Named named = named_binding(file, scope, bindings[index]);
            if (!named) continue;
            const bool is_none = named.is(Named::Kind::Alias) &&
                                 named.file->t().kind(named.node) == NodeKind::Constant;
            if (!is_none && !named.is(Named::Kind::Missing)) return named;
            if (!weak) weak = std::move(named);
        }
        if (!before) break;
    }
    return weak;
}

Named Engine::named(const FileInfo& file, NodeRef node) {
    const Tree& tree = file.t();
    node = without_parens(tree, node);
    if (!node) return {};
    Guard guard(*this);
    if (!guard) return {};
    if (tree.kind(node) == NodeKind::Attribute)
        return named_attribute(named(file, tree.first_child(node)), own_name(tree, node));
    if (tree.kind(node) == NodeKind::Subscript) return named(file, tree.first_child(node));
    if (tree.kind(node) != NodeKind::Name) return {};
    const std::uint32_t token = tree.node(node).first_token;
    const auto found = file.scopes->found_at(node.block, token);
    if (!found) return named_in(file, file.scopes->at(begin_of(tree, node)), tree.name(node));
    if (!found->bound) return named_unbound(file, tree.name(node));
    return named_from(file, found->scope, found->name, std::pair(node.block, token));
}

// A name as it is looked up in `scope`.
Named Engine::named_in(const FileInfo& file, ScopeRef scope, std::string_view text) {
    const NameId name = file.scopes->name(text, scope);
    if (name != no_name) {
        if (const auto binder = file.scopes->resolve(name, scope))
            return named_from(file, *binder, name, std::nullopt);
    }
    return named_unbound(file, text);
}

Named Engine::named_unbound(const FileInfo& file, std::string_view text) {
    if (Named named = named_starred(file, text)) return named;
    return named_builtin(text);
}

// A class body may bind a name that its annotations mean further out: `def list(self)`.
Named Engine::named_from(const FileInfo& file, ScopeRef scope, NameId name,
                         std::optional<std::pair<BlockId, std::uint32_t>> before) {
    Named named = named_symbol(file, scope, name, before);
    if (scope.is_module() || file.scopes->kind(scope) != ScopeKind::Class) return named;
    if (named && !named.is(Named::Kind::Function)) return named;
    const Named outer = named_in(file, file.scopes->parent(scope), file.scopes->pool().text(name));
    return outer ? outer : named;
}

Named Engine::named_attribute(const Named& base, std::string_view name) {
    Named none;
    switch (base.kind) {
    case Named::Kind::Module: {
        if (Named named = named_member(*base.module, name)) return named;
        return none;
    }
    case Named::Kind::Missing: {
        Named named = base;
        named.name.append(".").append(name);
        return named;
    }
    case Named::Kind::Class:
        for (const TypeRef entry : mro(*base.class_info)) {
            const ClassInfo& info = *entry->class_info;
            const NameId id = info.file->scopes->name(name, info.scope);
            if (id == no_name || info.file->t().kind(info.node) != NodeKind::ClassDef) continue;
            if (bindings_of(*info.file, info.scope, id).empty()) continue;
            if (Named named = named_symbol(*info.file, info.scope, id)) return named;
        }
        return none;
    case Named::Kind::Alias: {
        if (base.file == nullptr || base.file->t().kind(base.node) == NodeKind::TypeAlias)
            return none;
        const Named target = named(*base.file, base.node);
        return target.is(Named::Kind::Class) ? named_attribute(target, name) : none;
    }
    case Named::Kind::Function: {
        // `f.setter`, for decorators.
        Named named = base;
        named.name.append(".").append(name);
        return named;
    }
    default: return none;
    }
}

Form Engine::form_of(const FileInfo& file, NodeRef node) {
    const Named found = named(file, node);
    return found.is(Named::Kind::Form) ? found.form : Form::None;
}

std::string Engine::qualified(const FileInfo& file, NodeRef node) {
    const Named found = named(file, node);
    switch (found.kind) {
    case Named::Kind::Class:
    case Named::Kind::Function: return found.file->file->module + '.' + found.name;
    case Named::Kind::Missing:
    case Named::Kind::Module: return found.name;
    case Named::Kind::Form:
        for (const auto& [name, form] : forms)
            if (form == found.form) return "typing." + std::string(name);
        return {};
    default: return {};
    }
}

const TypeVariable* Engine::variable_of(const FileInfo& file, NodeRef node) {
    std::unique_ptr<TypeVariable>& variable = file.variables[key_of(node)];
    if (variable != nullptr) return variable.get();
    const Tree& tree = file.t();
    variable = std::make_unique<TypeVariable>();
    variable->file = &file;
    variable->node = node;
    if (tree.kind(node) == NodeKind::TypeParameter) {
        variable->name = own_name(tree, node);
        const auto op = static_cast<TokenKind>(tree.node(node).op);
        if (op == TokenKind::Star) variable->kind = VariableKind::TypeVarTuple;
        if (op == TokenKind::DoubleStar) variable->kind = VariableKind::ParamSpec;
        return variable.get();
    }
    const NodeRef callee = tree.first_child(node);
    const std::string text = dotted_text(tree, callee);
    if (text.ends_with("ParamSpec")) variable->kind = VariableKind::ParamSpec;
    if (text.ends_with("TypeVarTuple")) variable->kind = VariableKind::TypeVarTuple;
    if (const NodeRef name = tree.next_sibling(callee)) string_value(tree, name, variable->name);
    return variable.get();
}

}  // namespace pilcrow::lsp
