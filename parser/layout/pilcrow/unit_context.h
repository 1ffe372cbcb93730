// UnitContext: everything outside its own text that a Pilcrow unit depends on.
//
// Own text and context are the whole key of a unit: equal keys give equal units, bit for bit, so
// that a unit can be kept while other lines change. Nothing here holds a line number, or a column
// unless a line stands in the wrong one.
#pragma once

#include "parser/delimiters/delimiters.h"
#include "parser/diagnostics/code.h"
#include "parser/syntax/unit.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace pilcrow::layout {

// What a child's lead says that it is. Most: what most children say.
enum class Kin : std::uint8_t { None, Item, Statement, Literal };
constexpr Kin kin_of(Lead lead) {
    return lead == Lead::Item ? Kin::Item : lead == Lead::Literal ? Kin::Literal : Kin::Statement;
}

enum SegmentFacts : std::uint16_t {
    fact_children = 0x01,   // it has children, wherever they stand
    fact_item = 0x02,       // one child at least stands in the children's column and is an item
    fact_statement = 0x04,  // … a statement
    fact_literal = 0x08,    // … a literal line
    fact_statement_tail = 0x10,  // behind its items stand statements only, in the children's column
    fact_column_wrong = 0x20,    // a `\` that does not stand in `column`
    fact_tab = 0x40,             // a tab in its indentation
    fact_lost = 0x80,            // read as a `\` although it was not written
    fact_in_literal = 0x100,     // a `\` that stands among the lines of a literal
    fact_literal_kept = 0x400,   // its children are no statements, though they seem to be
    fact_interrupts = 0x200,     // a line inside the node that is no part of what the node says
    fact_commas_behind = 0x800,  // its children are no items, and end in commas as Python's do
};

// Facts about one segment: its children, and its own place.
struct SegmentContext {
    std::uint32_t column = 0;  // with fact_column_wrong: where it should stand
    std::uint16_t facts = 0;
    Kin most = Kin::None;            // of the children that stand in the children's column
    Role items_fit = Role::Unknown;  // what most items are, where they do not fit the bracket

    bool has(SegmentFacts fact) const { return (facts & fact) != 0; }
    friend bool operator==(const SegmentContext&, const SegmentContext&) = default;
};
static_assert(sizeof(SegmentContext) == 8);

enum UnitFacts : std::uint8_t {
    unit_among_items = 0x01,   // not an item by its lead: read as one if it can be one
    unit_follower = 0x02,      // in a run of misfits whose first line has the error
    unit_blank_before = 0x04,  // a blank line stands between it and the literal's line before it
    unit_quotes_alone = 0x08,  // closing quotes that nobody needs
    unit_on_trial = 0x40,      // say nothing of how its lines were moved
    unit_role_unsure =
        0x20,  // the line that opens its group is damaged: any role that fits will do
    unit_next_damaged = 0x10,  // the next line has an error: what seems to be missing may be there
};

struct UnitContext {
    Role role = Role::Statement;
    Role items_fit = Role::Unknown;   // an item's: in which role it is read if it fits no better
    std::uint8_t string_flags = 0;    // of the literal that a literal line belongs to
    Code line_error = Code::Count;    // of the line, found by the reading of its group
    Code column_error = Code::Count;  // the line does not stand in its group's column …
    std::uint8_t facts = 0;           // UnitFacts
    std::uint32_t column = 0;         // … which is this one
    std::span<const SegmentContext> segments;  // one for each segment

    bool has(UnitFacts fact) const { return (facts & fact) != 0; }
    // Nothing but the role, as far as the line's own place goes.
    bool is_plain() const {
        return line_error == Code::Count && column_error == Code::Count && facts == 0 &&
               items_fit == Role::Unknown && role != Role::LiteralLine &&
               role != Role::FLiteralLine;
    }
    friend bool operator==(const UnitContext& a, const UnitContext& b) {
        return a.role == b.role && a.items_fit == b.items_fit && a.string_flags == b.string_flags &&
               a.line_error == b.line_error && a.column_error == b.column_error &&
               a.facts == b.facts && a.column == b.column &&
               std::equal(a.segments.begin(), a.segments.end(), b.segments.begin(),
                          b.segments.end());
    }
};

// Whether there is nothing to know of a node of one line that opens `opener` but its role, and that
// it has the children that this asks for, and none else.
inline bool says_no_more(const UnitContext& context, Opener opener) {
    if (!context.is_plain() || context.segments.size() != 1) return false;
    const SegmentContext& facts = context.segments[0];
    const auto all = [](SegmentFacts fact, Kin kin) {
        return SegmentContext{0, static_cast<std::uint16_t>(fact_children | fact), kin};
    };
    switch (opener) {
    case Opener::None: return facts == SegmentContext{};
    case Opener::Block: return facts == all(fact_statement, Kin::Statement);
    case Opener::Bracket: return facts == all(fact_item, Kin::Item);
    case Opener::Literal: return facts == all(fact_literal, Kin::Literal);
    }
    return false;
}

// Whether such a node is read by its text and role alone. The header of a block is, whatever else
// stands among its statements: an edited document keeps its unit while that changes.
inline bool read_by_role_alone(const UnitContext& context, Opener opener) {
    if (opener != Opener::Block) return says_no_more(context, opener);
    if (!context.is_plain() || context.segments.size() != 1) return false;
    SegmentContext place = context.segments[0];
    if (!place.has(fact_children)) return false;
    constexpr unsigned of_children = fact_children | fact_item | fact_statement | fact_literal |
                                     fact_statement_tail | fact_commas_behind;
    place.facts = static_cast<std::uint16_t>(place.facts & ~of_children);
    place.most = Kin::None;
    return place == SegmentContext{};
}

}  // namespace pilcrow::layout
