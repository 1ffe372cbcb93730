#include "lsp/source/import_words.h"

#include "parser/lexer/token.h"

namespace pilcrow::lsp {

std::string dotted_words(const Tree& tree, NodeRef dotted_name) {
    std::string text;
    for (const NodeRef part : ChildRange(tree, dotted_name)) {
        if (tree.kind(part) != NodeKind::Name) continue;
        if (!text.empty()) text += '.';
        text += tree.name(part);
    }
    return text;
}

std::size_t level_of(const Tree& tree, NodeRef import_from) {
    const Unit& unit = *tree.unit(import_from.block);
    std::size_t level = 0;
    for (std::uint32_t token = tree.node(import_from).first_token + 1; token < unit.token_count;
         ++token) {
        const TokenKind kind = unit.token(token).kind;
        if (kind != TokenKind::Dot && kind != TokenKind::Ellipsis) break;
        level += kind == TokenKind::Dot ? 1 : 3;
    }
    return level;
}

}  // namespace pilcrow::lsp
