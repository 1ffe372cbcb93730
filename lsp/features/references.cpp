#include "lsp/features/references.h"

#include "lsp/source/places.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace pilcrow::lsp {
namespace {

bool same(const Declaration& a, const Declaration& b) {
    return a.file->path == b.file->path && a.name == b.name && a.kind == b.kind;
}

bool any_same(const std::vector<Declaration>& a, const std::vector<Declaration>& b) {
    return std::any_of(a.begin(), a.end(), [&](const Declaration& one) {
        return std::any_of(b.begin(), b.end(),
                           [&](const Declaration& other) { return same(one, other); });
    });
}

bool is_member(const Declaration& declaration) {
    const Tree& tree = *declaration.file->tree;
    if (declaration.kind == DeclarationKind::Attribute) return true;
    if (!declaration.node) return false;
    const BlockId header = header_of(tree, statement_of(tree, declaration.node.block));
    const NodeRef root = header == no_block ? NodeRef{} : tree.root(header);
    return root && tree.kind(root) == NodeKind::ClassDef;
}

// The method with those that it overrides: who has one of them in common is one thing.
void add_overridden(Inference& inference, std::vector<Declaration>& targets) {
    std::vector<Declaration> all = targets;
    for (const Declaration& target : targets) {
        if (target.kind != DeclarationKind::Function || !is_member(target)) continue;
        for (Declaration& base : inference.overridden(target)) {
            if (!any_same({base}, all)) all.push_back(std::move(base));
        }
    }
    targets = std::move(all);
}

class Search {
public:
    Search(Inference& inference, std::vector<Declaration> targets, std::string word)
        : inference_(inference), targets_(std::move(targets)), word_(std::move(word)) {
        methods_ = std::any_of(targets_.begin(), targets_.end(), [](const Declaration& one) {
            return one.kind == DeclarationKind::Function && is_member(one);
        });
        add_overridden(inference_, targets_);
    }

    void file(const FilePtr& file) {
        const Tree& tree = *file->tree;
        for (BlockId block = 0; block < tree.reading->size(); ++block) {
            const Unit* unit = tree.reading->is_head(block) ? tree.unit(block) : nullptr;
            if (unit == nullptr) continue;
            for (std::uint32_t token = 0; token + 1 < unit->token_count; ++token) {
                const Token& at = unit->token(token);
                if (at.end - at.begin != word_.size() || tree.token_text(block, token) != word_) {
                    if (at.kind == TokenKind::String) exported(file, {block, token});
                    continue;
                }
                if (at.kind == TokenKind::Name) name(file, {block, token});
            }
        }
    }
    std::vector<Reference> take() {
        std::sort(found_.begin(), found_.end(), [](const Reference& a, const Reference& b) {
            return std::tie(a.file->path, a.range.begin) < std::tie(b.file->path, b.range.begin);
        });
        found_.erase(std::unique(found_.begin(), found_.end(),
                                 [](const Reference& a, const Reference& b) {
                                     return a.file->path == b.file->path && a.range == b.range;
                                 }),
                     found_.end());
        return std::move(found_);
    }

private:
    void name(const FilePtr& file, TokenRef token) {
        std::vector<Declaration> meant = inference_.declarations(file, token.block, token.token);
        if (methods_) add_overridden(inference_, meant);
        if (!any_same(meant, targets_)) return;
        const Tree& tree = *file->tree;
        const Range range = range_of(tree, token);
        const auto mention = inference_.scopes(*file).found_at(token.block, token.token);
        const bool bound =
            mention ? binds(mention->mention.use)
                    : std::any_of(meant.begin(), meant.end(), [&](const Declaration& one) {
                          return one.file->path == file->path && one.name == range;
                      });
        found_.push_back({file, range, bound, false});
        aliases(file, token);
    }

    // `from m import word as other`: other means it, too, in that file.
    void aliases(const FilePtr& file, TokenRef token) {
        const Tree& tree = *file->tree;
        const std::vector<NodeRef> path = path_to(tree, token);
        for (const NodeRef node : path) {
            if (tree.kind(node) != NodeKind::Alias || !tree.node(node).has(has_alias)) continue;
            const TokenRef other = own_name_token(tree, node);
            if (!other || other == token || tree.token_text(other.block, other.token) == word_) {
                continue;
            }
            const Scopes& scopes = inference_.scopes(*file);
            const auto found = scopes.found_at(other.block, other.token);
            if (!found) continue;
            for (const Mention& mention : scopes.occurrences(found->scope, found->name)) {
                found_.push_back({file, range_of(tree, {mention.block, mention.token}),
                                  binds(mention.use), true});
            }
        }
    }

