#include "lsp/source/scopes.h"

#include "lsp/source/places.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace pilcrow::lsp {
namespace {

std::uint64_t key_of(NodeRef node) {
    return (static_cast<std::uint64_t>(node.block) << 32) | node.node;
}

// The symbol that `id` comes to in its part: the one that binds the name, or one of an open scope.
SymbolId meant_by(const NamesPart& part, SymbolId id) {
    while (part.symbols[id].outer != no_index) id = part.symbols[id].outer;
    return id;
}

bool is_local(const Symbol& symbol) {
    return (symbol.flags & symbol_bound) != 0 &&
           (symbol.flags & (symbol_global | symbol_nonlocal)) == 0;
}

}  // namespace

Scopes::Scopes(const Names& names) : names_(&names) {
    for (const PlacedPart& placed : names.parts()) {
        first_level_.push_back(static_cast<std::uint32_t>(parts_.size()));
        add_part(placed, placed.first, no_index);
    }
}

// Recurses as deep as parts stand in each other, which is bounded.
void Scopes::add_part(const PlacedPart& placed, BlockId first, std::uint32_t around) {
    const auto index = static_cast<std::uint32_t>(parts_.size());
    const NamesPart& part = *placed.part;
    parts_.push_back({&part, first, around, placed.around, {}});
    for (ScopeId id = part.own_scopes; id < part.scopes.size(); ++id) {
        const Scope& scope = part.scopes[id];
        if ((scope.flags & scope_stand_in) != 0) continue;
        // A generic definition's type parameters have the same owner, and come before it.
        owners_[key_of({first + scope.block, scope.node})] = {index, id};
    }
    for (const PlacedPart& inner : part.inner) add_part(inner, first + inner.first, index);
}

ScopeKind Scopes::kind(ScopeRef scope) const {
    return scope.is_module() ? ScopeKind::Module : scope_of(scope).kind;
}

std::uint8_t Scopes::flags(ScopeRef scope) const {
    return scope.is_module() ? 0 : scope_of(scope).flags;
}

NodeRef Scopes::owner(ScopeRef scope) const {
    if (scope.is_module()) return {};
    return {parts_[scope.part].first + scope_of(scope).block, scope_of(scope).node};
}

// What lies outside of an open scope of a part.
ScopeRef Scopes::outside(std::uint32_t part) const {
    const Part& at = parts_[part];
    if (at.around == no_index) return {};
    if (at.around_scope < parts_[at.around].part->own_scopes) return outside(at.around);
    return {at.around, at.around_scope};
}

ScopeRef Scopes::parent(ScopeRef scope) const {
    if (scope.is_module()) return scope;
    const ScopeId up = scope_of(scope).parent;
    if (up == no_index || up < parts_[scope.part].part->own_scopes) return outside(scope.part);
    return {scope.part, up};
}

std::optional<ScopeRef> Scopes::of_owner(NodeRef owner) const {
    const auto found = owners_.find(key_of(owner));
    if (found == owners_.end()) return std::nullopt;
    return found->second;
}

NameId Scopes::name(std::string_view text, ScopeRef scope) const {
    if (text.starts_with("__") && !text.ends_with("__")) {
        for (; !scope.is_module(); scope = parent(scope)) {
            if (kind(scope) != ScopeKind::Class) continue;
            const TokenRef token = name_token(tree(), owner(scope));
            if (!token) break;
            std::string_view of_class = tree().token_text(token.block, token.token);
            of_class.remove_prefix(std::min(of_class.find_first_not_of('_'), of_class.size()));
            if (of_class.empty()) break;
            return pool().find('_' + std::string(of_class) + std::string(text));
        }
    }
    return pool().find(text);
}

// --- places ---

// The scope of what stands under a segment: of statements, or of the items of a bracket.
ScopeRef Scopes::under(BlockId segment) const {
    std::optional<NodeRef> inner;
    for (; segment != no_block; segment = tree().reading->parent(segment)) {
        const BlockId head = tree().reading->head(segment);
        const Unit* unit = tree().unit(head);
        if (unit == nullptr || unit->root == no_node) continue;
        const Segment& at = unit->segments()[tree().reading->segment_index(segment)];
        if (at.opener == Opener::Block) {
            if (const auto scope = of_owner({head, unit->root})) return *scope;
        } else if (at.hang_node != no_node) {
            // A lambda or a comprehension whose bracket hangs.
            std::vector<NodeRef> path = path_to(tree(), NodeRef{head, at.hang_node});
            if (const auto scope = innermost(path)) return *scope;
        }
    }
    return {};
}

