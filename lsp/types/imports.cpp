// What imports bring: modules, their members, `import *`, `__all__`.
#include "lsp/source/import_words.h"
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/lexer/token.h"

#include <algorithm>

namespace pilcrow::lsp {
// The absolute name of the module of a `from … import`.
std::string Engine::import_module_name(const FileInfo& file, NodeRef import_from) {
    const Tree& tree = file.t();
    const NodeRef dotted = child_of_kind(tree, import_from, NodeKind::DottedName);
    const std::string name = dotted ? dotted_words(tree, dotted) : std::string();
    const std::size_t level = level_of(tree, import_from);
    return level == 0 ? name : absolute_name(*file.file, level, name);
}

ImportedName Engine::import_at(const FileInfo& file, BlockId block, std::uint32_t token) {
    const Tree& tree = file.t();
    const std::vector<NodeRef> path = path_to(tree, TokenRef{block, token});
    ImportedName found;
    NodeRef alias;
    for (const NodeRef node : path) {
        const NodeKind kind = tree.kind(node);
        if (kind == NodeKind::Import || kind == NodeKind::ImportFrom) found.statement = node;
        if (kind == NodeKind::Alias) alias = node;
    }
    if (!found.statement) return found;
    found.alias = alias;
    if (tree.kind(found.statement) == NodeKind::ImportFrom) {
        found.module = import_module_name(file, found.statement);
        if (alias) {
            found.name = tree.token_text(alias.block, tree.node(alias).first_token);
            found.from = true;
            return found;
        }
    }
    const NodeRef dotted =
        child_of_kind(tree, alias ? alias : found.statement, NodeKind::DottedName);
    if (!dotted) return found;
    // `import a.b.c`: the token says how far. Behind `as` it is all of it.
    std::string prefix;
    for (const NodeRef part : ChildRange(tree, dotted)) {
        if (!prefix.empty()) prefix += '.';
        prefix += tree.name(part);
        if (part.block == block && tree.node(part).first_token == token) break;
    }
    found.module = tree.kind(found.statement) == NodeKind::Import
                       ? prefix
                       : absolute_name(*file.file, level_of(tree, found.statement), prefix);
    if (tree.kind(found.statement) == NodeKind::ImportFrom &&
        level_of(tree, found.statement) == 0) {
        found.module = prefix;
    }
    return found;
}

TypeRef Engine::imported(const FileInfo& file, Mention mention) {
    const ImportedName import = import_at(file, mention.block, mention.token);
    const ModuleInfo* from = module(import.module, file);
    if (!import.from) return from != nullptr ? types_.module(from) : unknown();
    if (from == nullptr) return unknown();
    // A package's own `from . import x` brings the submodule.
    if (from->file == &file) {
        const ModuleInfo* sub = module(import.module + '.' + std::string(import.name), file);
        if (sub != nullptr) return types_.module(sub);
    }
    const TypeRef member = module_member(*from, import.name);
    return member != nullptr ? member : unknown();
}

const std::vector<const ModuleInfo*>& Engine::star_imports(const FileInfo& file) {
    if (file.star_imports) return *file.star_imports;
    file.star_imports.emplace();
    const Tree& tree = file.t();
    std::vector<const ModuleInfo*> found;
    for (const PlacedPart& part : file.names->parts()) {
        if ((part.part->flags & part_star_import) == 0) continue;
        for (BlockId block = part.first; block < part.first + part.part->blocks; ++block) {
            if (!tree.reading->is_head(block)) continue;
            for (NodeRef root = root_of(tree, block); root; root.node = tree.node(root).next) {
                const auto add = [&](NodeRef statement) {
                    if (tree.kind(statement) != NodeKind::ImportFrom ||
                        !tree.node(statement).has(import_star) || is_dead(file, block))
                        return;
                    const ModuleInfo* from = module(import_module_name(file, statement), file);
                    if (from != nullptr) found.push_back(from);
                };
                add(root);
                if (const NodeRef suite = child_of_kind(tree, root, NodeKind::Suite))
                    for (const NodeRef inner : ChildRange(tree, suite)) add(inner);
            }
        }
    }
    *file.star_imports = std::move(found);
    return *file.star_imports;
}

namespace {

// The names that `__all__` is given, as far as its statements say them outright.
class AllReader {
public:
    AllReader(Engine& engine, const FileInfo& file, std::vector<std::string>& names)
        : engine_(engine), file_(file), tree_(file.t()), names_(names) {}

