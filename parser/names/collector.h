// Collects one part: what its statements bind and read. Internal to parser/names.
//
// One walk over the part's units in line order, functions in it excepted: each is a part of its own
// (inner_parts.cpp), taken over from before where it can be (kept_parts.h). A unit's parents come
// before it, so the scope that the items or statements under a segment belong to is known when they
// are reached (`places_`). Most units hold no scope of their own; their nodes are read as an array,
// without a walk.
//
//   collector.cpp    the walk over units and nodes
//   definitions.cpp  what opens a scope: functions, classes, lambdas, comprehensions; imports
//   words.cpp        words on damaged lines, in annotations' strings and in __all__
//   symbols.cpp      the symbol table; which scope a name means; what is never used
//   inner_parts.cpp  functions in the part
//   rules.cpp        what CPython's compiler refuses after parsing
//   unreachable.cpp  statements behind one that always leaves
#pragma once

#include "parser/names/kept_parts.h"
#include "parser/names/names.h"
#include "parser/syntax/unit_cursor.h"

#include <array>

namespace pilcrow::names {

// What surrounds a statement or an item, besides its scope.
enum Surroundings : std::uint32_t {
    in_function = 0x01,
    in_async = 0x02,
    in_loop = 0x04,
    guarded = 0x08,           // in a try whose handler catches NameError
    future = 0x10,            // names imported from __future__
    under_damage = 0x20,      // of a header that is damaged: what it was is not known
    in_iterable = 0x40,       // of a comprehension
    star_block = 0x80,        // in except*, in the same function …
    star_block_loop = 0x100,  // … and in the same loop
};
struct Place {
    ScopeId scope = 0;
    ScopeId inner = 0;  // parameters: the function's scope, which binds them
    ScopeId plain = 0;  // parameters: the scope outside of type parameters, where defaults belong
    std::uint32_t surroundings = 0;
    bool has(Surroundings flag) const { return (surroundings & flag) != 0; }
};

// An entry of the part that was passed.
struct Passed {
    NodeKind kind = NodeKind::None;  // of a statement's root; of everything else None
    bool continues = false;          // a later segment
    bool damaged = false;
    bool leaves = false;          // one of its simple statements, or of its suite, always leaves
    BlockId previous = no_index;  // the sibling (or segment) before, counted from the part's first
    BlockId last_child = no_index;  // the last so far, likewise
};

class Collector {
public:
    // Parts are made in memory of `arena`; inner parts are taken over from `kept`.
    Collector(const Tree& tree, NamePool& pool, const KeptParts& kept, std::shared_ptr<Arena> arena,
              std::uint32_t depth = 0);
    // Collects the node [first, end): of the first level, or (`depth` > 0) a function.
    std::shared_ptr<const NamesPart> collect(BlockId first, BlockId end,
                                             const PartContext& context);
    // Parts that were made, inner ones included.
    std::size_t collected() const {
        return collected_ + (deeper_ == nullptr ? 0 : deeper_->collected());
    }

private:
    // --- collector.cpp ---
    void unit(BlockId block, Place place);
    Place place_of_body(BlockId block, Place place);
    void leaves(Place place);
    void leaf(const Node& node, Place place);
    void name(const Node& node, Place place);
    void declaration(const Node& node, Place place);
    void call(const Node& node, Place place);
    std::uint32_t unbound_target() const;
    void walk(NodeId id, Place place);
    void concatenations(const Node& display);
    void concatenation(const Node& strings);
    bool catches_name_error(BlockId try_block) const;
    bool is_decorated(const Passed& passed) const;
    std::shared_ptr<const NamesPart> finish(BlockId blocks);

    // --- definitions.cpp ---
    void lambda(NodeId id, Place place);
    void comprehension(NodeId id, Place place);
    bool is_generator(const Node& comprehension) const;
    void parameters(const Node& node, Place place);
    void parameter(const Node& node, Place place);
    void definition(NodeId id, Place place);
    void type_alias(NodeId id, Place place);
    Place type_parameters(NodeId id, Place place);
    void type_parameter(const Node& node, Place place);
    void import_from(const Node& node, Place place);
    void import_alias(const Node& node, Place place);

    // --- inner_parts.cpp ---
    bool is_inner_part(BlockId block, Place place) const;
    void inner_part(BlockId block, BlockId end, Place place);
    void take_in(const NamesPart& inner, std::uint32_t offset, ScopeId around);

    // --- words.cpp ---
    void damaged_words(ScopeId scope);
    void annotation_strings();
    void quoted_types(const Node& call);
    void exported_strings();

