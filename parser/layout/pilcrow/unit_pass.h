// Unit pass: builds the units of every node of a tree, in line order, and reads damaged groups
// again. Internal to layout/pilcrow.
#pragma once

#include "parser/layout/pilcrow/group_reading.h"
#include "parser/layout/pilcrow/known_units.h"
#include "parser/layout/pilcrow/reading_tree.h"
#include "parser/layout/pilcrow/unit_assembly.h"
#include "parser/text/utf8.h"

#include <span>
#include <string_view>
#include <vector>

namespace pilcrow::layout {

class UnitPass {
public:
    // Units that are `known`, if any, are not built.
    UnitPass(std::string_view text, std::span<const LineToken> lines, Arena& arena,
             KnownUnits* known = nullptr)
        : texts_(text, lines),
          lines_(lines),
          arena_(arena),
          known_(known),
          valid_utf8_(first_invalid_utf8(text) == all_valid),
          assembler_({!valid_utf8_, text.data() + text.size()}) {}

    // Builds the units of `tree`, whose lines were moved as `moves` says (empty: none).
    // `units` is parallel to the lines. May be called again with another tree.
    void run(const BlockTree& tree, std::span<const Move> moves, std::vector<const Unit*>& units);

    // After a run over the shape: whether a line may have to move, and what read_tree() needs.
    bool damaged() const { return damaged_; }
    std::span<const EntryFacts> facts() const { return facts_; }
    // Heads of nodes with a finding that depends on whether the line behind them is damaged.
    std::span<const BlockId> incomplete() const { return empty_; }

private:
    void build(BlockId block, bool again, bool next_damaged);
    void place(BlockId block, const Group& group, std::string_view line, UnitContext& context);
    bool quotes_alone(BlockId block, const Group& group, std::string_view line) const;
    bool says_nothing(std::string_view line, const UnitContext& context) const;
    bool stands_alone(BlockId block) const;
    // The unit of a line that stands alone, if there is nothing more to say about it.
    bool build_plain(BlockId block, std::string_view line, Role role);
    const Unit* known_unit(std::uint32_t at, std::string_view line, const UnitContext& context);
    void gather_alone(BlockId block, std::string_view line);
    void gather(BlockId block, const Group& group);
    void spread(BlockId block, const Unit* unit, const Group& group);
    static std::uint32_t damaged_from(const Unit* unit);
    bool in_doubt(const Unit* unit) const;
    std::vector<BlockId> next_node(const std::vector<BlockId>& segments, std::size_t& index) const;
    void read_doubtful_literals(const std::vector<BlockId>& segments);
    bool holds_sound_statement(BlockId segment) const;
    void read_misfits(std::vector<BlockId> segments);
    Role items_fit(BlockId segment) const;
    void rebuild(BlockId block, std::span<const BlockId> kept_fits);
    void add_children(BlockId segment);
    void rebuild_pending();
    void read_empty();
    Group& group_of(BlockId block) {
        const BlockId parent = (*tree_)[block].previous;
        return parent == no_block ? root_ : groups_[parent];
    }
    const Unit*& unit_of(BlockId block) { return (*units_)[(*tree_)[block].line]; }
    const Unit* unit_of(BlockId block) const { return (*units_)[(*tree_)[block].line]; }
    Move move_of(BlockId block) const { return moves_.empty() ? Move::None : moves_[block]; }

    LineTexts texts_;
    std::span<const LineToken> lines_;
    Arena& arena_;
    KnownUnits* known_;
    const bool valid_utf8_;  // no line needs to be checked by itself
    UnitAssembler assembler_;

    const BlockTree* tree_ = nullptr;
    std::span<const Move> moves_;
    std::vector<const Unit*>* units_ = nullptr;

    Group root_;
    std::vector<Group> groups_;      // by segment
    std::vector<EntryFacts> facts_;  // by segment
    struct Before {                  // state of the group in front of each child, to read one again
        bool in_run;
        bool too_deep_reported;
    };
    std::vector<Before> before_;     // by head
    std::vector<BlockId> misfits_;   // segments with items that do not fit
    std::vector<BlockId> doubtful_;  // segments that open a literal over statements
    std::vector<BlockId> empty_;     // heads whose groups seem to be missing
    std::vector<BlockId> pending_;
    bool damaged_ = false;

    // The node at hand.
    std::vector<std::string_view> own_lines_;
    std::vector<SegmentContext> segment_facts_;
    std::vector<BlockId> segment_blocks_;
    std::vector<BlockId> tails_;
};

}  // namespace pilcrow::layout
