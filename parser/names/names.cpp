#include "parser/names/names.h"

#include "parser/names/collector.h"

#include <algorithm>
#include <memory>

namespace pilcrow {
namespace {

NodeKind root_kind(const Unit* unit) {
    return unit == nullptr || unit->root == no_node ? NodeKind::None : unit->node(unit->root).kind;
}

// The parts of a tree: its first-level nodes, by their first blocks.
class Parts {
public:
    explicit Parts(const Tree& tree) : tree_(tree) {
        const BlockTree& blocks = *tree.reading;
        for (BlockId block = 0; block < blocks.size(); block = blocks.node_end(block)) {
            firsts_.push_back(block);
        }
        firsts_.push_back(blocks.size());
    }
    std::size_t size() const { return firsts_.size() - 1; }
    BlockId first(std::size_t part) const { return firsts_[part]; }
    BlockId end(std::size_t part) const { return firsts_[part + 1]; }

    // By the part before, or by the one before that where a line was put between.
    bool decorated(std::size_t part) const {
        if (part == 0) return false;
        const NodeKind before = root_kind(tree_.unit(first(part - 1)));
        if (before == NodeKind::Decorator) return true;
        return !is_header(before) && part > 1 &&
               root_kind(tree_.unit(first(part - 2))) == NodeKind::Decorator;
    }

private:
    const Tree& tree_;
    std::vector<BlockId> firsts_;
};

}  // namespace

Names Names::analyze(const Tree& tree, const Names* before) {
    Names result;
    result.tree_ = tree;
    result.pool_ = before != nullptr ? before->pool_ : std::make_shared<NamePool>();
    const names::KeptParts kept =
        before != nullptr ? names::KeptParts(tree, *before) : names::KeptParts();
    const Parts parts(tree);
    result.parts_.reserve(parts.size());
    std::unique_ptr<names::Collector> collector;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const BlockId first = parts.first(index);
        const BlockId end = parts.end(index);
        const PartContext context{ScopeKind::Module, parts.decorated(index), 0, no_name};
        std::shared_ptr<const NamesPart> part;
        // What a try guards depends on its handlers, which are other parts.
        if (root_kind(tree.unit(first)) != NodeKind::Try) part = kept.find(first, end, context);
        if (part == nullptr) {
            if (collector == nullptr) {
                // After an edit, what is collected is little, whatever its size.
                const std::size_t blocks =
                    before == nullptr ? parts.end(parts.size() - 1) : end - first;
                const std::size_t most = before == nullptr ? 1 << 20 : 1 << 16;
                collector = std::make_unique<names::Collector>(
                    tree, *result.pool_, kept,
                    std::make_shared<Arena>(std::min(blocks * 256, most) + 1024));
            }
            part = collector->collect(first, end, context);
        }
        result.parts_.push_back({first, std::move(part)});
    }
    if (collector != nullptr) result.collected_ = collector->collected();
    result.join();
    return result;
}

// What the parts bind and read at the module's scope.
void Names::join() {
    module_.resize(pool_->size());
    for (const PlacedPart& placed : parts_) {
        const NamesPart& part = *placed.part;
        for (const NameId word : part.annotation_words) module_[word] |= module_read;
        for (const NameId word : part.damaged_words) {
            names::each_glued_name(*pool_, pool_->text(word),
                                   [&](NameId name) { module_[name] |= module_damaged; });
        }
        star_import_ |= (part.flags & part_star_import) != 0;
        for (const SymbolId open : part.open) {
            const Symbol& symbol = part.symbols[open];
            std::uint8_t& flags = module_[symbol.name];
            if ((symbol.flags & symbol_bound) != 0) flags |= module_bound;
            if ((symbol.flags & symbol_read) != 0) flags |= module_read;
            if ((symbol.flags & symbol_soft) != 0) flags |= module_soft;
            if ((symbol.flags & symbol_exported) != 0) flags |= module_exported;
            if ((symbol.flags & symbol_damaged) != 0) flags |= module_damaged;
            if ((symbol.flags & symbol_replaced) != 0) flags |= module_replaced;
        }
    }
}

bool Names::module_binds(NameId name) const {
    return name < module_.size() && (module_[name] & module_bound) != 0;
}

}  // namespace pilcrow
