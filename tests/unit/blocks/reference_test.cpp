// The block tree beside a reference that walks the rule word by word, on random sequences.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "parser/blocks/block_tree.h"
#include "tests/unit/blocks/shape.h"

namespace pilcrow::test {
namespace {

// Nodes are kept in the order in which they were opened; the top is the last that is still open.
struct ReferenceNode {
    std::int64_t column;
    bool open = true;
    BlockId parent;                 // segment, or no_block
    std::vector<BlockId> segments;  // entries
};

struct Reference {
    std::vector<ReferenceNode> nodes;
    std::vector<std::size_t> node_of;  // entry -> node
    std::vector<std::uint32_t> line_of;

    explicit Reference(const std::vector<LineToken>& lines) {
        for (std::uint32_t line = 0; line < lines.size(); ++line) {
            const LineToken& token = lines[line];
            const std::int64_t column = token.column;
            const Lead lead = token.lead();
            if (lead == Lead::Blank || lead == Lead::Comment) {
                continue;
            }
            const bool continues = lead == Lead::Continue || lead == Lead::Closer;
            for (ReferenceNode& node : nodes) {
                if (continues ? node.column > column : node.column >= column) {
                    node.open = false;
                }
            }
            const auto top = std::find_if(nodes.rbegin(), nodes.rend(),
                                          [](const ReferenceNode& node) { return node.open; });
            const auto entry = static_cast<BlockId>(node_of.size());
            line_of.push_back(line);
            if (continues && top != nodes.rend()) {
                top->segments.push_back(entry);
                node_of.push_back(static_cast<std::size_t>(nodes.rend() - top) - 1);
            } else {
                const BlockId parent = top == nodes.rend() ? no_block : top->segments.back();
                node_of.push_back(nodes.size());
                nodes.push_back({column, true, parent, {entry}});
            }
        }
    }

    const ReferenceNode& node(BlockId entry) const { return nodes[node_of[entry]]; }
    bool is_under(BlockId entry, BlockId segment) const {
        for (BlockId above = node(entry).parent; above != no_block; above = node(above).parent) {
            if (above == segment) {
                return true;
            }
        }
        return false;
    }
    BlockId end(BlockId segment) const {
        BlockId last = segment;
        for (BlockId entry = segment + 1; entry < node_of.size(); ++entry) {
            if (is_under(entry, segment)) {
                last = entry;
            }
        }
        return last + 1;
    }
    std::vector<BlockId> children(BlockId segment) const {
        std::vector<BlockId> heads;
        for (const ReferenceNode& node : nodes) {
            if (node.parent == segment) {
                heads.push_back(node.segments.front());
            }
        }
        return heads;
    }
};

void expect_same(const BlockTree& tree, const Reference& reference) {
    ASSERT_EQ(tree.size(), reference.node_of.size());
    ASSERT_TRUE(tree.verify());
    const auto children = [&](BlockId segment) {
        std::vector<BlockId> heads;
        for (BlockId child = tree.first_child(segment); child != no_block;
             child = tree.next_sibling(child)) {
            heads.push_back(child);
        }
        return heads;
    };
    ASSERT_EQ(children(no_block), reference.children(no_block));
    for (BlockId entry = 0; entry < tree.size(); ++entry) {
        const std::vector<BlockId>& segments = reference.node(entry).segments;
        const auto place = std::find(segments.begin(), segments.end(), entry);
        std::uint32_t depth = 1;
        for (BlockId above = reference.node(entry).parent; above != no_block;
             above = reference.node(above).parent) {
            ++depth;
        }
        ASSERT_EQ(tree.head(entry), segments.front());
        const auto index = static_cast<std::uint32_t>(place - segments.begin());
        ASSERT_EQ(tree.segment_index(entry), index);
        ASSERT_EQ(tree.segment(segments.front(), index), entry);
        ASSERT_EQ(tree.is_head(entry), place == segments.begin());
        ASSERT_EQ(tree.next_segment(entry), place + 1 == segments.end() ? no_block : place[1]);
        ASSERT_EQ(tree.parent(entry), reference.node(entry).parent);
        ASSERT_EQ(tree.depth(entry), depth);
        ASSERT_EQ(tree[entry].end, reference.end(entry));
        ASSERT_EQ(tree.node_end(entry), reference.end(segments.back()));
        ASSERT_EQ(children(entry), reference.children(entry));
        ASSERT_EQ(tree[entry].line, reference.line_of[entry]);
        ASSERT_EQ(tree.at_line(reference.line_of[entry]), entry);
    }
}

TEST(BlockTree, EqualsTheReferenceOnRandomSequences) {
    std::mt19937 random(2718281828);
    for (int round = 0; round < 20'000; ++round) {
        std::vector<LineToken> lines(random() % 40);
        const bool canonical_columns = random() % 2 == 0;
        const bool long_nodes = random() % 4 == 0;
        const std::uint32_t columns = 1 + static_cast<std::uint32_t>(random() % 16);
        for (LineToken& line : lines) {
            const auto column = static_cast<std::uint32_t>(random() % columns);
            line.column = (canonical_columns ? column / 4 * 4 : column) & 0x7FFFFFFu;
            line.lead_bits = static_cast<std::uint32_t>(random() % 7) & 7u;
            if (long_nodes && random() % 4 != 0) {
                line.lead_bits = static_cast<std::uint32_t>(Lead::Continue) & 7u;
            }
        }
        expect_same(BlockTree::build(lines), Reference(lines));
        if (HasFatalFailure()) {
            std::string sequence;
            for (const LineToken& line : lines) {
                sequence += std::to_string(line.column) + "-";
                sequence.append(name_of(line.lead())).append(" ");
            }
            FAIL() << "round " << round << ": " << sequence;
        }
    }
}

}  // namespace
}  // namespace pilcrow::test
