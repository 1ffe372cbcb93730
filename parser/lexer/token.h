// Tokens of Python 3.13, as both layouts use them.
//
// A unit (one logical line: a statement's header, an item, an f-string's literal line) has one
// array of tokens. Offsets count in the unit's **own text**: the bytes of its own lines from each
// line's first byte behind the indentation, one line after the other, without what lies between
// (see unit.h). White space is not stored; comments are kept apart (`Comment`), so that token i + 1
// is always the next syntactic token.
#pragma once

#include <cstdint>
#include <string_view>

namespace pilcrow {

// X(name, spelling). Order matters: keyword and operator ranges are tested by comparison.
// clang-format off
#define PILCROW_TOKENS(X)                                                                          \
    X(End, "")     /* behind the last token of a unit; never stored twice */                       \
    X(Error, "")   /* a character outside the language */                                          \
    X(Skipped, "") /* a closer that closes nothing and the like: not syntax */                     \
    X(Hang, "")    /* stands for the children of a segment, between its opener and the  */         \
                   /* closer; zero bytes long */                                                   \
    X(Name, "")    /* soft keywords too, told by Token::soft() */                                  \
    X(Int, "")                                                                                     \
    X(Float, "")                                                                                   \
    X(Imaginary, "")                                                                               \
    X(String, "")        /* a whole plain (not f-) string, prefix and quotes included */           \
    X(FStringStart, "")  /* prefix and opening quotes */                                           \
    X(FStringMiddle, "") /* text between fields, `{{` and `}}` included */                         \
    X(FStringEnd, "")    /* closing quotes; zero bytes long where implied */                       \
    /* brackets */                                                                                 \
    X(LeftParen, "(")                                                                              \
    X(LeftBracket, "[") X(LeftBrace, "{") X(RightParen, ")") X(RightBracket, "]")                  \
        X(RightBrace, "}") /* other punctuation */                                                 \
        X(Comma, ",") X(Colon, ":") X(Semicolon, ";") X(Dot, ".") X(Ellipsis, "...")               \
            X(Arrow, "->") X(At, "@") X(ColonEqual, ":=") X(Equal, "=") X(                         \
                Exclamation, "!") /* augmented assignment, in the order of the operators below */  \
        X(PlusEqual, "+=") X(MinusEqual, "-=") X(StarEqual, "*=") X(AtEqual, "@=")                 \
            X(SlashEqual, "/=") X(PercentEqual, "%=") X(AmpersandEqual, "&=") X(BarEqual, "|=")    \
                X(CaretEqual, "^=") X(LeftShiftEqual, "<<=") X(RightShiftEqual, ">>=")             \
                    X(DoubleStarEqual, "**=") X(DoubleSlashEqual, "//=") /* operators */           \
        X(Plus, "+") X(Minus, "-") X(Star, "*") X(Slash, "/") X(Percent, "%") X(Ampersand, "&")    \
            X(Bar, "|") X(Caret, "^") X(LeftShift, "<<") X(RightShift, ">>") X(DoubleStar, "**")   \
                X(DoubleSlash, "//") X(Tilde, "~") X(Less, "<") X(Greater, ">") X(LessEqual, "<=") \
                    X(GreaterEqual, ">=") X(EqualEqual, "==")                                      \
                        X(NotEqual, "!=") /* keywords, alphabetical */                             \
        X(KwFalse, "False") X(KwNone, "None") X(KwTrue, "True") X(KwAnd, "and") X(KwAs, "as")      \
            X(KwAssert, "assert") X(KwAsync, "async") X(KwAwait, "await") X(KwBreak, "break") X(   \
                KwClass, "class") X(KwContinue, "continue") X(KwDef, "def") X(KwDel, "del")        \
                X(KwElif, "elif") X(KwElse, "else") X(KwExcept, "except") X(KwFinally, "finally")  \
                    X(KwFor, "for") X(KwFrom, "from") X(KwGlobal, "global") X(KwIf, "if")          \
                        X(KwImport, "import") X(KwIn, "in") X(KwIs, "is") X(KwLambda, "lambda")    \
                            X(KwNonlocal, "nonlocal") X(KwNot, "not") X(KwOr, "or")                \
                                X(KwPass, "pass") X(KwRaise, "raise") X(KwReturn, "return")        \
                                    X(KwTry, "try") X(KwWhile, "while") X(KwWith, "with")          \
                                        X(KwYield, "yield")
// clang-format on

enum class TokenKind : std::uint8_t {
#define X(name, spelling) name,
    PILCROW_TOKENS(X)
#undef X
};
// The fixed spelling of a kind, empty where it has none.
std::string_view spelling(TokenKind kind);

constexpr bool is_keyword(TokenKind kind) { return kind >= TokenKind::KwFalse; }
constexpr bool is_opening(TokenKind kind) {
    return kind >= TokenKind::LeftParen && kind <= TokenKind::LeftBrace;
}
constexpr bool is_closing(TokenKind kind) {
    return kind >= TokenKind::RightParen && kind <= TokenKind::RightBrace;
}
// The closer that belongs to an opener.
constexpr TokenKind closer_of(TokenKind opener) {
    return static_cast<TokenKind>(static_cast<int>(opener) + 3);
}

enum class SoftKeyword : std::uint8_t { None, Match, Case, Type, Underscore };

// Bits of Token::flags.
enum TokenFlags : std::uint8_t {
    // any kind
    token_virtual = 0x80,  // implied: zero bytes long (closers at a node's end, field ends)
    // String, FStringStart
    string_raw = 0x01,
    string_bytes = 0x02,
    string_f = 0x04,
    string_u = 0x08,
    string_triple = 0x10,
    string_single_quote = 0x20,  // delimited by ' instead of "
    string_open = 0x40,          // not closed on its line: an error unless triple; if triple, its
                                 // literal lines are the children of the segment (Pilcrow)
    // FStringMiddle: the raw bit of its string is repeated there; string_f set means that it
    // belongs to a format spec
    // Name: bits 0..2 hold the SoftKeyword; bit 3: not plain ASCII (NFKC may change it)
    name_non_ascii = 0x08,
};

struct Token {
    std::uint32_t begin;  // own offset
    std::uint32_t end;    // own offset, exclusive
    TokenKind kind;
    std::uint8_t flags;
    std::uint16_t hangs;  // String: 1 if its literal lines are its segment's children; else 0

    SoftKeyword soft() const {
        return kind == TokenKind::Name ? static_cast<SoftKeyword>(flags & 7) : SoftKeyword::None;
    }
    bool is_virtual() const { return (flags & token_virtual) != 0; }
};
static_assert(sizeof(Token) == 12);

struct Comment {
    std::uint32_t begin;  // own offset of the `#`
    std::uint32_t end;
};

}  // namespace pilcrow
