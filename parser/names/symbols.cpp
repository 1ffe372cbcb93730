// The collector's symbol table: one hash table for a part, keyed by (scope, name).

#include "parser/names/collector.h"

#include <algorithm>

namespace pilcrow::names {
namespace {

std::uint64_t key_of(ScopeId scope, NameId name) {
    return (static_cast<std::uint64_t>(scope) << 32) | name;
}
// The product's upper half, on which the scope and the name both bear.
std::size_t slot_of(std::uint64_t key, std::size_t mask) {
    return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15u) >> 32) & mask;
}
bool is_definition(Use use) {
    return use == Use::Function || use == Use::Class || use == Use::Import;
}

}  // namespace

ScopeId Collector::open_scope(ScopeKind kind, ScopeId parent, NodeId node) {
    const auto id = static_cast<ScopeId>(scopes_.size());
    scopes_.push_back(Scope{kind, 0, parent, block_ - first_, node});
    private_to_.push_back(private_to_[parent]);
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
    // Most names mean what they meant the last time.
    if (name >= recent_.size()) recent_.resize(pool_.size() * 2);
    Recent& recent = recent_[name];
    if (recent.generation == generation_ && recent.scope == scope) return recent.symbol;
    recent.generation = generation_;
    recent.scope = scope;
    const std::uint64_t key = key_of(scope, name);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = slot_of(key, mask);
    for (; slots_[at].generation == generation_; at = (at + 1) & mask) {
        if (slots_[at].key == key) return recent.symbol = slots_[at].symbol;
    }
    const auto id = static_cast<SymbolId>(symbols_.size());
    slots_[at] = {key, id, generation_};
    symbols_.push_back(Symbol{name, scope, 0, 0, no_index, no_index, no_index});
    tracks_.emplace_back();
    if (symbols_.size() * 2 > slots_.size()) grow();
    return recent.symbol = id;
}

void Collector::grow() {
    slots_.assign(slots_.size() * 2, Slot{0, 0, generation_ - 1});
    const std::size_t mask = slots_.size() - 1;
    for (SymbolId id = 0; id < symbols_.size(); ++id) {
        const std::uint64_t key = key_of(symbols_[id].scope, symbols_[id].name);
        std::size_t at = slot_of(key, mask);
        while (slots_[at].generation == generation_) at = (at + 1) & mask;
        slots_[at] = {key, id, generation_};
    }
}

NameId Collector::name_of_token(std::uint32_t token, ScopeId scope) {
    const Token& at = unit_->token(token);
    const std::string_view text = text_of(at.begin, at.end);
    return name_of_word(text, at.kind != TokenKind::Name || (at.flags & name_non_ascii) == 0,
                        scope);
}

NameId Collector::name_of_word(std::string_view text, bool ascii, ScopeId scope) {
    if (text.starts_with("__") && !text.ends_with("__") && private_to_[scope] != no_name) {
        std::string_view of_class = pool_.text(private_to_[scope]);
        of_class.remove_prefix(std::min(of_class.find_first_not_of('_'), of_class.size()));
        if (!of_class.empty()) {
            mangled_ = '_';
            mangled_ += of_class;
            mangled_ += text;
            return pool_.intern(mangled_, ascii);
        }
    }
    return pool_.intern(text, ascii);
}

void Collector::add_token(std::uint32_t token, Use use, ScopeId scope, std::uint8_t flags) {
    if (unit_->token(token).kind != TokenKind::Name) return;  // damage
    const NameId name = name_of_token(token, scope);
    const SymbolId id = symbol(scope, name);
    if (use == Use::TypeParameter &&
        (symbols_[id].flags & (symbol_bound | symbol_damaged)) == symbol_bound && !unit_damaged_) {
        find_here(Code::RepeatedTypeParameter, token, token + 1);
    }
    add(scope, name, use, token, flags);
    check_bound_name(name, token);
}

SymbolId Collector::add(ScopeId scope, NameId name, Use use, std::uint32_t token,
                        std::uint8_t flags) {
    const SymbolId id = symbol(scope, name);
    if (unit_damaged_) flags |= occurrence_damaged;
    record(id, Occurrence{block_ - first_, token, id, no_index, use, flags});
    return id;
}

