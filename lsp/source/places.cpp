#include "lsp/source/places.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

bool is_word(TokenKind kind) {
    return kind == TokenKind::Name || is_keyword(kind) || kind == TokenKind::Int ||
           kind == TokenKind::Float || kind == TokenKind::Imaginary || kind == TokenKind::String ||
           kind == TokenKind::FStringMiddle;
}

// Index of the first token of the unit that begins behind `place`.
std::uint32_t first_behind(const Tree& tree, BlockId block, Position place) {
    const auto tokens = tree.unit(block)->tokens();
    std::uint32_t low = 0;
    auto high = static_cast<std::uint32_t>(tokens.size()) - 1;  // the End token
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (tree.position(block, tokens[middle].begin) <= place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// The last entry that begins on `line` or before it.
BlockId entry_before(const Tree& tree, std::uint32_t line) {
    const auto entries = tree.reading->entries();
    const auto behind =
        std::upper_bound(entries.begin(), entries.end(), line,
                         [](std::uint32_t l, const BlockEntry& entry) { return l < entry.line; });
    if (behind == entries.begin()) return no_block;
    return static_cast<BlockId>(behind - entries.begin()) - 1;
}

// Appends the nodes of one unit around a token, from the outermost on.
void descend(const Unit& unit, BlockId block, std::uint32_t token, std::vector<NodeRef>& path) {
    for (NodeId at = unit.root; at != no_node;) {
        const Node& node = unit.node(at);
        if (token < node.first_token || token >= node.end_token) {
            at = node.next;
            continue;
        }
        if (node.kind == NodeKind::Hang) return;
        path.push_back({block, at});
        if (node.kind == NodeKind::String) return;
        at = node.first_child;
    }
}

// The same down to a node; false if it is not in the unit's tree.
bool descend_to(const Unit& unit, BlockId block, NodeId wanted, std::vector<NodeRef>& path) {
    // Depth first; a node's tokens lie within its parent's, so few subtrees are entered.
    struct Open {
        NodeId node;
        std::size_t depth;
    };
    const Node& goal = unit.node(wanted);
    const std::size_t base = path.size();
    std::vector<Open> open;
    if (unit.root != no_node) open.push_back({unit.root, 0});
    while (!open.empty()) {
        const auto [at, depth] = open.back();
        open.pop_back();
        const Node& node = unit.node(at);
        if (node.next != no_node) open.push_back({node.next, depth});
        if (at != wanted && (node.kind == NodeKind::Hang || goal.first_token < node.first_token ||
                             goal.end_token > node.end_token)) {
            continue;
        }
        path.resize(base + depth);
        path.push_back({block, at});
        if (at == wanted) return true;
        if (node.kind != NodeKind::String && node.first_child != no_node) {
            open.push_back({node.first_child, depth + 1});
        }
    }
    path.resize(base);
    return false;
}

// The Hang that the item `block` belongs to: block and node of the unit above; none for statements.
NodeRef hang_of(const Tree& tree, BlockId block) {
    const Unit* unit = tree.unit(block);
    if (unit == nullptr || unit->role == Role::Statement) return {};
    const BlockId segment = tree.reading->parent(block);
    if (segment == no_block) return {};
    const BlockId owner = tree.reading->head(segment);
    const Unit* owner_unit = tree.unit(owner);
    if (owner_unit == nullptr) return {};
    const NodeId hang = owner_unit->segments()[tree.reading->segment_index(segment)].hang_node;
    return hang == no_node ? NodeRef{} : NodeRef{owner, hang};
}

// The units from a statement down to `block`, each with the Hang that the next one stands in.
void descend_through_items(const Tree& tree, BlockId block, std::vector<NodeRef>& path) {
    std::vector<NodeRef> hangs;
    for (NodeRef hang = hang_of(tree, block); hang; hang = hang_of(tree, hang.block)) {
        hangs.push_back(hang);
    }
    for (auto hang = hangs.rbegin(); hang != hangs.rend(); ++hang) {
        const std::size_t before = path.size();
        if (descend_to(*tree.unit(hang->block), hang->block, hang->node, path) &&
            tree.kind(*hang) == NodeKind::Hang && path.size() > before) {
            path.pop_back();  // the Hang itself never shows
        }
    }
}

}  // namespace

BlockId block_at(const Tree& tree, std::uint32_t line) {
    const BlockId entry = entry_before(tree, line);
    if (entry == no_block) return no_block;
    const BlockId head = tree.reading->head(entry);
    if ((*tree.reading)[entry].line == line) return head;
    if (tree.layout == Layout::Pilcrow) return no_block;
    const Unit* unit = tree.unit(head);
    if (unit == nullptr) return no_block;
    return tree.position(head, unit->own_size).line >= line ? head : no_block;
}

TokenRef token_before(const Tree& tree, Position place) {
    const BlockId block = block_at(tree, place.line);
    const Unit* unit = block == no_block ? nullptr : tree.unit(block);
    if (unit == nullptr) return {};
    for (std::uint32_t at = first_behind(tree, block, place); at > 0; --at) {
        const Token& token = unit->token(at - 1);
        if (token.is_virtual() || token.kind == TokenKind::Hang || token.begin == token.end) {
            continue;
        }
        if (tree.position(block, token.end) <= place) return {block, at - 1};
    }
    return {};
}

TokenRef token_touching(const Tree& tree, Position place) {
    const BlockId block = block_at(tree, place.line);
    const Unit* unit = block == no_block ? nullptr : tree.unit(block);
    if (unit == nullptr) return {};
    TokenRef found;
    const std::uint32_t behind = first_behind(tree, block, place);
    for (std::uint32_t at = behind; at > 0; --at) {
        const Token& token = unit->token(at - 1);
        if (token.is_virtual() || token.kind == TokenKind::Hang || token.begin == token.end) {
            continue;
        }
        if (range_of(tree, {block, at - 1}).end < place) break;
        if (!found || is_word(token.kind)) found = {block, at - 1};
        if (is_word(token.kind)) break;
    }
    return found;
}

Range range_of(const Tree& tree, TokenRef token) {
    const Token& at = tree.unit(token.block)->token(token.token);
    return {tree.position(token.block, at.begin), tree.position(token.block, at.end)};
}

std::vector<NodeRef> path_to(const Tree& tree, TokenRef token) {
    std::vector<NodeRef> path;
    const Unit* unit = tree.unit(token.block);
    if (unit == nullptr) return path;
    descend_through_items(tree, token.block, path);
    descend(*unit, token.block, token.token, path);
    return path;
}

std::vector<NodeRef> path_to(const Tree& tree, NodeRef node) {
    std::vector<NodeRef> path;
    const Unit* unit = tree.unit(node.block);
    if (unit == nullptr || node.node == no_node) return path;
    descend_through_items(tree, node.block, path);
    descend_to(*unit, node.block, node.node, path);
    return path;
}

NodeRef parent_of(const Tree& tree, NodeRef node) {
    const std::vector<NodeRef> path = path_to(tree, node);
    return path.size() < 2 || path.back() != node ? NodeRef{} : path[path.size() - 2];
}

BlockId statement_of(const Tree& tree, BlockId block) {
    for (;;) {
        const NodeRef hang = hang_of(tree, block);
        if (!hang) return block;
        block = hang.block;
    }
}

BlockId header_of(const Tree& tree, BlockId statement) {
    const BlockId segment = tree.reading->parent(statement);
    return segment == no_block ? no_block : statement_of(tree, tree.reading->head(segment));
}

Range extent(const Tree& tree, BlockId head) {
    const BlockTree& blocks = *tree.reading;
    const std::uint32_t first = blocks[head].line;
    const LineToken& begin = tree.line_token(first);
    const BlockId last = blocks.node_end(head) - 1;
    const std::uint32_t line = blocks[last].line;
    Position end{line, static_cast<std::uint32_t>(tree.line_text(line).size())};
    if (tree.layout == Layout::Python) {
        const Unit* unit = tree.unit(blocks.head(last));
        if (unit != nullptr) end = std::max(end, tree.position(blocks.head(last), unit->own_size));
    }
    return {{first, begin.lead_at - begin.begin}, end};
}

BlockId header_for(const Tree& tree, Position place) {
    BlockId entry = entry_before(tree, place.line);
    while (entry != no_block) {
        const BlockId head = tree.reading->head(entry);
        if ((*tree.reading)[head].column < place.byte) return statement_of(tree, head);
        entry = tree.reading->parent(head);
    }
    return no_block;
}

TokenRef name_token(const Tree& tree, NodeRef definition) {
    const NodeRef name = tree.first_child(definition);
    if (!name || tree.kind(name) != NodeKind::Name) return {};
    return {name.block, tree.node(name).first_token};
}

TokenRef own_name_token(const Tree& tree, NodeRef ref) {
    const Node& node = tree.node(ref);
    const Unit& unit = *tree.unit(ref.block);
    const auto named = [&](std::uint32_t token) {
        return token < unit.token_count && unit.token(token).kind == TokenKind::Name
                   ? TokenRef{ref.block, token}
                   : TokenRef{};
    };
    switch (node.kind) {
    case NodeKind::Name:
    case NodeKind::Keyword:
    case NodeKind::PatternCapture:
    case NodeKind::PatternKeyword: return named(node.first_token);
    case NodeKind::Parameter:
    case NodeKind::TypeParameter: return named(node.first_token + (node.op != 0 ? 1 : 0));
    case NodeKind::PatternStar:
    case NodeKind::PatternDoubleStar: return named(node.first_token + 1);
    case NodeKind::Attribute:
    case NodeKind::PatternAs:
        return node.end_token > node.first_token ? named(node.end_token - 1) : TokenRef{};
    case NodeKind::Alias:
        return node.has(has_alias) && node.end_token > node.first_token ? named(node.end_token - 1)
                                                                        : TokenRef{};
    case NodeKind::FunctionDef:
    case NodeKind::ClassDef: return name_token(tree, ref);
    default: return {};
    }
}

}  // namespace pilcrow::lsp
