#include "parser/literals/strings.h"

#include "parser/characters/character_names.h"

namespace pilcrow {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_octal(char c) { return c >= '0' && c <= '7'; }

class Decoder {
public:
    Decoder(std::string_view text, std::uint8_t flags, bool doubled_braces, std::string& value)
        : text_(text),
          raw_((flags & string_raw) != 0),
          bytes_((flags & string_bytes) != 0),
          doubled_braces_(doubled_braces),
          value_(value) {}

    std::optional<EscapeError> run() {
        while (at_ < text_.size()) {
            const std::size_t run_begin = at_;
            while (at_ < text_.size() && !is_special(text_[at_])) {
                ++at_;
            }
            value_.append(text_, run_begin, at_ - run_begin);
            if (at_ == text_.size()) {
                break;
            }
            if (text_[at_] == '\r') {
                line_end();
            } else if (text_[at_] != '\\') {
                brace();
            } else if (!escape()) {
                return error_;
            }
        }
        return std::nullopt;
    }

private:
    bool is_special(char c) const {
        return (c == '\\' && !raw_) || c == '\r' || (doubled_braces_ && (c == '{' || c == '}'));
    }
    char peek(std::size_t distance) const {
        return at_ + distance < text_.size() ? text_[at_ + distance] : '\0';
    }
    void put(char32_t code_point) {
        if (bytes_) {
            value_ += static_cast<char>(code_point & 0xFF);
        } else {
            append_code_point(code_point, value_);
        }
    }

    void line_end() {
        value_ += '\n';
        at_ += peek(1) == '\n' ? 2 : 1;
    }
    void brace() {
        value_ += text_[at_];
        at_ += peek(1) == text_[at_] ? 2 : 1;
    }

    bool fail(EscapeProblem problem, std::size_t length) {
        error_ = EscapeError{problem, at_, std::min(at_ + length, text_.size())};
        return false;
    }

    // At a backslash of a string that is not raw.
    bool escape() {
        if (at_ + 1 == text_.size()) {  // before a field: f"\{x}"
            value_ += '\\';
            ++at_;
            return true;
        }
        const char letter = text_[at_ + 1];
        if (const char simple = simple_escape(letter); simple != '\0') {
            value_ += simple;
            at_ += 2;
            return true;
        }
        switch (letter) {
        case '\n': at_ += 2; return true;  // the line goes on
        case '\r': at_ += peek(2) == '\n' ? 3 : 2; return true;
        case 'x': return hexadecimal(2);
        case 'u': return bytes_ ? stands_for_itself() : hexadecimal(4);
        case 'U': return bytes_ ? stands_for_itself() : hexadecimal(8);
        case 'N': return bytes_ ? stands_for_itself() : named();
        default: return is_octal(letter) ? octal() : stands_for_itself();
        }
    }

    static char simple_escape(char letter) {
        switch (letter) {
        case '\\': return '\\';
        case '\'': return '\'';
        case '"': return '"';
        case 'a': return '\a';
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case 'v': return '\v';
        default: return '\0';
        }
    }

    // Only the backslash is taken: what follows it may be special itself, as in f"\{{".
    bool stands_for_itself() {
        value_ += '\\';
        ++at_;
        return true;
    }

    bool octal() {
        char32_t code_point = 0;
        std::size_t length = 1;
        while (length < 4 && is_octal(peek(length))) {
            code_point = code_point * 8 + static_cast<char32_t>(text_[at_ + length] - '0');
            ++length;
        }
        put(code_point);
        at_ += length;
        return true;
    }

    bool hexadecimal(std::size_t digits) {
        char32_t code_point = 0;
        for (std::size_t index = 0; index < digits; ++index) {
            const int digit = hex_digit(peek(2 + index));
            if (digit < 0) {
                return fail(EscapeProblem::Truncated, 2 + index);
            }
            code_point = code_point * 16 + static_cast<char32_t>(digit);
        }
        if (code_point > 0x10FFFF) {
            return fail(EscapeProblem::OutOfRange, 2 + digits);
        }
        put(code_point);
        at_ += 2 + digits;
        return true;
    }

    bool named() {
        const std::size_t closing = peek(2) == '{' ? text_.find('}', at_ + 3) : text_.npos;
        if (closing == text_.npos || closing == at_ + 3) {
            return fail(EscapeProblem::UnnamedName, 2);
        }
        const auto code_point = character_of_name(text_.substr(at_ + 3, closing - at_ - 3));
        if (!code_point) {
            return fail(EscapeProblem::UnknownName, closing + 1 - at_);
        }
        put(*code_point);
        at_ = closing + 1;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool raw_;
    bool bytes_;
    bool doubled_braces_;
    std::string& value_;
    EscapeError error_{};
};

}  // namespace

StringParts split_string(std::string_view token_text, std::uint8_t flags) {
    const std::size_t quote = token_text.find_first_of("\"'");
    if (quote == token_text.npos) {
        return {token_text, {}, {}};
    }
    const std::size_t quotes = (flags & string_triple) != 0 ? 3 : 1;
    StringParts parts{token_text.substr(0, quote), token_text.substr(quote, quotes), {}};
    if (quote + quotes <= token_text.size()) {
        parts.body = token_text.substr(quote + quotes);
        if ((flags & string_open) == 0 && parts.body.ends_with(parts.opening)) {
            parts.body.remove_suffix(quotes);
        }
    }
    return parts;
}

std::string_view message_of(EscapeProblem problem) {
    switch (problem) {
    case EscapeProblem::Truncated: return "this escape has too few digits";
    case EscapeProblem::OutOfRange: return "there is no character with this number";
    case EscapeProblem::UnnamedName: return "\\N must be followed by a name in braces";
    case EscapeProblem::UnknownName: return "no character has this name";
    }
    return "";
}

std::optional<EscapeError> append_string_text(std::string_view text, std::uint8_t flags,
                                              std::string& value) {
    return Decoder(text, flags, false, value).run();
}

std::optional<EscapeError> append_fstring_text(std::string_view text, std::uint8_t flags,
                                               std::string& value) {
    return Decoder(text, static_cast<std::uint8_t>(flags & string_raw), true, value).run();
}

void append_code_point(char32_t code_point, std::string& value) {
    const auto byte = [&value](char32_t bits) { value += static_cast<char>(bits); };
    if (code_point < 0x80) {
        byte(code_point);
    } else if (code_point < 0x800) {
        byte(0xC0 | code_point >> 6);
        byte(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        byte(0xE0 | code_point >> 12);
        byte(0x80 | (code_point >> 6 & 0x3F));
        byte(0x80 | (code_point & 0x3F));
    } else {
        byte(0xF0 | code_point >> 18);
        byte(0x80 | (code_point >> 12 & 0x3F));
        byte(0x80 | (code_point >> 6 & 0x3F));
        byte(0x80 | (code_point & 0x3F));
    }
}

}  // namespace pilcrow
