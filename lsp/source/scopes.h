// Scopes: where the names of a file are bound and used, and what a name at a place means.
//
// `Names` keeps what it knows in parts, so that little is done after an edit; this is the same
// knowledge for whoever asks about one name: scopes that have parents, bindings in text order,
// all occurrences of what a name stands for. A view: it holds as long as the Names do.
//
// Cost: building one is O(parts + scopes of the file), some tens of microseconds for 6 400 lines.
#pragma once

#include "parser/names/names.h"

#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pilcrow::lsp {

struct ScopeRef {
    std::uint32_t part = no_index;  // of Scopes; the module's scope has none
    ScopeId scope = 0;
    bool is_module() const { return part == no_index; }
    friend bool operator==(const ScopeRef&, const ScopeRef&) = default;
};

// A token that names something: where it stands and what for.
struct Mention {
    BlockId block;        // in the tree
    std::uint32_t token;  // in its unit
    Use use;
    bool damaged;  // on a damaged line
    friend bool operator==(const Mention&, const Mention&) = default;
};
// True for the uses that give a name its value. (`Declare` is a `global` or `nonlocal`.)
constexpr bool binds(Use use) {
    return use != Use::Read && use != Use::Delete && use != Use::Declare && use != Use::Damaged;
}

class Scopes {
public:
    explicit Scopes(const Names& names);

    const Tree& tree() const { return names_->tree(); }
    const NamePool& pool() const { return names_->pool(); }
    // The id of a name as it is written in `scope`, or no_name where the file has nothing that is
    // called so. In a class, `__name` is `_Class__name`.
    NameId name(std::string_view text, ScopeRef scope) const;

    // --- scopes ---
    ScopeKind kind(ScopeRef scope) const;
    std::uint8_t flags(ScopeRef scope) const;  // ScopeFlags
    // What made it: FunctionDef, ClassDef, Lambda, Comprehension …; none for the module.
    NodeRef owner(ScopeRef scope) const;
    // The scope around. The module's is the last; of it, itself.
    ScopeRef parent(ScopeRef scope) const;
    // The scope that a node makes: of a FunctionDef the function's, not that of its type
    // parameters. None if the node makes none.
    std::optional<ScopeRef> of_owner(NodeRef owner) const;
    // The scope in which a name that is read at that place is looked up first: also in damaged
    // lines, on empty ones, and past a block's last statement, where the column decides. In a
    // function's header: the parameters' defaults and annotations belong outside.
    // O(depth of the tree + nodes of the unit).
    ScopeRef at(Position place) const;
    // The scope of the statements in a header's block: its own, or the one that it stands in.
    ScopeRef body(BlockId header) const;

    // --- names ---
    // The names bound in a scope, in the order of their first binding.
    std::vector<NameId> bound(ScopeRef scope) const;
    // Calls `visit` with each place where a scope binds a name, and each word on a damaged line
    // that may do so (Use::Damaged, without a token); in one part, those of one name one after the
    // other. O(symbols of the scope's part; of the module's, what the first level leaves open).
    void each_binding(ScopeRef scope,
                      const std::function<void(NameId, const Mention&)>& visit) const;
    // Where a scope binds a name, by block and token; `global` and `nonlocal` in inner scopes
    // count.
    std::vector<Mention> bindings(ScopeRef scope, NameId name) const;
    // The scope whose binding a read of `name` in `from` means, by Python's rules (class bodies are
    // not seen from functions in them). None: nothing in the file binds it (perhaps a builtin).
    std::optional<ScopeRef> resolve(NameId name, ScopeRef from) const;
    // Everywhere that the file reads, binds, deletes or declares what `scope` binds as `name`, by
    // block and token.
    std::vector<Mention> occurrences(ScopeRef scope, NameId name) const;

    struct Found {
        NameId name;
        ScopeRef scope;  // that binds it; the module where nothing does
        bool bound;      // false: nothing in the file binds it
        Mention mention;
    };
    // The mention that stands at a token, or none (an attribute, a keyword argument's name).
    // O(mentions of the definition that it stands in).
    std::optional<Found> found_at(BlockId block, std::uint32_t token) const;
    // All mentions of the file, by block and token. O(mentions).
    std::vector<Found> found_everywhere() const;

private:
    struct Part {
        const NamesPart* part;
        BlockId first;         // in the tree
        std::uint32_t around;  // the part that it stands in, or no_index
        ScopeId around_scope;  // and the scope there
        // Its symbols by name, and by scope; made at the first look into it.
        mutable std::vector<SymbolId> by_name;
    };
    struct SymbolRef {
        std::uint32_t part;
        SymbolId symbol;
    };
    void add_part(const PlacedPart& placed, BlockId first, std::uint32_t around);
    const Scope& scope_of(ScopeRef scope) const {
        return parts_[scope.part].part->scopes[scope.scope];
    }
    ScopeRef outside(std::uint32_t part) const;
    ScopeRef under(BlockId segment) const;
    std::optional<ScopeRef> innermost(const std::vector<NodeRef>& path) const;
    std::optional<SymbolRef> symbol(ScopeRef scope, NameId name) const;
    const std::vector<SymbolId>& by_name(const Part& part) const;
    Found found(std::uint32_t part, const Occurrence& occurrence) const;
    void add_mentions(std::uint32_t part, SymbolId symbol, std::vector<Mention>& found) const;
    struct Wanted {
        ScopeId scope;    // what that scope of the part binds …
        SymbolId symbol;  // … or, unless no_index, what that symbol stands for
    };
    void add_mentions_in(std::uint32_t part, NameId name, Wanted wanted,
                         std::vector<Mention>& found) const;

    const Names* names_;
    std::vector<Part> parts_;                             // in text order, each before those in it
    std::vector<std::uint32_t> first_level_;              // indices in parts_
    std::unordered_map<std::uint64_t, ScopeRef> owners_;  // by block and node
};

}  // namespace pilcrow::lsp