// The innermost scope that a path of nodes enters, or none.
std::optional<ScopeRef> Scopes::innermost(const std::vector<NodeRef>& path) const {
    for (std::size_t index = path.size(); index-- > 0;) {
        const NodeRef at = path[index];
        const NodeRef child = index + 1 < path.size() ? path[index + 1] : NodeRef{};
        switch (tree().kind(at)) {
        case NodeKind::Lambda:
            // Its parameters' defaults belong outside.
            if (child && tree().kind(child) == NodeKind::Parameters) continue;
            break;
        case NodeKind::Comprehension: {
            // So does the first iterable.
            if (!child || tree().kind(child) != NodeKind::CompFor) break;
            const NodeRef element = tree().first_child(at);
            const NodeRef first = element ? tree().next_sibling(element) : NodeRef{};
            if (child != first || index + 2 >= path.size()) break;
            const NodeRef target = tree().first_child(child);
            if (target && path[index + 2] == tree().next_sibling(target)) continue;
            break;
        }
        case NodeKind::FunctionDef:
        case NodeKind::ClassDef:
            if (!child || tree().kind(child) != NodeKind::Suite) {
                // Of a generic one the header belongs to the type parameters.
                const auto body = of_owner(at);
                if (body && kind(parent(*body)) == ScopeKind::TypeParameters) return parent(*body);
                continue;
            }
            break;
        case NodeKind::TypeAlias: break;
        default: continue;
        }
        if (const auto scope = of_owner(at)) return scope;
    }
    return std::nullopt;
}

ScopeRef Scopes::at(Position place) const {
    const BlockId block = block_at(tree(), place.line);
    const Unit* unit = block == no_block ? nullptr : tree().unit(block);
    if (unit == nullptr) {
        if (block != no_block) return under(tree().reading->parent(block));
        const BlockId header = header_for(tree(), place);
        return header == no_block ? ScopeRef{} : body(header);
    }
    TokenRef token = token_touching(tree(), place);
    if (!token) token = token_before(tree(), place);
    if (token) {
        // Behind the last token of a header's suite or block one stands in it.
        const std::vector<NodeRef> path = path_to(tree(), token);
        if (const auto scope = innermost(path)) return *scope;
    }
    return under(tree().reading->parent(block));
}

// The scope of the statements in a header's block.
ScopeRef Scopes::body(BlockId header) const {
    const Unit* unit = tree().unit(header);
    if (unit != nullptr && unit->root != no_node) {
        if (const auto scope = of_owner({header, unit->root})) return *scope;
    }
    return under(tree().reading->parent(header));
}

// --- names ---

const std::vector<SymbolId>& Scopes::by_name(const Part& part) const {
    const std::span<const Symbol> symbols = part.part->symbols;
    if (part.by_name.size() == symbols.size()) return part.by_name;
    part.by_name.resize(symbols.size());
    std::iota(part.by_name.begin(), part.by_name.end(), 0u);
    std::sort(part.by_name.begin(), part.by_name.end(), [&](SymbolId a, SymbolId b) {
        return std::tuple(symbols[a].name, symbols[a].scope, a) <
               std::tuple(symbols[b].name, symbols[b].scope, b);
    });
    return part.by_name;
}

std::optional<Scopes::SymbolRef> Scopes::symbol(ScopeRef scope, NameId name) const {
    const Part& part = parts_[scope.part];
    const std::span<const Symbol> symbols = part.part->symbols;
    const std::vector<SymbolId>& sorted = by_name(part);
    const auto found =
        std::lower_bound(sorted.begin(), sorted.end(), std::pair(name, scope.scope),
                         [&](SymbolId id, const std::pair<NameId, ScopeId>& wanted) {
                             return std::pair(symbols[id].name, symbols[id].scope) < wanted;
                         });
    if (found == sorted.end() || symbols[*found].name != name ||
        symbols[*found].scope != scope.scope) {
        return std::nullopt;
    }
    return SymbolRef{scope.part, *found};
}

std::vector<NameId> Scopes::bound(ScopeRef scope) const {
    std::vector<NameId> found;
    if (!scope.is_module()) {
        for (const Symbol& symbol : parts_[scope.part].part->symbols) {
            if (symbol.scope == scope.scope && is_local(symbol)) found.push_back(symbol.name);
        }
        return found;
    }
    std::vector<bool> seen(pool().size());
    for (const std::uint32_t index : first_level_) {
        const NamesPart& part = *parts_[index].part;
        for (const SymbolId open : part.open) {
            const NameId name = part.symbols[open].name;
            if ((part.symbols[open].flags & symbol_bound) == 0 || seen[name]) continue;
            seen[name] = true;
            found.push_back(name);
        }
    }
    return found;
}

