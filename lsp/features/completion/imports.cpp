// Modules and the names in them, in import statements.

#include "lsp/features/completion/providers.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

// Modules that programs import much. Sorted.
constexpr std::string_view known_modules[] = {
    "abc",     "argparse",  "ast",         "asyncio",   "base64",    "collections", "contextlib",
    "copy",    "csv",       "dataclasses", "datetime",  "enum",      "functools",   "glob",
    "hashlib", "importlib", "inspect",     "io",        "itertools", "json",        "logging",
    "math",    "os",        "pathlib",     "pickle",    "platform",  "queue",       "random",
    "re",      "shutil",    "signal",      "socket",    "string",    "struct",      "subprocess",
    "sys",     "tempfile",  "textwrap",    "threading", "time",      "traceback",   "types",
    "typing",  "unittest",  "urllib",      "uuid",      "warnings",  "weakref",
};

std::string absolute_module(const Question& question) {
    const Context& context = question.context;
    return context.level == 0 ? context.module
                              : absolute_name(*question.file, context.level, context.module);
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
    for (const std::string& name : world.submodules(package, *question.file)) {
        int points = 0;
        if (first_level && std::binary_search(std::begin(known_modules), std::end(known_modules),
                                              std::string_view(name))) {
            points += 40;
        }
        if (first_level && candidates.fit(name)) {
            const Module module = world.module(name, *question.file);
            if (module.file != nullptr && module.file->origin == Origin::Workspace) {
                // Its own module is nothing to import.
                points += module.file->path == question.file->path ? -100 : 60;
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
    for (const std::string& submodule : world.submodules(name, *question.file)) {
        if (question.context.level == 0 && name.empty()) break;
        if (is_imported_here(question, submodule)) continue;
        if (Candidate* made = candidates.add(submodule, CompletionKind::Module, 30)) {
            made->more().owner = name;
            made->resolvable = true;
        }
    }
}

}  // namespace pilcrow::lsp::completion
