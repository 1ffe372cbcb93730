#include "parser/literals/string_value.h"

namespace pilcrow {

std::string_view literal_line_text(const Tree& tree, BlockId line) {
    const std::uint32_t number = (*tree.reading)[line].line;
    const LineToken& token = tree.line_token(number);
    return tree.line_text(number).substr(token.content() - token.begin);
}

Position literal_line_position(const Tree& tree, BlockId line, std::size_t byte) {
    const std::uint32_t number = (*tree.reading)[line].line;
    const LineToken& token = tree.line_token(number);
    return {number, token.content() - token.begin + static_cast<std::uint32_t>(byte)};
}

std::optional<LiteralError> append_string_value(const Tree& tree, NodeRef string,
                                                std::string& value) {
    const Node& node = tree.node(string);
    const Token& token = tree.unit(string.block)->token(node.first_token);
    const std::string_view text = tree.token_text(string.block, node.first_token);
    const std::string_view body = split_string(text, token.flags).body;
    if (const auto error = append_string_text(body, token.flags, value)) {
        const std::size_t at = static_cast<std::size_t>(body.data() - text.data()) + error->begin;
        return LiteralError{
            error->problem,
            tree.position(string.block, token.begin + static_cast<std::uint32_t>(at))};
    }
    if (!node.has(hanging)) {
        return std::nullopt;
    }
    const BlockTree& blocks = *tree.reading;
    const BlockId segment = tree.reading->segment(string.block, node.segment());
    for (BlockId line = blocks.first_child(segment); line != no_block;
         line = blocks.next_sibling(line)) {
        value += '\n';
        if (const auto error =
                append_string_text(literal_line_text(tree, line), token.flags, value)) {
            return LiteralError{error->problem, literal_line_position(tree, line, error->begin)};
        }
    }
    return std::nullopt;
}

}  // namespace pilcrow
