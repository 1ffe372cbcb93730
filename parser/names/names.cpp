#include "parser/names/names.h"

#include "parser/names/collector.h"

#include <algorithm>
#include <new>

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
    // Whether what was found in another part `old`, there `decorated`, holds for this one.
    bool same(std::size_t part, const NamesPart& old, bool old_decorated) const {
        const BlockId begin = first(part);
        if (old.units.size() != end(part) - begin) return false;
        const BlockTree& blocks = *tree_.reading;
        for (BlockId block = begin; block < end(part); ++block) {
            const BlockEntry& entry = blocks[block];
            const std::size_t index = block - begin;
            const std::uint32_t previous =
                entry.previous == no_block ? no_index : entry.previous - begin;
            if (old.structure[index] != previous) return false;
            if (old.units[index] != (entry.continues ? nullptr : tree_.unit(block))) return false;
        }
        // Facts about neighbours: a decorator before it, handlers behind a try.
        return decorated(part) == old_decorated && root_kind(old.units[0]) != NodeKind::Try;
    }

private:
    const Tree& tree_;
    std::vector<BlockId> firsts_;
};

}  // namespace

Names Names::analyze(const Tree& tree, const Names* before) {
    Names names;
    names.tree_ = tree;
    names.pool_ = before != nullptr ? before->pool_ : std::make_shared<NamePool>();
    const Parts parts(tree);
    const std::size_t count = parts.size();
    names.parts_.resize(count);
    // Parts of an edit's surroundings: the same from the front, the same from the back.
    std::size_t front = 0;
    std::size_t back = 0;
    if (before != nullptr) {
        const Parts old_parts(before->tree_);
        const std::size_t most = std::min(before->parts_.size(), count);
        const auto take = [&](std::size_t index, std::size_t old) {
            const auto& part = before->parts_[old].part;
            if (!parts.same(index, *part, old_parts.decorated(old))) return false;
            names.parts_[index] = {parts.first(index), part};
            return true;
        };
        while (front < most && take(front, front)) ++front;
        while (back < most - front && take(count - 1 - back, before->parts_.size() - 1 - back)) {
            ++back;
        }
    }
    if (front + back < count) {
        const BlockId blocks = parts.first(count - back) - parts.first(front);
        const auto arena = std::make_shared<Arena>(
            std::min<std::size_t>(std::size_t{blocks} * 256, 1 << 20) + 1024);
        names::Collector collector(tree, *names.pool_);
        for (std::size_t index = front; index < count - back; ++index) {
            const auto* part =
                ::new (arena->allocate(sizeof(NamesPart))) NamesPart(collector.collect(
                    parts.first(index), parts.end(index), parts.decorated(index), *arena));
            names.parts_[index] = {parts.first(index),
                                   std::shared_ptr<const NamesPart>(arena, part)};
        }
        names.collected_ = count - back - front;
    }
    names.join();
    return names;
}

// What the parts bind and read at the module's scope.
void Names::join() {
    module_.resize(pool_->size());
    for (const Placed& placed : parts_) {
        const NamesPart& part = *placed.part;
        for (const NameId word : part.annotation_words) module_[word] |= module_read;
        for (const NameId word : part.damaged_words) {
            names::each_glued_name(*pool_, word,
                                   [&](NameId name) { module_[name] |= module_damaged; });
        }
        for (const Scope& scope : part.scopes) {
            star_import_ |= (scope.flags & scope_star_import) != 0;
        }
        for (const Symbol& symbol : part.symbols) {
            if (symbol.scope != 0) continue;
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
