// Unit assembly: the own lines of one node and its context, to a unit.
//
// Lexes each segment, decides together with the facts about its children what it opens (the first
// two of the language's rules for damaged groups), balances brackets, puts a Hang where children
// stand for a bracket's or f-string's contents, and closes what a `\` or the node's end closes.
// Then the logical-line parser reads the tokens, and what is only known afterwards is reported
// (empty groups, extra commas, a missing block).
//
// Equal (lines, context) give equal units. One assembler is reused for many units, so that nothing
// is allocated per unit but the unit itself. O(bytes).
#pragma once

#include "parser/layout/pilcrow/bracket_balance.h"
#include "parser/layout/pilcrow/line_start.h"
#include "parser/layout/pilcrow/unit_context.h"
#include "parser/lexer/lexer.h"
#include "parser/syntax/unit_builder.h"

#include <span>
#include <string_view>
#include <vector>

namespace pilcrow::layout {

// What a line can tell about itself, before its children are asked.
struct LineReading {
    Opener raw = Opener::None;     // as the text has it
    Opener opener = Opener::None;  // together with the children; what the unit's segment has
    bool unfinished = false;       // its last token cannot end an expression
};

class UnitAssembler {
public:
    // `around`: what is true for all lines.
    explicit UnitAssembler(const Surroundings& around = {}) : balance_(builder_), around_(around) {}

    // `lines` are the segments' own texts: each from its first byte behind the indentation to the
    // line's end; the byte behind each must be readable (see lexer.h). Null for a literal line
    // about which there is nothing to say.
    const Unit* build(std::span<const std::string_view> lines, const UnitContext& context,
                      Arena& arena);

    // The same for a line that is a whole node, has no children and about whose place there is
    // nothing to say: `context` has nothing but the role. Null where that alone does not tell what
    // the unit is (it opens something, or there is something to report): then build() must be
    // asked.
    const Unit* build_plain(std::string_view line, Role role, Arena& arena);
    // Takes a unit that is `unit_plain` for the one that was built last.
    void recall(const Unit& unit);
    // Whether these lines read without an error, but for those that say how a line was moved, and
    // open nothing that stays empty. Makes no unit; segments() are the reading's until the next
    // one.
    bool reads_well(std::span<const std::string_view> lines, const UnitContext& context);
    std::span<const Segment> segments() const { return builder_.segments; }

    // About the unit built last: a reading for each segment …
    std::span<const LineReading> readings() const { return readings_; }
    // … whether its first word begins a compound statement, …
    bool compound() const { return compound_; }
    // … whether something is missing at its end, …
    bool incomplete() const { return incomplete_; }
    // … and whether it has a finding that is left out where the next line is damaged.
    bool seems_empty() const { return empty_; }

private:
    using Lines = std::span<const std::string_view>;

    bool is_plain() const;
    void literal_line(std::string_view line, const UnitContext& context);
    void read_among_items(Lines lines, const UnitContext& context);
    void read(Lines lines, const UnitContext& context, Role role, bool report_line);
    void leave_out_bare_lines(Lines lines, const UnitContext& context);
    bool is_bare(std::size_t segment, bool closers) const;
    void segment(std::size_t index, Lines lines, const UnitContext& context, Role role,
                 std::uint32_t own);
    void continue_segment(std::size_t index, std::string_view line, const SegmentContext& context,
                          std::uint32_t own);
    void skip(std::uint32_t first, std::uint32_t own, std::uint32_t line_end);
    void end_of_node(const UnitContext& context, Role role);

    // --- segment_openers.cpp ---
    Opener raw_opener(const LexedSegment& lexed, std::uint32_t first, Role role,
                      const SegmentContext& context, bool last) const;
    Opener decide(Opener raw, std::uint32_t first, const SegmentContext& context) const;
    // Each leaves the segment with its brackets settled.
    void settle_closed(Opener raw, Opener opener, std::uint32_t line_end,
                       const LexedSegment& lexed);
    void settle_bracket(bool written, std::size_t index, Lines lines, const SegmentContext& context,
                        std::uint32_t line_end, const LexedSegment& lexed);
    void settle_literal(bool written, std::size_t index, std::uint32_t first,
                        const SegmentContext& context, std::uint32_t line_end,
                        const LexedSegment& lexed);
    std::uint32_t quotes_left(std::uint32_t first) const;
    std::uint32_t add_missing_literal(std::size_t index, std::uint32_t first,
                                      std::uint32_t line_end, bool goes_on);
    void hang(std::uint32_t line_end);
    TokenKind missing_bracket(const SegmentContext& context, std::string_view next_line) const;
    void close_literal(const LexedSegment& lexed, std::uint32_t line_end);
    bool segment_has_error() const;

    // --- unit_findings.cpp ---
    std::vector<Token>::const_iterator first_token_from(std::uint32_t own) const;
    bool lacks_end();
    void report_line_error(std::string_view line, const UnitContext& context);
    void report_places(const UnitContext& context);
    void report_empty_groups(const UnitContext& context);
    bool is_header_at_root() const;
    void report_item_comma(const UnitContext& context);
    void report_misfits(const UnitContext& context);
    void drop_echoes(std::size_t from);
    void forgive();
    void blame_opener();
    void blame_line_before(std::size_t from, const UnitContext& context);

    std::uint32_t token_count() const { return static_cast<std::uint32_t>(builder_.tokens.size()); }
    bool has_tokens_from(std::uint32_t first) const { return builder_.tokens.size() > first; }

    UnitBuilder builder_;
    BracketBalance balance_;
    const Surroundings around_;
    ColonSearch colon_;  // in the tokens of all segments up to the one at hand
    std::vector<LineReading> readings_;
    std::vector<std::uint32_t> opener_tokens_;  // parallel: own offset of what hangs
    bool compound_ = false;
    bool incomplete_ = false;
    bool empty_ = false;
    std::vector<SegmentContext> without_;  // facts about the segments, while some are left out
    std::size_t segment_findings_ = 0;     // index of the first finding since the segment was begun
    std::size_t parser_findings_ = 0;      // … since the parser was
};

}  // namespace pilcrow::layout
