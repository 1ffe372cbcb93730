// Line lexer: Python 3.13's tokens, for both layouts.
//
// Pilcrow: one call per segment; the text never contains a line end, and a string or field that is
// open at its end ends there. Python: one call per logical line; inside brackets and triple-quoted
// strings it goes on over line ends.
//
// It appends to the builder's tokens, comments and diagnostics and never fails: characters outside
// the language become Error tokens. Brackets inside f-string fields always come out balanced
// (virtual closers, Skipped strays, one diagnostic); outside of them only lex_logical_line
// balances, since what a Pilcrow segment closes depends on the segment before it. Nothing here
// recurses: open brackets, fields and f-strings are one explicit stack (CPython's limits on nested
// f-strings and format specs hold; brackets are the parser's).
//
// **Reading past the end.** The byte behind every `text` must be readable, and be a line end or
// NUL; a line of a std::string and a string literal are such texts. It saves a comparison a byte.
// Where more may be read, as in a line of a longer text (Surroundings), names are read faster.
//
// What f-strings become: FStringStart, then FStringMiddle and fields (`{` tokens `}`), FStringEnd.
// Inside a field an expression's tokens come as anywhere; on the field's own level `!` is
// Exclamation and `:` is Colon with the format spec behind it, as FStringMiddle (flag string_f) and
// fields again. Where quotes close an f-string inside a spec, or the line ends in a field, the
// field's `}` (and what is open in it) is virtual, with one UnclosedField at its `{`.
//
// Diagnostics' `related`: of a MismatchedCloser the opener's own offset (`token` its kind); of an
// UnclosedString the quote character.
//
// Cost: about 2.5 ns a byte of code; comments and strings at memory speed.
#pragma once

#include "parser/syntax/unit_builder.h"

#include <string_view>

namespace pilcrow {

// How the segment ended, as far as the lexer can tell.
struct LexedSegment {
    std::uint32_t end;  // bytes of `text` consumed (Python: up to and with the line end)
    // Pilcrow: the last token(s) are a triple-quoted string that has not ended: a String with
    // string_open, or an FStringStart with string_open and what follows it without an FStringEnd.
    // Its index in builder.tokens.
    std::uint32_t literal_token = no_literal;
    // Pilcrow: each bracket has its partner in the segment, seen while lexing. False where there
    // are f-strings or more than 30 levels, whatever they hold.
    bool closed = false;

    static constexpr std::uint32_t no_literal = 0xffffffffu;
    bool open_literal() const { return literal_token != no_literal; }
};

// What is known of the text that a line is part of.
struct Surroundings {
    bool check_utf8 = true;          // false where the text is known to be valid
    const char* readable = nullptr;  // all before it may be read; null: the byte behind the line
};

// Lexes `text` (no line ends inside), whose first byte has the own offset `own_begin`.
LexedSegment lex_segment(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                         const Surroundings& around = {});

// Lexes one literal line of an f-string: `text` is what follows its quote. No quote ends it.
void lex_fstring_line(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                      std::uint8_t string_flags, const Surroundings& around = {});
// Checks one literal line of a plain string (escapes, a lone backslash at its end, ASCII in bytes,
// UTF-8); reports only. Memory speed.
void check_literal_line(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                        std::uint8_t string_flags, const Surroundings& around = {});

// Lexes one logical line of Python source that starts at `text[0]` (a token or a backslash, not
// other white space) and balances its brackets; own offsets count from there. A bracket that is
// never closed ends the line before the first line that begins with what can only begin a statement
// and stands at `column` (tabs to 8) or left of it, or behind a colon. `check_utf8` may be false
// where the text is known to be valid.
LexedSegment lex_logical_line(UnitBuilder& builder, std::string_view text, std::uint32_t column,
                              bool check_utf8);

}  // namespace pilcrow
