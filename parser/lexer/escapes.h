// Escape sequences of string literals: whether each is known and complete. Their values are made
// by who needs them.
#pragma once

#include "parser/syntax/unit_builder.h"

#include <string_view>

namespace pilcrow::lexer {

// Reports the escapes of `text`, the inside of a literal without its quotes (or a part of it that
// ends at no escape's middle), whose first byte has the own offset `own_begin`: unknown ones as
// InvalidEscape, incomplete ones as MalformedEscape. `string_flags` are those of the literal's
// token; a raw one has no escapes. Memory speed where there is no backslash.
void check_escapes(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                   std::uint8_t string_flags);

}  // namespace pilcrow::lexer