void Collector::record(SymbolId id, Occurrence one) {
    Symbol& at = symbols_[id];
    const auto occurrence = static_cast<std::uint32_t>(occurrences_.size());
    one.symbol = id;
    one.next = no_index;
    occurrences_.push_back(one);
    if (at.first == no_index) {
        at.first = occurrence;
    } else {
        occurrences_[at.last].next = occurrence;
    }
    at.last = occurrence;
    at.flags |= symbol_occurs;
    if ((one.flags & occurrence_damaged) != 0) at.flags |= symbol_damaged;
    switch (one.use) {
    case Use::Read:
        at.flags |= symbol_read;
        tracks_[id].read = true;
        return;
    case Use::Damaged:
        at.flags |= symbol_damaged;
        tracks_[id].read = true;
        return;
    case Use::Declare: break;
    case Use::Delete: at.flags |= symbol_bound | symbol_deleted | symbol_read; break;
    case Use::Parameter: at.flags |= symbol_bound | symbol_parameter; break;
    case Use::Import:
    case Use::Submodule: at.flags |= symbol_bound | symbol_imported; break;
    case Use::Assign: at.flags |= symbol_bound | symbol_replaced; break;
    default: at.flags |= symbol_bound; break;
    }
    if (is_definition(one.use)) {
        redefinition(id, occurrence);
    } else {
        tracks_[id].definition = no_index;  // bound otherwise meanwhile
    }
}

// Both in the same block, nothing read it between, and neither is decorated (overloads, setters).
void Collector::redefinition(SymbolId id, std::uint32_t occurrence) {
    Track& track = tracks_[id];
    const Occurrence& now = occurrences_[occurrence];
    if (track.definition != no_index && !track.read) {
        const Occurrence& before = occurrences_[track.definition];
        const BlockTree& blocks = *tree_.reading;
        const bool same_block =
            before.block != 0 && now.block != 0 && before.block != now.block &&
            blocks[first_ + before.block].previous == blocks[first_ + now.block].previous;
        constexpr std::uint8_t excused = occurrence_decorated | occurrence_kept;
        if (same_block && ((before.flags | now.flags) & excused) == 0 &&
            (symbols_[id].flags & symbol_damaged) == 0) {
            const Token& token = unit_of(now.block)->token(now.token);
            findings_.push_back({Code::Redefinition, now.block, token.begin, token.end, no_name});
        }
    }
    track = {occurrence, false};
}

// See the header of names.h. What the module binds is seen when the parts are joined.
void Collector::glued_names() {
    for (const DamagedWord& damaged : damaged_) {
        damaged_names_.push_back(damaged.word);
        each_glued_name(pool_, pool_.text(damaged.word), [&](NameId name) {
            for (ScopeId scope = damaged.scope; scope != no_index; scope = scopes_[scope].parent) {
                const SymbolId id = find(scope, name);
                if (id != no_index) symbols_[id].flags |= symbol_damaged;
            }
        });
    }
    std::sort(damaged_names_.begin(), damaged_names_.end());
    damaged_names_.erase(std::unique(damaged_names_.begin(), damaged_names_.end()),
                         damaged_names_.end());
}

// Unbound names find the scope that binds them; an open scope gets what is left.
void Collector::resolve() {
    for (SymbolId id = 0; id < symbols_.size(); ++id) {
        if (symbols_[id].scope >= own_scopes_) resolve(id);
    }
}

ScopeId Collector::open_scope_of(bool global, bool class_visible) const {
    if (depth_ == 0) return 0;
    if (global) return scope_global;
    return class_visible ? scope_class_visible : scope_further_out;
}

