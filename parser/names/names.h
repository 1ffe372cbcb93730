// Names: scopes, bindings and references, with Python's rules.
//
// A file is taken in **parts**: one for each statement of its first level, and in it, as **inner
// parts**, one for each function (to a certain depth). What a part binds and reads is collected
// once and kept as long as its units are the same objects and what surrounds it is alike. So after
// an edit the innermost function around it is collected anew; the parts around that one walk over
// their own lines and take in the names that each function in them leaves open; and the module's
// scope joins what the first level leaves open. Both cost a few nanoseconds a name. Everything in
// a part counts blocks from the part's first block.
//
// What an inner part leaves open are symbols of its first scopes (`OpenScope`): names of the scope
// that it stands in, and names to be looked for further out. In the part around, the former are
// symbols of that scope, and the latter symbols of **stand-in** scopes.
//
// Rules: global and nonlocal, class bodies (not seen from functions in them), comprehensions with
// their first iterable outside, walrus out of comprehensions, del, type parameters, captures of
// patterns, `__class__` in methods. Nothing depends on the order of execution: a name is defined
// where its scope, or one around it, binds it anywhere.
//
// Names on damaged lines, inside what seem to be strings there too, count as bound and as read, in
// the scope around the line and those around that. A word there may be two names that lost what
// stood between them (`def age(day):` without its bracket), so a name that begins or ends it counts
// as well.
#pragma once

#include "parser/diagnostics/diagnostics.h"
#include "parser/names/name_pool.h"
#include "parser/syntax/tree.h"

#include <memory>
#include <span>
#include <vector>

namespace pilcrow {

using ScopeId = std::uint32_t;
using SymbolId = std::uint32_t;
inline constexpr std::uint32_t no_index = 0xffffffffu;  // no scope, symbol or occurrence

enum class ScopeKind : std::uint8_t {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension,
    TypeParameters,  // around a generic function, class or alias
};

struct Scope {
    ScopeKind kind;
    std::uint8_t flags;  // ScopeFlags
    ScopeId parent;      // no_index for those of OpenScope
    BlockId block;       // owner: its unit, counted from the part's first block
    NodeId node;         // owner in that unit: FunctionDef, ClassDef, Lambda, Comprehension, …
                         // stand-in: the inner part's OpenScope
};
// A part's first scopes: those of names that it leaves open. A part of the first level has the
// first alone, the module's.
enum OpenScope : ScopeId {
    scope_around,         // that the part stands in
    scope_further_out,    // around that one: functions do not see the class that they stand in
    scope_class_visible,  // around the part, a class too: of type parameters and annotations
    scope_global,         // the module's
    open_scope_count,
};
enum ScopeFlags : std::uint8_t {
    scope_uses_locals = 0x01,  // calls locals(), eval(), exec(), vars() or dir()
    scope_is_async = 0x02,
    scope_star_import = 0x04,
    scope_is_generator = 0x08,  // holds a yield, or is a generator expression
    scope_stand_in = 0x10,      // holds names that inner parts look for further out
};

enum SymbolFlags : std::uint16_t {
    symbol_bound = 0x0001,
    symbol_read = 0x0002,      // here or in a scope inside
    symbol_captured = 0x0004,  // read or bound in a scope inside: a cell
    symbol_parameter = 0x0008,
    symbol_imported = 0x0010,
    symbol_global = 0x0020,
    symbol_nonlocal = 0x0040,
    symbol_damaged = 0x0080,  // stands on a damaged line
    symbol_deleted = 0x0100,
    symbol_exported = 0x0200,  // named in __all__
    symbol_soft = 0x0400,      // read in a way that does not ask for a definition
    symbol_annotated = 0x0800,
    symbol_bare = 0x1000,      // annotated without a value
    symbol_replaced = 0x4000,  // assigned to as well, which excuses an import that nobody reads
    symbol_rebound = 0x2000,   // of a comprehension: a walrus in it binds the name further out
    symbol_occurs = 0x8000,    // stands there, or in what it stands for
};

struct Symbol {
    NameId name;
    ScopeId scope;
    std::uint16_t flags;
    std::uint16_t reserved;
    std::uint32_t first;  // occurrence; more by Occurrence::next
    std::uint32_t last;
    SymbolId outer;  // of an unbound symbol: the one that binds it, or of an open scope
};

enum class Use : std::uint8_t {
    Read,
    Assign,
    Element,
    Walrus,
    Import,
    Submodule,
    Function,
    Class,
    Parameter,
    TypeParameter,
    Capture,
    Delete,
    Declare,
    Damaged,  // a word on a damaged line
};

struct Occurrence {
    BlockId block;        // counted from the part's first block
    std::uint32_t token;  // in the unit; no_index for a word on a damaged line
    SymbolId symbol;
    std::uint32_t next;  // occurrence of the same symbol, or no_index
    Use use;
    std::uint8_t flags;  // OccurrenceFlags
};
enum OccurrenceFlags : std::uint8_t {
    occurrence_decorated = 0x01,
    occurrence_kept = 0x02,     // an import that is meant to be seen from outside, or of __future__
    occurrence_damaged = 0x04,  // stands on a damaged line
};

// A finding in a part; becomes a Diagnostic when asked for.
struct PartFinding {
    Code code;
    BlockId block;        // counted from the part's first block
    std::uint32_t begin;  // own offsets
    std::uint32_t end;
    NameId name;  // fills {name}, or no_name
    // The one other line that it is about, or no_index: an error there leaves nothing to report.
    BlockId related = no_index;
};

// What a part's lines mean depends on besides themselves.
struct PartContext {
    ScopeKind around = ScopeKind::Module;
    bool decorated = false;          // a decorator stands before it
    std::uint32_t surroundings = 0;  // names::Surroundings
    NameId private_to = no_name;     // the innermost class around
    friend bool operator==(const PartContext&, const PartContext&) = default;
};

// `nonlocal` in an inner part whose binding was not found in it.
struct OpenNonlocal {
    SymbolId symbol;  // of scope_further_out
    BlockId block;    // counted from the part's first block
    std::uint32_t token;
};

struct NamesPart;
struct PlacedPart {
    BlockId first;  // the part's first block: in the tree, or counted from that of the part around
    std::shared_ptr<const NamesPart> part;
    // Of an inner part: the scope that it stands in, and where in the `links` of the part around
    // are the symbols that its open ones are there, in their order.
    ScopeId around = 0;
    std::uint32_t links = 0;
};

struct NamesPart {
    std::span<const Scope> scopes;
    std::span<const Symbol> symbols;
    std::span<const SymbolId> open;  // symbols of its open scopes
    std::span<const Occurrence> occurrences;
    std::span<const PartFinding> findings;  // what needs no part around, inner parts' excepted
    std::span<const OpenNonlocal> nonlocals;
    std::span<const NameId> annotation_words;  // read inside strings of annotations
    std::span<const NameId> damaged_words;     // on damaged lines, each once
    std::vector<PlacedPart> inner;             // by their first blocks
    std::span<const SymbolId> links;           // see PlacedPart
    PartContext context;
    BlockId blocks = 0;                   // how many
    ScopeId own_scopes = 1;               // the first behind the open ones
    std::uint8_t flags = 0;               // PartFlags
    std::shared_ptr<const Arena> memory;  // of the arrays

