// Document: a text that is being edited, and its tree at every moment.
//
// An edit re-tokenizes the lines that it touches, and builds anew the units in a **window** around
// them: a run of sibling statements, from a healthy one before the edit to a healthy one behind it,
// as deep in the tree as the edit allows. What a unit is read as depends on its parent's unit, on
// the leads and columns of its children and on the siblings of its group, no further, so nothing
// outside the window can differ; where that cannot be told cheaply (damage at the window's edge),
// the window grows, at last to the whole text. Units of untouched lines that come out the same stay
// the same objects.
//
// Invariant, fuzzed: after any edits the tree equals that of a parse from scratch.
//
// Trees are immutable and share what did not change, so a reader keeps his while text arrives.
// A document itself belongs to one thread.
//
// Cost: an edit within a line's content does not depend on the size of the text but for a pointer
// every 256 lines. One that changes a lead, a column or the number of lines copies the block tree's
// entries, about 2 ns a line. Python's layout is parsed whole at each edit.
#pragma once

#include "parser/syntax/arena.h"
#include "parser/syntax/tree.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow {

// Replaces the text in `range` by `text`. Positions count in bytes; one behind a line's last byte
// is before its terminator, and {line_count, 0} is the end of a text that ends in one. Positions
// beyond the text or a line are taken as its end.
struct DocumentEdit {
    Range range;
    std::string_view text;
};

struct DocumentChange {
    // Lines [first_line, first_line + old_lines) became [first_line, first_line + new_lines).
    std::uint32_t first_line = 0;
    std::uint32_t old_lines = 0;
    std::uint32_t new_lines = 0;
    bool shape_changed = false;    // blocks have other ids, columns, leads or parents
    bool whole = false;            // everything was parsed anew; `changed` is empty
    std::vector<BlockId> changed;  // heads (in the new reading) whose units are new
};

class Document {
public:
    Document(std::string text, Layout layout);

    const Tree& tree() const { return *tree_; }
    // The tree as it is now, for readers elsewhere.
    std::shared_ptr<const Tree> snapshot() const { return tree_; }

    DocumentChange apply(const DocumentEdit& edit);

private:
    std::shared_ptr<const Tree> tree_;
    Arena scratch_;  // units are built here; the few that are new are copied into the tree
};

// True if both trees have the same text, shape, reading and units (compared by value).
bool same_tree(const Tree& a, const Tree& b);

}  // namespace pilcrow