    // A string in `__all__` of the module that has it.
    void exported(const FilePtr& file, TokenRef token) {
        const Tree& tree = *file->tree;
        const std::string_view text = tree.token_text(token.block, token.token);
        if (text.size() != word_.size() + 2 || text.substr(1, word_.size()) != word_) return;
        const NodeRef root = tree.root(statement_of(tree, token.block));
        if (!root || !tree.first_child(root)) return;
        const NodeRef target = tree.first_child(root);
        if (tree.kind(target) != NodeKind::Name || tree.name(target) != "__all__") return;
        const Scopes& scopes = inference_.scopes(*file);
        const NameId name = scopes.pool().find(word_);
        if (name == no_name || !scopes.resolve(name, ScopeRef{})) return;
        for (const Mention& mention : scopes.bindings(ScopeRef{}, name)) {
            if (any_same(inference_.declarations(file, mention.block, mention.token), targets_)) {
                Range range = range_of(tree, token);
                ++range.begin.byte;
                --range.end.byte;
                found_.push_back({file, range, false, false});
                return;
            }
        }
    }

    Inference& inference_;
    std::vector<Declaration> targets_;
    const std::string word_;
    bool methods_ = false;
    std::vector<Reference> found_;
};

TokenRef name_at(const Tree& tree, Position place) {
    const TokenRef token = token_touching(tree, place);
    if (!token || tree.unit(token.block)->token(token.token).kind != TokenKind::Name) return {};
    return token;
}

// A local of a function that nobody else can name: its scope says all.
bool is_local(Inference& inference, const FilePtr& file, const Scopes::Found& found) {
    const Scopes& scopes = inference.scopes(*file);
    if (found.scope.is_module() || scopes.kind(found.scope) == ScopeKind::Class) return false;
    for (const Mention& mention : scopes.bindings(found.scope, found.name)) {
        if (mention.use == Use::Parameter) return false;  // keyword arguments
        if (mention.use == Use::Import || mention.use == Use::Submodule) return false;
    }
    return true;
}

}  // namespace

std::vector<Reference> references(Inference& inference, const FilePtr& file, Position place,
                                  const FilesWithWord& files) {
    const Tree& tree = *file->tree;
    const TokenRef token = name_at(tree, place);
    if (!token) return {};
    const Scopes& scopes = inference.scopes(*file);
    const auto found = scopes.found_at(token.block, token.token);
    const auto in_scope = [&] {
        std::vector<Reference> all;
        for (const Mention& mention : scopes.occurrences(found->scope, found->name)) {
            all.push_back(
                {file, range_of(tree, {mention.block, mention.token}), binds(mention.use), false});
        }
        return all;
    };
    if (found && found->bound && is_local(inference, file, *found)) return in_scope();
    std::vector<Declaration> targets = inference.declarations(file, token.block, token.token);
    if (targets.empty()) return found && found->bound ? in_scope() : std::vector<Reference>{};
    // A name that several lines bind is one thing.
    if (found && found->bound) {
        for (const Mention& mention : scopes.bindings(found->scope, found->name)) {
            for (Declaration& one : inference.declarations(file, mention.block, mention.token)) {
                if (!any_same({one}, targets)) targets.push_back(std::move(one));
            }
        }
    }
    // Where an import calls it otherwise, the thing's own name is what others write.
    std::set<std::string> words;
    for (const Declaration& target : targets) {
        if (target.name.begin == target.name.end) continue;  // a module
        words.emplace(
            target.file->tree->line_text(target.name.begin.line)
                .substr(target.name.begin.byte, target.name.end.byte - target.name.begin.byte));
    }
    std::vector<Reference> all;
    for (const std::string& word : words) {
        Search search(inference, targets, word);
        std::set<std::string> paths;
        for (const std::string& path : files(word)) paths.insert(path);
        paths.insert(file->path);
        for (const std::string& path : paths) {
            if (const FilePtr other = inference.world().file(path)) search.file(other);
        }
        std::vector<Reference> part = search.take();
        all.insert(all.end(), std::make_move_iterator(part.begin()),
                   std::make_move_iterator(part.end()));
    }
    return all;
}

}  // namespace pilcrow::lsp
