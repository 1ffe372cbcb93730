// Expressions and patterns that are a whole by themselves: what may go without parentheses where it
// is broken, and what Python puts into them then.
#pragma once

#include "parser/printer/notes.h"

#include <span>
#include <vector>

namespace pilcrow::printer {

// What may stand in a place without parentheses.
struct Bare {
    bool yields = false;
    bool walrus = false;
    bool tuples = false;
};

// About one unit; notes are added to those given, which are parallel to its tokens.
class Wholes {
public:
    Wholes(const Tree& tree, BlockId head, std::span<Note> notes)
        : tree_(tree), head_(head), unit_(*tree.unit(head)), notes_(notes) {}

    // Appends the regions of the unit's statements, in order, and notes the parentheses round
    // them.
    void find_regions(std::vector<Region>& regions);
    // Notes the parentheses of an item, which is a whole by itself.
    void note_item();
    // Notes a parenthesis round a whole if it could be left out. `item`: it is an item or element.
    void note_parentheses(NodeId id, bool item, Bare bare = {});
    // A sequence pattern without brackets.
    bool is_bare_sequence(const Node& here) const;

private:
    const Node& node(NodeId id) const { return unit_.node(id); }
    NodeId child(const Node& parent, int index) const {
        NodeId id = parent.first_child;
        while (index-- > 0 && id != no_node) id = node(id).next;
        return id;
    }
    Note& at(std::uint32_t token) { return notes_[token]; }
    TokenKind kind_at(std::uint32_t token) const { return unit_.token(token).kind; }

    void region(NodeId id, std::vector<Region>& regions, Bare bare = {});
    bool holds_walrus(NodeRef display) const;
    Bare bare_in(const Node& statement, NodeId part) const;
    void pattern_region(NodeId id, bool whole, std::vector<Region>& regions);
    void note_pattern_group(NodeId id, bool whole);
    bool names_only(NodeId id) const;
    void statement(NodeId id, std::vector<Region>& regions);
    bool closes_at_end(const Node& here) const;

    const Tree& tree_;
    BlockId head_;
    const Unit& unit_;
    std::span<Note> notes_;
};

}  // namespace pilcrow::printer
