// What a segment opens, by its text and by what stands under it, and how its brackets and quotes
// are settled for that: those that hang, those that were lost, and those that nobody closed.

#include "parser/layout/pilcrow/line_start.h"
#include "parser/layout/pilcrow/unit_assembly.h"

#include <algorithm>

namespace pilcrow::layout {

namespace {

constexpr std::uint32_t no_token = 0xffffffffu;

}  // namespace

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
    const std::uint32_t last = token_count() - 1;
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
    const std::uint32_t count = token_count();
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
        at = token_count() - 1;
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
    const std::uint32_t last = token_count() - 1;
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

}  // namespace pilcrow::layout
