#include "parser/literals/debug_text.h"

#include "parser/literals/strings.h"

#include <algorithm>

namespace pilcrow {

void append_debug_text(const Tree& tree, NodeRef field, std::string& text) {
    const Unit& unit = *tree.unit(field.block);
    const Node& node = tree.node(field);
    std::uint32_t equal = unit.node(node.first_child).end_token;
    while (equal < node.end_token && unit.token(equal).kind != TokenKind::Equal) {
        ++equal;
    }
    std::uint32_t begin = unit.token(node.first_token).end;
    std::uint32_t end = unit.token(equal + 1).begin;
    if (unit.token(equal + 1).kind == TokenKind::Colon) {
        // CPython takes the `!` of a `!=` for a conversion's; where a format spec comes next, and
        // no conversion, the text ends there.
        int depth = 0;
        for (std::uint32_t index = node.first_token + 1; index < equal; ++index) {
            const Token& token = unit.token(index);
            depth += is_opening(token.kind) ? 1 : is_closing(token.kind) ? -1 : 0;
            if (depth == 0 && token.kind == TokenKind::NotEqual) {
                end = token.begin;
            }
        }
    }
    const auto append = [&](std::uint32_t until) {
        // Raw, but with the line ends of a value.
        append_string_text(tree.own_text(field.block, begin, until), string_raw, text);
    };
    const auto comments = unit.comments();
    auto comment = std::lower_bound(
        comments.begin(), comments.end(), begin,
        [](const Comment& one, std::uint32_t offset) { return one.begin < offset; });
    for (; comment != comments.end() && comment->begin < end; ++comment) {
        append(comment->begin);
        begin = comment->end;
    }
    append(end);
}

}  // namespace pilcrow
