// Tree: a whole file as the front-end reads it. Immutable; copies share everything.
//
// The text is held in **chunks** of a few hundred lines, so that an edit copies one chunk and a
// few pointers. Places are (line, byte in the line); nothing here needs an offset in the file.
// `shape` is the block tree of the text; `reading` is the same tree after section 3's rules for
// damaged text (a statement read as a continuation, statements that go on with a group before
// them), and the very same object where nothing is damaged. Everyone but `tree --lines`, the
// delimiter layer and structural editing uses `reading`.
//
// **Walking.** A NodeRef is (head of the unit's block, node). `first_child`/`next_sibling` step
// through a Hang into the item units and out again, so that the contents of a hung bracket look
// like those of a bracket on one line; empty items are passed over. Statements of a block:
// `first_statement(segment)` and `next_statement(block)`, or BlockTree's own walk.
#pragma once

#include "parser/blocks/block_tree.h"
#include "parser/syntax/arena.h"
#include "parser/syntax/unit.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow {

enum class Layout : std::uint8_t { Pilcrow, Python };

struct Position {
    std::uint32_t line;  // from 0
    std::uint32_t byte;  // in the line, from 0
    friend auto operator<=>(const Position&, const Position&) = default;
};
struct Range {
    Position begin;
    Position end;  // exclusive
    friend bool operator==(const Range&, const Range&) = default;
};

struct Chunk {
    std::shared_ptr<const std::string> text;  // offsets of `lines` count in it
    std::vector<LineToken> lines;
    std::vector<const Unit*> units;  // parallel: of the block whose head is on that line
    std::vector<std::shared_ptr<const Arena>> arenas;  // keep the units alive
};

struct NodeRef {
    BlockId block = no_block;  // head of the unit, in `reading`
    NodeId node = no_node;
    explicit operator bool() const { return node != no_node; }
    friend bool operator==(const NodeRef&, const NodeRef&) = default;
};

enum class Display : std::uint8_t {
    Paren,
    Tuple,
    Generator,
    List,
    ListComprehension,
    Set,
    SetComprehension,
    Dict,
    DictComprehension,
};

class Tree {
public:
    Layout layout = Layout::Pilcrow;
    std::vector<std::shared_ptr<const Chunk>> chunks;
    std::vector<std::uint32_t> chunk_first_line;  // parallel to chunks
    std::uint32_t line_count = 0;
    std::shared_ptr<const BlockTree> shape;  // Pilcrow: section 2; Python: logical lines
    std::shared_ptr<const BlockTree> reading;

    // --- lines ---
    std::uint32_t chunk_of(std::uint32_t line) const {
        const std::uint32_t guess = line / usual_chunk_lines;
        if (guess < chunk_first_line.size() && chunk_first_line[guess] <= line &&
            (guess + 1 == chunk_first_line.size() || line < chunk_first_line[guess + 1])) {
            return guess;
        }
        return search_chunk(line);
    }
    // The line's token; its offsets count in its chunk's text. O(log chunks).
    const LineToken& line_token(std::uint32_t line) const {
        const std::uint32_t chunk = chunk_of(line);
        return chunks[chunk]->lines[line - chunk_first_line[chunk]];
    }
    // Text of a line without its terminator.
    std::string_view line_text(std::uint32_t line) const {
        const std::uint32_t chunk = chunk_of(line);
        const LineToken& token = chunks[chunk]->lines[line - chunk_first_line[chunk]];
        return {chunks[chunk]->text->data() + token.begin, token.end - token.begin};
    }
    // The whole text again, byte for byte.
    std::string text() const;
    // Whether that is `text`; makes no copy.
    bool has_text(std::string_view text) const;