    // True if there is an `__all__`.
    bool read() {
        const NameId all = file_.scopes->pool().find("__all__");
        if (all == no_name) return false;
        bool found = false;
        for (const Mention& mention : file_.scopes->occurrences(ScopeRef{}, all)) {
            if (engine_.is_dead(file_, mention.block)) continue;
            const auto path = path_to(tree_, TokenRef{mention.block, mention.token});
            if (path.empty()) continue;
            const NodeRef root = path.front();
            switch (tree_.kind(root)) {
            case NodeKind::Assign:
            case NodeKind::AnnotatedAssign:
                if (!binds(mention.use)) break;
                names_.clear();
                found = true;
                add(last_child(tree_, root));
                break;
            case NodeKind::AugmentedAssign: add(last_child(tree_, root)); break;
            case NodeKind::ExpressionStatement: add_call(tree_.first_child(root)); break;
            default: break;
            }
        }
        return found;
    }

private:
    void add(NodeRef value, int depth = 0) {
        value = without_parens(tree_, value);
        if (!value || depth > 64) return;
        switch (tree_.kind(value)) {
        case NodeKind::RoundDisplay:
        case NodeKind::SquareDisplay:
        case NodeKind::Tuple:
            for (const NodeRef element : ChildRange(tree_, value)) {
                std::string name;
                if (string_value(tree_, element, name)) names_.push_back(std::move(name));
                if (tree_.kind(element) == NodeKind::Starred)
                    add(tree_.first_child(element), depth + 1);
            }
            break;
        case NodeKind::Binary:
            for (const NodeRef operand : ChildRange(tree_, value)) add(operand, depth + 1);
            break;
        case NodeKind::Attribute: {
            // module.__all__
            const TypeRef module = engine_.infer(file_, tree_.first_child(value));
            if (module->is(TypeKind::Module) && own_name(tree_, value) == "__all__") {
                const auto more = engine_.exported_names(*module->module);
                names_.insert(names_.end(), more.begin(), more.end());
            }
            break;
        }
        default: break;
        }
    }

    void add_call(NodeRef call) {
        if (!call || tree_.kind(call) != NodeKind::Call) return;
        const NodeRef callee = tree_.first_child(call);
        const std::string text = dotted_text(tree_, callee);
        const NodeRef argument = tree_.next_sibling(callee);
        if (!argument) return;
        if (text == "__all__.extend") add(argument);
        std::string name;
        if (text == "__all__.append" && string_value(tree_, argument, name))
            names_.push_back(std::move(name));
        if (text == "__all__.remove" && string_value(tree_, argument, name))
            std::erase(names_, name);
    }

    Engine& engine_;
    const FileInfo& file_;
    const Tree& tree_;
    std::vector<std::string>& names_;
};

}  // namespace

std::vector<std::string> Engine::exported_names(const ModuleInfo& module) {
    if (module.file == nullptr) return {};
    const FileInfo& file = *module.file;
    if (file.exported) return *file.exported;
    Guard guard(*this);
    Working working(*this, &file.exported, 0);
    if (!guard || !working) return {};
    std::vector<std::string> names;
    if (!AllReader(*this, file, names).read()) {
        for (const NameId name : file.scopes->bound(ScopeRef{})) {
            const std::string_view text = file.scopes->pool().text(name);
            if (!text.starts_with('_') && is_exported(file, name)) names.emplace_back(text);
        }
        for (const ModuleInfo* from : star_imports(file)) {
            const auto more = exported_names(*from);
            names.insert(names.end(), more.begin(), more.end());
        }
    }
    if (working.complete()) file.exported = names;
    return names;
}

// What a stub imports it keeps to itself, but for `import a as a` and `from . import a`.
bool Engine::is_exported(const FileInfo& file, NameId name) {
    const std::vector<Mention>& live = bindings_of(file, ScopeRef{}, name);
    if (live.empty()) return false;
    if (!file.file->is_stub()) return true;
    return std::any_of(live.begin(), live.end(), [&](const Mention& mention) {
        if (mention.use != Use::Import && mention.use != Use::Submodule) return true;
        const ImportedName import = import_at(file, mention.block, mention.token);
        if (!import.alias) return false;
        if (import.from && import.module == file.file->package()) return true;
        return file.t().node(import.alias).has(has_alias) &&
               (import.from ? import.name : std::string_view(import.module)) ==
                   file.scopes->pool().text(name);
    });
}

TypeRef Engine::module_member(const ModuleInfo& module, std::string_view name) {
    Guard guard(*this);
    Working working(*this, &module, std::hash<std::string_view>()(name));
    if (!guard || !working) return nullptr;
    TypeRef found = nullptr;
    if (module.file != nullptr) {
        const FileInfo& file = *module.file;
        const NameId id = file.scopes->pool().find(name);
        if (id != no_name && !bindings_of(file, ScopeRef{}, id).empty())
            found = symbol_type(file, ScopeRef{}, id);
        if (found == nullptr || found->is(TypeKind::Unknown)) {
            const TypeRef starred = star_member(file, name);
            if (starred != nullptr) found = starred;
        }
    }
    if (found != nullptr && !found->is(TypeKind::Unknown)) return found;
    if (module.seen_from != nullptr) {
        const ModuleInfo* sub =
            this->module(module.name + '.' + std::string(name), *module.seen_from);
        if (sub != nullptr) return types_.module(sub);
    }
    if (found != nullptr || module.file == nullptr) return found;
    // A module's own `__getattr__` answers for what is missing.
    if (name != "__getattr__" && !name.starts_with("__")) {
        const NameId getattr = module.file->scopes->pool().find("__getattr__");
        if (getattr != no_name && !bindings_of(*module.file, ScopeRef{}, getattr).empty())
            return call(symbol_type(*module.file, ScopeRef{}, getattr), {});
    }
    return nullptr;
}

TypeRef Engine::star_member(const FileInfo& file, std::string_view name) {
    const std::vector<const ModuleInfo*> imports = star_imports(file);
    for (std::size_t index = imports.size(); index-- > 0;) {
        const ModuleInfo& from = *imports[index];
        const std::vector<std::string> names = exported_names(from);
        if (std::find(names.begin(), names.end(), name) == names.end()) continue;
        if (const TypeRef found = module_member(from, name)) return found;
    }
    return nullptr;
}

}  // namespace pilcrow::lsp
