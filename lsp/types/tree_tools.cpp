#include "lsp/types/tree_tools.h"

#include "parser/literals/string_value.h"

namespace pilcrow::lsp {

BlockId statement_before(const Tree& tree, BlockId statement) {
    const BlockTree& blocks = *tree.reading;
    const BlockId around = blocks.parent(statement);
    if (statement == 0 || statement - 1 == around) return no_block;
    BlockId at = blocks.head(statement - 1);
    while (at != no_block && blocks.parent(at) != around) {
        const BlockId up = blocks.parent(at);
        if (up == no_block) return no_block;
        at = blocks.head(up);
    }
    return at;
}

std::string dotted_text(const Tree& tree, NodeRef node) {
    std::vector<std::string_view> parts;
    while (node && tree.kind(node) == NodeKind::Attribute) {
        parts.push_back(own_name(tree, node));
        node = tree.first_child(node);
    }
    if (!node || tree.kind(node) != NodeKind::Name) return {};
    std::string text(tree.name(node));
    for (std::size_t index = parts.size(); index-- > 0;) {
        text += '.';
        text += parts[index];
    }
    return text;
}

NodeRef without_parens(const Tree& tree, NodeRef node) {
    while (node && tree.kind(node) == NodeKind::RoundDisplay &&
           tree.display_kind(node) == Display::Paren) {
        node = tree.first_child(node);
    }
    return node;
}

std::vector<NodeRef> statements_in(const Tree& tree, NodeRef header) {
    std::vector<NodeRef> found;
    const auto add_line = [&](NodeRef root) {
        while (root) {
            found.push_back(root);
            root.node = tree.node(root).next;
        }
    };
    if (header) {
        if (const NodeRef suite = child_of_kind(tree, header, NodeKind::Suite)) {
            for (const NodeRef statement : ChildRange(tree, suite)) found.push_back(statement);
        }
    }
    for (BlockId block = tree.first_statement(header ? header.block : no_block); block != no_block;
         block = tree.next_statement(block)) {
        add_line(root_of(tree, block));
    }
    return found;
}

bool string_value(const Tree& tree, NodeRef node, std::string& value) {
    if (!node) return false;
    if (tree.kind(node) == NodeKind::String)
        return !append_string_value(tree, node, value).has_value();
    if (tree.kind(node) != NodeKind::Strings) return false;
    for (const NodeRef part : ChildRange(tree, node)) {
        if (tree.kind(part) != NodeKind::String || append_string_value(tree, part, value))
            return false;
    }
    return true;
}

}  // namespace pilcrow::lsp
