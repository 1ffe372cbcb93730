#include "parser/names/scope_tables.h"

#include <algorithm>
#include <set>
#include <utility>

namespace pilcrow {
namespace {

class TableMaker {
public:
    explicit TableMaker(const Names& names) : names_(names) {}

    std::vector<ScopeTable> run() {
        tables_.push_back({ScopeKind::Module, 0, no_index, 0, no_node, {}});
        module_names();
        for (const PlacedPart& placed : names_.parts()) {
            const NamesPart& part = *placed.part;
            add(placed.first, part, 0, std::vector<bool>(part.symbols.size()));
        }
        return std::move(tables_);
    }

private:
    // Whether a symbol is there but for damage.
    static bool stands(const NamesPart& part, const Symbol& symbol) {
        for (std::uint32_t index = symbol.first; index != no_index;
             index = part.occurrences[index].next) {
            if (part.occurrences[index].use != Use::Damaged) return true;
        }
        return false;
    }

    void module_names() {
        std::vector<std::uint32_t> place(names_.pool().size(), no_index);
        std::vector<ScopedName>& module = tables_.front().names;
        for (const PlacedPart& placed : names_.parts()) {
            const NamesPart& part = *placed.part;
            for (const SymbolId open : part.open) {
                const Symbol& symbol = part.symbols[open];
                if (!stands(part, symbol)) continue;
                if (place[symbol.name] == no_index) {
                    place[symbol.name] = static_cast<std::uint32_t>(module.size());
                    module.push_back({symbol.name, NameScope::GlobalImplicit, 0});
                }
                ScopedName& here = module[place[symbol.name]];
                here.flags |= symbol.flags;
                if ((symbol.flags & symbol_bound) != 0) here.scope = NameScope::Local;
            }
        }
        for (ScopedName& one : module) {
            if ((one.flags & symbol_global) != 0) one.scope = NameScope::GlobalExplicit;
        }
    }

    // `bound_around`: which symbols of the open scopes a function around binds. Recurses as deep as
    // parts stand in each other, which is bounded.
    void add(BlockId first, const NamesPart& part, std::uint32_t around,
             const std::vector<bool>& bound_around) {
        const ScopeId own_scopes = part.own_scopes;
        std::vector<std::uint32_t> table_of(part.scopes.size(), around);
        for (ScopeId id = own_scopes; id < part.scopes.size(); ++id) {
            const Scope& scope = part.scopes[id];
            if ((scope.flags & scope_stand_in) != 0) continue;
            const std::uint32_t parent = table_of[scope.parent];
            table_of[id] = static_cast<std::uint32_t>(tables_.size());
            tables_.push_back(
                {scope.kind, scope.flags, parent, first + scope.block, scope.node, {}});
        }
        const auto is_free = [&](const Symbol& symbol) {
            if ((symbol.flags & symbol_global) != 0 || symbol.outer == no_index) return false;
            const Symbol& outer = part.symbols[symbol.outer];
            if (outer.scope < own_scopes) return bool{bound_around[symbol.outer]};
            // A class's names are looked up in it each time, and then in the module.
            return part.scopes[outer.scope].kind != ScopeKind::Class;
        };
        // A walrus in a comprehension stands in the scope that it binds in, but is told in the
        // comprehension as well (of several in each other, in the innermost).
        std::set<std::pair<ScopeId, NameId>> passed_on;
        std::vector<bool> is_cell(part.symbols.size());
        for (SymbolId id = 0; id < part.symbols.size(); ++id) {
            const Symbol& symbol = part.symbols[id];
            if ((symbol.flags & symbol_captured) != 0) is_cell[id] = true;
            if ((symbol.flags & symbol_rebound) == 0) continue;
            passed_on.emplace(part.scopes[symbol.scope].parent, symbol.name);
            if (symbol.outer != no_index) is_cell[symbol.outer] = true;
        }
        for (SymbolId id = 0; id < part.symbols.size(); ++id) {
            const Symbol& symbol = part.symbols[id];
            const bool rebound = (symbol.flags & symbol_rebound) != 0 &&
                                 !passed_on.contains({symbol.scope, symbol.name});
            if (symbol.scope < own_scopes || (!rebound && !stands(part, symbol))) continue;
            const ScopeKind kind = part.scopes[symbol.scope].kind;
            const NameScope scope = scope_of(kind, symbol, is_cell[id], is_free(symbol));
            tables_[table_of[symbol.scope]].names.push_back({symbol.name, scope, symbol.flags});
        }
        for (const PlacedPart& inner : part.inner) {
            const NamesPart& its = *inner.part;
            std::vector<bool> bound_here(its.symbols.size());
            std::uint32_t link = inner.links;
            for (const SymbolId open : its.open) {
                const Symbol& here = part.symbols[part.links[link++]];
                bound_here[open] = its.symbols[open].scope != scope_around && is_free(here);
            }
            add(first + inner.first, its, table_of[inner.around], bound_here);
        }
    }

