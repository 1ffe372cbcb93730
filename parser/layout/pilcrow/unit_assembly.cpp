#include "parser/layout/pilcrow/unit_assembly.h"

#include "parser/layout/pilcrow/line_start.h"
#include "parser/syntax/parser.h"

namespace pilcrow::layout {

namespace {

constexpr std::uint32_t no_offset = 0xffffffffu;

}  // namespace

const Unit* UnitAssembler::build(Lines lines, const UnitContext& context, Arena& arena) {
    incomplete_ = false;
    empty_ = false;
    compound_ = false;
    readings_.clear();
    opener_tokens_.clear();
    if (context.role == Role::LiteralLine || context.role == Role::FLiteralLine) {
        literal_line(lines[0], context);
        if (context.role == Role::LiteralLine && builder_.diagnostics.empty()) return nullptr;
        return builder_.finish(arena);
    }
    if (context.has(unit_among_items)) {
        read_among_items(lines, context);
    } else {
        read(lines, context, context.role, true);
        if (lines.size() > 1 && builder_.has_errors()) leave_out_bare_lines(lines, context);
        const Role fits = builder_.fits;
        if ((builder_.flags & unit_misfit) != 0 &&
            (fits == context.items_fit || context.has(unit_role_unsure))) {
            read(lines, context, fits, true);
        } else if (context.has(unit_role_unsure)) {
            forgive();
        }
    }
    report_places(context);
    if (context.has(unit_follower) && context.line_error == Code::Count &&
        !context.has(unit_among_items)) {
        // The first line of the run has said it: the rest of a text that lost its quotes.
        std::erase_if(builder_.diagnostics, [](const UnitDiagnostic& finding) {
            return info(finding.code).severity == Severity::Error;
        });
        builder_.flags |= unit_damaged;
    }
    if (is_plain() && read_by_role_alone(context, readings_[0].opener)) {
        builder_.flags |= unit_plain;
    }
    return builder_.finish(arena);
}

bool UnitAssembler::reads_well(Lines lines, const UnitContext& context) {
    UnitContext on_trial = context;
    on_trial.facts |= unit_on_trial;
    empty_ = false;
    read(lines, on_trial, context.role, true);
    return !empty_ && (builder_.flags & unit_misfit) == 0 && !builder_.has_errors();
}

void UnitAssembler::literal_line(std::string_view line, const UnitContext& context) {
    builder_.clear(context.role);
    builder_.string_flags = context.string_flags;
    balance_.clear();
    const auto end = static_cast<std::uint32_t>(line.size());
    builder_.pieces.push_back({0, line});
    builder_.segments.push_back({0, no_node, Opener::None, Role::Unknown, 0, 0});
    builder_.own_size = end;
    readings_.push_back({});
    opener_tokens_.push_back(no_offset);
    if (context.role == Role::FLiteralLine) {
        lex_fstring_line(builder_, line.substr(1), 1, context.string_flags, around_);
        balance_.scan(0);
        balance_.close_own(token_count());
        balance_.flush();
    } else {
        check_literal_line(builder_, line.substr(1), 1, context.string_flags, around_);
    }
    const std::size_t found = builder_.diagnostics.size();
    parse_unit(builder_);
    drop_echoes(found);
    report_places(context);
    // They are text all the same: nothing on its line ends a literal.
    if (context.has(unit_quotes_alone)) {
        builder_.report(Code::UnneededQuotes, 0, end, TokenKind::End, Fix::Delete);
    }
    if (context.has(unit_blank_before)) builder_.report(Code::BlankInLiteral, 0, 1);
}

// A line that has no comma of its own and stands among items: an item whose comma was lost, if it
// reads as one, else a statement.
void UnitAssembler::read_among_items(Lines lines, const UnitContext& context) {
    const auto fails = [&] { return builder_.has_errors() || (builder_.flags & unit_misfit) != 0; };
    Role role = context.role;
    read(lines, context, role, false);
    if (fails()) {
        read(lines, context, Role::Statement, false);
        const bool statement_word =
            !builder_.tokens.empty() && begins_statement(builder_.tokens.front().kind);
        if (!fails() || statement_word) role = Role::Statement;
    }
    read(lines, context, role, true);
}

void UnitAssembler::read(Lines lines, const UnitContext& context, Role role, bool report_line) {
    builder_.clear(role);
    balance_.clear();
    colon_.clear();
    readings_.clear();
    opener_tokens_.clear();
    if (report_line) report_line_error(lines[0], context);
    std::uint32_t own = 0;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        builder_.pieces.push_back({own, lines[index]});
        segment(index, lines, context, role, own);
        own += static_cast<std::uint32_t>(lines[index].size()) + 1;
    }
    builder_.own_size = own - 1;
    end_of_node(context, role);
    if (context.has(unit_quotes_alone) && report_line) {
        for (Token& token : builder_.tokens) token.kind = TokenKind::Skipped;
    }
    const std::size_t found = builder_.diagnostics.size();
    parser_findings_ = found;
    parse_unit(builder_);
    incomplete_ = lacks_end();
    if (!builder_.diagnostics.empty()) {
        blame_opener();
        blame_line_before(found, context);
        drop_echoes(found);
    }
    if (!report_line) return;
    report_misfits(context);
    report_item_comma(context);
    if (!context.has(unit_quotes_alone)) report_empty_groups(context);
}

