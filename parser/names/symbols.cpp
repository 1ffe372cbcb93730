// The collector's symbol table: one hash table for a part, keyed by (scope, name).

#include "parser/names/collector.h"

#include <algorithm>

namespace pilcrow::names {
namespace {

std::uint64_t key_of(ScopeId scope, NameId name) {
    return (static_cast<std::uint64_t>(scope) << 32) | name;
}
std::size_t slot_of(std::uint64_t key, std::size_t mask) {
    return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15u) >> 20) & mask;
}
bool is_definition(Use use) {
    return use == Use::Function || use == Use::Class || use == Use::Import;
}

} // namespace

ScopeId Collector::open_scope(ScopeKind kind, ScopeId parent, NodeId node) {
    const auto id = static_cast<ScopeId>(part_->scopes.size());
    part_->scopes.push_back(Scope{kind, 0, parent, block_ - first_, node});
    return id;
}

SymbolId Collector::find(ScopeId scope, NameId name) const {
    const std::uint64_t key = key_of(scope, name);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = slot_of(key, mask); slots_[at].generation == generation_;
         at = (at + 1) & mask) {
        if (slots_[at].key == key) return slots_[at].symbol;
    }
    return no_index;
}

SymbolId Collector::symbol(ScopeId scope, NameId name) {
    const std::uint64_t key = key_of(scope, name);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = slot_of(key, mask);
    for (; slots_[at].generation == generation_; at = (at + 1) & mask) {
        if (slots_[at].key == key) return slots_[at].symbol;
    }
    const auto id = static_cast<SymbolId>(part_->symbols.size());
    slots_[at] = {key, id, generation_};
    part_->symbols.push_back(Symbol{name, scope, 0, 0, no_index, no_index, no_index});
    tracks_.emplace_back();
    if (part_->symbols.size() * 2 > slots_.size()) grow();
    return id;
}

void Collector::grow() {
    slots_.assign(slots_.size() * 2, Slot{0, 0, 0});
    generation_ = 1;
    const std::size_t mask = slots_.size() - 1;
    for (SymbolId id = 0; id < part_->symbols.size(); ++id) {
        const std::uint64_t key = key_of(part_->symbols[id].scope, part_->symbols[id].name);
        std::size_t at = slot_of(key, mask);
        while (slots_[at].generation == generation_) at = (at + 1) & mask;
        slots_[at] = {key, id, generation_};
    }
}

NameId Collector::name_of_token(std::uint32_t token) {
    const Token& at = unit_->token(token);
    return pool_.intern(text_of(at.begin, at.end),
                        at.kind != TokenKind::Name || (at.flags & name_non_ascii) == 0);
}

void Collector::add_token(std::uint32_t token, Use use, Place place, std::uint8_t flags) {
    if (unit_->token(token).kind != TokenKind::Name) return; // damage
    add(place.scope, name_of_token(token), use, token, flags);
}

void Collector::add(ScopeId scope, NameId name, Use use, std::uint32_t token,
                    std::uint8_t flags) {
    const SymbolId id = symbol(scope, name);
    Symbol& at = part_->symbols[id];
    const auto occurrence = static_cast<std::uint32_t>(part_->occurrences.size());
    part_->occurrences.push_back(Occurrence{block_ - first_, token, id, no_index, use, flags});
    if (at.first == no_index) {
        at.first = occurrence;
    } else {
        part_->occurrences[at.last].next = occurrence;
    }
    at.last = occurrence;
    switch (use) {
    case Use::Read:
        at.flags |= symbol_read;
        tracks_[id].read = true;
        break;
    case Use::Delete: at.flags |= symbol_bound | symbol_deleted | symbol_read; break;
    case Use::Declare: break;
    case Use::Damaged:
        at.flags |= symbol_damaged;
        tracks_[id].read = true;
        break;
    case Use::Parameter: at.flags |= symbol_bound | symbol_parameter; break;
    case Use::Import:
    case Use::Submodule: at.flags |= symbol_bound | symbol_imported; break;
    default: at.flags |= symbol_bound; break;
    }
    if ((unit_->flags & unit_damaged) != 0) at.flags |= symbol_damaged;
    if (is_definition(use)) {
        redefinition(id, occurrence);
    } else if (use != Use::Read && use != Use::Damaged) {
        tracks_[id].definition = no_index; // bound otherwise meanwhile
    }
}

// Both in the same block, nothing read it between, and neither is decorated (overloads, setters).
void Collector::redefinition(SymbolId id, std::uint32_t occurrence) {
    Track& track = tracks_[id];
    const Occurrence& now = part_->occurrences[occurrence];
    if (track.definition != no_index && !track.read) {
        const Occurrence& before = part_->occurrences[track.definition];
        const BlockTree& blocks = *tree_.reading;
        const bool same_block =
            before.block != 0 && now.block != 0 && before.block != now.block &&
            blocks[first_ + before.block].previous == blocks[first_ + now.block].previous;
        const auto plain = [](const Occurrence& one) {
            return (one.flags & (occurrence_decorated | occurrence_kept)) == 0;
        };
        if (same_block && plain(before) && plain(now) &&
            (part_->symbols[id].flags & symbol_damaged) == 0) {
            find_here(Code::Redefinition, now.token, now.token + 1);
        }
    }
    track.definition = occurrence;
    track.read = false;
}

