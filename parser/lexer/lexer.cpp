#include "parser/lexer/lexer.h"

#include "parser/lexer/escapes.h"
#include "parser/lexer/keywords.h"
#include "parser/lexer/lexer_impl.h"
#include "parser/lexer/names.h"
#include "parser/lexer/numbers.h"
#include "parser/lexer/scan.h"
#include "parser/text/utf8.h"

namespace pilcrow::lexer {

LexedSegment Lexer::run() {
    drive(Next::Code);
    return {static_cast<std::uint32_t>(at_ - data_), literal_token_, nesting_ == 0 && !irregular_};
}

void Lexer::drive(Next next) {
    while (next != Next::Done)
        next = next == Next::Text ? text() : multi_line_ ? code<true>() : code<false>();
}

const char* Lexer::behind_line_end(const char* at) {
    return at + (at[0] == '\r' && at[1] == '\n' ? 2 : 1);
}

// Of a name that a string follows at once, the part before the string's prefix: `print` of
// `printf"`, which has lost its bracket.
const char* before_prefix(const char* begin, const char* quote) {
    const auto is = [](char c, char letter) { return (c | 0x20) == letter; };
    const char* at = quote - 1;
    const char last = *at;
    if (at == begin || !(is(last, 'f') || is(last, 'r') || is(last, 'b'))) return quote;
    const char other = at[-1];
    const bool raw =
        is(other, 'r') != is(last, 'r') && (is(other, 'f') || is(other, 'r') || is(other, 'b'));
    if (raw && at - 1 > begin) --at;
    return at;
}

// 1 to 3: which of the three kinds of brackets it is.
constexpr std::uint64_t shape_of(TokenKind bracket) {
    const auto index = static_cast<int>(bracket) - static_cast<int>(TokenKind::LeftParen);
    return static_cast<std::uint64_t>(index % 3 + 1);
}

// Everything outside the text of f-strings. Each case either goes on by itself or sets the token
// [begin, at) that stands behind the switch: one place that appends keeps the loop small.
template <bool multi_line>
Next Lexer::code() {
    const char* at = at_;
    for (;;) {
        const char* const begin = at;
        const char c = *at;
        const auto byte = static_cast<unsigned char>(c);
        TokenKind kind = TokenKind::Name;
        std::uint8_t flags = 0;
        switch (class_of(c)) {
        case ByteClass::Space: ++at; continue;

        case ByteClass::Prefix: {
            ++at;
            while (at - begin < 3 && class_of(*at) == ByteClass::Prefix) ++at;
            if (*at == '"' || *at == '\'') {
                Next next = Next::Code;
                at = string(begin, at, next);
                if (next == Next::Code) continue;
                at_ = at;
                return next;
            }
            [[fallthrough]];
        }
        case ByteClass::NameStart: {
            at = skip_name(at, readable_);
            if (is_non_ascii(*at)) [[unlikely]] {
                at = unicode_name(begin, at);
                continue;
            }
            const WordKind word = kind_of_word(begin, at, data_, readable_);
            kind = word.kind;
            flags = word.flags;
            if ((*at == '"' || *at == '\'') && kind == TokenKind::Name) [[unlikely]] {
                at = before_prefix(begin, at);
            }
            break;
        }
        case ByteClass::NonAscii: at = unicode_name(begin, at); continue;

        case ByteClass::Dot:
            if (!is_digit(at[1])) {
                const bool ellipsis = at[1] == '.' && at[2] == '.';
                at += ellipsis ? 3 : 1;
                kind = ellipsis ? TokenKind::Ellipsis : TokenKind::Dot;
                break;
            }
            [[fallthrough]];
        case ByteClass::Digit: {
            const Number number = scan_number(at);
            at = number.end;
            kind = number.kind;
            if (!number.valid) builder_.report(Code::InvalidNumber, own(begin), own(at));
            break;
        }

        case ByteClass::Quote: {
            Next next = Next::Code;
            at = string(begin, begin, next);
            if (next == Next::Code) continue;
            at_ = at;
            return next;
        }

        case ByteClass::Hash:
            at = multi_line ? find_first_of(at, end_, '\n', '\r') : end_;
            builder_.comments.push_back(Comment{own(begin), own(at)});
            continue;

        case ByteClass::LineEnd:
            if constexpr (multi_line) {
                if (open_.empty()) {
                    at_ = behind_line_end(at);
                    return Next::Done;
                }
                if (fields_end_with_line_ && fstrings_ > 0) return close_fields(at);
                at = behind_line_end(at);
                if (begins_statement(at)) return end_in_code(at);
                continue;
            }
            if (at >= end_) return end_in_code(at);
            ++at;
            continue;

        case ByteClass::Null:
            if (at >= end_) return end_in_code(at);
            at = stray(at, at + 1, true);
            continue;
        case ByteClass::Other: at = stray(at, at + 1, true); continue;

        case ByteClass::Backslash: at = backslash(at); continue;

        case ByteClass::Open:
            kind = byte_tables.single[byte];
            ++at;
            if (multi_line || !open_.empty()) {
                open_.push({kind, false, 0, next_token(), 0, 0});
            } else {
                irregular_ |= nesting_ >> 60 != 0;
                nesting_ = nesting_ << 2 | shape_of(kind);
            }
            break;
        case ByteClass::Close:
            kind = byte_tables.single[byte];
            if (!multi_line && open_.empty()) {
                irregular_ |= (nesting_ & 3) != shape_of(kind);
                nesting_ >>= 2;
                ++at;
                break;
            }
            if (!open_.empty() && closer_of(open_.top().kind) == kind && !open_.top().field)
                [[likely]] {
                open_.pop();
                ++at;
                break;
            }
            if (closer(at)) {
                at_ = at + 1;
                return Next::Text;
            }
            ++at;
            continue;

        case ByteClass::Single:
            kind = byte_tables.single[byte];
            ++at;
            break;

        case ByteClass::Colon:
            if (in_field()) {
                push(TokenKind::Colon, at, at + 1);
                at_ = at + 1;
                return Next::Text;
            }
            kind = at[1] == '=' ? TokenKind::ColonEqual : TokenKind::Colon;
            at += at[1] == '=' ? 2 : 1;
            break;

        case ByteClass::Exclamation:
            if (at[1] == '=') {
                kind = TokenKind::NotEqual;
                at += 2;
            } else if (in_field()) {
                kind = TokenKind::Exclamation;
                ++at;
            } else {
                at = stray(at, at + 1, true);
                continue;
            }
            break;

        case ByteClass::Minus:
            if (at[1] == '>') {
                kind = TokenKind::Arrow;
                at += 2;
                break;
            }
            [[fallthrough]];
        case ByteClass::Operator: {
            const bool equal = at[1] == '=';
            kind = (equal ? byte_tables.with_equal : byte_tables.single)[byte];
            at += equal ? 2 : 1;
            break;
        }
        case ByteClass::Doubling: {
            const bool doubled = at[1] == c;
            if (doubled) ++at;
            const bool equal = at[1] == '=';
            kind = (doubled ? (equal ? byte_tables.doubled_equal : byte_tables.doubled)
                            : (equal ? byte_tables.with_equal : byte_tables.single))[byte];
            at += equal ? 2 : 1;
            break;
        }
        }
        push(kind, begin, at, flags);
    }
}

// A name with characters beyond ASCII at or behind `at`, or a stray character at `begin`.
const char* Lexer::unicode_name(const char* begin, const char* at) {
    while (at < end_) {
        if (!is_non_ascii(*at)) {
            if (!is_name_byte(*at)) break;
            ++at;
            continue;
        }
        const Utf8Char character = decode_utf8(view(at, end_), 0);
        const bool fits = character.valid && (at == begin ? is_name_start(character.code_point)
                                                          : is_name_continue(character.code_point));
        if (!fits) {
            if (at == begin) return stray(at, at + character.length, character.valid);
            break;
        }
        at += character.length;
    }
    push(TokenKind::Name, begin, at, name_non_ascii);
    return at;
}

// Characters that begin no token: neighbours become one Error token; the first is reported.
const char* Lexer::stray(const char* begin, const char* end, bool report) {
    const bool joins = next_token() > first_token_ &&
                       builder_.tokens.back().kind == TokenKind::Error &&
                       builder_.tokens.back().end == own(begin);
    if (joins) {
        builder_.tokens.back().end = own(end);
    } else {
        push(TokenKind::Error, begin, end);
    }
    if (report && !character_reported_) {
        character_reported_ = true;
        builder_.report(Code::InvalidCharacter, own(begin), own(end));
    }
    return end;
}

const char* Lexer::backslash(const char* at) {
    const char* behind = at + 1;
    while (behind < end_ && class_of(*behind) == ByteClass::Space) ++behind;
    const bool at_line_end = behind >= end_ || is_line_end(*behind);
    if (!at_line_end) return stray(at, at + 1, true);
    if (multi_line_ && behind < end_) {
        if (behind == at + 1) {  // a line joined to the next, if there is one
            behind = behind_line_end(behind);
            if (behind < end_) return behind;
        } else {  // white space behind it: joined as was meant, but an error
            push(TokenKind::Skipped, at, at + 1);
            builder_.report(Code::InvalidCharacter, own(at), own(at + 1));
            return behind_line_end(behind);
        }
    }
    push(TokenKind::Skipped, at, at + 1);
    builder_.report(Code::TrailingBackslash, own(at), own(at + 1));
    return behind;
}

// How many openers a closer may pass over. What is nested deeper than this is too deep to be
// parsed, and a search of any length for each of many wrong closers would take time with their
// square.
constexpr std::uint32_t farthest_opener = 1000;

// Takes the top of the stack, whose closer was read; true for a field.
bool Lexer::pop_closed() {
    const bool field = open_.top().field;
    open_.pop();
    if (field) --open_[innermost_fstring_index()].fields;
    return field;
}

bool Lexer::closer(const char* at) {
    const TokenKind kind = byte_tables.single[static_cast<unsigned char>(*at)];
    if (open_.empty()) {
        if (multi_line_) {
            push(TokenKind::Skipped, at, at + 1);
            report_bracket(Code::UnmatchedCloser, builder_.tokens.back(), TokenKind::End, 0);
        } else {
            push(kind, at, at + 1);
        }
        return false;
    }
    if (closer_of(open_.top().kind) == kind) [[likely]] {
        push(kind, at, at + 1);
        return pop_closed();
    }

    // The innermost opener that it can close, in the same field.
    std::uint32_t index = open_.size();
    const std::uint32_t farthest = index > farthest_opener ? index - farthest_opener : 0;
    bool found = false;
    while (index > farthest && !found && open_[index - 1].kind != TokenKind::FStringStart) {
        --index;
        found = closer_of(open_[index].kind) == kind;
    }
    const Open& top = open_.top();
    const Token here{own(at), own(at) + 1, kind, 0, 0};
    if (top.field) {
        report_bracket(Code::UnmatchedCloser, here, TokenKind::End, 0);
    } else {
        report_bracket(Code::MismatchedCloser, here, top.kind, builder_.tokens[top.token].begin);
    }
    if (found) {
        while (open_.size() > index + 1) pop_with_virtual_closer();
        push(kind, at, at + 1);
        return pop_closed();
    }
    push(TokenKind::Skipped, at, at + 1);
    if (!top.field) pop_with_virtual_closer();  // most likely it was meant to close that one
    return false;
}

void Lexer::check_utf8(const char* end) {
    const std::string_view all = view(data_, end);
    const std::size_t bad = first_invalid_utf8(all);
    if (bad == all_valid) return;
    const auto begin = own_begin_ + static_cast<std::uint32_t>(bad);
    builder_.report(Code::InvalidUtf8, begin, begin + 1);
}

}  // namespace pilcrow::lexer