void Scopes::each_binding(ScopeRef scope,
                          const std::function<void(NameId, const Mention&)>& visit) const {
    const auto of_symbol = [&](std::uint32_t index, const Symbol& symbol) {
        const NamesPart& part = *parts_[index].part;
        for (std::uint32_t at = symbol.first; at != no_index; at = part.occurrences[at].next) {
            const Occurrence& one = part.occurrences[at];
            if (!binds(one.use) && one.use != Use::Damaged) continue;
            visit(symbol.name, {parts_[index].first + one.block, one.token, one.use,
                                (one.flags & occurrence_damaged) != 0});
        }
    };
    if (!scope.is_module()) {
        for (const Symbol& symbol : parts_[scope.part].part->symbols) {
            const bool elsewhere = (symbol.flags & (symbol_global | symbol_nonlocal)) != 0;
            if (symbol.scope != scope.scope || elsewhere) continue;
            if ((symbol.flags & (symbol_bound | symbol_damaged)) != 0) {
                of_symbol(scope.part, symbol);
            }
        }
        return;
    }
    for (const std::uint32_t index : first_level_) {
        const NamesPart& part = *parts_[index].part;
        for (const SymbolId open : part.open) {
            const Symbol& symbol = part.symbols[open];
            if ((symbol.flags & (symbol_bound | symbol_damaged)) != 0) of_symbol(index, symbol);
        }
    }
    // Functions that declare it global.
    for (std::uint32_t index = 0; index < parts_.size(); ++index) {
        for (const Symbol& symbol : parts_[index].part->symbols) {
            if ((symbol.flags & symbol_global) != 0) of_symbol(index, symbol);
        }
    }
}

std::optional<ScopeRef> Scopes::resolve(NameId name, ScopeRef from) const {
    bool class_seen = true;  // from the scope itself, and from type parameters
    for (ScopeRef at = from; !at.is_module(); at = parent(at)) {
        const ScopeKind its_kind = kind(at);
        const bool looked_at = its_kind != ScopeKind::Class || class_seen;
        class_seen = class_seen && its_kind == ScopeKind::TypeParameters;
        if (!looked_at) continue;
        const std::optional<SymbolRef> found = symbol(at, name);
        if (!found) continue;
        const Symbol& its_symbol = parts_[at.part].part->symbols[found->symbol];
        if ((its_symbol.flags & symbol_global) != 0) break;
        if (is_local(its_symbol)) return at;
    }
    if (names_->module_binds(name)) return ScopeRef{};
    return std::nullopt;
}

void Scopes::add_mentions(std::uint32_t part, SymbolId symbol, std::vector<Mention>& found) const {
    const NamesPart& its = *parts_[part].part;
    for (std::uint32_t index = its.symbols[symbol].first; index != no_index;
         index = its.occurrences[index].next) {
        const Occurrence& one = its.occurrences[index];
        if (one.token == no_index) continue;
        found.push_back({parts_[part].first + one.block, one.token, one.use,
                         (one.flags & occurrence_damaged) != 0});
    }
}

// The mentions in a part of what `wanted` says, and in the parts in it that leave that open.
// Recurses as deep as parts stand in each other.
void Scopes::add_mentions_in(std::uint32_t index, NameId name, Wanted wanted,
                             std::vector<Mention>& found) const {
    const NamesPart& part = *parts_[index].part;
    std::vector<SymbolId> meant;
    const std::vector<SymbolId>& sorted = by_name(parts_[index]);
    auto symbol = std::lower_bound(
        sorted.begin(), sorted.end(), name,
        [&](SymbolId id, NameId sought) { return part.symbols[id].name < sought; });
    for (; symbol != sorted.end() && part.symbols[*symbol].name == name; ++symbol) {
        const SymbolId id = *symbol;
        const SymbolId stands_for = meant_by(part, id);
        if (wanted.symbol == no_index ? part.symbols[stands_for].scope != wanted.scope
                                      : stands_for != wanted.symbol) {
            continue;
        }
        meant.push_back(id);
        add_mentions(index, id, found);
    }
    if (meant.empty()) return;
    std::uint32_t at = index + 1;
    for (const PlacedPart& inner : part.inner) {
        while (parts_[at].part != inner.part.get() || parts_[at].around != index) ++at;
        std::uint32_t link = inner.links;
        for (const SymbolId open : inner.part->open) {
            const SymbolId here = part.links[link++];
            if (inner.part->symbols[open].name != name) continue;
            if (std::find(meant.begin(), meant.end(), here) == meant.end()) continue;
            add_mentions_in(at, name, {0, open}, found);
        }
        ++at;
    }
}

