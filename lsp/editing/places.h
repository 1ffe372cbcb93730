// Places: where a line can stand between the lines around it, from the outermost to the innermost.
//
// Behind a line, each group that is open there offers one place: a further statement, item or
// literal line of it; and where the line itself opens a group, that group's first. Enter, Tab and
// Shift-Tab on an empty line are steps on this ladder. Places that would take the lines below away
// from where they belong are not on it.
#pragma once

#include "lsp/editing/lines.h"
#include "lsp/editing/rewrite.h"

#include <optional>
#include <vector>

namespace pilcrow::lsp::editing {

// What a segment's children are read as; of one that opens nothing, what its children look like.
Opener opener_of(const Lines& lines, BlockId segment);
// What a line in the group of `segment` is (no_block: of the file), and the column it stands in:
// that of the group's lines, or 4 right of the node.
LineKind child_kind(const Lines& lines, BlockId segment);
std::uint32_t child_column(const Lines& lines, BlockId segment);
// What the node of `head` is, as a member of its group.
LineKind node_kind(const Lines& lines, BlockId head);
// Column at which a `\` of a node stands, as it is written there.
std::uint32_t content_column(const Lines& lines, BlockId head);

// The group that a damaged line is read in, where that is not the one that it stands in.
std::optional<BlockId> group_read(const Lines& lines, BlockId head);

// True where the line is an item, `\` or literal line with nothing on it, under it or behind it.
bool is_empty_delimiter(const Lines& lines, std::uint32_t line);

// A statement whose header is not finished: it begins a compound statement, and none of its
// segments has the colon.
bool lacks_colon(const Lines& lines, BlockId head);

struct Place {
    BlockId group;  // the segment whose child a line there becomes; a `\`: the segment before it
    NewLine line;
    std::uint32_t cursor;  // byte in line.text()
};

// The places of `line`, which is taken as empty, by column. With `anywhere`, also those that would
// take the lines below away.
std::vector<Place> places_at(const Lines& lines, std::uint32_t line, bool anywhere = false);

// Whether a line at a place leaves the entry below it (no_block: none) in its group.
bool leaves_below(const Lines& lines, const Place& place, BlockId below);

// One line that begins a new member of a group, with nothing on it.
Place empty_place(const Lines& lines, BlockId group);

}  // namespace pilcrow::lsp::editing
