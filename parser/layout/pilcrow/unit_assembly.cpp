#include "parser/layout/pilcrow/unit_assembly.h"

#include "parser/layout/pilcrow/line_start.h"
#include "parser/syntax/parser.h"

namespace pilcrow::layout {

namespace {

constexpr std::uint32_t no_offset = 0xffffffffu;
constexpr std::uint32_t no_token = 0xffffffffu;

std::uint32_t size_of(const std::vector<Token>& tokens) {
    return static_cast<std::uint32_t>(tokens.size());
}

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
        balance_.close_own(size_of(builder_.tokens));
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
    const std::uint32_t first = size_of(builder_.tokens);
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

Opener UnitAssembler::raw_opener(const LexedSegment& lexed, std::uint32_t first, Role role,
                                 const SegmentContext& context, bool last) const {
    if (lexed.open_literal()) return Opener::Literal;
    if (!has_tokens_from(first)) return Opener::None;
    const Token& token = builder_.tokens.back();
    if (is_opening(token.kind)) return Opener::Bracket;
    if (token.kind != TokenKind::Colon || role != Role::Statement) return Opener::None;
    // A header that forgot a bracket before its colon is a header still.
    const bool outside = balance_.empty() || (compound_ && !balance_.carried_open());
    const bool opens = context.has(fact_children) || (last && compound_);
    return outside && opens ? Opener::Block : Opener::None;
}

Opener UnitAssembler::decide(Opener raw, std::uint32_t first, const SegmentContext& context) const {
    if (context.most == Kin::None) return raw;
    switch (raw) {
    case Opener::Block:
        if (context.has(fact_statement) || context.has(fact_literal)) return raw;
        break;
    case Opener::Bracket:
        if (context.has(fact_item) || context.has(fact_commas_behind)) return raw;
        break;
    case Opener::Literal:
        if (context.has(fact_literal) || context.has(fact_literal_kept)) return raw;
        break;
    case Opener::None: break;
    }
    if (context.most == Kin::Item) return Opener::Bracket;
    if (context.most == Kin::Statement) return Opener::Block;
    // Under a header they are statements, unless its quotes are what is damaged. A docstring with
    // statements behind it is no literal's line.
    if (compound_ && context.has(fact_statement)) return Opener::Block;
    return compound_ && quotes_left(first) == no_token && !context.has(fact_in_literal)
               ? Opener::Block
               : Opener::Literal;
}

// The string token of this segment that lost a quote: one at its end, or an empty one in front of
// what was the literal's first line.
std::uint32_t UnitAssembler::quotes_left(std::uint32_t first) const {
    const std::vector<Token>& tokens = builder_.tokens;
    if (!has_tokens_from(first)) return no_token;
    const std::uint32_t last = size_of(tokens) - 1;
    if (tokens[last].kind == TokenKind::String) return last;
    for (std::uint32_t at = last + 1; at > first; --at) {
        const Token& token = tokens[at - 1];
        if (token.kind == TokenKind::String) {
            const std::string_view text = builder_.text(token);
            const bool empty = text.ends_with("\"\"") || text.ends_with("''");
            if (empty && text.find_first_of("\"'") + 2 == text.size()) return at - 1;
        } else if (token.kind == TokenKind::FStringStart && at <= last &&
                   tokens[at].kind == TokenKind::FStringEnd) {
            return at - 1;
        }
    }
    if (tokens[last].kind != TokenKind::FStringEnd) return no_token;
    std::uint32_t at = last;
    for (std::uint32_t level = 0; at > first; --at) {
        if (tokens[at].kind == TokenKind::FStringEnd) ++level;
        if (tokens[at].kind == TokenKind::FStringStart && --level == 0) break;
    }
    return at;
}

// The segment opens nothing, or a block: what is open on it is an error, and closes before a
// header's last colon, else at the line's end.
void UnitAssembler::settle_closed(Opener raw, Opener opener, std::uint32_t line_end,
                                  const LexedSegment& lexed) {
    bool reported = false;
    if (raw == Opener::Literal) {
        close_literal(lexed, line_end);
        reported = true;
    }
    const std::uint32_t count = size_of(builder_.tokens);
    const bool colon = count > 0 && builder_.tokens.back().kind == TokenKind::Colon;
    const std::uint32_t before = compound_ && colon ? count - 1 : count;
    if (balance_.close_own(before)) reported = true;
    if (opener == Opener::Block && raw != opener) {
        if (balance_.carried_open()) {
            if (!reported) {
                const std::uint32_t at = colon ? builder_.tokens.back().begin : line_end;
                builder_.report(Code::ExpectedToken, at, at, closer_of(balance_.innermost()),
                                Fix::InsertBefore);
                reported = true;
            }
            balance_.close_carried(before);
        }
        balance_.flush();
        const bool has_colon = colon || colon_.found_in(builder_.tokens);
        if (!reported) {
            builder_.report(Code::OpenerNotBlock, line_end, line_end, TokenKind::Colon,
                            compound_ && !has_colon ? Fix::InsertAfter : Fix::None);
        }
        if (compound_ && !has_colon) {
            builder_.tokens.push_back({line_end, line_end, TokenKind::Colon, token_virtual, 0});
        }
    } else {
        balance_.flush();
    }
}

void UnitAssembler::close_literal(const LexedSegment& lexed, std::uint32_t line_end) {
    Token& token = builder_.tokens[lexed.literal_token];
    token.flags = static_cast<std::uint8_t>(token.flags & ~string_open);
    builder_.report(Code::UnclosedString, token.begin, std::min(token.end, token.begin + 3),
                    TokenKind::End, Fix::None,
                    (token.flags & string_single_quote) != 0 ? '\'' : '"');
    balance_.flush();
    if (token.kind == TokenKind::FStringStart) balance_.close_innermost(line_end);
}

void UnitAssembler::settle_bracket(bool written, std::size_t index, Lines lines,
                                   const SegmentContext& context, std::uint32_t line_end,
                                   const LexedSegment& lexed) {
    balance_.flush();
    if (!written) {
        if (readings_.back().raw == Opener::Literal) {
            close_literal(lexed, line_end);
        } else if (!segment_has_error()) {
            // Its name is known when the parser has said in which role it reads the items.
            builder_.report(Code::OpenerMissing, line_end, line_end);
        }
        const TokenKind kind = missing_bracket(
            context, index + 1 < lines.size() ? lines[index + 1] : std::string_view{});
        builder_.tokens.push_back({line_end, line_end, kind, token_virtual, 0});
        balance_.open(kind, line_end, line_end);
    }
    opener_tokens_.back() = builder_.tokens.back().begin;
    hang(line_end);
}

void UnitAssembler::hang(std::uint32_t line_end) {
    const std::uint32_t at = std::min(line_end, builder_.tokens.back().end);
    builder_.tokens.push_back({at, at, TokenKind::Hang, token_virtual, 0});
}

// Which bracket was lost at the end of a line under which items stand.
TokenKind UnitAssembler::missing_bracket(const SegmentContext& context,
                                         std::string_view next_line) const {
    if (context.items_fit == Role::Entry || context.items_fit == Role::PatternEntry) {
        return TokenKind::LeftBrace;
    }
    if (context.items_fit == Role::Argument) return TokenKind::LeftParen;
    if (builder_.tokens.empty()) return TokenKind::LeftParen;
    const TokenKind first = builder_.tokens.front().kind;
    const TokenKind last = builder_.tokens.back().kind;
    // Type parameters, and then the parameters or base classes.
    if (compound_ && next_line.starts_with("\\(")) return TokenKind::LeftBracket;
    const bool alias = builder_.tokens.front().soft() == SoftKeyword::Type &&
                       builder_.tokens.size() == 2 && last == TokenKind::Name;
    if (alias) return TokenKind::LeftBracket;
    const bool operand = last == TokenKind::Name || is_closing(last) ||
                         last == TokenKind::KwImport || last == TokenKind::KwWith ||
                         (last == TokenKind::String && first == TokenKind::KwClass);
    return operand ? TokenKind::LeftParen : TokenKind::LeftBracket;
}

void UnitAssembler::settle_literal(bool written, std::size_t index, std::uint32_t first,
                                   const SegmentContext& context, std::uint32_t line_end,
                                   const LexedSegment& lexed) {
    std::uint32_t at = lexed.literal_token;
    balance_.flush();
    if (!written) {
        if (!segment_has_error()) {
            builder_.report(Code::OpenerMissing, line_end, line_end, TokenKind::End, Fix::None,
                            static_cast<std::uint32_t>(Role::LiteralLine));
        }
        const bool goes_on =
            context.has(fact_in_literal) && builder_.segments[index - 1].opener == Opener::Literal;
        at = add_missing_literal(index, first, line_end, goes_on);
    } else {
        // Insertions before it have moved it; it is the last string of its line.
        at = size_of(builder_.tokens) - 1;
        while (at > lexed.literal_token && (builder_.tokens[at].flags & string_open) == 0) --at;
    }
    Token& token = builder_.tokens[at];
    Segment& segment = builder_.segments[index];
    segment.string_flags = static_cast<std::uint8_t>(token.flags & 0x7f);
    opener_tokens_.back() = token.begin;
    if (token.kind == TokenKind::String) {
        token.hangs = 1;
        balance_.open(TokenKind::String, token.begin, token.end);
    } else {
        hang(line_end);
    }
}

// The string whose quotes must have been damaged, or one that nobody wrote. Its token.
std::uint32_t UnitAssembler::add_missing_literal(std::size_t index, std::uint32_t first,
                                                 std::uint32_t line_end, bool goes_on) {
    std::vector<Token>& tokens = builder_.tokens;
    const std::uint32_t left = goes_on ? no_token : quotes_left(first);
    const std::uint32_t last = size_of(tokens) - 1;
    constexpr std::uint8_t open_literal = string_triple | string_open;
    if (left != no_token && tokens[left].kind == TokenKind::String && left == last) {
        tokens[left].flags |= open_literal;
        return left;
    }
    if (left != no_token && tokens[last].kind == TokenKind::FStringEnd) {
        tokens.pop_back();
        balance_.open(TokenKind::FStringStart, tokens[left].begin, tokens[left].end);
        tokens[left].flags |= open_literal;
        return left;
    }
    // A string of the same kind that stands for the rest: of the literal that a `\` has
    // interrupted, or of what was its first line.
    std::uint8_t flags = open_literal | token_virtual;
    if (goes_on) flags |= builder_.segments[index - 1].string_flags;
    if (left != no_token) flags |= tokens[left].flags;
    const bool fields = (flags & string_f) != 0;
    tokens.push_back(
        {line_end, line_end, fields ? TokenKind::FStringStart : TokenKind::String, flags, 0});
    if (fields) balance_.open(TokenKind::FStringStart, line_end, line_end);
    return last + 1;
}

// Whether an error was found that stands in the segment at hand.
bool UnitAssembler::segment_has_error() const {
    const std::uint32_t own = builder_.segments.back().own_begin;
    return std::any_of(
        builder_.diagnostics.begin() + static_cast<std::ptrdiff_t>(segment_findings_),
        builder_.diagnostics.end(), [&](const UnitDiagnostic& finding) {
            return finding.begin >= own && info(finding.code).severity == Severity::Error;
        });
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
