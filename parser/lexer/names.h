// Names beyond ASCII: Unicode's XID properties, as PEP 3131 and CPython's str.isidentifier use
// them.
#pragma once

namespace pilcrow::lexer {

// Whether a code point can begin a name, or go on with one. Consumers compare names after NFKC;
// both properties are closed under it.
bool is_name_start(char32_t code_point);
bool is_name_continue(char32_t code_point);

}  // namespace pilcrow::lexer
