#include "parser/layout/pilcrow/group_reading.h"

#include <array>
#include <string_view>

namespace pilcrow::layout {

SegmentContext facts_of_children(const BlockTree& tree, BlockId segment, std::uint32_t column,
                                 std::uint32_t other_column, BlockId& tail) {
    SegmentContext facts;
    BlockId child = tree.first_child(segment);
    if (child == no_block) return facts;
    facts.facts = fact_children;
    std::array<std::uint32_t, 4> counts{};  // by Kin
    Kin first = Kin::None;
    BlockId tail_from = no_block;
    bool tail_whole = true;  // all statements of the tail stand in the column
    for (; child != no_block; child = tree.next_sibling(child)) {
        const Kin kin = kin_of(tree[child].lead());
        const bool in_column = tree[child].column == column || tree[child].column == other_column;
        if (kin == Kin::Item) {
            tail_from = no_block;
            tail_whole = true;
        } else {
            if (tail_from == no_block) tail_from = child;
            tail_whole = tail_whole && in_column;
        }
        if (!in_column) continue;
        if (first == Kin::None) first = kin;
        ++counts[static_cast<std::size_t>(kin)];
    }
    if (first == Kin::None) return facts;
    facts.most = first;
    constexpr std::array<std::uint16_t, 4> fact = {0, fact_item, fact_statement, fact_literal};
    for (const Kin kin : {Kin::Item, Kin::Statement, Kin::Literal}) {
        const auto index = static_cast<std::size_t>(kin);
        if (counts[index] > 0) facts.facts |= fact[index];
        if (counts[index] > counts[static_cast<std::size_t>(facts.most)]) facts.most = kin;
    }
    if (tail_from != no_block && tail_whole && facts.has(fact_item)) {
        facts.facts |= fact_statement_tail;
        tail = tail_from;
    }
    return facts;
}

bool ends_in_commas(const BlockTree& tree, BlockId segment, const LineTexts& texts) {
    const auto last_of = [&](BlockId block) {
        const std::string_view line = texts(tree[block].line);
        const std::size_t at = line.find_last_not_of(" \t\f");
        return at == std::string_view::npos ? '\0' : line[at];
    };
    const char opener = last_of(segment);
    if (opener != '(' && opener != '[' && opener != '{') return false;
    bool any = false;
    for (BlockId child = tree.first_child(segment); child != no_block;) {
        const BlockId next = tree.next_sibling(child);
        const bool comma = last_of(tree.node_end(child) - 1) == ',';
        if (!comma && next != no_block) return false;
        any = any || comma;
        child = next;
    }
    return any;
}

void read_child(Group& group, BlockId child, Lead lead, UnitContext& context) {
    const Kin kin = kin_of(lead);
    const bool following = group.in_run;
    Code error = Code::Count;
    context.role = Role::Statement;
    if (group.opener == Opener::Bracket) {
        context.items_fit = group.items_fit;
        if (group.unsure) context.facts |= unit_role_unsure;
    }
    switch (group.opener) {
    case Opener::Block:
        if (lead == Lead::Item) {
            context.role = Role::Unknown;
            error = Code::ItemInBlock;
        }
        break;
    case Opener::Bracket:
        if (lead == Lead::Item) {
            context.role = group.role;
        } else if (child >= group.statements_from && group.statements_from != no_block) {
            error = kin == Kin::Literal ? Code::LiteralAmongItems : Code::StatementAmongItems;
        } else {
            context.role = group.role;
            context.facts |= unit_among_items;
            error = kin == Kin::Literal ? Code::LiteralAmongItems : Code::StatementAmongItems;
        }
        break;
    case Opener::Literal:
        if (lead == Lead::Literal) {
            context.role = group.role == Role::FLiteralLine ? group.role : Role::LiteralLine;
            context.string_flags = group.string_flags;
        } else {
            context.role = lead == Lead::Item ? Role::Unknown : Role::Statement;
            error = lead == Lead::Item ? Code::ItemInLiteral : Code::StatementInLiteral;
            if (following) context.facts |= unit_follower;
        }
        break;
    case Opener::None:
        context.role = lead == Lead::Item ? Role::Unknown : Role::Statement;
        error = lead == Lead::Item      ? Code::ItemInBlock
                : lead == Lead::Literal ? Code::LiteralInBlock
                                        : Code::UnexpectedIndent;
        break;
    }
    group.in_run = error != Code::Count;
    if (!following) context.line_error = error;
}

void judge_column(Group& group, std::uint32_t column, UnitContext& context) {
    if (group.fits(column)) return;
    const bool deeper = column > group.column;
    if (deeper && group.too_deep_reported) return;
    if (deeper) group.too_deep_reported = true;
    context.column_error = deeper ? Code::ColumnTooDeep : Code::ColumnTooShallow;
    context.column = group.column;
}

Role majority(std::size_t count, std::span<const Role> fits) {
    if (fits.size() * 2 <= count) return Role::Unknown;
    std::array<std::size_t, static_cast<std::size_t>(Role::Unknown) + 1> tally{};
    Role best = Role::Unknown;
    for (const Role role : fits) {
        const std::size_t votes = ++tally[static_cast<std::size_t>(role)];
        if (role != Role::Unknown && votes > tally[static_cast<std::size_t>(best)]) best = role;
    }
    return tally[static_cast<std::size_t>(best)] * 2 > count ? best : Role::Unknown;
}

}  // namespace pilcrow::layout
