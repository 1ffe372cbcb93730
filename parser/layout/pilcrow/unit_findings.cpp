// What a unit reports besides what the lexer, the balance and the parser find.

#include "parser/layout/pilcrow/unit_assembly.h"

namespace pilcrow::layout {

namespace {

constexpr std::uint32_t no_offset = 0xffffffffu;

// Roles in which a comma behind the only item means a tuple, or a sequence.
bool comma_counts(Role role) {
    return role == Role::Grouping || role == Role::Subscript || role == Role::Pattern ||
           role == Role::Target || role == Role::Deleted || role == Role::Unknown;
}

} // namespace

void UnitAssembler::report_line_error(std::string_view line, const UnitContext& context) {
    const auto end = static_cast<std::uint32_t>(line.size());
    if (context.has(unit_quotes_alone)) {
        builder_.report(Code::UnneededQuotes, 0, end, TokenKind::End, Fix::Delete);
        return;
    }
    if (context.line_error == Code::Count) return;
    // The first word or delimiter stands for the line.
    std::uint32_t width = 0;
    while (width < end && line[width] != ' ' && line[width] != '\t') ++width;
    builder_.report(context.line_error, 0, std::max(width, std::min(end, 1u)));
}

void UnitAssembler::report_places(const UnitContext& context) {
    if (context.column_error != Code::Count) {
        builder_.report(context.column_error, 0, std::min(builder_.own_size, 1u), TokenKind::End,
                        Fix::IndentTo, context.column);
    }
    for (std::size_t index = 0; index < context.segments.size(); ++index) {
        const SegmentContext& facts = context.segments[index];
        const std::uint32_t own = builder_.segments[index].own_begin;
        if (facts.has(fact_column_wrong)) {
            builder_.report(Code::ContinuationColumn, own, own + 1, TokenKind::End, Fix::IndentTo,
                            facts.column);
        }
        if (facts.has(fact_tab)) builder_.report(Code::TabInIndentation, own, own + 1);
    }
}

// Hanging brackets and literals with nothing under them, headers without a block.
void UnitAssembler::report_empty_groups(const UnitContext& context) {
    if (builder_.has_errors()) return;
    for (std::size_t index = 0; index < builder_.segments.size(); ++index) {
        const Segment& segment = builder_.segments[index];
        if (context.segments[index].has(fact_children)) continue;
        const std::uint32_t at = opener_tokens_[index];
        if (segment.opener == Opener::None || (at == no_offset && segment.opener != Opener::Block)) {
            continue;
        }
        incomplete_ = true;
        if (context.has(unit_next_damaged)) continue;
        if (segment.opener == Opener::Bracket) {
            const bool must = segment.role == Role::Subscript || segment.role == Role::ImportName ||
                              segment.role == Role::TypeParameter;
            builder_.report(must ? Code::EmptyHangError : Code::EmptyHang, at, at + 1);
        } else if (segment.opener == Opener::Literal) {
            const std::string_view text =
                builder_.text(at, builder_.pieces[index].own_begin +
                                      static_cast<std::uint32_t>(builder_.pieces[index].text.size()));
            const std::size_t quotes = text.find_first_of("\"'");
            builder_.report(Code::EmptyLiteral, at,
                            at + static_cast<std::uint32_t>(quotes) + 3);
        } else if (builder_.root != no_node && is_header(builder_.nodes[builder_.root].kind)) {
            const Token& colon = builder_.tokens[builder_.tokens.size() - 2];
            builder_.report(Code::MissingBlock, colon.begin, colon.end);
        }
    }
}

void UnitAssembler::report_item_comma() {
    if (builder_.role == Role::Statement) return;
    if ((builder_.flags & unit_empty) != 0) {
        if (!builder_.has_errors() && builder_.pieces[0].text.starts_with(',')) {
            builder_.report(Code::EmptyItem, 0, 1);
        }
        return;
    }
    if ((builder_.flags & unit_item_comma) == 0 || comma_counts(builder_.role) ||
        builder_.has_errors()) {
        return;
    }
    for (std::size_t left = builder_.tokens.size(); left > 0; --left) {
        const Token& token = builder_.tokens[left - 1];
        if (token.kind != TokenKind::Comma) continue;
        builder_.report(Code::ExtraComma, token.begin, token.end, TokenKind::End, Fix::Delete);
        return;
    }
}

void UnitAssembler::report_misfits(const UnitContext& context) {
    for (UnitDiagnostic& finding : builder_.diagnostics) {
        if (finding.code != Code::OpenerMissing || finding.related != 0) continue;
        for (const Segment& segment : builder_.segments) {
            if (segment.own_begin <= finding.begin) {
                finding.related = static_cast<std::uint32_t>(segment.role);
            }
        }
    }
    for (std::size_t index = 0; index < context.segments.size(); ++index) {
        const Role fit = context.segments[index].items_fit;
        if (fit == Role::Unknown) continue;
        const Segment& segment = builder_.segments[index];
        if (readings_[index].raw != Opener::Bracket || segment.role == fit) continue;
        const std::uint32_t at = opener_tokens_[index];
        builder_.report(Code::ItemsMisfit, at, at + 1, TokenKind::End, Fix::None,
                        static_cast<std::uint32_t>(fit));
    }
}

} // namespace pilcrow::layout
