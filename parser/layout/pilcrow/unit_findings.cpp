// What a unit reports besides what the lexer, the balance and the parser find.

#include "parser/layout/pilcrow/line_start.h"
#include "parser/layout/pilcrow/unit_assembly.h"

#include <algorithm>

namespace pilcrow::layout {

namespace {

constexpr std::uint32_t no_offset = 0xffffffffu;

// Roles in which a comma behind the only item means a tuple, or a sequence.
bool comma_counts(Role role) {
    return role == Role::Grouping || role == Role::Subscript || role == Role::Pattern ||
           role == Role::Target || role == Role::Deleted || role == Role::Unknown;
}

bool is_about_closer(Code code) {
    return code == Code::UnmatchedCloser || code == Code::MismatchedCloser;
}

}  // namespace

std::vector<Token>::const_iterator UnitAssembler::first_token_from(std::uint32_t own) const {
    return std::partition_point(builder_.tokens.begin(), builder_.tokens.end(),
                                [&](const Token& token) { return token.begin < own; });
}

// What is expected where a `\` line begins is missing at the end of the line before.
void UnitAssembler::blame_line_before(std::size_t from, const UnitContext& context) {
    if (builder_.segments.size() < 2) return;
    for (std::size_t at = from; at < builder_.diagnostics.size(); ++at) {
        UnitDiagnostic& finding = builder_.diagnostics[at];
        if (finding.code != Code::ExpectedExpression && finding.code != Code::ExpectedName &&
            finding.code != Code::ExpectedToken && finding.code != Code::ExpectedPattern &&
            finding.code != Code::ExpectedStatement) {
            continue;
        }
        const std::size_t index = builder_.segment_of(finding.begin);
        if (index == 0 || context.segments[index].has(fact_column_wrong)) continue;
        const auto first = std::find_if(first_token_from(builder_.segments[index].own_begin),
                                        builder_.tokens.cend(),
                                        [](const Token& token) { return !token.is_virtual(); });
        if (first == builder_.tokens.end() || first->begin < finding.begin) continue;
        // But `in` and `=` begin such a line.
        const bool begins = finding.token == TokenKind::KwIn || finding.token == TokenKind::Equal;
        if (begins && first->kind != TokenKind::Colon && !is_closing(first->kind)) continue;
        const OwnPiece& before = builder_.pieces[index - 1];
        finding.begin = finding.end =
            before.own_begin + static_cast<std::uint32_t>(before.text.size());
    }
}

// A closer that is expected in a later line was lost in the line of its opener, which goes on with
// what hangs at its end.
void UnitAssembler::blame_opener() {
    const std::vector<Token>& tokens = builder_.tokens;
    if (builder_.segments.size() < 2) return;
    for (UnitDiagnostic& finding : builder_.diagnostics) {
        if (finding.code != Code::ExpectedToken || !is_closing(finding.token)) continue;
        auto index = static_cast<std::size_t>(first_token_from(finding.begin) - tokens.begin());
        for (std::uint32_t depth = 0; index > 0;) {
            const Token& token = tokens[--index];
            if (is_closing(token.kind)) ++depth;
            if (!is_opening(token.kind)) continue;
            if (depth > 0) {
                --depth;
                continue;
            }
            if (closer_of(token.kind) == finding.token && !token.is_virtual() &&
                builder_.segment_of(token.begin) < builder_.segment_of(finding.begin)) {
                finding.code = Code::UnclosedBracket;
                finding.fix = Fix::None;
                finding.begin = token.begin;
                finding.end = token.end;
            }
            break;
        }
    }
}

// What is wrong is mostly found more than once. Once the layout or the lexer has found it, what the
// parser finds is an echo, in other segments too; and what a later segment seems to close for
// nothing is an echo of any error before it. Of several findings of the parser the first is kept.
void UnitAssembler::drop_echoes(std::size_t from) {
    std::vector<UnitDiagnostic>& findings = builder_.diagnostics;
    if (findings.empty()) return;
    const auto is_error = [](const UnitDiagnostic& finding) {
        return info(finding.code).severity == Severity::Error;
    };
    const std::size_t none = builder_.segments.size();
    // The first segments with an error: by the parser, by a closer, by any other means.
    std::size_t parsed = none;
    std::size_t closing = none;
    std::size_t other = none;
    for (std::size_t at = 0; at < findings.size(); ++at) {
        if (!is_error(findings[at])) continue;
        const std::size_t segment = builder_.segment_of(findings[at].begin);
        if (at >= from) {
            if (parsed == none) parsed = segment;
        } else {
            std::size_t& first = is_about_closer(findings[at].code) ? closing : other;
            first = std::min(first, segment);
        }
    }
    const bool keep_parsed = other == none && parsed < closing;
    const std::size_t first_damaged = keep_parsed ? parsed : other;
    std::size_t kept = 0;
    bool parser_found = false;
    for (std::size_t at = 0; at < findings.size(); ++at) {
        const UnitDiagnostic finding = findings[at];
        bool echo = false;
        if (!is_error(finding)) {
            echo = false;
        } else if (at >= from) {
            echo = !keep_parsed || parser_found;
            parser_found = true;
        } else if (is_about_closer(finding.code)) {
            echo = builder_.segment_of(finding.begin) > first_damaged;
        }
        if (!echo) findings[kept++] = finding;
    }
    findings.resize(kept);
}

// What stands under a damaged opener is read as well as can be; what the parser says about it may
// be the opener's fault.
void UnitAssembler::forgive() {
    std::vector<UnitDiagnostic>& findings = builder_.diagnostics;
    const std::size_t all = findings.size();
    const auto begin =
        findings.begin() + static_cast<std::ptrdiff_t>(std::min(parser_findings_, findings.size()));
    findings.erase(std::remove_if(begin, findings.end(),
                                  [](const UnitDiagnostic& finding) {
                                      return info(finding.code).severity == Severity::Error;
                                  }),
                   findings.end());
    if (findings.size() != all) builder_.flags |= unit_damaged;
}

// A header without its colon, or an error right at the end.
bool UnitAssembler::lacks_end() {
    if (compound_ && builder_.segments.back().opener != Opener::Block &&
        !colon_.found_in(builder_.tokens)) {
        return true;
    }
    if (builder_.diagnostics.empty()) return false;
    std::size_t last = builder_.tokens.size();
    while (last > 0 && builder_.tokens[last - 1].is_virtual()) --last;
    const std::uint32_t end = last > 0 ? builder_.tokens[last - 1].end : 0;
    return std::any_of(builder_.diagnostics.begin(), builder_.diagnostics.end(),
                       [&](const UnitDiagnostic& finding) {
                           return finding.begin >= end &&
                                  info(finding.code).severity == Severity::Error;
                       });
}

void UnitAssembler::report_line_error(std::string_view line, const UnitContext& context) {
    const auto end = static_cast<std::uint32_t>(line.size());
    if (context.has(unit_quotes_alone)) {
        builder_.report(Code::UnneededQuotes, 0, end, TokenKind::End, Fix::Delete);
        builder_.flags |= unit_closing_quotes;
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
        if (segment.opener == Opener::None ||
            (at == no_offset && segment.opener != Opener::Block)) {
            continue;
        }
        empty_ = true;
        if (context.has(unit_next_damaged)) continue;
        if (segment.opener == Opener::Bracket) {
            const bool must = segment.role == Role::Subscript || segment.role == Role::ImportName ||
                              segment.role == Role::TypeParameter;
            builder_.report(must ? Code::EmptyHangError : Code::EmptyHang, at, at + 1);
        } else if (segment.opener == Opener::Literal) {
            const std::string_view text = builder_.text(
                at, builder_.pieces[index].own_begin +
                        static_cast<std::uint32_t>(builder_.pieces[index].text.size()));
            const std::size_t quotes = text.find_first_of("\"'");
            builder_.report(Code::EmptyLiteral, at, at + static_cast<std::uint32_t>(quotes) + 3);
        } else if (is_header_at_root()) {
            const Token& colon = builder_.tokens[builder_.tokens.size() - 2];
            builder_.report(Code::MissingBlock, colon.begin, colon.end);
        }
    }
    // A colon behind which nothing but empty `\` lines stand.
    const bool opens_block =
        std::any_of(builder_.segments.begin(), builder_.segments.end(),
                    [](const Segment& segment) { return segment.opener == Opener::Block; });
    if (opens_block || !is_header_at_root() || builder_.tokens.size() < 2) return;
    const Token& last = builder_.tokens[builder_.tokens.size() - 2];
    if (last.kind != TokenKind::Colon || last.is_virtual()) return;
    empty_ = true;
    if (!context.has(unit_next_damaged)) {
        builder_.report(Code::MissingBlock, last.begin, last.end);
    }
}

bool UnitAssembler::is_header_at_root() const {
    return builder_.root != no_node && is_header(builder_.nodes[builder_.root].kind);
}

void UnitAssembler::report_item_comma(const UnitContext& context) {
    if (builder_.role == Role::Statement) return;
    if ((builder_.flags & unit_empty) != 0) {
        if (!builder_.has_errors() && builder_.pieces[0].text.starts_with(',')) {
            builder_.report(Code::EmptyItem, 0, 1);
        }
        return;
    }
    if ((builder_.flags & unit_item_comma) == 0 || comma_counts(builder_.role) ||
        builder_.has_errors() || context.has(unit_role_unsure) || context.has(unit_among_items)) {
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
        const Segment& segment = builder_.segments[builder_.segment_of(finding.begin)];
        finding.related = static_cast<std::uint32_t>(segment.role);
    }
    if (builder_.has_errors()) return;
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

}  // namespace pilcrow::layout
