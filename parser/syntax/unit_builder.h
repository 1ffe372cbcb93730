// The growing form of a unit, reused from one unit to the next so that parsing allocates nothing.
//
// Who fills what, in this order:
//   1. a layout (layout/pilcrow, layout/python) sets `role`, adds the own text's pieces and lets
//      the lexer append tokens and comments, adds `segments` with their openers, and balances the
//      brackets: when it is done every opener has its closer (virtual where implied), a hanging
//      opener is followed by a Hang token, and closers that close nothing are Skipped;
//   2. parse_unit() appends the End token and the nodes, sets `root`, `flags`, and the segments'
//   roles and hang_nodes;
//   3. finish() copies all into one block of an Arena.
// Everyone may append diagnostics.
#pragma once

#include "parser/syntax/arena.h"
#include "parser/syntax/unit.h"

#include <string_view>
#include <vector>

namespace pilcrow {

// A piece of own text: one line (Pilcrow), or the whole unit (Python).
struct OwnPiece {
    std::uint32_t own_begin;
    std::string_view text;
};

struct UnitBuilder {
    Role role = Role::Statement;
    std::uint8_t string_flags = 0;
    std::uint8_t flags = 0;  // UnitFlags
    Role fits = Role::Unknown;
    NodeId root = no_node;
    std::uint32_t own_size = 0;
    std::vector<OwnPiece> pieces;
    std::vector<Node> nodes;
    std::vector<Token> tokens;
    std::vector<Comment> comments;
    std::vector<Segment> segments;
    std::vector<UnitDiagnostic> diagnostics;

    // Empties everything; nodes[0] is put in place.
    void clear(Role new_role);
    // Index of the segment that an own offset lies in. O(log segments).
    std::uint32_t segment_of(std::uint32_t own_offset) const;
    // Own text between two own offsets, which must lie in one piece. O(log pieces).
    std::string_view text(std::uint32_t begin, std::uint32_t end) const;
    std::string_view text(const Token& token) const { return text(token.begin, token.end); }

    UnitDiagnostic& report(Code code, std::uint32_t begin, std::uint32_t end,
                           TokenKind token = TokenKind::End, Fix fix = Fix::None,
                           std::uint32_t related = 0);
    bool has_errors() const;  // a diagnostic of Severity::Error

    // Copies the unit (whose last token is End, see parse_unit) into `arena` and returns it.
    const Unit* finish(Arena& arena);
};

}  // namespace pilcrow