void Collector::resolve(SymbolId id) {
    const Symbol at = symbols_[id];  // a copy: symbols may be added below
    const Scope& scope = scopes_[at.scope];
    const bool damaged = (at.flags & symbol_damaged) != 0;
    const bool local =
        (at.flags & symbol_bound) != 0 && (at.flags & (symbol_global | symbol_nonlocal)) == 0;
    // A damaged line's words may mean the names further out as well, and what a class body reads
    // and binds the module's (but not that of a function around).
    const bool class_or_module =
        local && scope.kind == ScopeKind::Class && (at.flags & symbol_read) != 0;
    if (local && !damaged && !class_or_module) return;
    const std::uint16_t read = at.flags & (symbol_read | symbol_damaged) ? symbol_read : 0;
    SymbolId outer = no_index;
    // Whether a class is among those around.
    bool in_class = scope.kind == ScopeKind::Class || scopes_[0].kind == ScopeKind::Class;
    bool global = (at.flags & symbol_global) != 0 || (class_or_module && !damaged);
    bool class_visible = scope.kind == ScopeKind::TypeParameters;
    if (!global) {
        for (ScopeId up = scope.parent; up != 0 && up != no_index; up = scopes_[up].parent) {
            const Scope& around = scopes_[up];
            if (around.kind == ScopeKind::Class) {
                in_class = true;
                if (!class_visible) continue;
            }
            class_visible = class_visible && around.kind == ScopeKind::TypeParameters;
            const SymbolId found = find(up, at.name);
            if (found == no_index) continue;
            Symbol& candidate = symbols_[found];
            if ((candidate.flags & symbol_global) != 0) {
                global = true;
                break;
            }
            if ((candidate.flags & symbol_damaged) != 0) candidate.flags |= read;
            if ((candidate.flags & symbol_bound) == 0 || (candidate.flags & symbol_nonlocal) != 0) {
                continue;
            }
            candidate.flags |= read;
            if ((at.flags & symbol_occurs) != 0) candidate.flags |= symbol_captured;
            outer = found;
            if (!damaged) break;
        }
    }
    // What Python itself puts into a class body, and `__class__` in its functions.
    const bool given = outer == no_index && at.name < first_plain_name_ &&
                       (special_[at.name] & special_class_body) != 0 && in_class &&
                       (scope.kind == ScopeKind::Class || at.name == name_class_cell_);
    if (given) return;
    if (outer == no_index || damaged) {
        const ScopeId left = open_scope_of(global, class_visible);
        const SymbolId further = symbol(left, at.name);
        Symbol& open = symbols_[further];
        open.flags |= read | (at.flags & symbol_damaged);
        if (left != 0) open.flags |= at.flags & symbol_occurs;
        if (left == scope_global) open.flags |= symbol_global;
        if ((at.flags & symbol_global) != 0) open.flags |= at.flags & symbol_bound;
        // What is declared global, guarded or damaged is no reason to call the name undefined.
        const bool declared =
            (at.flags & symbol_global) != 0 && (scope.flags & scope_stand_in) == 0;
        if (damaged || declared || (at.flags & symbol_soft) != 0) open.flags |= symbol_soft;
        if (outer == no_index) outer = further;
    }
    if (!local) symbols_[id].outer = outer;
}

// But for its being read.
bool Collector::may_be_unused(SymbolId id) const {
    const Symbol& at = symbols_[id];
    const Scope& scope = scopes_[at.scope];
    constexpr std::uint16_t excused = symbol_captured | symbol_parameter | symbol_global |
                                      symbol_nonlocal | symbol_damaged | symbol_bare;
    return scope.kind == ScopeKind::Function && (at.flags & symbol_bound) != 0 &&
           (at.flags & excused) == 0 && (scope.flags & scope_uses_locals) == 0 &&
           recent_[at.name].in_annotation != generation_;
}

// The name of `except … as name` is gone behind the handler: what is read elsewhere is another.
void Collector::unused_of_handlers() {
    const BlockTree& blocks = *tree_.reading;
    for (const std::uint32_t index : handlers_) {
        const Occurrence& bound = occurrences_[index];
        const Symbol& symbol = symbols_[bound.symbol];
        if ((symbol.flags & symbol_read) == 0 || !may_be_unused(bound.symbol)) continue;
        if (pool_.text(symbol.name).starts_with('_')) continue;
        const BlockId end = blocks.node_end(first_ + bound.block) - first_;
        bool used = false;
        for (std::uint32_t next = bound.next; next != no_index && !used;
             next = occurrences_[next].next) {
            const Occurrence& one = occurrences_[next];
            if (one.block >= end) break;
            used = one.use == Use::Read || one.use == Use::Delete;
        }
        if (used) continue;
        const Token& token = unit_of(bound.block)->token(bound.token);
        findings_.push_back({Code::UnusedLocal, bound.block, token.begin, token.end, symbol.name});
    }
}

void Collector::unused() {
    unused_of_handlers();
    for (SymbolId id = 0; id < symbols_.size(); ++id) {
        const Symbol& at = symbols_[id];
        if ((at.flags & symbol_read) != 0 || !may_be_unused(id)) continue;
        const bool silent = pool_.text(at.name).starts_with('_');
        // Where an import is one of several ways to bind a name, one of them may be a way out.
        const bool kept_imports = (at.flags & symbol_replaced) != 0;
        for (std::uint32_t index = at.first; index != no_index; index = occurrences_[index].next) {
            const Occurrence& one = occurrences_[index];
            Code code = Code::UnusedLocal;
            if (one.use == Use::Import || one.use == Use::Submodule) {
                if ((one.flags & occurrence_kept) != 0 || kept_imports) continue;
                code = Code::UnusedImport;
            } else if ((one.use != Use::Assign && one.use != Use::Walrus) || silent) {
                continue;
            }
            const Token& token = unit_of(one.block)->token(one.token);
            findings_.push_back({code, one.block, token.begin, token.end, at.name});
        }
    }
}

}  // namespace pilcrow::names
