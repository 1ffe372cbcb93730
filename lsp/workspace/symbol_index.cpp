#include "lsp/workspace/symbol_index.h"

#include "lsp/workspace/fuzzy.h"

#include <algorithm>
#include <mutex>

namespace pilcrow::lsp {
namespace {

template <typename Map, typename Key>
void erase_entry(Map& map, const Key& key, const FileIndex& file) {
    const auto [begin, end] = map.equal_range(key);
    for (auto at = begin; at != end; ++at) {
        if (at->second.get() == &file) {
            map.erase(at);
            return;
        }
    }
}

int points_of_kind(IndexedKind kind) {
    switch (kind) {
    case IndexedKind::Class: return 24;
    case IndexedKind::Function:
    case IndexedKind::TypeAlias: return 16;
    case IndexedKind::Method: return 12;
    default: return 0;
    }
}

}  // namespace

std::string FoundSymbol::container() const {
    std::string names;
    for (std::uint32_t one = at().container; one != no_symbol; one = file->symbols[one].container) {
        const std::string name(file->text(file->symbols[one].name));
        names = names.empty() ? name : name + '.' + names;
    }
    return names;
}

void SymbolIndex::set(FileIndexPtr file) {
    const std::unique_lock lock(mutex_);
    FileIndexPtr& place = files_[file->path];
    if (place != nullptr) forget(*place);
    if (!file->module.empty()) by_module_.emplace(file->module, file);
    for (const TextPart& star : file->stars) starred_.emplace(file->text(star), file);
    if (file->origin == Origin::Workspace) {
        for (const std::uint64_t key : file->imports) ++uses_[key];
    }
    place = std::move(file);
}

void SymbolIndex::forget(const FileIndex& file) {
    if (file.origin == Origin::Workspace) {
        for (const std::uint64_t key : file.imports) {
            const auto found = uses_.find(key);
            if (found != uses_.end() && --found->second == 0) uses_.erase(found);
        }
    }
    erase_entry(by_module_, file.module, file);
    for (const TextPart& star : file.stars) {
        erase_entry(starred_, std::string(file.text(star)), file);
    }
}

void SymbolIndex::remove(const std::string& path) {
    const std::unique_lock lock(mutex_);
    const auto found = files_.find(path);
    if (found == files_.end()) return;
    forget(*found->second);
    files_.erase(found);
}

void SymbolIndex::clear() {
    const std::unique_lock lock(mutex_);
    files_.clear();
    by_module_.clear();
    starred_.clear();
    uses_.clear();
}

FileIndexPtr SymbolIndex::file(const std::string& path) const {
    const std::shared_lock lock(mutex_);
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : found->second;
}

std::size_t SymbolIndex::size() const {
    const std::shared_lock lock(mutex_);
    return files_.size();
}

std::size_t SymbolIndex::bytes() const {
    const std::shared_lock lock(mutex_);
    std::size_t bytes = 0;
    for (const auto& [path, file] : files_) bytes += file->bytes() + path.capacity() + 64;
    return bytes;
}

std::vector<FoundSymbol> SymbolIndex::symbols(std::string_view query, std::size_t limit,
                                              const std::atomic<bool>* cancelled) const {
    const std::size_t dot = query.rfind('.');
    const std::string_view around =
        dot == std::string_view::npos ? std::string_view{} : query.substr(0, dot);
    const std::string_view wanted = query.substr(dot == std::string_view::npos ? 0 : dot + 1);
    const std::uint32_t letters = letters_of(wanted);
    struct Match {
        const FileIndexPtr* file;
        std::uint32_t symbol;
        int score;
    };
    std::vector<Match> matches;
    const std::shared_lock lock(mutex_);
    for (const auto& [path, file] : files_) {
        if (cancelled != nullptr && *cancelled) return {};
        if (file->origin != Origin::Workspace) continue;
        for (std::uint32_t index = 0; index < file->symbols.size(); ++index) {
            const IndexedSymbol& symbol = file->symbols[index];
            if ((letters & ~symbol.letters) != 0) continue;
            const std::optional<int> score = fuzzy_score(wanted, file->text(symbol.name));
            if (!score) continue;
            Match one{&file, index, *score + points_of_kind(symbol.kind)};
            if (symbol.container == no_symbol) one.score += 8;
            if (!around.empty()) {
                const std::string container = FoundSymbol{file, index, 0}.container();
                const std::optional<int> fits =
                    fuzzy_score(around, container.empty() ? file->module : container);
                if (!fits) continue;
                one.score += *fits;
            }
            matches.push_back(one);
        }
    }
    const auto name = [](const Match& one) {
        return (*one.file)->text((*one.file)->symbols[one.symbol].name);
    };
    const auto better = [&](const Match& a, const Match& b) {
        if (a.score != b.score) return a.score > b.score;
        if (name(a) != name(b)) return name(a) < name(b);
        if (a.file != b.file) return (*a.file)->path < (*b.file)->path;
        return a.symbol < b.symbol;
    };
    const auto end = matches.begin() + static_cast<std::ptrdiff_t>(std::min(limit, matches.size()));
    std::partial_sort(matches.begin(), end, matches.end(), better);
    std::vector<FoundSymbol> found;
    for (auto one = matches.begin(); one != end; ++one) {
        found.push_back({*one->file, one->symbol, one->score});
    }
    return found;
}

std::vector<std::string> SymbolIndex::files_with(const std::vector<std::string>& names) const {
    std::vector<std::uint32_t> keys;
    for (const std::string& name : names) keys.push_back(word_key(name));
    std::vector<std::string> paths;
    const std::shared_lock lock(mutex_);
    for (const auto& [path, file] : files_) {
        const bool holds_all =
            file->origin == Origin::Workspace &&
            std::all_of(keys.begin(), keys.end(), [&, index = file.get()](std::uint32_t key) {
                return index->has_word(key);
            });
        if (holds_all) paths.push_back(path);
    }
    return paths;
}

}  // namespace pilcrow::lsp
