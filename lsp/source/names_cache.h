// NamesCache: the scopes and bindings of files, for one thread.
//
// Names of a file's new version are made from those of its last, in a fraction of a millisecond,
// and share the pool of names with them: that is why a thread keeps its own.
#pragma once

#include "lsp/source/source_file.h"
#include "parser/names/names.h"

#include <memory>
#include <string>
#include <unordered_map>

namespace pilcrow::lsp {

class NamesCache {
public:
    // Holds until the next call for another version of the same file, or forget().
    const Names& of(const SourceFile& file);
    // Drops what is kept of files that are not open (`keep` is asked for each path).
    template <typename Keep>
    void forget(Keep keep) {
        std::erase_if(kept_, [&](const auto& entry) { return !keep(entry.first); });
    }
    std::size_t size() const { return kept_.size(); }

private:
    struct Kept {
        std::shared_ptr<const Tree> tree;
        std::unique_ptr<const Names> names;
    };
    std::unordered_map<std::string, Kept> kept_;  // by path
};

}  // namespace pilcrow::lsp
