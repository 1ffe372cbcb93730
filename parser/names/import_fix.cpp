#include "parser/names/import_fix.h"

#include <algorithm>
#include <string>

namespace pilcrow::names {
namespace {

// Of an import's unit, and of the lines that hang from it.
constexpr std::uint32_t most_nodes = 512;
constexpr std::uint32_t most_lines = 256;

bool is_import(const Node& node) {
    return node.kind == NodeKind::Import || node.kind == NodeKind::ImportFrom;
}

class ImportFix {
public:
    ImportFix(const Tree& tree, BlockId block, std::uint32_t token)
        : tree_(tree), blocks_(*tree.reading), block_(block), token_(token) {}

    std::optional<FixEdits> make() {
        const Unit& unit = *tree_.unit(block_);
        const bool item = unit.role == Role::ImportName;
        head_ = item ? blocks_.head(blocks_.parent(block_)) : block_;
        if (tree_.unit(head_)->node_count > most_nodes) return std::nullopt;
        statement_ = item ? import_that_hangs() : import_around_token();
        if (statement_ == no_node || !sound()) return std::nullopt;
        NodeRef alias;
        NodeRef before;
        NodeRef behind;
        std::size_t count = 0;
        for (NodeRef one = tree_.first_child({head_, statement_}); one;
             one = tree_.next_sibling(one)) {
            const Node& node = tree_.node(one);
            if (node.kind != NodeKind::Alias) continue;
            ++count;
            if (one.block == block_ && node.first_token <= token_ && token_ < node.end_token) {
                alias = one;
            } else if (!alias) {
                before = one;
            } else if (!behind) {
                behind = one;
            }
        }
        if (!alias) return std::nullopt;
        FixEdits fix{"remove the import", {}, false};
        fix.edits.push_back(count == 1 ? without_statement() : without(before, alias, behind));
        return fix;
    }

private:
    // The import in its unit that the token belongs to, perhaps of several behind each other.
    NodeId import_around_token() const {
        const std::span<const Node> nodes = tree_.unit(block_)->nodes();
        for (NodeId id = 1; id < nodes.size(); ++id) {
            const Node& node = nodes[id];
            if (is_import(node) && node.first_token <= token_ && token_ < node.end_token) return id;
        }
        return no_node;
    }
    NodeId import_that_hangs() const {
        const std::span<const Node> nodes = tree_.unit(head_)->nodes();
        for (NodeId id = 1; id < nodes.size(); ++id) {
            if (is_import(nodes[id]) && nodes[id].has(hanging)) return id;
        }
        return no_node;
    }

    bool sound() const {
        const Unit& own = *tree_.unit(head_);
        if ((own.flags & unit_damaged) != 0) return false;
        // The lines of a header's block are no part of an import on the header's line.
        if (is_header(own.node(own.root).kind)) return true;
        const BlockId end = blocks_.node_end(head_);
        if (end - head_ > most_lines) return false;
        for (BlockId block = head_ + 1; block < end; ++block) {
            if (!blocks_.is_head(block)) continue;
            const Unit* unit = tree_.unit(block);
            if (unit == nullptr || (unit->flags & unit_damaged) != 0) return false;
        }
        return true;
    }

    std::string_view line(std::uint32_t number) const { return tree_.line_text(number); }
    std::uint32_t size(std::uint32_t number) const {
        return static_cast<std::uint32_t>(line(number).size());
    }

    // Lines [first, last] with their terminators.
    TextEdit without_lines(std::uint32_t first, std::uint32_t last) const {
        if (last + 1 < tree_.line_count) return {{{first, 0}, {last + 1, 0}}, ""};
        if (first == 0) return {{{0, 0}, {last, size(last)}}, ""};
        return {{{first - 1, size(first - 1)}, {last, size(last)}}, ""};
    }

    TextEdit without(NodeRef before, NodeRef alias, NodeRef behind) const {
        const Range own = tree_.range(alias);
        if (alias.block != head_) {  // an item of its own
            return without_lines(own.begin.line, own.end.line);
        }
        if (stands_alone(own)) return without_lines(own.begin.line, own.end.line);
        if (behind && behind.block == head_) {
            return {{own.begin, tree_.range(behind).begin}, ""};
        }
        return {{before ? tree_.range(before).end : own.begin, own.end}, ""};
    }

    // Whether its lines hold the name alone, its comma and a comment: in Python's brackets.
    bool stands_alone(Range own) const {
        if (line(own.begin.line).substr(0, own.begin.byte).find_first_not_of(" \t\f") !=
            std::string_view::npos) {
            return false;
        }
        std::string_view rest = line(own.end.line).substr(own.end.byte);
        rest = rest.substr(std::min(rest.find_first_not_of(" \t\f"), rest.size()));
        if (!rest.starts_with(',')) return false;
        rest = rest.substr(1);
        rest = rest.substr(std::min(rest.find_first_not_of(" \t\f"), rest.size()));
        return rest.empty() || rest.starts_with('#');
    }

    TextEdit without_statement() const {
        const Unit& unit = *tree_.unit(head_);
        const Range own = tree_.range({head_, statement_});
        const Node& node = unit.node(statement_);
        const NodeId before = statement_before(unit);
        if (node.next != no_node) {  // `import a; b`
            return {{own.begin, tree_.range({head_, node.next}).begin}, ""};
        }
        if (before != no_node) return {{tree_.range({head_, before}).end, own.end}, ""};
        if (statement_ != unit.root) return {own, "pass"};  // alone behind a header's colon
        const BlockId parent = blocks_.parent(head_);
        const BlockId behind = blocks_.node_end(head_);
        const bool alone = parent != no_block && blocks_.first_child(parent) == head_ &&
                           (behind >= blocks_.size() || blocks_[behind].previous != parent);
        if (alone) return {own, "pass"};
        return without_lines(own.begin.line, own.end.line);
    }

    NodeId statement_before(const Unit& unit) const {
        const std::span<const Node> nodes = unit.nodes();
        for (NodeId id = 1; id < nodes.size(); ++id) {
            if (nodes[id].next == statement_ &&
                nodes[id].end_token <= unit.node(statement_).first_token &&
                unit.token(nodes[id].end_token).kind == TokenKind::Semicolon) {
                return id;
            }
        }
        return no_node;
    }

    const Tree& tree_;
    const BlockTree& blocks_;
    const BlockId block_;
    const std::uint32_t token_;
    BlockId head_ = no_block;
    NodeId statement_ = no_node;
};

}  // namespace

std::optional<FixEdits> fix_of_unused_import(const Tree& tree, BlockId block, std::uint32_t token) {
    return ImportFix(tree, block, token).make();
}

}  // namespace pilcrow::names
