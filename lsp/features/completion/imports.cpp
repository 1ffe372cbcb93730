// Modules and the names in them, in import statements.

#include "lsp/features/completion/providers.h"

#include <algorithm>
#include <set>

namespace pilcrow::lsp::completion {
namespace {

// Modules that programs import much, those that nearly all do first.
constexpr std::string_view known_modules[] = {
    "os",        "sys",        "re",        "typing",      "json",      "time",        "pathlib",
    "datetime",  "logging",    "argparse",  "collections", "functools", "itertools",   "random",
    "math",      "subprocess", "unittest",  "warnings",    "io",        "dataclasses", "shutil",
    "threading", "contextlib", "string",    "types",       "copy",      "enum",        "abc",
    "socket",    "tempfile",   "traceback", "asyncio",     "struct",    "inspect",     "csv",
    "hashlib",   "textwrap",   "urllib",    "glob",        "weakref",   "pickle",      "signal",
    "operator",  "platform",   "importlib", "uuid",        "base64",    "queue",
};
int points_of_module(std::string_view name) {
    const auto* const found = std::find(std::begin(known_modules), std::end(known_modules), name);
    if (found == std::end(known_modules)) return 0;
    return std::max(30, 90 - 3 * static_cast<int>(found - std::begin(known_modules)));
}

std::string absolute_module(const Question& question) {
    const Context& context = question.context;
    return context.level == 0 ? context.module
                              : absolute_name(*question.file, context.level, context.module);
}

// What the file imports at its first level, by the first name.
std::set<std::string, std::less<>> imported_modules(const Question& question) {
    std::set<std::string, std::less<>> found;
    const Scopes& scopes = question.inference.scopes(*question.file);
    if (question.context.level > 0 || !question.context.module.empty()) return found;
    scopes.each_binding(ScopeRef{}, [&](NameId name, const Mention& mention) {
        if (mention.use != Use::Import && mention.use != Use::Submodule) return;
        if (question.context.walk.word == TokenRef{mention.block, mention.token}) return;
        found.emplace(scopes.pool().text(name));
    });
    return found;
}

// Names that the statement imports already, the cursor's own word left out.
bool is_imported_here(const Question& question, std::string_view name) {
    const Tree& tree = question.tree();
    const Walk& walk = question.context.walk;
    const Frame& statement = walk.frames.front();
    const auto in_unit = [&](BlockId block, std::uint32_t begin) {
        const Unit* unit = tree.unit(block);
        if (unit == nullptr) return false;
        for (std::uint32_t at = begin; at + 1 < unit->token_count; ++at) {
            if (unit->token(at).kind == TokenKind::Name && walk.word != TokenRef{block, at} &&
                tree.token_text(block, at) == name &&
                (at == 0 || unit->token(at - 1).kind != TokenKind::KwAs)) {
                return true;
            }
        }
        return false;
    };
    if (statement.block == no_block) return false;
    std::uint32_t import = statement.opener;
    const Unit& unit = *tree.unit(statement.block);
    while (import + 1 < unit.token_count && unit.token(import).kind != TokenKind::KwImport)
        ++import;
    if (tree.layout == Layout::Python) {
        return in_unit(statement.block, import);
    }
    if (in_unit(statement.block, import)) return true;
    for (BlockId child = tree.reading->first_child(statement.block); child != no_block;
         child = tree.reading->next_sibling(child)) {
        if (in_unit(child, 0)) return true;
    }
    return false;
}

}  // namespace

void offer_modules(const Question& question, Candidates& candidates) {
    const Context& context = question.context;
    const World& world = question.inference.world();
    const std::string package = absolute_module(question);
    if (context.level > 0 && package.empty()) return;
    const bool first_level = package.empty();
    const std::set<std::string, std::less<>> imported = imported_modules(question);
    for (const std::string& name : world.submodules(package, *question.file)) {
        int points = 0;
        if (first_level) points += points_of_module(name);
        if (imported.contains(name)) points -= 150;
        if (first_level && candidates.fit(name)) {
            const Module module = world.module(name, *question.file);
            if (module.file != nullptr && module.file->origin == Origin::Workspace) {
                // Its own module is nothing to import.
                points += module.file->path == question.file->path ? -100 : 100;
            }
        }
        Candidate* made = candidates.add(name, CompletionKind::Module, points);
        if (made == nullptr) continue;
        made->more().owner = package;
        made->resolvable = true;
    }
}

void offer_imported_names(const Question& question, Candidates& candidates) {
    const World& world = question.inference.world();
    const std::string name = absolute_module(question);
    if (question.context.level > 0 || !name.empty()) {
        const Module module = world.module(name, *question.file);
        if (module.file != nullptr && !name.empty()) {
            const Scopes& scopes = question.inference.scopes(*module.file);
            // A stub's own imports are not what it offers, but for `import x as x`.
            const bool stub = module.file->is_stub();
            scopes.each_binding(ScopeRef{}, [&](NameId id, const Mention& mention) {
                const std::string_view text = scopes.pool().text(id);
                if (!candidates.fit(text) || mention.token == no_index) return;
                int points = 60;
                if (mention.use == Use::Import || mention.use == Use::Submodule) {
                    const Unit& unit = *module.file->tree->unit(mention.block);
                    const bool again =
                        mention.token >= 2 &&
                        unit.token(mention.token - 1).kind == TokenKind::KwAs &&
                        module.file->tree->token_text(mention.block, mention.token - 2) == text;
                    if (stub && !again && !module.file->is_package()) return;
                    points = again ? 50 : 0;
                }
                if (stub && text.starts_with('_') && !text.ends_with('_')) points -= 100;
                if (is_imported_here(question, text)) return;
                CompletionKind kind = CompletionKind::Variable;
                if (mention.use == Use::Function) kind = CompletionKind::Function;
                if (mention.use == Use::Class) kind = CompletionKind::Class;
                if (mention.use == Use::Import) kind = CompletionKind::Module;
                Candidate* made = candidates.add(text, kind, points);
                if (made == nullptr) return;
                made->more().owner = name;
                made->resolvable = true;
            });
            for (const Member& member :
                 question.inference.members(question.inference.type_of_module(module))) {
                if (member.distance > 0 || !candidates.fit(member.name)) continue;
                if (member.name.starts_with("__")) continue;
                if (is_imported_here(question, member.name)) continue;
                if (member.declaration.kind == DeclarationKind::Import && stub) continue;
                if (Candidate* made = candidates.add(member.name, CompletionKind::Variable, 40)) {
                    made->more().owner = name;
                    made->resolvable = true;
                }
            }
        }
    }
    if (name.empty()) return;  // none is named, or the file is in no package
    for (const std::string& submodule : world.submodules(name, *question.file)) {
        if (name + '.' + submodule == question.file->module) continue;
        if (is_imported_here(question, submodule)) continue;
        if (Candidate* made = candidates.add(submodule, CompletionKind::Module, 30)) {
            made->more().owner = name;
            made->resolvable = true;
        }
    }
}

}  // namespace pilcrow::lsp::completion