// See the header of names.h. What the module binds is seen when the parts are joined.
void Collector::glued_names() {
    for (const DamagedWord& damaged : damaged_) {
        part_->damaged_words.push_back(damaged.word);
        each_glued_name(pool_, damaged.word, [&](NameId name) {
            for (ScopeId scope = damaged.scope; scope != no_index;
                 scope = part_->scopes[scope].parent) {
                const SymbolId id = find(scope, name);
                if (id != no_index) part_->symbols[id].flags |= symbol_damaged;
            }
        });
    }
    std::sort(part_->damaged_words.begin(), part_->damaged_words.end());
    part_->damaged_words.erase(
        std::unique(part_->damaged_words.begin(), part_->damaged_words.end()),
        part_->damaged_words.end());
}

// Unbound names find the scope that binds them; the module's scope gets what is left open.
void Collector::resolve() {
    for (SymbolId id = 0; id < part_->symbols.size(); ++id) {
        if (part_->symbols[id].scope != 0) resolve(id);
    }
}

void Collector::resolve(SymbolId id) {
    const Symbol at = part_->symbols[id]; // a copy: symbols may be added below
    const Scope& scope = part_->scopes[at.scope];
    const bool local = (at.flags & symbol_bound) != 0 &&
                       (at.flags & (symbol_global | symbol_nonlocal)) == 0;
    // A damaged line's words, and what a class body reads, may mean the names further out as well.
    const bool look_on = (at.flags & symbol_damaged) != 0 ||
                         (scope.kind == ScopeKind::Class && (at.flags & symbol_read) != 0);
    if (local && !look_on) return;
    const std::uint16_t read = at.flags & (symbol_read | symbol_damaged) ? symbol_read : 0;
    SymbolId outer = no_index;
    if ((at.flags & symbol_global) == 0) {
        bool class_visible = scope.kind == ScopeKind::TypeParameters;
        for (ScopeId up = scope.parent; up != 0 && up != no_index; up = part_->scopes[up].parent) {
            const Scope& around = part_->scopes[up];
            if (around.kind == ScopeKind::Class && !class_visible) continue;
            class_visible = class_visible && around.kind == ScopeKind::TypeParameters;
            const SymbolId found = find(up, at.name);
            if (found == no_index) continue;
            Symbol& candidate = part_->symbols[found];
            if ((candidate.flags & symbol_global) != 0) break;
            if ((candidate.flags & symbol_damaged) != 0) candidate.flags |= read;
            if ((candidate.flags & symbol_bound) == 0 ||
                (candidate.flags & symbol_nonlocal) != 0) {
                continue;
            }
            candidate.flags |= read | symbol_captured;
            outer = found;
            if ((at.flags & symbol_damaged) == 0) break;
        }
    }
    if (outer == no_index || (at.flags & symbol_damaged) != 0) {
        const SymbolId module = symbol(0, at.name);
        Symbol& open = part_->symbols[module];
        open.flags |= read;
        if ((at.flags & symbol_global) != 0) open.flags |= at.flags & symbol_bound;
        // What is bound here anyway, or damaged, is no reason to call the name undefined.
        if (local || (at.flags & symbol_damaged) != 0) open.flags |= symbol_soft;
        if (outer == no_index) outer = module;
    }
    if (!local) part_->symbols[id].outer = outer;
}

void Collector::unused() {
    for (SymbolId id = 0; id < part_->symbols.size(); ++id) {
        const Symbol& at = part_->symbols[id];
        const Scope& scope = part_->scopes[at.scope];
        constexpr std::uint16_t excused = symbol_read | symbol_captured | symbol_parameter |
                                          symbol_global | symbol_nonlocal | symbol_damaged;
        if (scope.kind != ScopeKind::Function || (at.flags & symbol_bound) == 0 ||
            (at.flags & excused) != 0 || (scope.flags & scope_uses_locals) != 0) {
            continue;
        }
        const std::string_view name = pool_.text(at.name);
        const bool in_annotation = std::find(part_->annotation_words.begin(),
                                             part_->annotation_words.end(),
                                             at.name) != part_->annotation_words.end();
        if (in_annotation) continue;
        for (std::uint32_t index = at.first; index != no_index;
             index = part_->occurrences[index].next) {
            const Occurrence& one = part_->occurrences[index];
            Code code = Code::UnusedLocal;
            if (one.use == Use::Import || one.use == Use::Submodule) {
                if ((one.flags & occurrence_kept) != 0) continue;
                code = Code::UnusedImport;
            } else if ((one.use != Use::Assign && one.use != Use::Walrus) ||
                       name.starts_with('_')) {
                continue;
            }
            const Token& token = tree_.unit(first_ + one.block)->token(one.token);
            part_->findings.push_back({code, one.block, token.begin, token.end, at.name});
        }
    }
}

void Collector::find_here(Code code, std::uint32_t first_token, std::uint32_t end_token,
                          NameId name) {
    part_->findings.push_back({code, block_ - first_, unit_->token(first_token).begin,
                               unit_->token(end_token - 1).end, name});
}

} // namespace pilcrow::names