namespace pilcrow {

LexedSegment lex_segment(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                         const Surroundings& around) {
    lexer::Lexer lexer(builder, text, own_begin, false, 0, around.readable);
    const LexedSegment result = lexer.run();
    if (around.check_utf8) lexer.check_utf8(text.data() + text.size());
    return result;
}

void lex_fstring_line(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                      std::uint8_t string_flags, const Surroundings& around) {
    lexer::Lexer lexer(builder, text, own_begin, false, 0, around.readable);
    lexer.run_literal_line(string_flags);
    if (around.check_utf8) lexer.check_utf8(text.data() + text.size());
}

void check_literal_line(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                        std::uint8_t string_flags, const Surroundings& around) {
    lexer::check_literal_text(builder, text, own_begin, string_flags);
    if (around.check_utf8) {
        lexer::Lexer(builder, text, own_begin, false, 0).check_utf8(text.data() + text.size());
    }
}

LexedSegment lex_logical_line(UnitBuilder& builder, std::string_view text, std::uint32_t column,
                              bool check_utf8) {
    lexer::Lexer lexer(builder, text, 0, true, column);
    const LexedSegment result = lexer.run();
    if (check_utf8) lexer.check_utf8(text.data() + result.end);
    return result;
}

}  // namespace pilcrow
