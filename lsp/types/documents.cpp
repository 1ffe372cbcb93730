// Docstrings, and the source behind a stub.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/literals/cleandoc.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

// The string that a block begins with, or none.
std::string docstring(const Tree& tree, NodeRef header) {
    NodeRef first;
    if (header) {
        if (const NodeRef suite = child_of_kind(tree, header, NodeKind::Suite))
            first = tree.first_child(suite);
    }
    if (!first) first = root_of(tree, tree.first_statement(header ? header.block : no_block));
    if (!first || tree.kind(first) != NodeKind::ExpressionStatement) return {};
    std::string value;
    if (!string_value(tree, tree.first_child(first), value)) return {};
    return cleandoc(value);
}

// The string that stands under an assignment, as some tools read it.
std::string string_behind(const Tree& tree, NodeRef statement) {
    const BlockId next = tree.next_statement(statement_of(tree, statement.block));
    const NodeRef root = root_of(tree, next);
    if (!root || tree.kind(root) != NodeKind::ExpressionStatement) return {};
    std::string value;
    if (!string_value(tree, tree.first_child(root), value)) return {};
    return cleandoc(value);
}

}  // namespace

// The names from the module's first level down to a declaration: class, class, name.
std::vector<std::string> Engine::path_of(const FileInfo& file, const Declaration& declaration) {
    std::vector<std::string> path;
    const Tree& tree = file.t();
    const TokenRef token = token_touching(tree, declaration.name.begin);
    if (!token) return path;
    path.emplace_back(tree.token_text(token.block, token.token));
    const auto mentioned = file.scopes->found_at(token.block, token.token);
    ScopeRef scope = mentioned ? mentioned->scope : file.scopes->at(declaration.name.begin);
    for (; !scope.is_module(); scope = file.scopes->parent(scope)) {
        if (file.scopes->kind(scope) != ScopeKind::Class) return {};
        const TokenRef name = name_token(tree, file.scopes->owner(scope));
        if (!name) return {};
        path.emplace_back(tree.token_text(name.block, name.token));
    }
    std::reverse(path.begin(), path.end());
    return path;
}

Declaration Engine::source_of(const Declaration& declaration) {
    if (!declaration || !declaration.file->is_stub()) return declaration;
    const Module source = world_->source_of(*declaration.file);
    if (source.file == nullptr) return declaration;
    const FileInfo& file = this->file(source.file);
    if (declaration.kind == DeclarationKind::Module) {
        Declaration found = declaration;
        found.file = source.file;
        return found;
    }
    const std::vector<std::string> path = path_of(this->file(declaration.file), declaration);
    if (path.empty()) return declaration;
    std::vector<Declaration> found;
    add_member_declarations(file.module, path.front(), found);
    for (std::size_t index = 1; index < path.size() && !found.empty(); ++index) {
        const Declaration& at = found.back();
        if (at.kind != DeclarationKind::Class || !at.node) return declaration;
        const FileInfo& its_file = this->file(at.file);
        const ClassInfo* info = class_of(its_file, at.node);
        if (info == nullptr) return declaration;
        const TypeRef self = self_instance(*info);
        found.clear();
        if (const Found member = find_member(self, path[index])) {
            // What only `object` has is in no source.
            if (member.owner->class_info->name == "object") return declaration;
            add_member(member, found);
        }
    }
    // Modules that the source's imports end in may be stubs again.
    for (std::size_t index = found.size(); index-- > 0;)
        if (!found[index].file->is_stub()) return found[index];
    return declaration;
}

std::string Engine::own_documentation(const Declaration& declaration) {
    const FileInfo& file = this->file(declaration.file);
    const Tree& tree = file.t();
    if (declaration.kind == DeclarationKind::Module) return docstring(tree, {});
    if (!declaration.node) return {};
    switch (tree.kind(declaration.node)) {
    case NodeKind::ClassDef: return docstring(tree, declaration.node);
    case NodeKind::FunctionDef: {
        std::string text = docstring(tree, declaration.node);
        if (!text.empty()) return text;
        // Of overloads, a property's setter: whichever has one.
        const FunctionInfo* function = function_of(file, declaration.node);
        if (function == nullptr) return {};
        const NameId name = file.scopes->name(function->name, function->around);
        if (name == no_name) return {};
        for (const Mention& mention : bindings_of(file, function->around, name)) {
            if (mention.use != Use::Function) continue;
            const NodeRef node = binding_node(file, mention);
            if (node) text = docstring(tree, node);
            if (!text.empty()) return text;
        }
        return {};
    }
    case NodeKind::Assign:
    case NodeKind::AnnotatedAssign: return string_behind(tree, declaration.node);
    default: return {};
    }
}

std::string Engine::documentation(const Declaration& declaration) {
    if (!declaration) return {};
    std::string text = own_documentation(declaration);
    if (!text.empty() || !declaration.file->is_stub()) return text;
    const Declaration source = source_of(declaration);
    return source.file == declaration.file ? text : own_documentation(source);
}

}  // namespace pilcrow::lsp
