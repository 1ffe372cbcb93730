#include "lsp/protocol/symbols.h"

namespace pilcrow::lsp {

int number_of(SymbolKind kind) {
    switch (kind) {
    case SymbolKind::Module: return 2;
    case SymbolKind::Class:
    case SymbolKind::TypeAlias: return 5;
    case SymbolKind::Method: return 6;
    case SymbolKind::Property: return 7;
    case SymbolKind::Field: return 8;
    case SymbolKind::Constructor: return 9;
    case SymbolKind::Enum: return 10;
    case SymbolKind::Function: return 12;
    case SymbolKind::Variable: return 13;
    case SymbolKind::Constant: return 14;
    case SymbolKind::EnumMember: return 22;
    }
    return 13;
}

}  // namespace pilcrow::lsp
