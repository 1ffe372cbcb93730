// Frames: which brackets, clauses and lists are open before a cursor, from the tokens alone.
//
// One walk forward over the tokens of the statement up to the cursor, its hung brackets' units
// included: of each unit further out the tokens up to the bracket that hangs. It is not a parser:
// it knows no errors, and so reads a broken line as far as the cursor like any other.
//
// In Python's layout a bracket that is never closed takes the lines below it; the walk begins anew
// on the cursor's line if that stands no deeper than its statement.
#pragma once

#include "lsp/source/places.h"

#include <string_view>
#include <vector>

namespace pilcrow::lsp::completion {

enum class FrameKind : std::uint8_t {
    Statement,       // the outermost; nothing is open
    Call,            // f(
    Bases,           // class C(
    Parameters,      // def f(
    Lambda,          // lambda: no bracket
    Subscript,       // x[
    TypeParameters,  // def f[
    Round,           // ( that is none of these
    Square,          // [
    Curly,           // {
    ImportNames,     // from m import (
    WithItems,       // with (
    PatternRound,
    PatternSquare,
    PatternCurly,
    PatternClass,  // case C(
    String,        // an f-string
    Field,         // { in it
};

enum class Mode : std::uint8_t {
    Value,         // an expression
    Target,        // for x in, before `in`
    Alias,         // behind `as`
    Annotation,    // behind `:` or `->`
    Name,          // a name being made up: a parameter, a definition
    KeywordValue,  // call: behind `name=`
    MappingValue,  // { key:
    Pattern,
    ImportModule,   // import a.b
    ImportNames,    // from m import
    Scope,          // global, nonlocal
    Specification,  // f"{x:…"
};

struct Frame {
    FrameKind kind = FrameKind::Statement;
    Mode mode = Mode::Value;
    BlockId block = no_block;         // of the opener
    std::uint32_t opener = no_token;  // its token; of Statement: the statement's first token
    std::uint32_t item = 0;           // elements before the cursor's
    TokenRef item_begin;              // the first token of the cursor's element, or none
    TokenRef keyword;                 // KeywordValue: the name
    bool comprehension = false;       // a `for` stands before the cursor in this element
    bool conditional = false;         // an `if` without its `else` likewise
    static constexpr std::uint32_t no_token = 0xffffffffu;
};

// What the statement is that the cursor stands in.
enum class Head : std::uint8_t {
    None,  // an expression, an assignment, nothing
    Import,
    From,
    Def,
    Class,
    For,
    While,
    If,
    Elif,
    With,
    Except,
    Try,
    Match,
    Case,
    Decorator,
    Global,
    Nonlocal,
    Raise,
    Return,
    Assert,
    Delete,
    Type,
    Other,  // another keyword
};

struct Walk {
    std::vector<Frame> frames;  // never empty; the innermost last
    Head head = Head::None;
    BlockId block = no_block;  // the unit that the cursor stands in, or none: on an empty line
    std::uint32_t end = 0;     // tokens of `block` before the cursor, its own word left out
    TokenRef previous;         // the last of them, or none at the beginning of an element
    TokenRef before_previous;
    TokenRef word;          // the word that the cursor touches, or none
    bool assigned = false;  // a `=` of an assignment stands before the cursor
    bool imported = false;  // From: behind `import`
    bool statement_begins = false;
    bool line_begins = false;   // nothing of the line stands before the word
    bool header_ended = false;  // behind the colon of a header, on its line
    TokenRef string;            // the string token that the cursor is in, or none

    const Frame& top() const { return frames.back(); }
};

// What is open at `place`. O(tokens of the statement's units up to it).
Walk walk_to(const Tree& tree, Position place);

TokenKind kind_of(const Tree& tree, TokenRef token);
std::string_view text_of(const Tree& tree, TokenRef token);
// An operand ends with this token: what follows is an operator.
bool ends_operand(const Tree& tree, TokenRef token);

}  // namespace pilcrow::lsp::completion
