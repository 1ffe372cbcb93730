// Reading tree: the block tree as a reader takes it where lines are damaged.
//
// The shape comes from columns and leads alone. A few kinds of damage make a line stand where no
// reader would leave it; the reading gives such a line another column or lead, and builds the tree
// again from those:
//
//   * a statement that begins with what none can begin with is the `\` of the sibling before it;
//   * a line that opens nothing, but has children that stand in the column of a group around it or
//   of
//     one it has just closed (it was typed too far left), belongs to that group, and its children
//     go on with it;
//   * a line that stands inside a node that lacks the `\` behind that line interrupts the node;
//   * a `\` after a block, or on an empty group, under which the group's children stand, is a child
//     itself, and what stands under it goes on with the group;
//   * lines of a literal have neither children nor segments: what stands under one is its sibling,
//     and a `\` there continues the literal's owner;
//   * a child that stands in no group's column, under a line that opens nothing, is its sibling, or
//     the `\` that an item above it needs; one that stands one column right of an item is an item
//     that lost its comma.
//
// Every other line stays where the shape has it, and no definition moves but with the line that it
// stands under.
//
// O(lines log depth).
#pragma once

#include "parser/blocks/block_tree.h"
#include "parser/diagnostics/code.h"
#include "parser/layout/pilcrow/unit_context.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace pilcrow::layout {

// What the reading must know of each entry of the shape; see also UnitAssembler.
struct EntryFacts {
    Opener raw = Opener::None;     // what the line's text opens
    Opener opener = Opener::None;  // what it opens together with its children
    bool compound = false;         // its unit begins with a compound statement's keyword
    bool unfinished = false;       // it ends where an expression cannot end
    bool incomplete = false;       // its unit lacks something at its end
    bool damaged = false;          // its unit has an error
    bool wants_items = false;      // … which is that it opens a list without items
    bool items_misfit = false;     // an item that it opens reads better in another bracket
};

// How one line was moved; parallel to the entries.
enum class Move : std::uint8_t {
    None,
    Lost,          // read as a `\` that was not written
    TooFarLeft,    // LineTooFarLeft
    Continuation,  // a `\` read as a child: ContinuesBlock
    FromLiteral,   // a `\` among a literal's lines, read as its owner's
    LiteralLine,   // stood under a literal's line: LiteralTooDeep, or what it is in the literal
    Stray,         // stood under a line that opens nothing
    Interrupts,    // InterruptsStatement
};

struct Reading {
    std::shared_ptr<const BlockTree> tree;  // the shape itself if nothing moved
    std::vector<Move> moves;                // empty if nothing moved
};

// `line_text(line)` is a line without its indentation and terminator.
class LineTexts {
public:
    LineTexts(std::string_view text, std::span<const LineToken> lines)
        : text_(text), lines_(lines) {}
    std::string_view operator()(std::uint32_t line) const {
        const LineToken& token = lines_[line];
        return text_.substr(token.lead_at, token.end - token.lead_at);
    }

private:
    std::string_view text_;
    std::span<const LineToken> lines_;
};

Reading read_tree(const std::shared_ptr<const BlockTree>& shape, std::span<const EntryFacts> facts,
                  const LineTexts& texts);

}  // namespace pilcrow::layout
