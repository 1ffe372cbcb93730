// Bracket balance: makes every opening token of a unit have its closer.
//
// Within a line, openers and closers are matched; one that has no partner is reported on its line
// and mended, so that the parser never sees an unbalanced bracket: a missing closer becomes a
// virtual token, a closer that closes nothing a Skipped one. Across the segments of a node, the
// openers of a segment that hangs stay open until a `\` or the node's end closes them.
//
// f-strings are levels of their own: a closer inside a field never closes what is open around it.
//
// Cost: linear in the tokens, whatever is wrong with them. No recursion.
#pragma once

#include "parser/syntax/unit_builder.h"

#include <array>
#include <cstdint>
#include <vector>

namespace pilcrow::layout {

class BracketBalance {
public:
    explicit BracketBalance(UnitBuilder& builder) : builder_(builder) {}

    void clear();
    // Whether each bracket and f-string from token `first` on has its partner there, as nearly
    // always: then scan() has nothing to do. May say no where that is so.
    bool closed_in_itself(std::uint32_t first) const;
    // Matches the tokens from `first` to the last, which are one segment's. What it and the close_…
    // functions put between tokens is put there by flush(), which must come before tokens are
    // appended; until then all indices count in the tokens as scanned.
    // `closed`: the lexer has seen that all brackets among them have their partner.
    void scan(std::uint32_t first, bool closed = false);
    void flush() {
        if (!insertions_.empty()) insert_pending();
    }

    bool empty() const { return open_.empty(); }
    // Openers that this segment left open, and those that earlier segments did.
    bool own_open() const { return open_.size() > carried_; }
    bool carried_open() const { return carried_ > 0; }
    // Kind of the innermost open token: an opening bracket, String or FStringStart (a literal), or
    // End if nothing is open.
    TokenKind innermost() const { return open_.empty() ? TokenKind::End : open_.back().kind; }

    // Opens what the tokens do not show: a virtual bracket, or a hanging literal.
    void open(TokenKind kind, std::uint32_t begin, std::uint32_t end);
    // Closes what this segment left open, as an error; the closers stand before token `before`.
    // True if that was reported here or before.
    bool close_own(std::uint32_t before);
    // Closes, without an error, what earlier segments left open, before token `before`.
    void close_carried(std::uint32_t before);
    // Closes the innermost opener by a token at the end, without an error.
    void close_innermost(std::uint32_t own_offset);

private:
    struct Open {
        TokenKind kind;
        std::uint32_t begin;  // own offsets of the opener
        std::uint32_t end;
        std::uint32_t wrong_closer;  // 1 + index of the finding on a closer that did not fit, or 0
        std::uint32_t wrong_token;   // and its token
    };
    struct Insertion {
        std::uint32_t before;  // token
        Token token;
        std::size_t found;  // when
    };
    using Counts = std::array<std::uint32_t, 3>;  // open brackets of each kind

    void push(TokenKind kind, std::uint32_t begin, std::uint32_t end);
    void pop();
    void begin_counting();
    void close_bracket(std::uint32_t index);
    void close_level(std::uint32_t index);  // at an FStringEnd
    // Puts the closer of the innermost opener before a token; reports it if `report`.
    void close_unclosed(std::uint32_t before, bool report);
    void insert_pending();

    UnitBuilder& builder_;
    std::vector<Open> open_;
    std::vector<Insertion> insertions_;
    std::size_t carried_ = 0;
    std::size_t level_ = 0;  // openers below this index belong to an outer level
    std::vector<std::size_t> outer_levels_;
    // Kept from the first closer on that does not fit: of this level, and of those around it.
    bool counting_ = false;
    Counts counts_{};
    std::vector<Counts> outer_counts_;
};

}  // namespace pilcrow::layout
