// Where else in the file the thing at the cursor stands: a name's uses, a keyword's partners.
#pragma once

#include "lsp/source/scopes.h"

#include <vector>

namespace pilcrow::lsp {

enum class HighlightKind : std::uint8_t { Text, Read, Write };

struct Highlight {
    Range range;
    HighlightKind kind;
};

// Of a name: all that it means in its scope, written where it is bound. Of an attribute: the same
// attribute of whatever. Of a keyword: the clauses of its statement; of `return`, `raise` and
// `yield` all ways out of the function; of `break` and `continue` those of the loop. In text order.
std::vector<Highlight> highlights(const Scopes& scopes, Position place);

}  // namespace pilcrow::lsp
