#include "lsp/source/names_cache.h"

namespace pilcrow::lsp {

const Names& NamesCache::of(const SourceFile& file) {
    Kept& kept = kept_[file.path];
    if (kept.tree != file.tree) {
        kept.names = std::make_unique<const Names>(Names::analyze(*file.tree, kept.names.get()));
        kept.tree = file.tree;
    }
    return *kept.names;
}

}  // namespace pilcrow::lsp
