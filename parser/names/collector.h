// Collects one part: what its statements bind and read. Internal to parser/names.
//
// One walk over the part's units in line order. A unit's parents come before it, so the scope that
// the items or statements under a segment belong to is known when they are reached (`places_`).
// Most units hold no scope of their own; their nodes are read as an array, without a walk.
#pragma once

#include "parser/names/names.h"

namespace pilcrow::names {

class Collector {
  public:
    Collector(const Tree& tree, NamePool& pool);
    // Collects the first-level node [first, end).
    void collect(BlockId first, BlockId end, NamesPart& part);

  private:
    // What surrounds a statement or an item, besides its scope.
    enum Surroundings : std::uint8_t {
        in_function = 0x01,
        in_async = 0x02,
        in_loop = 0x04,
        guarded = 0x08, // in a try whose handler catches NameError
        future = 0x10,  // names imported from __future__
    };
    struct Place {
        ScopeId scope = 0;
        ScopeId inner = 0; // parameters: the function's scope, which binds them
        std::uint8_t surroundings = 0;
    };

    // --- collector.cpp ---
    void unit(BlockId block, Place place);
    void leaves(Place place);
    void leaf(const Node& node, Place place);
    void walk(NodeId id, Place place);
    void lambda(const Node& node, Place place);
    void comprehension(NodeId id, Place place);
    void parameters(const Node& node, Place outer, ScopeId inner);
    void parameter(const Node& node, Place outer, ScopeId inner);
    void definition(NodeId id, Place place);
    Place type_parameters(NodeId id, Place place);
    void import_alias(const Node& node, Place place);
    void check_place(const Node& node, Place place);
    void damaged_words(ScopeId scope);
    void strings_of_unit(bool exported);
    bool catches_name_error(BlockId try_block) const;
    BlockId sibling_before(BlockId block) const;
    bool is_decorated(BlockId block) const;

    // --- symbols.cpp ---
    ScopeId open_scope(ScopeKind kind, ScopeId parent, NodeId node);
    SymbolId find(ScopeId scope, NameId name) const;
    SymbolId symbol(ScopeId scope, NameId name);
    void add(ScopeId scope, NameId name, Use use, std::uint32_t token, std::uint8_t flags = 0);
    void add_token(std::uint32_t token, Use use, Place place, std::uint8_t flags = 0);
    void redefinition(SymbolId id, std::uint32_t occurrence);
    void glued_names();
    void resolve();
    void resolve(SymbolId id);
    void unused();
    void grow();

    NameId name_of_token(std::uint32_t token);
    std::string_view text_of(std::uint32_t begin, std::uint32_t end) const;
    void find_here(Code code, std::uint32_t first_token, std::uint32_t end_token,
                   NameId name = no_name);

    struct Slot {
        std::uint64_t key;
        SymbolId symbol;
        std::uint32_t generation;
    };
    struct Track { // of a symbol: its last definition, and whether it was read since
        std::uint32_t definition = no_index;
        bool read = false;
    };

    const Tree& tree_;
    NamePool& pool_;
    NamesPart* part_ = nullptr;
    BlockId first_ = 0;
    std::vector<Place> places_; // of what stands under each segment of the part
    std::vector<Track> tracks_; // parallel to symbols
    std::vector<Slot> slots_;
    std::uint32_t generation_ = 0;
    std::vector<NodeId> stack_;
    struct DamagedWord {
        ScopeId scope;
        NameId word;
    };
    std::vector<DamagedWord> damaged_; // of the part
    BlockId export_end_ = 0; // units before it belong to an assignment to __all__
    // The unit at hand.
    BlockId block_ = 0;
    const Unit* unit_ = nullptr;
    const char* base_ = nullptr; // of its own text where that is one piece, else null
    std::vector<BlockId> segments_;
    NameId name_all_;
    NameId name_class_cell_;
    NameId name_name_error_;
    NameId name_future_;
    std::vector<NameId> names_of_locals_; // locals, eval, exec, vars, dir
};

// Calls visit(name) for the names in the pool with which a damaged word begins or ends.
template <typename Visit> void each_glued_name(const NamePool& pool, NameId word, Visit visit) {
    constexpr std::size_t longest = 120; // a longer word is no two names
    const std::string_view text = pool.text(word);
    if (text.size() > longest) return;
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
        for (const std::string_view part : {text.substr(0, cut), text.substr(cut)}) {
            if (const NameId name = pool.find(part); name != no_name) visit(name);
        }
    }
}

// Whether a definition behind these siblings (heads, or no_block) is decorated: by the one before
// it, or by the one before that where a line was put between.
bool decorates(const Tree& tree, BlockId before, BlockId before_that);
// Unreachable statements of the part's blocks.
void find_unreachable(const Tree& tree, BlockId first, BlockId end,
                      std::vector<PartFinding>& findings);
// The same among the statements of the first level.
void find_unreachable_at_top(const Tree& tree, std::vector<Diagnostic>& found);

} // namespace pilcrow::names