    static NameScope scope_of(ScopeKind kind, const Symbol& symbol, bool is_cell, bool is_free) {
        if ((symbol.flags & symbol_global) != 0) return NameScope::GlobalExplicit;
        if ((symbol.flags & symbol_nonlocal) != 0) return NameScope::Free;
        if ((symbol.flags & symbol_bound) != 0) {
            return is_cell && kind != ScopeKind::Class ? NameScope::Cell : NameScope::Local;
        }
        if (is_free) return NameScope::Free;
        return (symbol.flags & symbol_rebound) != 0 ? NameScope::GlobalExplicit
                                                    : NameScope::GlobalImplicit;
    }

    const Names& names_;
    std::vector<ScopeTable> tables_;
};

constexpr std::string_view word_of(ScopeKind kind) {
    switch (kind) {
    case ScopeKind::Module: return "module";
    case ScopeKind::Class: return "class";
    case ScopeKind::Function: return "function";
    case ScopeKind::Lambda: return "lambda";
    case ScopeKind::Comprehension: return "comprehension";
    case ScopeKind::TypeParameters: return "types";
    }
    return {};
}

constexpr std::string_view word_of(NameScope scope) {
    switch (scope) {
    case NameScope::Local: return "local";
    case NameScope::Cell: return "cell";
    case NameScope::Free: return "free";
    case NameScope::GlobalExplicit: return "global";
    case NameScope::GlobalImplicit: return "module";
    }
    return {};
}

}  // namespace

std::vector<ScopeTable> scope_tables(const Names& names) { return TableMaker(names).run(); }

std::string scopes_text(const Names& names) {
    const Tree& tree = names.tree();
    const std::vector<ScopeTable> tables = scope_tables(names);
    std::vector<std::uint32_t> level(tables.size());
    std::vector<std::vector<std::uint32_t>> inner(tables.size());
    for (std::uint32_t index = 1; index < tables.size(); ++index) {
        inner[tables[index].parent].push_back(index);
    }
    std::string text;
    std::vector<std::uint32_t> open{0};
    while (!open.empty()) {
        const std::uint32_t index = open.back();
        open.pop_back();
        const ScopeTable& table = tables[index];
        constexpr std::uint32_t deepest = 40;  // further in, indentation tells nothing
        const std::string indent(2 * std::min(level[index], deepest), ' ');
        text += indent;
        const bool generator =
            table.kind == ScopeKind::Comprehension && (table.flags & scope_is_generator) != 0;
        text += generator ? "generator" : word_of(table.kind);
        if (index > 0) {
            const Unit& unit = *tree.unit(table.block);
            const Node& node = unit.node(table.node);
            if (table.kind == ScopeKind::Function || table.kind == ScopeKind::Class) {
                text += ' ';
                text += tree.name({table.block, node.first_child});
            }
            const Position at = tree.position(table.block, unit.token(node.first_token).begin);
            text += ' ' + std::to_string(at.line + 1);
        }
        text += '\n';
        for (const ScopedName& one : table.names) {
            text += indent + "- ";
            text += names.pool().text(one.name);
            text += ": ";
            text += word_of(one.scope);
            if ((one.flags & symbol_parameter) != 0) text += " parameter";
            if ((one.flags & symbol_imported) != 0) text += " imported";
            if ((one.flags & symbol_annotated) != 0) text += " annotated";
            text += '\n';
        }
        for (auto at = inner[index].rbegin(); at != inner[index].rend(); ++at) {
            level[*at] = level[index] + 1;
            open.push_back(*at);
        }
    }
    return text;
}

}  // namespace pilcrow