    // --- rules.cpp ---
    bool judged(Place place) const { return !place.has(under_damage) && !unit_damaged_; }
    void check_return(const Node& node, Place place);
    void check_yield(const Node& node, Place place);
    void check_await(const Node& node, Place place);
    void check_loop_control(const Node& node, Place place);
    void check_async(const Node& node, Place place);
    void check_asynchronous_comprehension(const Node& node, Place place);
    void check_declaration(SymbolId id, bool global, std::uint32_t token, Place place);
    void check_annotated(const Node& node, Place place);
    ScopeId walrus_scope(NameId name, std::uint32_t token, Place place);
    void check_iteration_variable(SymbolId id, std::uint32_t token);
    void check_bound_name(NameId name, std::uint32_t token);
    void check_import_star(const Node& node, Place place);
    bool is_future_import(const Node& node);
    void check_future_import(const Node& node, Place place);
    void check_feature(std::uint32_t token);
    void note_header_statement();
    void async_generator_returns();
    void nonlocals();

    // --- symbols.cpp ---
    ScopeId open_scope(ScopeKind kind, ScopeId parent, NodeId node);
    SymbolId find(ScopeId scope, NameId name) const;
    SymbolId symbol(ScopeId scope, NameId name);
    SymbolId add(ScopeId scope, NameId name, Use use, std::uint32_t token, std::uint8_t flags = 0);
    void add_token(std::uint32_t token, Use use, ScopeId scope, std::uint8_t flags = 0);
    void record(SymbolId id, Occurrence occurrence);
    void redefinition(SymbolId id, std::uint32_t occurrence);
    ScopeId open_scope_of(bool global, bool class_visible) const;
    void glued_names();
    void resolve();
    void resolve(SymbolId id);
    void unused();
    void unused_of_handlers();
    bool may_be_unused(SymbolId id) const;
    void grow();

    // As it is read in `scope`: in a class, CPython's compiler puts the class's name before
    // `__name`.
    NameId name_of_token(std::uint32_t token, ScopeId scope);
    NameId name_of_word(std::string_view text, bool ascii, ScopeId scope);
    std::string_view text_of(std::uint32_t begin, std::uint32_t end) const;
    void find_here(Code code, std::uint32_t first_token, std::uint32_t end_token,
                   NameId name = no_name);
    void find_at(const Node& node, Code code) { find_here(code, node.first_token, node.end_token); }
    const Unit* unit_of(BlockId block) const { return tree_.unit(first_ + block); }
    bool is_module(ScopeId scope) const { return scopes_[scope].kind == ScopeKind::Module; }

    struct Slot {
        std::uint64_t key;
        SymbolId symbol;
        std::uint32_t generation;
    };
    struct Recent {  // by NameId: the symbol that the name meant last
        std::uint32_t generation = 0;
        ScopeId scope = 0;
        SymbolId symbol = 0;
        std::uint32_t in_annotation = 0;  // generation in which an annotation's string held it
    };
    struct Track {  // of a symbol: its last definition, and whether it was read since
        std::uint32_t definition = no_index;
        bool read = false;
    };
    struct DamagedWord {
        ScopeId scope;
        NameId word;
    };
    struct Remembered {  // a statement that is judged when all of the part is known
        SymbolId symbol;
        ScopeId scope;
        BlockId block;  // counted from the part's first
        std::uint32_t token;
    };

