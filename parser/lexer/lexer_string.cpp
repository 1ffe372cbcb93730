// Strings: prefixes, plain ones, and the text of f-strings.

#include "parser/lexer/escapes.h"
#include "parser/lexer/lexer_impl.h"
#include "parser/lexer/scan.h"
#include "parser/text/utf8.h"

namespace pilcrow::lexer {
namespace {

struct Prefix {
    std::uint8_t flags;
    bool valid;
};

Prefix read_prefix(const char* begin, const char* end) {
    std::uint8_t flags = 0;
    bool repeated = false;
    for (const char* at = begin; at < end; ++at) {
        std::uint8_t flag = 0;
        switch (*at | 0x20) {
        case 'b': flag = string_bytes; break;
        case 'r': flag = string_raw; break;
        case 'f': flag = string_f; break;
        default: flag = string_u; break;
        }
        repeated = repeated || (flags & flag) != 0;
        flags |= flag;
    }
    const bool with_raw = end - begin == 2 && (flags & string_raw) != 0 && (flags & string_u) == 0;
    if (!repeated && (end - begin <= 1 || with_raw)) return {flags, true};
    return {static_cast<std::uint8_t>(flags & string_raw), false};  // read as a plain string
}

// Where a lone backslash ends the text, else its end.
const char* lone_backslash(const char* begin, const char* end) {
    const char* at = end;
    while (at > begin && at[-1] == '\\') --at;
    return (end - at) % 2 != 0 ? end - 1 : end;
}

}  // namespace

void check_literal_text(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                        std::uint8_t string_flags) {
    check_escapes(builder, text, own_begin, string_flags);
    if ((string_flags & string_bytes) != 0) {
        const std::size_t at = skip_ascii(text);
        if (at < text.size()) {
            const auto begin = own_begin + static_cast<std::uint32_t>(at);
            builder.report(Code::NonAsciiBytes, begin, begin + decode_utf8(text, at).length);
        }
    }
    if ((string_flags & string_raw) == 0) {
        const char* const end = text.data() + text.size();
        if (lone_backslash(text.data(), end) != end) {
            const auto size = own_begin + static_cast<std::uint32_t>(text.size());
            builder.report(Code::LiteralBackslash, size - 1, size);
        }
    }
}

const char* Lexer::string(const char* begin, const char* quote, Next& next) {
    const Prefix prefix = read_prefix(begin, quote);
    std::uint8_t flags = prefix.flags;
    if (!prefix.valid) builder_.report(Code::InvalidStringPrefix, own(begin), own(quote));
    if (*quote == '\'') flags |= string_single_quote;
    const bool triple = quote[1] == *quote && quote[2] == *quote;
    if (triple) flags |= string_triple;
    if ((flags & string_f) != 0) {
        if (fstrings_ < max_fstrings) {
            const char* const behind = quote + (triple ? 3 : 1);
            fstring_indices_[fstrings_++] = open_.size();
            open_.push({TokenKind::FStringStart, false, *quote, next_token(), flags, 0});
            push(TokenKind::FStringStart, begin, behind, flags);
            irregular_ = true;
            next = Next::Text;
            return behind;
        }
        if (!depth_reported_) builder_.report(Code::TooDeep, own(begin), own(quote) + 1);
        depth_reported_ = true;
        flags &= static_cast<std::uint8_t>(~string_f);
    }
    return plain_string(begin, quote, flags);
}

const char* Lexer::plain_string(const char* begin, const char* quote, std::uint8_t flags) {
    const char q = *quote;
    const bool triple = (flags & string_triple) != 0;
    const char* const body = quote + (triple ? 3 : 1);
    const char* at = body;
    bool escapes = false;
    bool closed = false;
    for (;;) {
        at = triple ? find_first_of(at, end_, q, '\\')
                    : find_first_of(at, end_, q, '\\', '\n', '\r');
        if (at >= end_) break;
        if (*at == q) {
            if (!triple || (at[1] == q && at[2] == q)) {
                closed = true;
                break;
            }
            ++at;
        } else if (*at == '\\') {
            escapes = true;
            if (end_ - at < 2) {
                at = end_;
                break;
            }
            at = is_line_end(at[1]) ? behind_line_end(at + 1) : at + 2;
        } else {
            break;
        }
    }
    if (!closed) return open_string(begin, quote, at, flags);

    const char* const end = at + (triple ? 3 : 1);
    if (escapes) check_escapes(builder_, view(body, at), own(body), flags);
    if ((flags & string_bytes) != 0) {
        const std::size_t bad = skip_ascii(view(body, at));
        if (body + bad < at) {
            builder_.report(Code::NonAsciiBytes, own(body + bad),
                            own(body + bad) + decode_utf8(view(body, at), bad).length);
        }
    }
    push(TokenKind::String, begin, end, flags);
    return end;
}

// A plain string that nothing closes: on its line, or (triple) in the whole text. `at` is where it
// has to end.
const char* Lexer::open_string(const char* begin, const char* quote, const char* at,
                               std::uint8_t flags) {
    const bool triple = (flags & string_triple) != 0;
    const char* const body = quote + (triple ? 3 : 1);
    flags |= string_open;
    if (fstrings_ > 0) {
        // Its quote may have been meant to end the f-string around, whose field is not closed.
        const Open& fstring = innermost_fstring();
        const bool matches =
            fstring.quote == *quote && ((fstring.flags & string_triple) != 0) == triple;
        if (matches && !field_began_on_earlier_line(begin)) {
            if (begin != quote) push(TokenKind::Name, begin, quote);
            close_fstring_in_field(quote);
            return body;
        }
        if (restart()) return checkpoint_.at;
        push(TokenKind::String, begin, at, flags);
        if (!fields_end_with_line_) report_open_string(begin, body);
        return at;
    }
    if (!multi_line_ && triple) {
        literal_token_ = next_token();
        check_literal_text(builder_, view(body, at), own(body), flags);
    } else {
        if ((flags & string_raw) == 0) check_escapes(builder_, view(body, at), own(body), flags);
        report_open_string(begin, body);
    }
    push(TokenKind::String, begin, at, flags);
    return at;
}

// Whether the innermost f-string's field began on a line before that of `at`.
bool Lexer::field_began_on_earlier_line(const char* at) const {
    const std::uint32_t brace = open_[innermost_fstring_index() + 1].token;
    const char* const begin = data_ + (builder_.tokens[brace].begin - own_begin_);
    return find_first_of(begin, at, '\n', '\r') != at;
}

void Lexer::report_open_string(const char* begin, const char* body) {
    builder_.report(Code::UnclosedString, own(begin), own(body), TokenKind::End, Fix::None,
                    static_cast<std::uint32_t>(body[-1]));
}

// The text of the f-string on top of the stack, or of the format spec of its field there.
Next Lexer::text() {
    const char* begin = at_;
    const char* at = at_;
    bool escapes = false;
    for (;;) {
        const bool spec = open_.top().field;
        const Open& fstring = innermost_fstring();
        const char q = fstring.quote;
        const bool triple = (fstring.flags & string_triple) != 0;
        at = find_first_of(at, end_, q, '\\', '{', '}', '\n', '\r');
        if (at >= end_) return line_end_in_text(begin, at, escapes, spec);
        const char c = *at;
        if (c == '{') {
            if (!spec && at[1] == '{') {
                at += 2;
                continue;
            }
            middle(begin, at, escapes, spec);
            open_field(at);
            at_ = at + 1;
            return Next::Code;
        }
        if (c == '}') {
            if (spec) {
                middle(begin, at, escapes, spec);
                push(TokenKind::RightBrace, at, at + 1);
                open_.pop();
                --open_[innermost_fstring_index()].fields;
                ++at;
                begin = at;
                escapes = false;
            } else if (at[1] == '}') {
                at += 2;
            } else {
                builder_.report(Code::StrayFieldBrace, own(at), own(at) + 1);
                ++at;
            }
            continue;
        }
        if (c == '\\') {
            at = text_escape(at, fstring, escapes);
            continue;
        }
        if (c == '\n' || c == '\r') {
            if (!triple) return line_end_in_text(begin, at, escapes, spec);
            ++at;
            continue;
        }
        // A quote, or a NUL where no quote closes the text.
        if (q == 0 || (triple && !(at[1] == q && at[2] == q))) {
            ++at;
            continue;
        }
        middle(begin, at, escapes, spec);
        if (spec) {
            close_fstring_in_field(at);
        } else {
            push(TokenKind::FStringEnd, at, at + (triple ? 3 : 1));
            open_.pop();
            --fstrings_;
        }
        at_ = at + (triple ? 3 : 1);
        return Next::Code;
    }
}

const char* Lexer::text_escape(const char* at, const Open& fstring, bool& escapes) {
    escapes = true;
    if (end_ - at < 2) {
        if (!multi_line_ && (fstring.flags & (string_raw | string_triple)) == string_triple) {
            builder_.report(Code::LiteralBackslash, own(at), own(at) + 1);
        }
        return end_;
    }
    const char next = at[1];
    if (next == '{' || next == '}') return at + 1;  // still a brace
    if (is_line_end(next)) return behind_line_end(at + 1);
    if (next == 'N' && (fstring.flags & string_raw) == 0 && at + 2 < end_ && at[2] == '{') {
        at = find_first_of(at + 3, end_, '}', fstring.quote, '\n', '\r');
        return at < end_ && *at == '}' ? at + 1 : at;
    }
    return at + 2;
}

// The text token [begin, end), if it has a byte.
void Lexer::middle(const char* begin, const char* end, bool escapes, bool spec) {
    if (begin == end) return;
    const std::uint8_t flags = innermost_fstring().flags & string_raw;
    if (escapes) {
        // A backslash at the end is followed by a brace, which makes it an unknown escape.
        const char* const last = end < end_ && (*end == '{' || *end == '}') ? end + 1 : end;
        check_escapes(builder_, view(begin, last), own(begin), flags);
    }
    push(TokenKind::FStringMiddle, begin, end,
         static_cast<std::uint8_t>(flags | (spec ? string_f : 0)));
}

void Lexer::open_field(const char* at) {
    Open& fstring = open_[innermost_fstring_index()];
    if (fstring.fields >= max_fields && !depth_reported_) {
        builder_.report(Code::TooDeep, own(at), own(at) + 1);
        depth_reported_ = true;
    }
    if (fstrings_ == 1 && !open_.top().field) {
        checkpoint_ = {at + 1, next_token() + 1,
                       static_cast<std::uint32_t>(builder_.comments.size()),
                       static_cast<std::uint32_t>(builder_.diagnostics.size()), open_.size() + 1};
    }
    if (fstring.fields < 255) ++fstring.fields;
    open_.push({TokenKind::LeftBrace, true, 0, next_token(), 0, 0});
    push(TokenKind::LeftBrace, at, at + 1);
}

// The end of the line, or of the whole text, in the text of an f-string.
Next Lexer::line_end_in_text(const char* begin, const char* at, bool escapes, bool spec) {
    const bool triple = (innermost_fstring().flags & string_triple) != 0;
    if (spec && at < end_ && !fields_end_with_line_) {
        // The line's end ends a spec; what follows must be the field's end. Only three quotes let
        // a spec end so.
        if (!triple) {
            const Token& start = builder_.tokens[innermost_fstring().token];
            report_open_string(data_ + (start.begin - own_begin_),
                               data_ + (start.end - own_begin_));
        }
        middle(begin, at, escapes, spec);
        at_ = at;
        return Next::Code;
    }
    if ((spec || fstrings_ > 1) && restart()) return Next::Code;
    middle(begin, at, escapes, spec);
    if (spec || fstrings_ > 1) return close_fields(at);

    const std::uint32_t start = open_.top().token;
    open_.pop();
    --fstrings_;
    at_ = at;
    if (literal_line_) return Next::Code;
    builder_.tokens[start].flags |= string_open;
    if (triple && !multi_line_) {
        literal_token_ = start;
        return Next::Code;
    }
    const Token& token = builder_.tokens[start];
    report_open_string(data_ + (token.begin - own_begin_), data_ + (token.end - own_begin_));
    builder_.tokens.push_back(Token{own(at), own(at), TokenKind::FStringEnd, token_virtual, 0});
    return Next::Code;
}

void Lexer::run_literal_line(std::uint8_t string_flags) {
    open_.push({TokenKind::FStringStart, false, 0, 0,
                static_cast<std::uint8_t>(string_flags | string_triple), 0});
    fstrings_ = 1;
    fstring_indices_[0] = 0;
    literal_line_ = true;
    drive(Next::Text);
}

}  // namespace pilcrow::lexer
