// Functions in a part, which are parts of their own.

#include "parser/names/collector.h"

namespace pilcrow::names {
namespace {

constexpr std::uint32_t deepest_part = 8;  // a function further in belongs to the part around it

constexpr ScopeKind stand_in_kind(ScopeId open) {
    return open == scope_class_visible ? ScopeKind::TypeParameters : ScopeKind::Function;
}

}  // namespace

bool Collector::is_inner_part(BlockId block, Place place) const {
    if (block == first_ || depth_ == deepest_part || unit_ == nullptr) return false;
    if (unit_->role != Role::Statement || unit_->root == no_node) return false;
    const ScopeKind around = scopes_[place.scope].kind;
    return unit_->node(unit_->root).kind == NodeKind::FunctionDef &&
           (around == ScopeKind::Module || around == ScopeKind::Class ||
            around == ScopeKind::Function);
}

void Collector::inner_part(BlockId block, BlockId end, Place place) {
    Passed& passed = passed_[block - first_];
    passed.kind = NodeKind::FunctionDef;
    passed.damaged = (unit_->flags & unit_damaged) != 0;
    block_ = block;
    const PartContext context{scopes_[place.scope].kind, is_decorated(passed), place.surroundings,
                              private_to_[place.scope]};
    std::shared_ptr<const NamesPart> part = kept_.find(block, end, context);
    if (part == nullptr) {
        if (deeper_ == nullptr) {
            deeper_ = std::make_unique<Collector>(tree_, pool_, kept_, arena_, depth_ + 1);
        }
        part = deeper_->collect(block, end, context);
    }
    const auto links = static_cast<std::uint32_t>(links_.size());
    take_in(*part, block - first_, place.scope);
    inner_.push_back({block - first_, std::move(part), place.scope, links});
}

// What an inner part leaves open, as if its lines had been read here.
void Collector::take_in(const NamesPart& inner, std::uint32_t offset, ScopeId around) {
    scopes_[around].flags |= inner.scopes[scope_around].flags;
    part_flags_ |= inner.flags & part_star_import;
    if (stand_ins_.size() <= around) {
        stand_ins_.resize(around + 1, {no_index, no_index, no_index, no_index});
    }
    std::array<ScopeId, open_scope_count> here = stand_ins_[around];
    here[scope_around] = around;
    for (const SymbolId open : inner.open) {
        const Symbol& theirs = inner.symbols[open];
        ScopeId& scope = here[theirs.scope];
        if (scope == no_index) {
            scope = open_scope(stand_in_kind(theirs.scope), around, theirs.scope);
            scopes_[scope].flags = scope_stand_in;
            stand_ins_[around][theirs.scope] = scope;
        }
        const SymbolId ours = symbol(scope, theirs.name);
        for (std::uint32_t index = theirs.first; index != no_index;
             index = inner.occurrences[index].next) {
            Occurrence occurrence = inner.occurrences[index];
            occurrence.block += offset;
            record(ours, occurrence);
        }
        symbols_[ours].flags |= theirs.flags;
        links_.push_back(ours);
    }
    for (const OpenNonlocal& one : inner.nonlocals) {
        const ScopeId scope = here[scope_further_out];
        const SymbolId ours = symbol(scope, inner.symbols[one.symbol].name);
        nonlocals_.push_back({ours, scope, offset + one.block, one.token});
    }
    for (const NameId word : inner.damaged_words) damaged_.push_back({around, word});
    for (const NameId word : inner.annotation_words) {
        annotation_words_.push_back(word);
        if (recent_.size() <= word) recent_.resize(pool_.size());
        recent_[word].in_annotation = generation_;
    }
}

}  // namespace pilcrow::names
