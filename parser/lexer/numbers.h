// Numbers, exactly as CPython 3.13's tokenizer reads them.
#pragma once

#include "parser/lexer/token.h"

namespace pilcrow::lexer {

struct Number {
    const char* end;
    TokenKind kind;  // Int, Float or Imaginary
    bool valid;      // false: malformed; `end` is then behind every letter and digit that follows
};

// The number that begins at `at`: a digit, or a dot before a digit. Reads up to the first byte that
// can be no part of it, so the text needs an end that is none (a line end or NUL).
Number scan_number(const char* at);

}  // namespace pilcrow::lexer
