// Content: the tokens of one line behind its delimiter, as structural editing asks about them.
//
// Read from that text alone, so it may be damaged or a part of a line. A string is one atom, an
// f-string with all its fields too; brackets know their partners where they have one on the line.
#pragma once

#include "parser/syntax/unit_builder.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp::editing {

struct Atom {
    TokenKind kind;      // String for every kind of string
    std::uint8_t flags;  // TokenFlags of the (first) token
    SoftKeyword soft;
    std::uint32_t begin;  // bytes in the content
    std::uint32_t end;
    std::uint32_t partner;  // brackets: index of the other one, or no_atom
    std::uint32_t around;   // innermost bracket that it stands in (its opener's index), or no_atom

    bool is(TokenKind other) const { return kind == other; }
};
inline constexpr std::uint32_t no_atom = 0xffffffffU;

// A part of a content, in bytes.
struct Span {
    std::uint32_t begin;
    std::uint32_t end;
};

class Content {
public:
    explicit Content(std::string text);

    std::string_view text() const { return text_; }
    std::string_view text(Span span) const {
        return std::string_view(text_).substr(span.begin, span.end - span.begin);
    }
    const std::vector<Atom>& atoms() const { return atoms_; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(atoms_.size()); }
    const Atom& operator[](std::uint32_t index) const { return atoms_[index]; }

    // Where a comment begins; the text's end without one.
    std::uint32_t comment_at() const { return comment_at_; }
    // One past the last byte of code.
    std::uint32_t code_end() const { return atoms_.empty() ? 0 : atoms_.back().end; }

    // Index of the first atom that ends behind `at` (size() if none): the one that holds `at`, or
    // begins behind it.
    std::uint32_t atom_behind(std::uint32_t at) const;
    // The atom that `at` lies inside of, or no_atom.
    std::uint32_t atom_around(std::uint32_t at) const;
    // The innermost bracket that `at` lies in, as its opener's index, or no_atom.
    std::uint32_t bracket_around(std::uint32_t at) const;
    // Where what stands in a bracket ends: at its closer, or the end of the code.
    std::uint32_t inside_end(std::uint32_t opener) const;
    // The commas that part what stands directly in a bracket (no_atom: in none), as indices: not
    // those of a lambda's parameters or a comprehension's target.
    std::vector<std::uint32_t> commas(std::uint32_t opener) const;
    // What they part, without white space; an empty part has no length. Nothing where nothing
    // stands there. A part behind a last comma counts only if it is not empty.
    std::vector<Span> elements(std::uint32_t opener) const;

    // True where more must follow: an operator or a bracket that is not closed stands at the end.
    bool is_unfinished() const;
    // What the content opens at its end. A colon opens a block where it is no lambda's.
    Opener opens() const;
    // The colon behind which a statement's block or suite stands, or no_atom: the first outside
    // all brackets that is no lambda's, in a content that begins as a compound statement does.
    std::uint32_t block_colon() const;
    // A colon outside all brackets that is no lambda's, or no_atom.
    std::uint32_t colon() const;
    bool begins_compound() const { return compound_; }

    // The end of the replacement field of a string atom that `at` lies in, or nothing.
    std::optional<std::uint32_t> field_end(std::uint32_t atom, std::uint32_t at) const;

private:
    std::string text_;
    std::uint32_t comment_at_;
    std::vector<Atom> atoms_;
    std::vector<Span> fields_;  // outermost ones, in order
    bool compound_ = false;
    bool open_literal_ = false;
};

// Where a string's own text stands in an atom: behind prefix and quotes, before the closing ones.
Span body_of(const Content& content, const Atom& string);
// Prefix and quotes of a string.
std::string_view opening_of(const Content& content, const Atom& string);

// True for what an expression can end with (an operand, a closer).
bool ends_operand(const Atom& atom);
// True for what only stands between two operands, if an operand is before it.
bool joins_operands(const Atom& atom);

}  // namespace pilcrow::lsp::editing