    const Tree& tree_;
    NamePool& pool_;
    const KeptParts& kept_;
    const std::shared_ptr<Arena> arena_;
    const std::uint32_t depth_;          // of parts around
    std::unique_ptr<Collector> deeper_;  // for inner parts
    std::size_t collected_ = 0;
    UnitCursor cursor_;
    BlockId first_ = 0;
    PartContext context_;
    ScopeId own_scopes_ = 1;        // the first behind the open ones
    std::uint32_t generation_ = 0;  // of the part at hand, in `slots_` and `recent_`
    std::vector<Slot> slots_;
    std::vector<Recent> recent_;
    std::vector<NodeId> stack_;
    BlockId export_end_ = 0;  // units before it belong to an assignment to __all__
    // What becomes the part.
    std::vector<Scope> scopes_;
    std::vector<NameId> private_to_;  // of each scope: the innermost class around its names
    std::vector<Symbol> symbols_;
    std::vector<Occurrence> occurrences_;
    std::vector<PartFinding> findings_;
    std::vector<NameId> annotation_words_;
    std::vector<NameId> damaged_names_;
    std::vector<SymbolId> open_;
    std::vector<OpenNonlocal> open_nonlocals_;
    std::vector<PlacedPart> inner_;
    // Of each scope: the stand-ins for all functions in it, by the OpenScope that they stand for.
    std::vector<std::array<ScopeId, open_scope_count>> stand_ins_;
    std::vector<SymbolId> links_;
    std::uint8_t part_flags_ = 0;
    // Beside it.
    std::vector<Place> places_;  // of what stands under each segment
    std::vector<Passed> passed_;
    std::vector<Track> tracks_;  // of each symbol
    std::string mangled_;
    std::vector<DamagedWord> damaged_;
    std::vector<Remembered> returns_;  // with a value, in async functions
    std::vector<Remembered> yields_;   // in async functions
    std::vector<Remembered> nonlocals_;
    std::vector<std::uint32_t> handlers_;  // occurrences in `except … as name`
    // The unit at hand.
    BlockId block_ = 0;
    const Unit* unit_ = nullptr;
    const char* base_ = nullptr;  // of its own text where that is one piece, else null
    bool unit_damaged_ = false;
    std::uint32_t unbound_token_ = no_index;  // `(name): type`, which neither binds nor reads it
    bool annotation_strings_read_ = false;
    std::vector<BlockId> segments_;
    // Names with a meaning of their own.
    NameId name_all_;
    NameId name_class_cell_;
    NameId name_future_;
    NameId name_debug_;
    NameId first_plain_name_;            // those below are worth a look at `special_`
    std::vector<std::uint8_t> special_;  // by NameId: SpecialNames
};
enum SpecialNames : std::uint8_t {
    special_locals = 0x01,      // locals, eval, exec
    special_class_body = 0x02,  // __module__, __qualname__ …
    special_if_alone = 0x04,    // vars, dir: without an argument, as locals
};

// Calls visit(word, ascii) for every identifier-like run.
template <typename Visit>
void each_word(std::string_view text, Visit visit) {
    const auto begins_word = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
               byte >= 0x80;
    };
    const auto in_word = [&](char c) { return begins_word(c) || (c >= '0' && c <= '9'); };
    for (std::size_t at = 0; at < text.size();) {
        if (!in_word(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        bool ascii = true;
        for (; at < text.size() && in_word(text[at]); ++at) {
            ascii = ascii && static_cast<unsigned char>(text[at]) < 0x80;
        }
        if (begins_word(text[begin])) visit(text.substr(begin, at - begin), ascii);
    }
}

// The same for the lines of a unit itself, those of literals apart. What a comment says is no code,
// unless a quote was lost in front of its `#`: then the other one stands in it.
template <typename Visit>
void each_word_of_code(const Tree& tree, BlockId head, Visit visit) {
    constexpr std::size_t most = 65536;  // bytes of a line that somebody typed
    const Unit& unit = *tree.unit(head);
    const std::span<const Comment> comments = unit.comments();
    std::size_t next = 0;
    const auto words = [&](std::string_view text) {
        for (; next < comments.size(); ++next) {
            const std::string_view said =
                tree.own_text(head, comments[next].begin, comments[next].end);
            if (said.data() < text.data() || said.data() >= text.data() + text.size()) break;
            if (said.find_first_of("'\"") != std::string_view::npos) continue;
            const auto before = static_cast<std::size_t>(said.data() - text.data());
            each_word(text.substr(0, std::min(before, most)), visit);
            text.remove_prefix(before + said.size());
        }
        each_word(text.substr(0, most), visit);
    };
    if (tree.layout == Layout::Python) {
        words(tree.own_text(head, 0, unit.own_size));
        return;
    }
    const BlockTree& blocks = *tree.reading;
    for (BlockId at = head; at != no_block; at = blocks.next_segment(at)) {
        words(tree.line_text(blocks[at].line));
    }
}

// Calls visit(name) for the names in the pool with which a damaged word begins or ends.
template <typename Visit>
void each_glued_name(const NamePool& pool, std::string_view text, Visit visit) {
    constexpr std::size_t longest = 120;  // a longer word is no two names
    if (text.size() > longest) return;
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
        for (const std::string_view part : {text.substr(0, cut), text.substr(cut)}) {
            if (const NameId name = pool.find(part); name != no_name) visit(name);
        }
    }
}

// Whether one of the simple statements chained from `id` always leaves its block.
bool chain_leaves(const Unit& unit, NodeId id);
// Calls find(block) for the first statement of each block that can never be reached; `passed` are
// the entries of one part. O(entries).
void find_unreachable(std::span<Passed> passed, std::vector<BlockId>& found);

}  // namespace pilcrow::names
