#include "parser/layout/pilcrow/line_start.h"

namespace pilcrow::layout {

namespace {

bool begins_operand(TokenKind kind) {
    switch (kind) {
    case TokenKind::Name:
    case TokenKind::Int:
    case TokenKind::Float:
    case TokenKind::Imaginary:
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::Tilde:
    case TokenKind::Star:
    case TokenKind::Ellipsis:
    case TokenKind::KwFalse:
    case TokenKind::KwNone:
    case TokenKind::KwTrue:
    case TokenKind::KwLambda:
    case TokenKind::KwAwait: return true;
    default: return false;
    }
}

}  // namespace

bool is_word(std::string_view line, std::string_view word) {
    if (!line.starts_with(word)) return false;
    if (line.size() == word.size()) return true;
    const char next = line[word.size()];
    return !((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') ||
             (next >= '0' && next <= '9') || next == '_' || (next & 0x80) != 0);
}

bool begins_clause(std::string_view line) {
    return is_word(line, "elif") || is_word(line, "else") || is_word(line, "except") ||
           is_word(line, "finally");
}

bool begins_compound(std::span<const Token> tokens) {
    if (tokens.empty()) return false;
    const Token& first = tokens.front();
    switch (first.kind) {
    case TokenKind::KwIf:
    case TokenKind::KwElif:
    case TokenKind::KwElse:
    case TokenKind::KwWhile:
    case TokenKind::KwFor:
    case TokenKind::KwTry:
    case TokenKind::KwExcept:
    case TokenKind::KwFinally:
    case TokenKind::KwWith:
    case TokenKind::KwDef:
    case TokenKind::KwClass:
    case TokenKind::KwAsync: return true;
    default: break;
    }
    const SoftKeyword soft = first.soft();
    if ((soft != SoftKeyword::Match && soft != SoftKeyword::Case) || tokens.size() < 2) {
        return false;
    }
    const TokenKind second = tokens[1].kind;
    // A pattern that lost its quote (`case !=", x:`) may begin with any operator.
    const bool binary = soft == SoftKeyword::Case && second >= TokenKind::Plus &&
                        second <= TokenKind::NotEqual && tokens.size() > 2;
    if (soft == SoftKeyword::Match) {
        const bool in = tokens.size() > 2 && tokens[2].kind == TokenKind::KwIn;
        if (second == TokenKind::Plus || (second == TokenKind::KwNot && !in)) return true;
    }
    return begins_operand(second) || is_opening(second) || second == TokenKind::Minus || binary ||
           (soft == SoftKeyword::Case && second == TokenKind::Exclamation);
}

bool begins_statement(TokenKind kind) {
    switch (kind) {
    case TokenKind::KwAssert:
    case TokenKind::KwBreak:
    case TokenKind::KwClass:
    case TokenKind::KwContinue:
    case TokenKind::KwDef:
    case TokenKind::KwDel:
    case TokenKind::KwElif:
    case TokenKind::KwElse:
    case TokenKind::KwExcept:
    case TokenKind::KwFinally:
    case TokenKind::KwFor:
    case TokenKind::KwFrom:
    case TokenKind::KwGlobal:
    case TokenKind::KwIf:
    case TokenKind::KwImport:
    case TokenKind::KwNonlocal:
    case TokenKind::KwPass:
    case TokenKind::KwRaise:
    case TokenKind::KwReturn:
    case TokenKind::KwTry:
    case TokenKind::KwWhile:
    case TokenKind::KwWith:
    case TokenKind::At: return true;
    default: return false;
    }
}

bool begins_nothing(std::string_view line) {
    if (line.empty()) return false;
    const char next = line.size() > 1 ? line[1] : '\0';
    switch (line[0]) {
    case ':':
    case '=':
    case '/':
    case '%':
    case '&':
    case '|':
    case '^':
    case '<':
    case '>': return true;
    case '!':
    case '+':
    case '~':
    case '@': return next == '=';
    case '-': return next == '>' || next == '=';
    case '*': return next == '*' || next == '=';
    case '.': return !(next >= '0' && next <= '9') && !line.starts_with("...");
    case 'a': return is_word(line, "and");
    case 'i': return is_word(line, "in") || is_word(line, "is");
    case 'o': return is_word(line, "or");
    default: return false;
    }
}

bool may_continue_expression(std::string_view line) {
    if (begins_nothing(line)) return true;
    switch (line.empty() ? '\0' : line[0]) {
    case '+':
    case '-':
    case '*':
    case '@': return true;
    case 'a': return is_word(line, "as") || line.starts_with("async for ");
    case 'e': return is_word(line, "else");
    case 'f': return is_word(line, "for");
    case 'i': return is_word(line, "if");
    case 'n': return is_word(line, "not");
    default: return false;
    }
}

bool begins_operand(std::string_view line) {
    if (line.empty() || may_continue_expression(line) || is_word(line, "from")) return false;
    const auto first = static_cast<unsigned char>(line[0]);
    return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
           (first >= '0' && first <= '9') || first == '_' || first == '"' || first == '\'' ||
           first >= 0x80;
}

bool takes_clause(std::string_view line, std::string_view clause) {
    if (begins_clause(line) || is_word(line, "try")) return true;
    if (is_word(line, "if")) return is_word(clause, "elif") || is_word(clause, "else");
    return is_word(clause, "else") && (is_word(line, "for") || is_word(line, "while"));
}

bool begins_list(std::string_view line) {
    for (const std::string_view begin :
         {"import ", "from ", "global ", "nonlocal ", "del ", "assert "}) {
        if (line.starts_with(begin)) return true;
    }
    return false;
}

bool ends_in_colon(std::string_view line) {
    if (const std::size_t comment = line.find('#'); comment != std::string_view::npos) {
        line = line.substr(0, comment);
    }
    const std::size_t last = line.find_last_not_of(" \t\f");
    return last != std::string_view::npos && line[last] == ':';
}

std::string_view content_behind_backslash(std::string_view line) {
    const std::size_t at = line.find_first_not_of("\\ ");
    return at == std::string_view::npos ? std::string_view{} : line.substr(at);
}

bool ends_header(std::string_view line) {
    return line.starts_with("\\:") || line.starts_with("\\->") || line.starts_with("\\)");
}

bool goes_on_behind_list(std::string_view line) {
    for (const std::string_view begin :
         {"\\,", "\\)", "\\]", "\\}", "\\=", "\\:", "\\->", "\\in ", "\\as ", "\\from "}) {
        if (line.starts_with(begin)) return true;
    }
    return false;
}

bool ends_nothing(TokenKind kind) {
    if (kind >= TokenKind::Colon && kind <= TokenKind::NotEqual) {
        return kind != TokenKind::Semicolon && kind != TokenKind::Ellipsis;
    }
    switch (kind) {
    case TokenKind::KwAnd:
    case TokenKind::KwAs:
    case TokenKind::KwAssert:
    case TokenKind::KwAsync:
    case TokenKind::KwAwait:
    case TokenKind::KwClass:
    case TokenKind::KwDef:
    case TokenKind::KwDel:
    case TokenKind::KwElif:
    case TokenKind::KwFrom:
    case TokenKind::KwGlobal:
    case TokenKind::KwImport:
    case TokenKind::KwNonlocal:
    case TokenKind::KwWhile:
    case TokenKind::KwWith:
    case TokenKind::KwElse:
    case TokenKind::KwFor:
    case TokenKind::KwIf:
    case TokenKind::KwIn:
    case TokenKind::KwIs:
    case TokenKind::KwLambda:
    case TokenKind::KwNot:
    case TokenKind::KwOr: return true;
    default: return false;
    }
}

bool ColonSearch::found_in(const std::vector<Token>& tokens) {
    for (; seen_ < tokens.size() && !found_; ++seen_) {
        const TokenKind kind = tokens[seen_].kind;
        if (is_opening(kind)) ++depth_;
        if (is_closing(kind) && depth_ > 0) --depth_;
        if (depth_ > 0) continue;
        if (kind == TokenKind::KwLambda) ++lambdas_;
        if (kind != TokenKind::Colon) continue;
        if (lambdas_ == 0) {
            found_ = true;
        } else {
            --lambdas_;
        }
    }
    return found_;
}

}  // namespace pilcrow::layout
