// Lines: a text as one who edits it sees it.
//
// The tree's lines, and the empty one behind a last line end, where a cursor can stand too. Says of
// each line what it is (a `"` that begins a statement told from one that begins a literal's line)
// and where its content begins. A view: it holds as long as the tree does.
#pragma once

#include "parser/syntax/tree.h"

#include <string>
#include <string_view>

namespace pilcrow::lsp::editing {

enum class LineKind : std::uint8_t { Blank, Comment, Statement, Item, Literal, Continue };

class Lines {
public:
    explicit Lines(const Tree& tree);

    const Tree& tree() const { return tree_; }
    const BlockTree& shape() const { return *tree_.shape; }
    // Lines that a cursor can stand on; at least 1.
    std::uint32_t count() const { return count_; }
    std::string_view line_end() const { return line_end_; }

    std::string_view text(std::uint32_t line) const;
    LineKind kind(std::uint32_t line) const;
    std::uint32_t column(std::uint32_t line) const;   // of the delimiter
    std::uint32_t lead_at(std::uint32_t line) const;  // byte in the line, behind the indentation
    // Byte in the line behind the delimiter, if it has one; a closer belongs to the content.
    std::uint32_t content_at(std::uint32_t line) const;
    std::string_view content(std::uint32_t line) const {
        return text(line).substr(content_at(line));
    }
    // The entry of the shape, or no_block.
    BlockId block(std::uint32_t line) const;
    std::uint32_t line_of(BlockId block) const { return shape()[block].line; }
    // The last entry before a line, and the first one behind it, or no_block.
    BlockId block_before(std::uint32_t line) const;
    BlockId block_behind(std::uint32_t line) const;

    // The same position where the text has one.
    Position clamped(Position position) const;

private:
    const Tree& tree_;
    std::uint32_t count_;
    std::string_view line_end_;
};

}  // namespace pilcrow::lsp::editing
