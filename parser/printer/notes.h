// What a unit's nodes say about its tokens: how they are spaced, where lines may be broken, and
// what its brackets are. One linear pass over the nodes; nothing here looks at the layout.
#pragma once

#include "parser/printer/stream.h"

#include <span>

namespace pilcrow::printer {

enum NoteBits : std::uint16_t {
    note_tight_before = 0x01,  // no white space before it
    note_tight_after = 0x02,
    note_space_before = 0x04,  // white space before it, whatever the token is
    note_space_after = 0x08,
    note_inner_comma = 0x10,  // divides no elements of a bracket
    note_keyword = 0x20,      // a name that is a keyword here, or a sign that stands by itself
    note_grouping = 0x40,     // a parenthesis round a whole value, condition or item
    note_preferred = 0x80,    // see bit_preferred
    note_listing = 0x100,     // see bit_listing
    note_with_list = 0x200,   // see bit_with_list
    note_never = 0x400,       // see bit_never
    note_tuple = 0x800,       // see bit_tuple
    note_unwrapped = 0x1000,  // see bit_unwrapped
};

struct Note {
    std::uint16_t bits = 0;
    Break before = Break::None;
    TrailingComma comma = TrailingComma::Usual;

    bool has(NoteBits bit) const { return (bits & bit) != 0; }
};

// Fills `notes`, which is parallel to the unit's tokens and empty of notes, with all that who
// writes a line as it stands must know. O(nodes).
void take_notes(const Tree& tree, BlockId head, std::span<Note> notes);
// Adds which parentheses stand round a whole, and appends the unit's regions, in its own tokens'
// indices, where `head` is a statement. O(nodes).
void take_wholes(const Tree& tree, BlockId head, std::span<Note> notes,
                 std::vector<Region>& regions);

// Whether white space stands between two tokens on one line.
bool spaced(TokenKind before, const Note& before_note, TokenKind after, const Note& after_note);

// The FStringEnd that belongs to the FStringStart at `first`.
std::uint32_t end_of_fstring(const Unit& unit, std::uint32_t first);

}  // namespace pilcrow::printer
