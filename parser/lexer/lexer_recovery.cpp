// What happens where something was left open: fields and brackets at the end of a line or a file.

#include "parser/lexer/keywords.h"
#include "parser/lexer/lexer_impl.h"
#include "parser/lexer/scan.h"

namespace pilcrow::lexer {

void Lexer::report_bracket(Code code, const Token& at, TokenKind token, std::uint32_t related) {
    // The first is the one to mend; others are mostly its echo.
    if (bracket_reported_) return;
    bracket_reported_ = true;
    builder_.report(code, at.begin, at.end, token, Fix::None, related);
}

// Closes what is on top of the stack with a token of no bytes.
void Lexer::pop_with_virtual_closer() {
    const Open top = open_.top();
    open_.pop();
    if (top.kind == TokenKind::FStringStart) {
        builder_.tokens[top.token].flags |= string_open;
        push_virtual(TokenKind::FStringEnd);
        --fstrings_;
    } else {
        push_virtual(closer_of(top.kind));
        if (top.field) --open_[innermost_fstring_index()].fields;
    }
}

// The quotes at `quote` end the innermost f-string, one of whose fields is open.
void Lexer::close_fstring_in_field(const char* quote) {
    const std::uint32_t index = innermost_fstring_index();
    const Token& brace = builder_.tokens[open_[index + 1].token];
    builder_.report(Code::UnclosedField, brace.begin, brace.end);
    while (open_.size() > index + 1) pop_with_virtual_closer();
    const bool triple = (open_.top().flags & string_triple) != 0;
    open_.pop();
    --fstrings_;
    push(TokenKind::FStringEnd, quote, quote + (triple ? 3 : 1));
}

// The end of the text in code, or a line that cannot belong to what is open.
Next Lexer::end_in_code(const char* at) {
    at_ = at;
    if (fstrings_ > 0) {
        if (restart()) return Next::Code;
        return close_fields(at);
    }
    return close_brackets(at);
}

// The line ends in a field: the field ends too, the outermost f-string goes on if it has lines.
Next Lexer::close_fields(const char* at) {
    const std::uint32_t index = fstring_indices_[0];
    const Token brace = builder_.tokens[open_[index + 1].token];
    builder_.report(Code::UnclosedField, brace.begin, brace.end);
    while (open_.size() > index + 1) pop_with_virtual_closer();
    at_ = at;
    if ((open_.top().flags & string_triple) != 0) return Next::Text;
    pop_with_virtual_closer();
    return Next::Code;
}

Next Lexer::close_brackets(const char* at) {
    at_ = at;
    if (!open_.empty()) {
        const Token opener = builder_.tokens[open_.top().token];
        report_bracket(Code::UnclosedBracket, opener, opener.kind, 0);
        while (!open_.empty()) pop_with_virtual_closer();
    }
    return Next::Done;
}

// A field that runs over lines came to no good end: reads again from where the outermost
// f-string's began, and this time (for the rest of the unit) fields end with their line. So one
// brace too many in a literal costs one line, and the second reading comes at most once.
bool Lexer::restart() {
    if (fields_end_with_line_) return false;
    fields_end_with_line_ = true;
    builder_.tokens.resize(checkpoint_.tokens);
    builder_.comments.resize(checkpoint_.comments);
    builder_.diagnostics.resize(checkpoint_.diagnostics);
    open_.shrink(checkpoint_.open);
    Open& fstring = open_[open_.size() - 2];
    fstring.fields = 1;
    fstrings_ = 1;
    bracket_reported_ = character_reported_ = depth_reported_ = false;
    for (const UnitDiagnostic& kept : builder_.diagnostics) {
        bracket_reported_ = bracket_reported_ || kept.code == Code::MismatchedCloser ||
                            kept.code == Code::UnmatchedCloser;
        character_reported_ = character_reported_ || kept.code == Code::InvalidCharacter;
        depth_reported_ = depth_reported_ || kept.code == Code::TooDeep;
    }
    at_ = checkpoint_.at;
    return true;
}

namespace {

constexpr std::uint32_t tab_width = 8;

struct Indentation {
    const char* end;
    std::uint32_t column;
};
Indentation read_indentation(const char* at) {
    std::uint32_t column = 0;
    for (;; ++at) {
        if (*at == ' ') {
            ++column;
        } else if (*at == '\t') {
            column = (column / tab_width + 1) * tab_width;
        } else if (*at == '\f') {
            column = 0;
        } else {
            return {at, column};
        }
    }
}

struct Word {
    const char* end;
    TokenKind kind;
};
Word read_word(const char* at, const char* first, const char* readable) {
    while (*at == ' ' || *at == '\t') ++at;
    const char* const begin = at;
    while (is_name_byte(*at) || is_non_ascii(*at)) ++at;
    if (at == begin) return {at, TokenKind::End};
    return {at, kind_of_word(begin, at, first, readable).kind};
}

}  // namespace

// Whether the line at `line`, inside brackets, begins with what no expression can go on with, not
// deeper than the statement or behind a colon: then the bracket above was never closed.
bool Lexer::begins_statement(const char* line) const {
    const bool block = builder_.tokens.back().kind == TokenKind::Colon;
    if (*line == ' ' && column_ == 0 && !block) return false;  // the usual case
    const Indentation indentation = read_indentation(line);
    if (indentation.column > column_ && !block) return false;
    const char* at = indentation.end;
    switch (*at) {
    case '@': {
        // A matrix product, unless a definition follows the line (or lines, all decorators).
        constexpr int decorators_looked_at = 8;
        for (int i = 0; i < decorators_looked_at; ++i) {
            at = find_first_of(at, end_, '\n', '\r');
            if (at >= end_) return false;
            at = read_indentation(behind_line_end(at)).end;
            if (*at != '@') break;
        }
        const TokenKind kind = read_word(at, data_, end_).kind;
        return kind == TokenKind::KwDef || kind == TokenKind::KwClass;
    }
    case 'a':
    case 'b':
    case 'c':
    case 'd':
    case 'e':
    case 'f':
    case 'g':
    case 'i':
    case 'n':
    case 'p':
    case 'r':
    case 't':
    case 'w': break;
    default: return false;
    }
    const Word word = read_word(at, data_, end_);
    switch (word.kind) {
    case TokenKind::KwAssert:
    case TokenKind::KwBreak:
    case TokenKind::KwClass:
    case TokenKind::KwContinue:
    case TokenKind::KwDef:
    case TokenKind::KwDel:
    case TokenKind::KwElif:
    case TokenKind::KwExcept:
    case TokenKind::KwFinally:
    case TokenKind::KwGlobal:
    case TokenKind::KwImport:
    case TokenKind::KwNonlocal:
    case TokenKind::KwPass:
    case TokenKind::KwRaise:
    case TokenKind::KwReturn:
    case TokenKind::KwTry:
    case TokenKind::KwWhile:
    case TokenKind::KwWith: return true;
    case TokenKind::KwAsync: {
        const TokenKind next = read_word(word.end, data_, end_).kind;
        return next == TokenKind::KwDef || next == TokenKind::KwWith;
    }
    case TokenKind::KwFrom: {  // `yield` on the line before could own it
        const char* name = word.end;
        while (*name == ' ' || *name == '.') ++name;
        while (is_name_byte(*name) || is_non_ascii(*name) || *name == '.') ++name;
        return read_word(name, data_, end_).kind == TokenKind::KwImport;
    }
    default: return false;
    }
}

}  // namespace pilcrow::lexer
