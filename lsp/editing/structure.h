// Editing by structure: what Enter, Tab, Shift-Tab, Backspace, moving, splitting, joining and
// pasting mean in a text whose structure is carried by the left edge of its lines.
//
// Each function answers from a tree alone: it changes nothing, keeps nothing and never fails.
// Without an answer (nullopt) there is nothing that the structure says about the key, and the
// editor does what it does in any file; that is also the answer for every Python file. An answer
// without edits has a `reason`: the request makes sense here but cannot be done, and why.
//
// Positions and ranges may lie anywhere: behind a line's end is its end, behind the text is the
// text's end, inside a character is before it. A range is a selection; where its ends are equal, a
// cursor. `{line_count, 0}` is the empty last line of a text that ends in a line end.
//
// What holds of every answer: the edits do not overlap and stand in text order; their line ends are
// the text's own; they touch no line outside the structure that is edited, and every line that they
// do not touch belongs where it did (this is checked before the answer is given; see checked.h).
// Damaged text is edited like any other: only lines' left edges and, on the cursor's own line,
// tokens are looked at.
//
// Cost: O(text) at some hundreds of megabytes a second, most of it for that check; split, join and
// paste also parse what they change, a selection that Enter replaces the text once.
#pragma once

#include "parser/diagnostics/diagnostics.h"
#include "parser/syntax/tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

struct StructureEdit {
    std::vector<TextEdit> edits;
    Range selection{};   // afterwards, in the new text; a cursor where both ends are equal
    std::string reason;  // one sentence without a full stop, where there are no edits
};

using StructureAnswer = std::optional<StructureEdit>;

// Enter, in place of the line break that an editor would insert: the line's end begins what comes
// next there (an item, a literal's line, a statement of a block), its middle is broken so that both
// parts are read well, an empty delimiter steps out of its group.
StructureAnswer on_enter(const Tree& tree, Range selection);
// The same where the editor has put the line break itself (and perhaps indentation, or a closing
// bracket on a line of its own): `cursor` is behind them. The edits are chosen so that a cursor
// which stays behind the text before it comes to stand in `selection`.
StructureAnswer on_line_break_typed(const Tree& tree, Position cursor);

// Tab: an empty line or delimiter takes the next deeper place that it can have; nodes become
// children of the node before them, if that opens a group.
StructureAnswer indent(const Tree& tree, Range selection);
// Shift-Tab: the next outer place; nodes come to stand behind the node that they were children of.
StructureAnswer outdent(const Tree& tree, Range selection);
// Backspace behind an empty delimiter: steps out of the group, or out of its middle to the line
// before.
StructureAnswer backspace(const Tree& tree, Position cursor);

enum class Direction : std::uint8_t { Up, Down };
// Nodes change places with what stands before or behind them in their group, each with all that
// belongs to it. At a group's end statements go on into the next block or out of it, items into the
// next list.
StructureAnswer move(const Tree& tree, Range selection, Direction direction);

// The elements of the innermost bracket round the cursor as items on lines of their own.
StructureAnswer split(const Tree& tree, Position cursor);
// … and back onto one line of at most 88 columns.
StructureAnswer join(const Tree& tree, Position cursor);

// Text from elsewhere in place of a selection, laid out for the place: lines of Pilcrow or Python
// in the place's column, lines of a list as items, lines of a literal behind their `"`.
StructureAnswer paste(const Tree& tree, Range selection, std::string_view text);

}  // namespace pilcrow::lsp