std::vector<Mention> Scopes::occurrences(ScopeRef scope, NameId name) const {
    std::vector<Mention> found;
    if (scope.is_module()) {
        for (const std::uint32_t index : first_level_) {
            add_mentions_in(index, name, {0, no_index}, found);
        }
    } else {
        add_mentions_in(scope.part, name, {scope.scope, no_index}, found);
    }
    // An augmented assignment reads and binds by the same token; the binding counts.
    std::sort(found.begin(), found.end(), [](const Mention& a, const Mention& b) {
        return std::tuple(a.block, a.token, !binds(a.use)) <
               std::tuple(b.block, b.token, !binds(b.use));
    });
    found.erase(std::unique(found.begin(), found.end(),
                            [](const Mention& a, const Mention& b) {
                                return a.block == b.block && a.token == b.token;
                            }),
                found.end());
    return found;
}

std::vector<Mention> Scopes::bindings(ScopeRef scope, NameId name) const {
    std::vector<Mention> found = occurrences(scope, name);
    std::erase_if(found, [](const Mention& mention) { return !binds(mention.use); });
    return found;
}

std::optional<Scopes::Found> Scopes::found_at(BlockId block, std::uint32_t token) const {
    // The innermost part that holds the block. Parts are in text order, each before its inner ones.
    std::uint32_t index = no_index;
    const auto behind =
        std::upper_bound(parts_.begin(), parts_.end(), block,
                         [](BlockId b, const Part& part) { return b < part.first; });
    for (auto at = behind; at != parts_.begin();) {
        --at;
        if (block < at->first + at->part->blocks) {
            index = static_cast<std::uint32_t>(at - parts_.begin());
            break;
        }
    }
    if (index == no_index) return std::nullopt;
    const Part& part = parts_[index];
    for (const Occurrence& one : part.part->occurrences) {
        if (one.token == token && part.first + one.block == block) return found(index, one);
    }
    return std::nullopt;
}

Scopes::Found Scopes::found(std::uint32_t index, const Occurrence& one) const {
    const Part& part = parts_[index];
    const Symbol& its_symbol = part.part->symbols[one.symbol];
    const ScopeRef stands_in = its_symbol.scope < part.part->own_scopes
                                   ? outside(index)
                                   : ScopeRef{index, its_symbol.scope};
    const std::optional<ScopeRef> binder = resolve(its_symbol.name, stands_in);
    const bool damaged = (one.flags & occurrence_damaged) != 0;
    return {its_symbol.name,
            binder.value_or(ScopeRef{}),
            binder.has_value(),
            {part.first + one.block, one.token, one.use, damaged}};
}

std::vector<Scopes::Found> Scopes::found_everywhere() const {
    std::vector<Found> all;
    for (std::uint32_t index = 0; index < parts_.size(); ++index) {
        const NamesPart& part = *parts_[index].part;
        // What each symbol means is found out once.
        std::vector<std::optional<Found>> known(part.symbols.size());
        for (const Occurrence& one : part.occurrences) {
            if (one.token == no_index) continue;
            // Copies of what stands in an inner part.
            const auto behind = std::upper_bound(
                part.inner.begin(), part.inner.end(), one.block,
                [](BlockId block, const PlacedPart& inner) { return block < inner.first; });
            if (behind != part.inner.begin()) {
                const PlacedPart& inner = *std::prev(behind);
                if (one.block < inner.first + inner.part->blocks) continue;
            }
            std::optional<Found>& meant = known[one.symbol];
            if (!meant) meant = found(index, one);
            meant->mention = {parts_[index].first + one.block, one.token, one.use,
                              (one.flags & occurrence_damaged) != 0};
            all.push_back(*meant);
        }
    }
    std::sort(all.begin(), all.end(), [](const Found& a, const Found& b) {
        return std::tuple(a.mention.block, a.mention.token, !binds(a.mention.use)) <
               std::tuple(b.mention.block, b.mention.token, !binds(b.mention.use));
    });
    all.erase(std::unique(all.begin(), all.end(),
                          [](const Found& a, const Found& b) {
                              return a.mention.block == b.mention.block &&
                                     a.mention.token == b.mention.token;
                          }),
              all.end());
    return all;
}

}  // namespace pilcrow::lsp
