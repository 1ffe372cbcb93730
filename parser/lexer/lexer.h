// Line lexer: Python 3.13's tokens, for both layouts.
//
// Pilcrow: one call per segment; the text never contains a line end, and a string or field that is
// open at its end ends there. Python: one call per logical line; inside brackets and triple-quoted
// strings it goes on over line ends.
//
// It appends to the builder's tokens, comments and diagnostics and never fails: characters outside
// the language become Error tokens. It does not balance brackets (the layouts do), except that it
// tracks the nesting inside f-string fields. Nothing here recurses: nested f-strings are a small
// explicit stack (CPython's limits on nesting hold: 150 levels of f-strings, 200 brackets).
//
// Cost: about 2 ns a byte of code; comments and strings at memory speed.
#pragma once

#include "parser/syntax/unit_builder.h"

#include <string_view>

namespace pilcrow {

// How the segment ended, as far as the lexer can tell.
struct LexedSegment {
    std::uint32_t end;        // bytes of `text` consumed (Python: up to and with the line end)
    bool open_literal;        // ends inside a triple-quoted string (its token has string_open)
    std::uint8_t string_flags; // of that string
};

// Lexes `text` (no line ends inside), whose first byte has the own offset `own_begin`.
LexedSegment lex_segment(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin);

// Lexes one literal line of an f-string: `text` is what follows its quote.
void lex_fstring_line(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                      std::uint8_t string_flags);
// Checks the escapes of one literal line of a plain string; reports only.
void check_literal_line(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                        std::uint8_t string_flags);

// Lexes one logical line of Python source that starts at `text[0]` (a token, not white space).
LexedSegment lex_logical_line(UnitBuilder& builder, std::string_view text);

} // namespace pilcrow
