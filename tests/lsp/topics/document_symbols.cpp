// The outline: a line for each symbol, indented as it stands in others.

#include "lsp/features/document_symbols.h"

#include "tests/lsp/fixture_world.h"
#include "tests/lsp/topics.h"

namespace pilcrow::lsp::fixtures {
namespace {

std::string_view word_of(SymbolKind kind) {
    switch (kind) {
    case SymbolKind::Module: return "module";
    case SymbolKind::Class: return "class";
    case SymbolKind::Enum: return "enum";
    case SymbolKind::EnumMember: return "member";
    case SymbolKind::Method: return "method";
    case SymbolKind::Constructor: return "constructor";
    case SymbolKind::Property: return "property";
    case SymbolKind::Field: return "field";
    case SymbolKind::Function: return "function";
    case SymbolKind::Variable: return "variable";
    case SymbolKind::Constant: return "constant";
    case SymbolKind::TypeAlias: return "type";
    }
    return {};
}

void write(const std::vector<DocumentSymbol>& symbols, std::size_t level, std::string& text) {
    for (const DocumentSymbol& symbol : symbols) {
        text += std::string(2 * level, ' ') + std::string(word_of(symbol.kind)) + ' ' +
                symbol.name + symbol.detail + ' ' + std::to_string(symbol.range.begin.line + 1) +
                '-' + std::to_string(symbol.range.end.line + 1) +
                (symbol.deprecated ? " deprecated\n" : "\n");
        write(symbol.children, level + 1, text);
    }
}

}  // namespace

std::string document_symbols(const Fixture& fixture) {
    const WorldPtr world = world_of(fixture);
    std::string text;
    write(lsp::document_symbols(*main_file(*world, fixture)->tree), 0, text);
    return text;
}

}  // namespace pilcrow::lsp::fixtures