    bool is_inner() const { return own_scopes > 1; }
};
enum PartFlags : std::uint8_t {
    part_leaves = 0x01,         // a simple statement behind which nothing is reached
    part_unsound = 0x02,        // damaged, or no statement
    part_future_import = 0x04,  // holds an import from __future__, with nothing else before it
    part_of_header = 0x08,      // holds nothing else
    part_docstring = 0x10,      // a string, and perhaps such imports
    part_star_import = 0x20,
};

class Names {
public:
    // Analyses a tree. With `before`, parts of it are taken over where nothing changed.
    static Names analyze(const Tree& tree, const Names* before = nullptr);

    // The parts of the first level.
    const std::vector<PlacedPart>& parts() const { return parts_; }
    const Tree& tree() const { return tree_; }
    const NamePool& pool() const { return *pool_; }
    std::size_t parts_collected() const { return collected_; }  // the rest was taken over

    // What is bound at the module's scope, by name, or null.
    bool module_binds(NameId name) const;

    // Undefined names, unused imports and locals, redefinitions, unreachable code, implicit
    // concatenation, and what CPython's compiler refuses. In no particular order. With
    // `imports_are_exports` what the module imports counts as used (a package's `__init__`).
    // Names on the lines of the errors that `found` holds already (relations.h) are not reported.
    void findings(std::vector<Diagnostic>& found, bool imports_are_exports = false) const;

private:
    enum ModuleFlags : std::uint8_t {
        module_bound = 0x01,
        module_read = 0x02,
        module_soft = 0x04,  // not to be called undefined
        module_exported = 0x08,
        module_damaged = 0x10,
        module_replaced = 0x20,
    };
    void join();

    Tree tree_;  // keeps the units alive, so that equal addresses mean equal units
    std::shared_ptr<NamePool> pool_;
    std::vector<PlacedPart> parts_;
    std::vector<std::uint8_t> module_;  // by NameId: ModuleFlags
    std::size_t collected_ = 0;
    bool star_import_ = false;
};

}  // namespace pilcrow
