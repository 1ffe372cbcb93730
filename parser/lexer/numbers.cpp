#include "parser/lexer/numbers.h"

#include "parser/lexer/characters.h"

namespace pilcrow::lexer {
namespace {

// What may stand behind a number without white space: a keyword that can follow an expression.
bool keyword_follows(const char* at) {
    switch (at[0]) {
    case 'a': return at[1] == 'n' && at[2] == 'd';
    case 'e': return at[1] == 'l' && at[2] == 's' && at[3] == 'e';
    case 'f': return at[1] == 'o' && at[2] == 'r';
    case 'i': return at[1] == 'f' || at[1] == 'n' || at[1] == 's';
    case 'n': return at[1] == 'o' && at[2] == 't';
    case 'o': return at[1] == 'r';
    default: return false;
    }
}

struct Scanner {
    const char* at;
    bool valid = true;

    // Digits with single underscores between; false where an underscore is not between two.
    template <typename IsDigit>
    bool digits(IsDigit is_digit_here) {
        for (;;) {
            while (is_digit_here(*at)) ++at;
            if (*at != '_') return true;
            ++at;
            if (!is_digit_here(*at)) return false;
        }
    }
    bool decimal_digits() { return digits(is_digit); }

    // Behind `0x` and the like: at least one digit, perhaps with an underscore before it.
    template <typename IsDigit>
    bool radix_digits(IsDigit is_digit_here) {
        if (*at == '_') ++at;
        return is_digit_here(*at) && digits(is_digit_here) && !is_digit(*at);
    }

    Number finish(TokenKind kind) {
        if (valid && is_name_byte(*at) && !keyword_follows(at)) valid = false;
        if (!valid) {
            while (is_name_byte(*at)) ++at;
        }
        return {at, kind, valid};
    }
    Number imaginary() {
        ++at;
        return finish(TokenKind::Imaginary);
    }
    // At the `e`.
    Number exponent(TokenKind without) {
        const char* const e = at;
        ++at;
        const bool sign = *at == '+' || *at == '-';
        if (sign) ++at;
        if (!is_digit(*at)) {
            if (sign) {
                valid = false;
                return finish(TokenKind::Float);
            }
            at = e;  // `1else` is a number and a keyword, `1e` is neither
            return finish(without);
        }
        valid = decimal_digits();
        return tail(TokenKind::Float);
    }
    // Behind the exponent, or where there is none.
    Number tail(TokenKind kind) {
        if (valid && (*at == 'j' || *at == 'J')) return imaginary();
        return finish(kind);
    }
    // Behind the dot.
    Number fraction() {
        if (is_digit(*at)) valid = decimal_digits();
        if (valid && (*at == 'e' || *at == 'E')) return exponent(TokenKind::Float);
        return tail(TokenKind::Float);
    }

    Number from_zero() {
        ++at;
        switch (*at) {
        case 'x':
        case 'X':
            ++at;
            valid = radix_digits(is_hex);
            return finish(TokenKind::Int);
        case 'o':
        case 'O':
            ++at;
            valid = radix_digits([](char c) { return c >= '0' && c <= '7'; });
            return finish(TokenKind::Int);
        case 'b':
        case 'B':
            ++at;
            valid = radix_digits([](char c) { return c == '0' || c == '1'; });
            return finish(TokenKind::Int);
        default: break;
        }
        for (;;) {
            if (*at == '_') {
                ++at;
                if (!is_digit(*at)) {
                    valid = false;
                    return finish(TokenKind::Int);
                }
            }
            if (*at != '0') break;
            ++at;
        }
        const bool leading_zeros = is_digit(*at);
        if (leading_zeros) valid = decimal_digits();
        if (!valid) return finish(TokenKind::Int);
        if (*at == '.') {
            ++at;
            return fraction();
        }
        if (*at == 'e' || *at == 'E') return exponent(TokenKind::Int);
        if (*at == 'j' || *at == 'J') return imaginary();
        valid = !leading_zeros;  // `0777` was octal once
        return finish(TokenKind::Int);
    }
};

}  // namespace

Number scan_number(const char* at) {
    Scanner scanner{at};
    if (*at == '.') {
        ++scanner.at;
        return scanner.fraction();
    }
    if (*at == '0') return scanner.from_zero();
    scanner.valid = scanner.decimal_digits();
    if (!scanner.valid) return scanner.finish(TokenKind::Int);
    switch (*scanner.at) {
    case '.': ++scanner.at; return scanner.fraction();
    case 'e':
    case 'E': return scanner.exponent(TokenKind::Int);
    case 'j':
    case 'J': return scanner.imaginary();
    default: return scanner.finish(TokenKind::Int);
    }
}

}  // namespace pilcrow::lexer
