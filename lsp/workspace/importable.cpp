// What a file could import: SymbolIndex::importable().
#include "lsp/workspace/fuzzy.h"
#include "lsp/workspace/import_habits.h"
#include "lsp/workspace/module_search.h"
#include "lsp/workspace/symbol_index.h"

#include <algorithm>
#include <mutex>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace pilcrow::lsp {
namespace {

constexpr int deepest_chain = 4;             // of modules that pass a name on
constexpr std::size_t modules_for_name = 8;  // more are no help

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool begins_with(std::string_view name, std::string_view query) {
    return name.size() >= query.size() &&
           std::equal(query.begin(), query.end(), name.begin(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

// One of the dotted names begins with an underscore.
bool is_private(std::string_view module) {
    return module.starts_with('_') || module.find("._") != std::string_view::npos;
}

bool is_importable_module(std::string_view module) {
    while (!module.empty()) {
        const std::size_t dot = std::min(module.find('.'), module.size());
        if (!is_importable(module.substr(0, dot))) return false;
        if (dot + 1 == module.size()) return false;
        module.remove_prefix(std::min(dot + 1, module.size()));
    }
    return true;
}

bool is_package(std::string_view path) { return name_of_path(path).starts_with("__init__."); }

}  // namespace

struct SymbolIndex::Candidate {
    std::string_view name;
    const FileIndex* file;  // the module, or what the module itself is
    IndexedKind kind;
    bool is_module = false;
    bool passed_on = false;
    int score = 0;
    bool is_alias = false;
    std::uint32_t uses = 0;   // files of the workspace that import it so
    std::uint32_t habit = 0;  // import_habit()

    // Ten programs of others say as much as one use here.
    std::uint32_t weight() const {
        constexpr std::uint32_t of_a_use = 10;
        constexpr std::uint32_t most = 50;
        return std::min(most, of_a_use * std::min(uses, most) + of_a_use * habit);
    }
    std::string_view package() const {
        const std::string_view module = file->module;
        const std::size_t dot = module.rfind('.');
        return dot == std::string_view::npos ? std::string_view{} : module.substr(0, dot);
    }
    // Where it is imported from.
    std::string_view source() const {
        return is_module && !is_alias ? package() : std::string_view(file->module);
    }
};

IndexedKind SymbolIndex::kind_of(std::string_view module, std::string_view name, int depth) const {
    const auto [begin, end] = by_module_.equal_range(std::string(module));
    for (auto at = begin; at != end; ++at) {
        const FileIndex& file = *at->second;
        for (const OfferedName& offered : file.offered) {
            if (file.text(offered.name) != name) continue;
            if (offered.from.size == 0 || depth == 0) return offered.kind;
            return kind_of(file.text(offered.from), file.text(offered.original), depth - 1);
        }
    }
    const std::string inner = std::string(module) + '.' + std::string(name);
    return name.empty() || by_module_.contains(inner) ? IndexedKind::Module : IndexedKind::Variable;
}

// Packages and stubs that have the name by an `import *`.
void SymbolIndex::add_passing_on(const Candidate& found, std::vector<Candidate>& candidates) const {
    std::vector<const FileIndex*> chain = {found.file};
    for (std::size_t at = 0; at < chain.size() && at < deepest_chain; ++at) {
        const auto [begin, end] = starred_.equal_range(chain[at]->module);
        for (auto one = begin; one != end; ++one) {
            const FileIndex* file = one->second.get();
            const bool passes_on = (is_package(file->path) || file->path.ends_with(".pyi")) &&
                                   file->origin == found.file->origin;
            if (!passes_on || std::find(chain.begin(), chain.end(), file) != chain.end()) continue;
            chain.push_back(file);
            candidates.push_back({found.name, file, found.kind, false, true, found.score});
        }
    }
}

std::vector<Importable> SymbolIndex::importable(std::string_view query, NameMatch match,
                                                const SourceFile& from, std::size_t limit) const {
    if (query.empty()) return {};
    const std::uint32_t letters = letters_of(query);
    // Nothing where it does not fit.
    const auto score_of = [&](std::string_view name, std::uint32_t its) -> std::optional<int> {
        if ((letters & ~its) != 0) return std::nullopt;
        switch (match) {
        case NameMatch::Exact: return name == query ? std::optional(0) : std::nullopt;
        case NameMatch::Prefix: return begins_with(name, query) ? std::optional(0) : std::nullopt;
        case NameMatch::Fuzzy: break;
        }
        return fuzzy_score(query, name);
    };
    std::vector<Candidate> candidates;
    const std::shared_lock lock(mutex_);
    for (const auto& [path, file] : files_) {
        const bool visible =
            file->origin == Origin::Standard || from.origin == Origin::Workspace ||
            (file->origin == Origin::Environment && from.origin == Origin::Environment);
        const std::string_view module = file->module;
        if (!visible || module.empty() || module == from.module || module == "__main__" ||
            module == "builtins") {
            continue;
        }
        // Of the standard library only what a public module passes on.
        const bool hidden = file->origin == Origin::Standard && is_private(module);
        const std::string_view last = module.substr(module.rfind('.') + 1);
        const std::optional<int> module_score =
            last.starts_with('_') ? std::nullopt : score_of(last, letters_of(last));
        const std::size_t first = candidates.size();
        for (const OfferedName& offered : file->offered) {
            const std::string_view name = file->text(offered.name);
            const std::optional<int> score = score_of(name, offered.letters);
            if (!score) continue;
            const bool passed_on = offered.from.size > 0;
            const IndexedKind kind =
                passed_on
                    ? kind_of(file->text(offered.from), file->text(offered.original), deepest_chain)
                    : offered.kind;
            candidates.push_back({name, file.get(), kind, false, passed_on, *score});
        }
        if ((candidates.size() > first || module_score) && !is_importable_module(module)) {
            candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(first),
                             candidates.end());
            continue;
        }
        const std::size_t end = candidates.size();
        for (std::size_t at = first; at < end; ++at) {
            const Candidate one = candidates[at];
            add_passing_on(one, candidates);
        }
        if (hidden) {
            candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(first),
                             candidates.begin() + static_cast<std::ptrdiff_t>(end));
            continue;
        }
        if (module_score) {
            candidates.push_back(
                {last, file.get(), IndexedKind::Module, true, false, *module_score});
        }
        for (const ModuleAlias& alias : module_aliases()) {
            if (alias.module != module) continue;
            const std::optional<int> score = score_of(alias.name, letters_of(alias.name));
            if (!score) continue;
            candidates.push_back(
                {alias.name, file.get(), IndexedKind::Module, true, false, *score, true});
            candidates.back().habit = strongest_habit;
        }
    }
    std::unordered_map<std::string_view, std::uint32_t> weights;  // the greatest for each name
    for (Candidate& one : candidates) {
        const bool whole = one.is_alias || (one.is_module && one.package().empty());
        const auto uses = uses_.find(whole ? import_key(one.file->module, "")
                                           : import_key(one.source(), one.name));
        if (uses != uses_.end()) one.uses = uses->second;
        if (!one.is_alias && one.file->origin == Origin::Standard) {
            one.habit =
                whole ? import_habit(one.file->module, "") : import_habit(one.source(), one.name);
        }
        std::uint32_t& weight = weights[one.name];
        weight = std::max(weight, one.weight());
    }
    const auto rank = [](const Candidate& one) {
        const std::string_view module = one.file->module;
        return std::tuple(is_private(module), -static_cast<int>(one.uses),
                          one.file->origin != Origin::Workspace,
                          one.file->origin != Origin::Standard, -static_cast<int>(one.habit),
                          std::count(module.begin(), module.end(), '.'), one.passed_on, module);
    };
    std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
        if (a.score != b.score) return a.score > b.score;
        if (a.name != b.name) {
            return std::pair(-static_cast<int>(weights[a.name]), a.name) <
                   std::pair(-static_cast<int>(weights[b.name]), b.name);
        }
        return rank(a) < rank(b);
    });
    std::vector<Importable> found;
    std::unordered_set<std::string_view> modules;  // that the name at hand was taken from
    bool is_public = false;                        // it was taken from a public one
    for (std::size_t at = 0; at < candidates.size() && found.size() < limit; ++at) {
        const Candidate& one = candidates[at];
        if (at == 0 || candidates[at - 1].name != one.name) {
            modules.clear();
            is_public = false;
        }
        const std::string_view module = one.file->module;
        if ((is_private(module) && is_public) || modules.size() >= modules_for_name) continue;
        if (!one.is_module && !modules.insert(module).second) continue;
        is_public = is_public || !is_private(module);
        found.push_back({std::string(one.name), std::string(one.source()), one.kind, one.is_module,
                         one.is_alias, one.file->origin, one.weight(), one.file->path});
    }
    return found;
}

}  // namespace pilcrow::lsp
