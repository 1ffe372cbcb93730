// The protocol's numbers for kinds of symbols.
#pragma once

#include "lsp/features/document_symbols.h"

namespace pilcrow::lsp {

inline constexpr int deprecated_symbol_tag = 1;

int number_of(SymbolKind kind);

}  // namespace pilcrow::lsp
