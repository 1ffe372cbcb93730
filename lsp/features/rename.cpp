// Renaming (references.h): checks first, then an edit at each reference.

#include "lsp/features/references.h"
#include "lsp/source/places.h"
#include "parser/parse.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

std::string quoted(std::string_view name) { return '`' + std::string(name) + '`'; }

// Why `name` cannot be a variable's; empty if it can. The front-end's own lexer says.
std::string fault_of(const std::string& name) {
    if (name.empty()) return "The new name is empty.";
    const Tree tree = parse(name, Layout::Python);
    const Unit* unit = tree.reading->size() == 0 ? nullptr : tree.unit(0);
    const TokenKind kind = unit == nullptr ? TokenKind::Error : unit->token(0).kind;
    if (is_keyword(kind) && tree.token_text(0, 0) == name) {
        return quoted(name) + " is a keyword, and no name can be one.";
    }
    if (kind != TokenKind::Name || tree.token_text(0, 0) != name) {
        return quoted(name) +
               " is not a name: it can hold letters, digits and _, and does not begin with a "
               "digit.";
    }
    return {};
}

// All references; of a name that an import gave (`as`) those of this file, which alone has it.
std::vector<Reference> to_be_renamed(Inference& inference, const FilePtr& file, Position place,
                                     const FilesWithWord& files) {
    const Tree& tree = *file->tree;
    const TokenRef token = token_touching(tree, place);
    const Scopes& scopes = inference.scopes(*file);
    const auto found = scopes.found_at(token.block, token.token);
    const std::vector<Mention> bindings =
        found && found->bound ? scopes.bindings(found->scope, found->name) : std::vector<Mention>{};
    const bool is_alias =
        !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const Mention& one) {
            const std::vector<NodeRef> path = path_to(tree, TokenRef{one.block, one.token});
            return std::any_of(path.begin(), path.end(), [&](NodeRef node) {
                return tree.kind(node) == NodeKind::Alias &&
                       own_name_token(tree, node) == TokenRef{one.block, one.token};
            });
        });
    if (!is_alias) return references(inference, file, place, files);
    std::vector<Reference> all;
    for (const Mention& mention : scopes.occurrences(found->scope, found->name)) {
        all.push_back(
            {file, range_of(tree, {mention.block, mention.token}), binds(mention.use), false});
    }
    return all;
}

// The binding of `name` that would clash with calling what stands at `token` so: in the scope that
// binds it, or in one further in, where the reference would come to mean another. None: it is free.
std::optional<Mention> clash(const Scopes& scopes, TokenRef token, const std::string& name) {
    const auto found = scopes.found_at(token.block, token.token);
    const NameId taken = found ? scopes.name(name, found->scope) : no_name;
    if (taken == no_name) return std::nullopt;
    const Position place = range_of(scopes.tree(), token).begin;
    const auto other = scopes.resolve(taken, scopes.at(place));
    if (!other) return std::nullopt;
    // From that scope outwards, until the one that binds the thing is met.
    for (ScopeRef at = *other; !(at == found->scope); at = scopes.parent(at)) {
        if (at.is_module()) return std::nullopt;
    }
    const std::vector<Mention> bound = scopes.bindings(*other, taken);
    return bound.empty() ? std::nullopt : std::optional(bound.front());
}

}  // namespace

RenamePreparation prepare_rename(Inference& inference, const FilePtr& file, Position place) {
    const Tree& tree = *file->tree;
    const TokenRef token = token_touching(tree, place);
    RenamePreparation made;
    if (!token) {
        made.refusal = "Nothing that has a name stands here.";
        return made;
    }
    made.name = tree.token_text(token.block, token.token);
    made.range = range_of(tree, token);
    if (tree.unit(token.block)->token(token.token).kind != TokenKind::Name) {
        made.refusal = quoted(made.name) + " is no name, and only names can be changed.";
        return made;
    }
    const std::vector<Declaration> targets = inference.declarations(file, token.block, token.token);
    const auto found = inference.scopes(*file).found_at(token.block, token.token);
    if (targets.empty() && (!found || !found->bound)) {
        made.refusal = "Where " + quoted(made.name) + " comes from is not known.";
        return made;
    }
    for (const Declaration& target : targets) {
        if (target.kind == DeclarationKind::Module) {
            // An alias is a name of this file's own.
            const std::vector<NodeRef> path = path_to(tree, token);
            const bool alias = found && std::any_of(path.begin(), path.end(), [&](NodeRef node) {
                                   return tree.kind(node) == NodeKind::Alias &&
                                          own_name_token(tree, node) == token;
                               });
            if (alias) continue;
            made.refusal =
                quoted(made.name) + " is a module: it is called as its file, so rename the file.";
            return made;
        }
        if (target.file->origin != Origin::Workspace) {
            made.refusal = quoted(made.name) + " comes from " + target.file->module +
                           ", which is not part of the workspace.";
            return made;
        }
    }
    return made;
}

RenameResult rename(Inference& inference, const FilePtr& file, Position place,
                    const std::string& name, const FilesWithWord& files) {
    RenameResult result;
    const RenamePreparation prepared = prepare_rename(inference, file, place);
    result.refusal = prepared.refusal.empty() ? fault_of(name) : prepared.refusal;
    if (!result.refusal.empty() || name == prepared.name) return result;
    for (const Reference& reference : to_be_renamed(inference, file, place, files)) {
        if (reference.alias || reference.file->origin != Origin::Workspace) continue;
        const Tree& tree = *reference.file->tree;
        const std::string_view text =
            tree.line_text(reference.range.begin.line)
                .substr(reference.range.begin.byte,
                        reference.range.end.byte - reference.range.begin.byte);
        if (text != prepared.name) continue;  // NFKC makes it the same name; left as it is written
        const TokenRef token = token_touching(tree, reference.range.begin);
        const auto bound =
            token ? clash(inference.scopes(*reference.file), token, name) : std::nullopt;
        if (bound) {
            const Range at = range_of(tree, {bound->block, bound->token});
            result.edits.clear();
            result.refusal = quoted(name) + " is a name already: it is bound in line " +
                             std::to_string(at.begin.line + 1) + " of " +
                             reference.file->path.substr(reference.file->path.rfind('/') + 1) + '.';
            return result;
        }
        result.edits[reference.file->path].push_back({reference.range, name});
    }
    return result;
}

}  // namespace pilcrow::lsp