// A `\` line with nothing but an operator (or a closer, among the lines of a literal), if all else
// reads well without it: what stands behind it says more than the lack of an operand does.
void UnitAssembler::leave_out_bare_lines(Lines lines, const UnitContext& context) {
    without_.assign(context.segments.begin(), context.segments.end());
    bool any = false;
    for (std::size_t index = 1; index < lines.size(); ++index) {
        const bool literal = without_[index].has(fact_in_literal);
        if (!is_bare(index, literal) || (without_[index].has(fact_children) && !literal)) continue;
        without_[index].facts |= fact_interrupts;
        any = true;
    }
    if (!any) return;
    UnitContext rest = context;
    rest.segments = without_;
    empty_ = false;
    read(lines, rest, context.role, true);
    const bool sound = std::all_of(builder_.diagnostics.begin(), builder_.diagnostics.end(),
                                   [](const UnitDiagnostic& finding) {
                                       return finding.code == Code::InterruptsStatement ||
                                              info(finding.code).severity != Severity::Error;
                                   });
    if (!sound) read(lines, context, context.role, true);
}

bool UnitAssembler::is_bare(std::size_t segment, bool closers) const {
    const std::uint32_t begin = builder_.segments[segment].own_begin;
    const std::uint32_t end =
        begin + static_cast<std::uint32_t>(builder_.pieces[segment].text.size());
    const std::vector<Token>& tokens = builder_.tokens;
    auto at = std::partition_point(tokens.begin(), tokens.end(),
                                   [&](const Token& token) { return token.begin < begin; });
    bool any = false;
    for (; at != tokens.end() && at->begin <= end; ++at) {
        if (at->is_virtual()) continue;
        any = true;
        if (closers && (is_closing(at->kind) || at->kind == TokenKind::Skipped)) continue;
        if (at->kind < TokenKind::Comma || at->kind > TokenKind::NotEqual ||
            at->kind == TokenKind::Colon || at->kind == TokenKind::Ellipsis) {
            return false;
        }
    }
    return any;
}

