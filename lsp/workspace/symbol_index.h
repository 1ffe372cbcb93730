// SymbolIndex: what all files declare and offer, for searches that no file's tree is at hand for.
//
// It holds a FileIndex for each file; whoever fills it (indexer.h in the background, a test by
// hand) puts them in one by one. Questions go over all of them: some milliseconds for 1 000 files.
// From any thread.
#pragma once

#include "lsp/workspace/file_index.h"

#include <atomic>
#include <map>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pilcrow::lsp {

// A declaration in the workspace.
struct FoundSymbol {
    FileIndexPtr file;
    std::uint32_t symbol;  // of its symbols
    int score;

    const IndexedSymbol& at() const { return file->symbols[symbol]; }
    std::string_view name() const { return file->text(at().name); }
    // The names of what is around it, with dots; empty at the module's level.
    std::string container() const;
};

// A name that a file could import.
struct Importable {
    std::string name;
    // Where to import it from; of a module itself the package that it lies in, or empty; of an
    // alias
    // (`import module as name`) the whole module.
    std::string module;
    IndexedKind kind = IndexedKind::Variable;
    bool is_module = false;  // a module itself: `import module.name`, not a name in one
    bool is_alias = false;
    Origin origin = Origin::Workspace;
    std::uint32_t weight = 0;  // by what the workspace imports, and other programs: 0 to 50
    std::string path;          // of the module's file
};

enum class NameMatch : std::uint8_t {
    Exact,
    Prefix,  // case set aside
    Fuzzy,
};

class SymbolIndex {
public:
    // Takes the place of what was there for its path.
    void set(FileIndexPtr file);
    void remove(const std::string& path);
    void clear();

    FileIndexPtr file(const std::string& path) const;
    std::size_t size() const;
    std::size_t bytes() const;

    // The workspace's declarations that fit a query (fuzzy.h), the best first, at most `limit`. A
    // dot in it asks for the container too: "Shape.area". An empty query fits all.
    std::vector<FoundSymbol> symbols(std::string_view query, std::size_t limit,
                                     const std::atomic<bool>* cancelled = nullptr) const;

    // Paths of the workspace's files in which each of the names stands as a word, sorted. A file
    // that holds the name otherwise than as a word (made of pieces) is not found.
    std::vector<std::string> files_with(const std::vector<std::string>& names) const;

    // What `from` could import by a name that matches `query`, at most `limit`: names that are
    // imported often (here, or by programs as such) first, for each of them the best module first.
    // A name is taken where it is public: from the module that defines it,
    // or from a package that passes it on; from a private module only where there is no other.
    std::vector<Importable> importable(std::string_view query, NameMatch match,
                                       const SourceFile& from, std::size_t limit) const;

private:
    using Files = std::map<std::string, FileIndexPtr>;
    struct Candidate;
    void forget(const FileIndex& file);
    IndexedKind kind_of(std::string_view module, std::string_view name, int depth) const;
    void add_passing_on(const Candidate& found, std::vector<Candidate>& candidates) const;

    mutable std::shared_mutex mutex_;
    Files files_;
    std::unordered_multimap<std::string, FileIndexPtr> by_module_;
    std::unordered_multimap<std::string, FileIndexPtr> starred_;  // by the module that is passed on
    std::unordered_map<std::uint64_t, std::uint32_t> uses_;       // by import_key
};

}  // namespace pilcrow::lsp