    // --- units ---
    // The unit of a block's head, or null (plain literal lines).
    const Unit* unit(BlockId head) const {
        const std::uint32_t line = (*reading)[head].line;
        const std::uint32_t chunk = chunk_of(line);
        return chunks[chunk]->units[line - chunk_first_line[chunk]];
    }
    // Index of the segment that an own offset lies in. O(log segments).
    std::uint32_t segment_of(BlockId head, std::uint32_t own_offset) const;
    // Own text between own offsets inside one segment (Pilcrow), anywhere in the unit (Python).
    std::string_view own_text(BlockId head, std::uint32_t begin, std::uint32_t end) const;
    // Place of an own offset. O(log segments) in Pilcrow, O(log lines of the unit) in Python.
    Position position(BlockId head, std::uint32_t own_offset) const;

    // --- nodes ---
    const Node& node(NodeRef ref) const { return unit(ref.block)->node(ref.node); }
    NodeKind kind(NodeRef ref) const { return node(ref).kind; }
    NodeRef root(BlockId head) const;
    // Children in source order, through Hang (which never shows). See above.
    NodeRef first_child(NodeRef ref) const {
        const Unit& its_unit = *unit(ref.block);
        const Node& at = its_unit.node(ref.node);
        // A Hang's and a hanging String's field is a segment; their contents are no nodes below
        // them.
        if (at.kind == NodeKind::Hang || at.kind == NodeKind::String) return {};
        return child(its_unit, {ref.block, at.first_child});
    }
    NodeRef next_sibling(NodeRef ref) const {
        const Unit& its_unit = *unit(ref.block);
        const Node& at = its_unit.node(ref.node);
        if (at.next != no_node) return child(its_unit, {ref.block, at.next});
        return ref.node == its_unit.root ? sibling_of_root(ref) : NodeRef{};
    }
    std::vector<NodeRef> children(NodeRef ref) const;
    // What a Round-, Square- or CurlyDisplay is. O(1).
    Display display_kind(NodeRef ref) const;
    // A comma stands behind the last element, on its line or (hung) as an item's own.
    bool has_trailing_comma(NodeRef ref) const;
    // Whole range, up to the end of the last item where it hangs.
    Range range(NodeRef ref) const;
    std::string_view token_text(BlockId head, std::uint32_t token) const;
    // Text of a Name node's token.
    std::string_view name(NodeRef ref) const {
        return token_text(ref.block, node(ref).first_token);
    }

    // --- blocks of statements ---
    // Statements that a header opens: its indented block. (A suite on the header's line is a child
    // node, Suite.) The first statement's block, or no_block. Given no_block: of the file.
    // Statements that damage left among the items of a header's bracket count; items that it left
    // in a block are passed over.
    BlockId first_statement(BlockId head) const;
    BlockId next_statement(BlockId head) const;

private:
    // Full parses make chunks of this many lines, so the quotient is the first guess.
    static constexpr std::uint32_t usual_chunk_lines = 256;
    std::uint32_t search_chunk(std::uint32_t line) const;
    // The node, or what stands there where it is a Hang.
    NodeRef child(const Unit& its_unit, NodeRef ref) const {
        if (ref.node == no_node) return {};
        return its_unit.node(ref.node).kind == NodeKind::Hang ? child_behind_hang(ref) : ref;
    }
    NodeRef child_behind_hang(NodeRef hang) const;
    // What follows a unit's root: another item, or what follows the Hang that they stand for.
    NodeRef sibling_of_root(NodeRef ref) const;
    Position end_of_token(BlockId head, std::uint32_t token) const;
};

// Children of a node as a range: for (NodeRef child : ChildRange(tree, node)).
class ChildRange {
public:
    ChildRange(const Tree& tree, NodeRef parent) : tree_(&tree), parent_(parent) {}
    class iterator {
    public:
        iterator(const Tree* tree, NodeRef at) : tree_(tree), at_(at) {}
        NodeRef operator*() const { return at_; }
        iterator& operator++() {
            at_ = tree_->next_sibling(at_);
            return *this;
        }
        bool operator!=(const iterator& other) const { return !(at_ == other.at_); }

    private:
        const Tree* tree_;
        NodeRef at_;
    };
    iterator begin() const { return {tree_, tree_->first_child(parent_)}; }
    iterator end() const { return {tree_, NodeRef{}}; }

private:
    const Tree* tree_;
    NodeRef parent_;
};

}  // namespace pilcrow
