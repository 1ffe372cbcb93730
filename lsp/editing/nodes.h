// Nodes as an editor moves them: which lines belong to one, which nodes belong together, and how
// they stand elsewhere.
#pragma once

#include "lsp/editing/lines.h"
#include "lsp/editing/rewrite.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pilcrow::lsp::editing {

// Lines [begin, end).
struct LineRange {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t size() const { return end - begin; }
    bool holds(std::uint32_t line) const { return begin <= line && line < end; }
};

// Neighbours in one group, from head `first` to head `last`.
struct Run {
    BlockId first;
    BlockId last;
    friend bool operator==(const Run&, const Run&) = default;
};

// All lines of nodes: their segments and what stands under them, and the comments that belong to
// them: those directly above that stand no deeper, those behind that stand deeper.
LineRange lines_of(const Lines& lines, Run run);
inline LineRange lines_of(const Lines& lines, BlockId head) {
    return lines_of(lines, {head, head});
}
// A line with the comments directly above it that stand no deeper.
std::uint32_t begin_with_comments(const Lines& lines, std::uint32_t line);

// The sibling before a head, or no_block. O(depth).
BlockId previous_sibling(const Lines& lines, BlockId head);
// The last segment of a node. O(log segments).
BlockId last_segment(const Lines& lines, BlockId head);

// The smallest run that holds all nodes of the selected lines; of comments alone, the node that
// they belong to.
std::optional<Run> run_of(const Lines& lines, Range selection);

// The token that a statement or clause begins with.
TokenKind first_word(const Lines& lines, BlockId head);
// True for `elif`, `else`, `except` and `finally`; `case` is a statement of its block.
bool is_clause(const Lines& lines, BlockId head);
// The statement that a head is part of: with its decorators and its clauses. An item or literal
// line is one by itself.
Run whole_statement(const Lines& lines, BlockId head);
// The run with the decorators of its first statement and the clauses of its last.
Run whole_statements(const Lines& lines, Run run);

// Where a statement stands that is to follow that of `head`: beside it, or, behind one that leaves
// its block (`return`, `pass` …) at the block's end, beside the block's header.
std::uint32_t column_behind(const Lines& lines, BlockId head);

// Lines of nodes as they are written elsewhere.
struct Moved {
    LineRange from;
    std::vector<std::string> lines;   // of each line in `from`
    std::vector<std::int64_t> shift;  // bytes by which its text moved

    // Where a position in `from` is when the first of the lines is `begin`; one before or behind
    // becomes their begin or end.
    Position place(Position position, std::uint32_t begin) const;
    Range place(Range selection, std::uint32_t begin) const {
        return {place(selection.begin, begin), place(selection.end, begin)};
    }
};

// A run in another column, as nodes of a kind (Statement or Item; any other: as they are). The
// children move with their nodes; each `\` goes to the column where it continues its own.
Moved moved(const Lines& lines, Run run, std::uint32_t column, LineKind kind);

}  // namespace pilcrow::lsp::editing
