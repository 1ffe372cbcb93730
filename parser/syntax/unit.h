// A unit: what is kept of one logical line after it was lexed and parsed.
//
// Units are statements' headers, items and the literal lines of f-strings (Pilcrow), or logical
// lines (Python). A unit depends on its own text, its role and (Pilcrow) the facts in UnitContext
// only (layout/pilcrow/unit_context.h), so its result can be kept while other lines change. It is
// one relocatable block of memory: a header followed by its arrays; everything in it is an index or
// an own offset.
//
// **Own text**: the bytes of the unit's own lines, each from its first byte behind the indentation
// (the delimiter included) to its end, one after the other; each line's end counts one byte, so
// that every own offset names one place. A unit of one line has own offset = byte in the line -
// lead_at. In Python's layout the own text is the contiguous range of the file
// from the logical line's first token to its end.
#pragma once

#include "parser/diagnostics/code.h"
#include "parser/lexer/token.h"
#include "parser/syntax/node.h"

#include <cstdint>
#include <span>

namespace pilcrow {

// What a unit is read as. Given by the bracket, block or literal that it is a child of.
enum class Role : std::uint8_t {
    Statement,
    Argument,   // call, class header
    Parameter,  // def
    Element,    // of [ ]: expression, starred, comprehension
    Grouping,   // of ( ): as Element, and a bare yield, and a comma behind it makes a tuple
    Entry,      // of { }: `key: value`, `**mapping`, or an element of a set
    Target,     // of ( ) or [ ] that is assigned to, or a loop's target
    Deleted,    // of ( ) or [ ] after del
    Subscript,  // slices too
    TypeParameter,
    ImportName,
    WithItem,
    Pattern,          // of [ ] or ( ) in a pattern
    PatternArgument,  // of a class pattern
    PatternEntry,     // of a mapping pattern
    LiteralLine,      // plain text: has a unit only if something is wrong with it
    FLiteralLine,     // of an f-string
    Unknown,          // child of a line that opens nothing
};

// What a segment ends in.
enum class Opener : std::uint8_t { None, Block, Bracket, Literal };

struct Segment {
    std::uint32_t own_begin;    // own offset of the segment's first byte
    std::uint32_t hang_node;    // NodeId of the Hang (or String) that stands for its children, or 0
    Opener opener;              // after section 3's reading rules: what its children are taken as
    Role role;                  // of its children (Block: Statement)
    std::uint8_t string_flags;  // Opener::Literal: TokenFlags of the opening token
    std::uint8_t flags;         // SegmentFlags
};
enum SegmentFlags : std::uint8_t {
    segment_holds_statements = 0x01,  // damage left statements among its items or under it
};

// A finding inside one unit. Its place is in own offsets; its sentence is made by message_of().
struct UnitDiagnostic {
    Code code;
    TokenKind token;  // fills the sentence's {token}: an expected or found token
    Fix fix;
    std::uint8_t reserved;  // 0: units are compared byte by byte
    std::uint32_t begin;    // own offsets
    std::uint32_t end;
    std::uint32_t related;  // own offset of the other place (the opener), or a code's own number
};

enum UnitFlags : std::uint8_t {
    unit_damaged = 0x01,     // has an error of syntax
    unit_item_comma = 0x02,  // an item with a comma behind it
    unit_misfit = 0x04,      // parses without an error in the role `fits`, not in its own
    unit_empty = 0x08,       // an item with nothing in it
    unit_one_line_suite = 0x10,
    unit_has_scopes = 0x20,  // a lambda, a comprehension or a definition: names need a walk
    unit_closing_quotes = 0x40,  // alone in the column of a literal's opener: they say nothing
    unit_plain = 0x80,  // Pilcrow: one line, read by its text, role and what it opens alone
};

// Header of the block of memory. The arrays follow in this order: nodes, tokens, comments,
// segments, diagnostics.
struct Unit {
    std::uint32_t node_count;   // index 0 included
    std::uint32_t token_count;  // the End token included
    std::uint32_t comment_count;
    std::uint32_t segment_count;
    std::uint32_t diagnostic_count;
    NodeId root;             // or no_node (an empty item)
    std::uint32_t own_size;  // bytes of own text
    Role role;
    Role fits;           // with unit_misfit
    std::uint8_t flags;  // UnitFlags
    std::uint8_t string_flags;

    std::span<const Node> nodes() const { return {node_data(), node_count}; }
    std::span<const Token> tokens() const { return {token_data(), token_count}; }
    std::span<const Comment> comments() const { return {comment_data(), comment_count}; }
    std::span<const Segment> segments() const { return {segment_data(), segment_count}; }
    std::span<const UnitDiagnostic> diagnostics() const {
        return {diagnostic_data(), diagnostic_count};
    }
    const Node& node(NodeId id) const { return node_data()[id]; }
    const Token& token(std::uint32_t index) const { return token_data()[index]; }
    // Bytes of the whole block.
    std::size_t bytes() const {
        return static_cast<std::size_t>(
            reinterpret_cast<const char*>(diagnostic_data() + diagnostic_count) -
            reinterpret_cast<const char*>(this));
    }

private:
    const Node* node_data() const { return reinterpret_cast<const Node*>(this + 1); }
    const Token* token_data() const {
        return reinterpret_cast<const Token*>(node_data() + node_count);
    }
    const Comment* comment_data() const {
        return reinterpret_cast<const Comment*>(token_data() + token_count);
    }
    const Segment* segment_data() const {
        return reinterpret_cast<const Segment*>(comment_data() + comment_count);
    }
    const UnitDiagnostic* diagnostic_data() const {
        return reinterpret_cast<const UnitDiagnostic*>(segment_data() + segment_count);
    }
};
static_assert(sizeof(Unit) % 4 == 0 && sizeof(Segment) == 12 && sizeof(UnitDiagnostic) == 16);

}  // namespace pilcrow
