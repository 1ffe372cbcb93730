#include "parser/layout/pilcrow/unit_pass.h"

#include "parser/layout/pilcrow/line_start.h"

#include <algorithm>

namespace pilcrow::layout {

namespace {

// Errors of a line that stands where it does not belong, whatever it says.
bool is_about_place(Code code) {
    switch (code) {
    case Code::ItemInBlock:
    case Code::ItemInLiteral:
    case Code::StatementAmongItems:
    case Code::StatementInLiteral:
    case Code::LiteralAmongItems:
    case Code::LiteralInBlock:
    case Code::UnexpectedIndent:
    case Code::ColumnTooShallow:
    case Code::TabInIndentation: return true;
    default: return false;
    }
}
constexpr std::uint32_t nowhere = 0xffffffffu;

}  // namespace

void UnitPass::run(const BlockTree& tree, std::span<const Move> moves,
                   std::vector<const Unit*>& units) {
    tree_ = &tree;
    moves_ = moves;
    units_ = &units;
    damaged_ = false;
    root_ = {};
    groups_.assign(tree.size(), {});
    facts_.assign(tree.size(), {});
    before_.assign(tree.size(), {});
    misfits_.clear();
    doubtful_.clear();
    empty_.clear();
    units.assign(lines_.size(), nullptr);
    for (BlockId block = 0; block < tree.size(); ++block) {
        if (tree.is_head(block)) build(block, false, false);
    }
    for (std::size_t index = 0; index < doubtful_.size();) {
        read_doubtful_literals(next_node(doubtful_, index));
    }
    for (const BlockId segment : misfits_) facts_[segment].items_misfit = true;
    // A group that is read again may have groups below it that then do not fit.
    for (std::size_t index = 0; index < misfits_.size();) read_misfits(next_node(misfits_, index));
    read_empty();
}

// The segments from `index` on that belong to one node, which is built again once for all of them.
std::vector<BlockId> UnitPass::next_node(const std::vector<BlockId>& segments,
                                         std::size_t& index) const {
    const BlockId head = tree_->head(segments[index]);
    std::vector<BlockId> of_node;
    for (; index < segments.size() && tree_->head(segments[index]) == head; ++index) {
        of_node.push_back(segments[index]);
    }
    return of_node;
}

void UnitPass::build(BlockId block, bool again, bool next_damaged) {
    const BlockEntry& entry = (*tree_)[block];
    Group& group = group_of(block);
    if (again) {
        group.in_run = before_[block].in_run;
        group.too_deep_reported = before_[block].too_deep_reported;
    } else {
        before_[block] = {group.in_run, group.too_deep_reported};
    }
    UnitContext context;
    const std::string_view line = texts_(entry.line);
    read_child(group, block, entry.lead(), context);
    place(block, group, line, context);
    // They are no misfit whose error those behind them could share.
    if (context.has(unit_quotes_alone)) group.in_run = before_[block].in_run;
    if (next_damaged) context.facts |= unit_next_damaged;

    const bool literal = context.role == Role::LiteralLine || context.role == Role::FLiteralLine;
    if (literal && context.role == Role::LiteralLine && says_nothing(line, context) &&
        !lines_[entry.line].tab_in_indentation && tree_->first_child(block) == no_block &&
        tree_->next_segment(block) == no_block) {
        unit_of(block) = nullptr;
        return;
    }
    if (stands_alone(block)) {
        if (context.is_plain() && build_plain(block, line, context.role)) return;
        gather_alone(block, line);
    } else {
        gather(block, group);
    }
    if (literal) {
        own_lines_.resize(1);
        segment_facts_.resize(1);
        if (segment_blocks_.size() > 1 || segment_facts_[0].has(fact_children)) damaged_ = true;
        segment_blocks_.resize(1);
        tails_.resize(1);
    }
    context.segments = segment_facts_;
    const Unit* unit = known_unit(entry.line, line, context);
    if (unit == nullptr) unit = assembler_.build(own_lines_, context, arena_);
    unit_of(block) = unit;
    if (unit == nullptr) return;
    if (assembler_.seems_empty() && !again) empty_.push_back(block);
    const bool misfit = (unit->flags & unit_misfit) != 0 ||
                        (unit->role != group.role && unit->role != Role::Statement);
    if (misfit && !group.misfits_seen && group.opener == Opener::Bracket) {
        group.misfits_seen = true;
        misfits_.push_back(entry.previous);
    }
    damaged_ = damaged_ || in_doubt(unit);
    spread(block, unit, group);
}

// A unit of the line that is known, if there is nothing to know of the line here that was not so
// there.
const Unit* UnitPass::known_unit(std::uint32_t at, std::string_view line,
                                 const UnitContext& context) {
    const Unit* unit = known_ != nullptr ? known_->find(at, line, context.role) : nullptr;
    if (unit == nullptr || !says_no_more(context, unit->segments()[0].opener)) return nullptr;
    assembler_.recall(*unit);
    return unit;
}

// What a line's place says, beside what its lead does.
void UnitPass::place(BlockId block, const Group& group, std::string_view line,
                     UnitContext& context) {
    const BlockEntry& entry = (*tree_)[block];
    const Move move = move_of(block);
    const bool fits = context.line_error == Code::Count;
    switch (move) {
    case Move::TooFarLeft:
        if (fits) context.line_error = Code::LineTooFarLeft;
        break;
    case Move::Continuation:
        // A closer says by itself that it closes nothing.
        if (line.starts_with('\\')) context.line_error = Code::ContinuesBlock;
        break;
    case Move::LiteralLine:
        if (fits) {
            context.column_error = Code::LiteralTooDeep;
            context.column = group.column;
        }
        break;
    case Move::Stray:
        if (fits) context.line_error = Code::UnexpectedIndent;
        break;
    case Move::None:
    case Move::Lost:
    case Move::Interrupts:
    case Move::FromLiteral: break;
    }
    if (move == Move::None) {
        Group& its_group = group_of(block);
        if (context.line_error == Code::Count) judge_column(its_group, entry.column, context);
        if (entry.lead() == Lead::Continue) {
            context.line_error = Code::ContinuesNothing;
        } else if (entry.lead() == Lead::Instr && begins_nothing(line)) {
            context.line_error = Code::LostContinuation;
        }
    }
    const bool literal = context.role == Role::LiteralLine || context.role == Role::FLiteralLine;
    if (literal && entry.line > 0 && lines_[entry.line - 1].lead() == Lead::Blank &&
        entry.previous + 1 != block) {
        context.facts |= unit_blank_before;
    }
    if (line.size() >= 3 && (line.starts_with("\"\"\"") || line.starts_with("'''")) &&
        quotes_alone(block, group, line)) {
        context.facts |= unit_quotes_alone;
        context.column_error = Code::Count;
    }
}

bool UnitPass::quotes_alone(BlockId block, const Group& group, std::string_view line) const {
    if (line.find_last_not_of(" \t\f") != 2 || !stands_alone(block)) return false;
    if (group.opener == Opener::Literal) return tree_->next_sibling(block) == no_block;
    const BlockId parent = (*tree_)[block].previous;
    if (block == 0 || (parent != no_block && parent + 1 == block)) return false;
    // The last segment of the sibling before it.
    BlockId before = block - 1;
    for (;;) {
        const BlockId head = tree_->head(before);
        if ((*tree_)[head].previous == parent) break;
        before = (*tree_)[head].previous;
    }
    return facts_[before].opener == Opener::Literal;
}

bool UnitPass::says_nothing(std::string_view line, const UnitContext& context) const {
    if (context.facts != 0 || context.line_error != Code::Count ||
        context.column_error != Code::Count) {
        return false;
    }
    if ((context.string_flags & string_raw) == 0 && line.find('\\') != std::string_view::npos) {
        return false;
    }
    if (valid_utf8_ && (context.string_flags & string_bytes) == 0) return true;
    return skip_ascii(line) == line.size();
}

// One line without children, as most are.
bool UnitPass::stands_alone(BlockId block) const {
    const BlockId next = block + 1;
    return (*tree_)[block].end == next &&
           (next == tree_->size() || !(*tree_)[next].continues || (*tree_)[next].previous != block);
}

bool UnitPass::build_plain(BlockId block, std::string_view line, Role role) {
    const std::uint32_t at = (*tree_)[block].line;
    if (lines_[at].tab_in_indentation || groups_[block].items_fit != Role::Unknown) return false;
    UnitContext context;
    const SegmentContext alone;
    context.role = role;
    context.segments = {&alone, 1};
    const Unit* unit = known_unit(at, line, context);
    if (unit == nullptr) unit = assembler_.build_plain(line, role, arena_);
    if (unit == nullptr) return false;
    unit_of(block) = unit;
    EntryFacts facts;
    facts.role = role;
    facts.unfinished = assembler_.readings()[0].unfinished;
    facts_[block] = facts;
    return true;
}

void UnitPass::gather_alone(BlockId block, std::string_view line) {
    own_lines_.resize(1);
    segment_blocks_.resize(1);
    tails_.resize(1);
    segment_facts_.resize(1);
    SegmentContext facts;
    facts.items_fit = groups_[block].items_fit;
    if (lines_[(*tree_)[block].line].tab_in_indentation) facts.facts |= fact_tab;
    own_lines_[0] = line;
    segment_blocks_[0] = block;
    tails_[0] = no_block;
    segment_facts_[0] = facts;
}

// Texts and facts of the node's segments.
void UnitPass::gather(BlockId block, const Group& group) {
    own_lines_.clear();
    segment_facts_.clear();
    segment_blocks_.clear();
    tails_.clear();
    const BlockEntry& head = (*tree_)[block];
    const bool misplaced = !group.fits(head.column);
    const std::uint32_t children = head.column + 4;
    const std::uint32_t other = misplaced ? group.column + 4 : children;
    const std::uint32_t content = BlockTree::content_column(head);
    for (BlockId segment = block; segment != no_block; segment = tree_->next_segment(segment)) {
        const BlockEntry& entry = (*tree_)[segment];
        BlockId tail = no_block;
        SegmentContext facts = facts_of_children(*tree_, segment, children, other, tail);
        facts.items_fit = groups_[segment].items_fit;
        if (facts.most != Kin::None && !facts.has(fact_item) &&
            ends_in_commas(*tree_, segment, texts_)) {
            facts.facts |= fact_commas_behind;
        }
        if (groups_[segment].literal_kept) facts.facts |= fact_literal_kept;
        if (segment != block) {
            const Move move = move_of(segment);
            const std::string_view line = texts_(entry.line);
            if (move == Move::Lost) {
                facts.facts |= fact_lost;
            } else if (move == Move::Interrupts) {
                facts.facts |= fact_interrupts;
            } else if (move == Move::FromLiteral) {
                facts.facts |= fact_in_literal;
            } else if (entry.column != content) {
                // Where the node itself is out of place, its `\` may be in place.
                const bool excused =
                    (entry.lead() == Lead::Closer && line.find_last_not_of(" \t\f") == 0) ||
                    ((misplaced || group.in_run) &&
                     (entry.column == group.column || entry.column == group.column + 2));
                if (!excused) {
                    facts.facts |= fact_column_wrong;
                    facts.column = content;
                }
            }
        }
        if (lines_[entry.line].tab_in_indentation) facts.facts |= fact_tab;
        own_lines_.push_back(texts_(entry.line));
        segment_facts_.push_back(facts);
        segment_blocks_.push_back(segment);
        tails_.push_back(tail);
    }
}

// Hands what the unit's segments open to their children.
void UnitPass::spread(BlockId block, const Unit* unit, const Group& group) {
    const BlockEntry& head = (*tree_)[block];
    const bool misplaced = !group.fits(head.column);
    const std::span<const LineReading> readings = assembler_.readings();
    const std::uint32_t behind =
        unit->segment_count > 1 ? unit->segments()[1].own_begin : unit->own_size + 1;
    EntryFacts facts;
    facts.compound = assembler_.compound();
    facts.incomplete = assembler_.incomplete();
    facts.damaged = (unit->flags & unit_damaged) != 0;
    facts.empty = assembler_.seems_empty();
    facts.role = unit->role;
    for (const UnitDiagnostic& finding : unit->diagnostics()) {
        if (info(finding.code).severity != Severity::Error) continue;
        if (is_about_place(finding.code)) continue;
        facts.faulty = true;
        facts.faulty_behind |= finding.begin >= behind;
    }
    const std::uint32_t damaged = damaged_from(unit);
    const auto last_of = [&](std::size_t index) {
        return index + 1 < unit->segment_count ? unit->segments()[index + 1].own_begin - 1
                                               : unit->own_size;
    };
    for (std::size_t index = 0; index < segment_blocks_.size(); ++index) {
        const BlockId segment = segment_blocks_[index];
        facts.raw = readings[index].raw;
        facts.opener = readings[index].opener;
        facts.unfinished = readings[index].unfinished;
        facts_[segment] = facts;
        if (!segment_facts_[index].has(fact_children)) continue;
        if (readings[index].raw == Opener::Literal && readings[index].opener == Opener::Block &&
            !groups_[segment].literal_kept) {
            doubtful_.push_back(segment);
        }
        const Segment& opened = unit->segments()[index];
        Group& children = groups_[segment];
        children.opener = opened.opener;
        children.role = opened.role;
        // Statements are statements, whatever happened to the line that opens their block.
        children.unsure =
            opened.opener != Opener::Block && (group.unsure || damaged <= last_of(index));
        children.string_flags = opened.string_flags;
        children.statements_from =
            (opened.flags & segment_holds_statements) != 0 ? tails_[index] : no_block;
        children.column = head.column + 4;
        children.other_column = misplaced ? group.column + 4 : children.column;
    }
}

// Own offset from which on what the unit's lines open may be damaged: where its first error stands,
// or its beginning where the damage is around it. That a bracket's items do not fit it, and what
// is found after that, says nothing about what they are read as.
std::uint32_t UnitPass::damaged_from(const Unit* unit) {
    if ((unit->flags & unit_damaged) == 0) return nowhere;
    std::uint32_t from = nowhere;
    bool found = false;
    for (const UnitDiagnostic& finding : unit->diagnostics()) {
        if (info(finding.code).severity != Severity::Error) continue;
        found = true;
        if (finding.code == Code::ItemsMisfit) break;
        from = std::min(from, finding.begin);
    }
    return found ? from : 0;
}

// Whether the reading of this node may differ from its shape.
bool UnitPass::in_doubt(const Unit* unit) const {
    // Any finding: what is read here must not depend on whether other lines are damaged.
    if (unit->diagnostic_count > 0 || assembler_.incomplete()) return true;
    const std::span<const LineReading> readings = assembler_.readings();
    for (std::size_t index = 0; index < readings.size(); ++index) {
        const LineReading& reading = readings[index];
        if (index > 0 && readings[index - 1].opener == Opener::Block) return true;
        // What the line should open stays empty, and may stand under the line that follows.
        if (!segment_facts_[index].has(fact_children)) {
            if (reading.opener != Opener::None) return true;
            continue;
        }
        if (reading.raw == Opener::None || reading.raw != reading.opener ||
            (reading.raw == Opener::Block && !assembler_.compound())) {
            return true;
        }
    }
    return false;
}

// If most items of a group do not fit their role, it is the bracket that is wrong.
Role UnitPass::items_fit(BlockId segment) const {
    std::vector<Role> fits;
    std::size_t count = 0;
    for (BlockId child = tree_->first_child(segment); child != no_block;
         child = tree_->next_sibling(child)) {
        const Unit* unit = unit_of(child);
        if (unit == nullptr || unit->root == no_node || unit->role == Role::Statement) continue;
        ++count;
        if (unit->role != groups_[segment].role) {
            fits.push_back(unit->role);
        } else if ((unit->flags & unit_misfit) != 0) {
            fits.push_back(unit->fits);
        }
    }
    return majority(count, fits);
}

// The segments are one node's.
void UnitPass::read_misfits(std::vector<BlockId> segments) {
    std::erase_if(segments, [&](BlockId segment) {
        Group& group = groups_[segment];
        if (group.items_fit != Role::Unknown) return true;
        group.items_fit = items_fit(segment);
        return group.items_fit == Role::Unknown;
    });
    if (segments.empty()) return;
    std::sort(segments.begin(), segments.end());
    rebuild(tree_->head(segments.front()), segments);
    pending_.clear();
    for (const BlockId segment : segments) add_children(segment);
    rebuild_pending();
}

void UnitPass::add_children(BlockId segment) {
    for (BlockId child = tree_->first_child(segment); child != no_block;
         child = tree_->next_sibling(child)) {
        pending_.push_back(child);
    }
}

void UnitPass::rebuild_pending() {
    while (!pending_.empty()) {
        const BlockId child = pending_.back();
        pending_.pop_back();
        rebuild(child, {});
    }
}

// A literal above statements is a mistake, unless those read as none: then they are its lines, and
// have lost their quotes. The segments are one node's.
void UnitPass::read_doubtful_literals(const std::vector<BlockId>& segments) {
    bool kept = false;
    for (const BlockId segment : segments) {
        if (groups_[segment].literal_kept || holds_sound_statement(segment)) continue;
        groups_[segment].literal_kept = true;
        kept = true;
    }
    if (!kept) return;
    pending_.clear();
    rebuild(tree_->head(segments.front()), {});
    rebuild_pending();
}

bool UnitPass::holds_sound_statement(BlockId segment) const {
    // A single line that stands deeper than all around it is the literal's, which lost its quote,
    // even where it reads as a statement.
    const BlockId first = tree_->first_child(segment);
    if (first + 1 == (*tree_)[segment].end) return false;
    for (BlockId child = first; child != no_block; child = tree_->next_sibling(child)) {
        const Unit* unit = unit_of(child);
        if (unit != nullptr && (unit->flags & unit_damaged) == 0) return true;
    }
    return false;
}

// Builds a unit again; where its segments now open something else, its children too. What the items
// of the segments `kept_fits` (sorted) fit is known.
void UnitPass::rebuild(BlockId block, std::span<const BlockId> kept_fits) {
    const Group kept = group_of(block);
    std::vector<Group> earlier;
    for (BlockId segment = block; segment != no_block; segment = tree_->next_segment(segment)) {
        earlier.push_back(groups_[segment]);
    }
    build(block, true, false);
    Group& group = group_of(block);
    group.in_run = kept.in_run;
    group.too_deep_reported = kept.too_deep_reported;
    BlockId segment = block;
    for (const Group& before : earlier) {
        Group& now = groups_[segment];
        if (before.opener != now.opener || before.role != now.role || before.unsure != now.unsure ||
            before.string_flags != now.string_flags ||
            before.statements_from != now.statements_from) {
            now.in_run = false;
            now.too_deep_reported = false;
            now.misfits_seen = false;
            if (!std::binary_search(kept_fits.begin(), kept_fits.end(), segment)) {
                now.items_fit = Role::Unknown;
            }
            add_children(segment);
        }
        segment = tree_->next_segment(segment);
    }
}

// What seems to be missing below a line may stand on the damaged line behind it.
void UnitPass::read_empty() {
    for (const BlockId block : empty_) {
        const BlockId next = tree_->node_end(block);
        if (next >= tree_->size()) continue;
        const Unit* unit = unit_of(tree_->head(next));
        if (unit != nullptr && (unit->flags & unit_damaged) != 0) build(block, true, true);
    }
}

}  // namespace pilcrow::layout
