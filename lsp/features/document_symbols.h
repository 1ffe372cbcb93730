// The outline of a file: its classes, functions and variables, in each other as they stand.
//
// From the tree alone, so what stands in a damaged file outside of the damaged lines is all there.
// O(units).
#pragma once

#include "parser/syntax/tree.h"

#include <string>
#include <vector>

namespace pilcrow::lsp {

enum class SymbolKind : std::uint8_t {
    Module,
    Class,
    Enum,
    EnumMember,
    Method,
    Constructor,  // __init__
    Property,
    Field,  // of a class, or set through self in a method of it
    Function,
    Variable,
    Constant,  // a variable in capitals
    TypeAlias,
};

struct DocumentSymbol {
    std::string name;
    std::string detail;  // parameters, an annotation; may be empty
    SymbolKind kind = SymbolKind::Variable;
    Range range;      // all of it, decorators included
    Range selection;  // its name
    bool deprecated = false;
    std::vector<DocumentSymbol> children;
};

std::vector<DocumentSymbol> document_symbols(const Tree& tree);

}  // namespace pilcrow::lsp