void UnitAssembler::segment(std::size_t index, Lines lines, const UnitContext& context, Role role,
                            std::uint32_t own) {
    const std::string_view line = lines[index];
    const SegmentContext& facts = context.segments[index];
    if (index > 0) continue_segment(index, line, facts, own);
    const std::uint32_t first = token_count();
    const bool delimiter =
        !line.empty() && !facts.has(fact_lost) && (line[0] == ',' || line[0] == '\\');
    const std::uint32_t content = delimiter ? 1 : 0;
    segment_findings_ = builder_.diagnostics.size();
    const LexedSegment lexed = lex_segment(builder_, line.substr(content), own + content, around_);
    builder_.segments.push_back({own, no_node, Opener::None, Role::Unknown, 0, 0});
    opener_tokens_.push_back(no_offset);
    if (facts.has(fact_interrupts)) {
        skip(first, own, own + static_cast<std::uint32_t>(line.size()));
        if (context.has(unit_on_trial)) builder_.diagnostics.resize(segment_findings_);
        // (The lines of a literal that it stands among go on.)
        if (!facts.has(fact_in_literal) || !facts.has(fact_children)) {
            readings_.push_back({});
            return;
        }
    }
    if (context.has(unit_on_trial) || facts.has(fact_interrupts)) {
        // It is said, or what is asked is what else there is to report.
    } else if (facts.has(fact_lost)) {
        if (has_tokens_from(first)) {
            const Token& token = builder_.tokens[first];
            builder_.report(Code::LostContinuation, token.begin, token.end, TokenKind::End,
                            Fix::Continue);
        }
    } else if (facts.has(fact_in_literal)) {
        builder_.report(Code::ContinuesLiteralLine, own, own + 1);
    }

    const bool last = index + 1 == lines.size();
    // `match` says it with the token behind it, which may stand on the next line.
    if (role == Role::Statement && (index == 0 || first == 1)) {
        compound_ = begins_compound(builder_.tokens);
    }
    balance_.scan(first, lexed.closed);
    const Opener raw = raw_opener(lexed, first, role, facts, last);
    const Opener opener = decide(raw, first, facts);
    readings_.push_back(
        {raw, opener, has_tokens_from(first) && ends_nothing(builder_.tokens.back().kind)});
    builder_.segments.back().opener = opener;
    // What is missing at the line's end stands in front of a comment there.
    const std::uint32_t line_end =
        has_tokens_from(first) ? builder_.tokens.back().end : own + content;
    if (opener == Opener::Bracket) {
        settle_bracket(raw == opener, index, lines, facts, line_end, lexed);
    } else if (opener == Opener::Literal) {
        settle_literal(raw == opener, index, first, facts, line_end, lexed);
    } else if (raw != opener || balance_.own_open()) {
        settle_closed(raw, opener, line_end, lexed);
    } else {
        balance_.flush();
    }
}

// The line is no part of what the node says.
void UnitAssembler::skip(std::uint32_t first, std::uint32_t own, std::uint32_t line_end) {
    builder_.diagnostics.resize(segment_findings_);
    for (std::size_t at = first; at < builder_.tokens.size(); ++at) {
        builder_.tokens[at].kind = TokenKind::Skipped;
    }
    builder_.report(Code::InterruptsStatement, own,
                    has_tokens_from(first) ? builder_.tokens.back().end : line_end);
}

// A `\` closes the innermost hanging opener of the segment before it, exactly one. A closer at the
// line's start is that opener's own where it fits.
void UnitAssembler::continue_segment(std::size_t index, std::string_view line,
                                     const SegmentContext& context, std::uint32_t own) {
    const Opener before = builder_.segments[index - 1].opener;
    const bool hangs = before == Opener::Bracket || before == Opener::Literal;
    const TokenKind written = line.empty() || context.has(fact_lost) ? TokenKind::End
                              : line[0] == ')'                       ? TokenKind::RightParen
                              : line[0] == ']'                       ? TokenKind::RightBracket
                              : line[0] == '}'                       ? TokenKind::RightBrace
                                                                     : TokenKind::End;
    const TokenKind innermost = balance_.innermost();
    const bool implies = written != TokenKind::End && before == Opener::Bracket &&
                         is_opening(innermost) && closer_of(innermost) == written;
    if (hangs && !implies) balance_.close_innermost(own);
    // Whether it closes anything shows in the balance; then it is not needed there.
    if (written == TokenKind::End) return;
    const TokenKind next = balance_.innermost();
    if (is_opening(next) && closer_of(next) == written) {
        const bool alone = line.find_first_not_of(" \t\f", 1) == std::string_view::npos;
        builder_.report(Code::UnneededCloser, own, own + 1, TokenKind::End,
                        alone ? Fix::Delete : Fix::Continue);
    }
}

void UnitAssembler::end_of_node(const UnitContext& context, Role role) {
    const Segment& last = builder_.segments.back();
    const std::uint32_t end = builder_.own_size;
    while (!balance_.empty()) balance_.close_innermost(end);
    const bool body_follows = role == Role::Statement && compound_ &&
                              last.opener == Opener::Bracket &&
                              context.segments.back().has(fact_statement_tail);
    if (body_follows) {
        // The `\:` that would end the list is what the line below is blamed for.
        builder_.tokens.push_back({end, end, TokenKind::Colon, token_virtual, 0});
        builder_.segments.back().flags |= segment_holds_statements;
    }
}

}  // namespace pilcrow::layout
