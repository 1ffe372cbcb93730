// The stream of one statement: its tokens and everything that hangs in it, without a layout.
//
// Both layouts say the same things about a statement: which tokens it has, which of its brackets
// **hang** (their elements stand on lines of their own), and before which tokens a line is
// **broken**. Pilcrow shows the first with items and the second with `\` lines, Python with line
// ends in brackets. A stream holds just that: it is filled from a tree of either layout (fill.h),
// normalised (groups.h), broken where it is too wide (breaking.h), and written in either layout
// (writer.h). What it holds of the text is views into the tree or strings of its own, so a stream
// must not outlive the tree.
//
// Elements of brackets are divided by *separators*: comma tokens with the flag. Every opener's
// partner is its closer and the other way round; both are always there.
//
// A **gap** is what lies before a token; its comments end at the token's `comments` and begin where
// those of the token before it end. The last token is an End, whose gap is the statement's end.
#pragma once

#include "parser/outline/outline.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::printer {

// Where a line may be broken before a token, by how loosely that token binds: a line that is too
// long is broken at the last kind that it has. The order is that of Python's grammar.
enum class Break : std::uint8_t {
    None,
    Strings,    // between adjacent strings
    Attribute,  // before `.name`
    Power,
    Factor,
    Term,
    Shift,
    BitAnd,
    BitXor,
    BitOr,
    Compare,
    And,
    Or,
    Conditional,    // before `if` and `else`
    Comprehension,  // before `for`, `async for` and `if`
    Comma,          // outside brackets
};

// Whether Python's form of a bracket that hangs has a comma behind its last element.
enum class TrailingComma : std::uint8_t { Usual, OfSeveral, Never, Needed };

enum TokenBits : std::uint16_t {
    bit_space = 0x01,        // white space before it, within a line
    bit_newline = 0x02,      // Python: a line end stands in its gap
    bit_broken = 0x04,       // a line is broken before it
    bit_separator = 0x08,    // a comma between elements of a bracket
    bit_hangs = 0x10,        // an opener
    bit_grouping = 0x20,     // an opener whose pair is not needed where it hangs
    bit_preferred = 0x40,    // an opener that hangs before others do: parameters, bases
    bit_listing = 0x80,      // Break::Comma of a list that Pilcrow and Python put in brackets
    bit_blank = 0x100,       // a blank line stands before it (items)
    bit_with_list = 0x200,   // the `(` of a with statement's list
    bit_never = 0x400,       // an opener that cannot hang where it stands
    bit_tuple = 0x800,       // the `(` of a tuple that could do without
    bit_unwrapped = 0x1000,  // Break::Comma round which Python can put no parentheses
};

struct StreamToken {
    std::string_view text;
    std::uint32_t width;     // columns of `text`; of a literal: up to its quotes
    std::uint32_t line;      // of the source
    std::uint32_t partner;   // brackets
    std::uint32_t literal;   // index in `literals` + 1; 0: none
    std::uint32_t comments;  // one past the index of its gap's last comment
    std::uint16_t bits;      // TokenBits
    TokenKind kind;
    Break before;
    TrailingComma comma;  // openers

    bool has(TokenBits bit) const { return (bits & bit) != 0; }
};

// A string over several lines. The token's text is its prefix and quotes; its value is `lines`
// with a newline before each but the first.
struct Literal {
    std::uint8_t flags;  // TokenFlags of the string
    std::string_view prefix;
    std::vector<std::string_view> lines;  // raw, as they are written
    // Comments among the lines (Pilcrow): before which line each stands.
    struct Inside {
        std::uint32_t line;
        PlacedComment comment;
    };
    std::vector<Inside> comments;
};

// An expression that stands by itself in a statement: [begin, end) of the tokens. Python puts
// parentheses round it where it has to be broken.
struct Region {
    std::uint32_t begin;
    std::uint32_t end;
    // A tuple without parentheses: they go round it where it is broken at its own commas. The
    // regions of its elements follow.
    bool is_tuple = false;
};

struct Stream {
    std::vector<StreamToken> tokens;
    std::vector<PlacedComment> comments;
    std::vector<Literal> literals;
    std::vector<Region> regions;      // in order; none inside another but a tuple's
    std::deque<std::string> strings;  // text that is not the source's

    void clear();
    // Sets every bracket's partner. O(tokens).
    void pair_up();
    std::uint32_t size() const { return static_cast<std::uint32_t>(tokens.size()) - 1; }
    std::uint32_t first_comment(std::uint32_t token) const {
        return token == 0 ? 0 : tokens[token - 1].comments;
    }
    bool has_comments(std::uint32_t token) const {
        return first_comment(token) < tokens[token].comments;
    }
    std::string_view keep(std::string text) { return strings.emplace_back(std::move(text)); }
};

constexpr bool opens(const StreamToken& token) { return is_opening(token.kind); }
constexpr bool closes(const StreamToken& token) { return is_closing(token.kind); }

// Whether a token stands behind a bracket that hangs, or a literal: Pilcrow begins a line there.
inline bool behind_hang(const Stream& stream, std::uint32_t index) {
    const StreamToken& before = stream.tokens[index - 1];
    return before.literal != 0 || (closes(before) && stream.tokens[before.partner].has(bit_hangs));
}

}  // namespace pilcrow::printer
