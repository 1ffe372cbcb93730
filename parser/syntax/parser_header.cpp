// Headers of compound statements; definitions and their parameters.

#include "parser/syntax/parser_impl.h"

namespace pilcrow::syntax {

NodeId Parser::statement() {
    switch (k_) {
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
    case TokenKind::KwAsync: return header();
    case TokenKind::At: return decorator();
    case TokenKind::End: return no_node;
    case TokenKind::Name:
        if (at_match_header()) return header();
        if (at_case_header()) return case_header();
        break;
    default: break;
    }
    return simple_statements();
}

// `match` and `case` are names, too. A word of them is a header where no expression can go on so;
// where one could (`match (x)`, `match [x]`, `match -x`), a colon outside brackets decides.
namespace {
bool could_continue_expression(TokenKind kind) {
    return kind == TokenKind::LeftParen || kind == TokenKind::LeftBracket ||
           kind == TokenKind::Minus || kind == TokenKind::Plus || kind == TokenKind::Star ||
           kind == TokenKind::KwNot;
}
}  // namespace

bool Parser::at_match_header() const {
    if (tokens_[pos_].soft() != SoftKeyword::Match) return false;
    const TokenKind next = peek();
    if (!starts_expression(next) && next != TokenKind::Star) return false;
    if (!could_continue_expression(next)) return true;
    if (next == TokenKind::KwNot && peek(2) == TokenKind::KwIn) return false;
    const std::uint32_t colon = top_level_colon(pos_);
    // `match[x]: int = 3` goes on behind its colon; a match's header ends in it.
    return tokens_[colon].kind == TokenKind::Colon && tokens_[colon + 1].kind == TokenKind::End;
}

bool Parser::at_case_header() const {
    if (tokens_[pos_].soft() != SoftKeyword::Case) return false;
    const TokenKind next = peek();
    if (next == TokenKind::KwNot || next == TokenKind::Plus) return false;
    if (!starts_expression(next) && next != TokenKind::Star) return false;
    if (!could_continue_expression(next)) return true;
    if (tokens_[top_level_colon(pos_)].kind == TokenKind::Colon) return true;
    // `case [x] y` goes on as no expression does: it has lost its colon.
    if (!is_opening(next)) return false;
    std::uint32_t open = pos_ + 1;
    while (tokens_[open].kind == TokenKind::Skipped) ++open;
    const TokenKind behind = tokens_[matching_closer(open) + 1].kind;
    return behind == TokenKind::Name || behind == TokenKind::Int || behind == TokenKind::String;
}

NodeId Parser::header() {
    const std::uint32_t first = pos_;
    const TokenKind keyword = k_;
    advance();
    switch (keyword) {
    case TokenKind::KwIf: return end_header(NodeKind::If, first, list_of(named_expression()));
    case TokenKind::KwElif: return end_header(NodeKind::Elif, first, list_of(named_expression()));
    case TokenKind::KwWhile: return end_header(NodeKind::While, first, list_of(named_expression()));
    case TokenKind::KwElse: return end_header(NodeKind::Else, first, {});
    case TokenKind::KwTry: return end_header(NodeKind::Try, first, {});
    case TokenKind::KwFinally: return end_header(NodeKind::Finally, first, {});
    case TokenKind::KwFor: return for_header(first, 0);
    case TokenKind::KwWith: return with_header(first, 0);
    case TokenKind::KwDef: return function(first, 0);
    case TokenKind::KwClass: return class_definition();
    case TokenKind::KwExcept: return except_header();
    case TokenKind::KwAsync:
        if (accept(TokenKind::KwDef)) return function(first, is_async);
        if (accept(TokenKind::KwFor)) return for_header(first, is_async);
        if (accept(TokenKind::KwWith)) return with_header(first, is_async);
        error_here(Code::ExpectedToken, TokenKind::KwDef);
        return simple_statements();
    default:  // match
        return end_header(NodeKind::Match, first, list_of(expression_list(true)));
    }
}

std::uint32_t Parser::block_colon() const {
    const auto last = static_cast<std::uint32_t>(builder_.tokens.size()) - 2;
    const bool opens =
        builder_.segments.size() > 1 && builder_.segments.back().opener == Opener::Block;
    return opens && tokens_[last].kind == TokenKind::Colon ? last : 0;
}

NodeId Parser::end_header(NodeKind kind, std::uint32_t first_token, List children,
                          std::uint16_t flags) {
    // Where a `\:` opens the block, a colon before it is not the header's.
    const std::uint32_t behind = block_colon();
    if (!at(TokenKind::Colon) || pos_ < behind) {
        if (at_end()) {
            expect(TokenKind::Colon);
        } else {
            // Something between the header and its colon, or instead of it.
            if (at(TokenKind::Colon)) {
                error_here(Code::UnexpectedToken, TokenKind::Colon);
            } else if (at(TokenKind::Equal) || at(TokenKind::ColonEqual)) {
                error_here(Code::AssignInExpression);
            } else if (tokens_[top_level_colon(pos_)].kind == TokenKind::Colon ||
                       (at_new_segment() && starts_expression(k_))) {
                error_here(Code::UnexpectedToken);
            } else {
                expect(TokenKind::Colon);
            }
            const std::uint32_t first = pos_;
            const bool was_quiet = quiet_;
            quiet_ = true;
            List inside;
            while ((!at(TokenKind::Colon) || pos_ < behind) && !at_end()) {
                const std::uint32_t before = pos_;
                if (starts_expression(k_)) add(inside, understood());
                if (pos_ == before) advance();
            }
            quiet_ = was_quiet;
            add(children, make(NodeKind::Error, first, inside, has_error));
        }
    }
    in_pattern_ = false;
    if (accept(TokenKind::Colon) && !at_end()) {
        const std::uint32_t first = pos_;
        if (kind == NodeKind::Match) error_here(Code::UnexpectedToken);  // its cases are lines
        const NodeId statements = simple_statements();
        List suite;
        suite.first = statements;
        add(children, make(NodeKind::Suite, first, suite));
        builder_.flags |= unit_one_line_suite;
    }
    return make(kind, first_token, children, flags);
}

NodeId Parser::name_node(std::uint16_t flags) {
    const std::uint32_t first = pos_;
    if (accept(TokenKind::Name)) return make(NodeKind::Name, first, {}, flags);
    const NodeId none = missing(Code::ExpectedName);
    if (is_keyword(k_) && k_ != TokenKind::KwImport && k_ != TokenKind::KwAs) advance();
    return none;
}

NodeId Parser::function(std::uint32_t first_token, std::uint16_t flags) {
    builder_.flags |= unit_has_scopes;
    List children = list_of(name_node(name_bound));
    if (at(TokenKind::LeftBracket)) add(children, type_parameters());
    if (at(TokenKind::LeftParen)) {
        add(children, parameters(false));
    } else {
        expect(TokenKind::LeftParen);
        add(children, make(NodeKind::Parameters, pos_));
    }
    if (accept(TokenKind::Arrow)) {
        add(children, expression());
        flags |= has_returns;
    }
    return end_header(NodeKind::FunctionDef, first_token, children, flags);
}

NodeId Parser::class_definition() {
    const std::uint32_t first = prev_end_ - 1;
    builder_.flags |= unit_has_scopes;
    List children = list_of(name_node(name_bound));
    std::uint16_t flags = 0;
    if (at(TokenKind::LeftBracket)) add(children, type_parameters());
    if (at(TokenKind::LeftParen)) {
        flags = has_parens;
        arguments(children);
    }
    return end_header(NodeKind::ClassDef, first, children, flags);
}

NodeId Parser::for_header(std::uint32_t first_token, std::uint16_t flags) {
    List children = list_of(target_list());
    if (expect(TokenKind::KwIn) || (at_new_segment() && starts_expression(k_))) {
        add(children, expression_list(false));
    } else {
        add(children, make(NodeKind::Missing, pos_));
    }
    return end_header(NodeKind::For, first_token, children, flags);
}

// Whether the parenthesis at `with (` encloses the list of items, as CPython's grammar tries
// first: it must end before the header's colon and hold nothing that an item cannot be.
bool Parser::parenthesized_with() const {
    // One that hangs is always the header's list.
    if (tokens_[pos_ + 1].kind == TokenKind::Hang) return true;
    const std::uint32_t close = matching_closer(pos_);
    std::uint32_t next = close + 1;
    while (tokens_[next].kind == TokenKind::Skipped) ++next;
    if (tokens_[next].kind != TokenKind::Colon) return false;
    bool item_begins = true;
    std::uint32_t depth = 0;
    if (close == pos_ + 1) return false;
    for (std::uint32_t index = pos_ + 1; index < close; ++index) {
        const TokenKind kind = tokens_[index].kind;
        if (is_opening(kind)) ++depth;
        if (is_closing(kind)) --depth;
        if (depth == 0) {
            if (kind == TokenKind::ColonEqual || kind == TokenKind::KwFor) return false;
            if (item_begins && (kind == TokenKind::KwYield || kind == TokenKind::Star)) {
                return false;
            }
        }
        item_begins = depth == 0 && kind == TokenKind::Comma;
    }
    return true;
}

NodeId Parser::with_header(std::uint32_t first_token, std::uint16_t flags) {
    List children;
    if (at(TokenKind::LeftParen) && parenthesized_with()) {
        flags |= has_parens;
        advance();
        if (at(TokenKind::Hang)) {
            flags |= hanging;
            add(children, hang(Role::WithItem));
        } else {
            while (starts_expression(k_)) {
                add(children, with_item());
                if (!accept(TokenKind::Comma)) break;
            }
        }
        close(TokenKind::RightParen, children);
    } else {
        do add(children, with_item());
        while (accept(TokenKind::Comma));
    }
    return end_header(NodeKind::With, first_token, children, flags);
}

NodeId Parser::with_item() {
    const std::uint32_t first = pos_;
    List children = list_of(expression());
    if (accept(TokenKind::KwAs)) {
        const NodeId target = k_ == TokenKind::Star ? starred() : binary(strength_bit_or);
        check_target(target, TargetUse::Loop, node(target).kind == NodeKind::Name ? 0 : 1);
        add(children, target);
    }
    return make(NodeKind::WithItem, first, children);
}

NodeId Parser::except_header() {
    const std::uint32_t first = prev_end_ - 1;
    List children;
    std::uint16_t flags = 0;
    if (accept(TokenKind::Star)) {
        flags = except_star;
        if (!starts_expression(k_)) error_here(Code::ExpectedExpression);
    }
    if (starts_expression(k_)) {
        const NodeId type = expression();
        add(children, type);
        if (at(TokenKind::Comma)) error_at(Code::MultipleExceptionTypes, type);
        if (accept(TokenKind::KwAs)) {
            add(children, name_node(name_bound | name_whole));
            flags |= has_alias;
        }
    }
    return end_header(NodeKind::Except, first, children, flags);
}

NodeId Parser::decorator() {
    const std::uint32_t first = pos_;
    advance();
    List children = list_of(named_expression());
    if (!at_end()) {
        error_here(Code::UnexpectedToken);
        add(children, rest({}, pos_));
        while (!at_end()) advance();
    }
    return make(NodeKind::Decorator, first, children);
}

NodeId Parser::type_parameters() {
    const std::uint32_t first = pos_;
    advance();  // [
    List list;
    std::uint16_t flags = 0;
    if (at(TokenKind::Hang)) {
        flags = hanging;
        add(list, hang(Role::TypeParameter));
    } else {
        if (at(TokenKind::RightBracket)) error_here(Code::ExpectedName);
        while (at(TokenKind::Name) || at(TokenKind::Star) || at(TokenKind::DoubleStar)) {
            add(list, type_parameter());
            if (!accept(TokenKind::Comma)) break;
        }
    }
    close(TokenKind::RightBracket, list);
    return make(NodeKind::TypeParameters, first, list, flags);
}

NodeId Parser::type_parameter() {
    const std::uint32_t first = pos_;
    std::uint8_t op = 0;
    std::uint16_t flags = 0;
    if (at(TokenKind::Star) || at(TokenKind::DoubleStar)) {
        op = static_cast<std::uint8_t>(k_);
        advance();
    }
    if (!accept(TokenKind::Name)) return missing(Code::ExpectedName);
    List children;
    if (at(TokenKind::Colon)) {
        if (op != 0) error_here(Code::UnexpectedToken);
        advance();
        add(children, expression());
        flags |= has_annotation;
    }
    if (accept(TokenKind::Equal)) {
        add(children, op == static_cast<std::uint8_t>(TokenKind::Star) ? star_or_expression(false)
                                                                       : expression());
        flags |= has_default;
    }
    return make(NodeKind::TypeParameter, first, children, flags, op);
}

NodeId Parser::parameters(bool of_lambda) {
    const std::uint32_t first = pos_;
    if (!of_lambda) advance();  // (
    List list;
    std::uint16_t flags = 0;
    if (!of_lambda && at(TokenKind::Hang)) {
        flags = hanging;
        add(list, hang(Role::Parameter));
    } else {
        while (at(TokenKind::Name) || at(TokenKind::Star) || at(TokenKind::DoubleStar) ||
               at(TokenKind::Slash)) {
            add(list, parameter(of_lambda));
            if (!accept(TokenKind::Comma)) break;
        }
    }
    if (!of_lambda) close(TokenKind::RightParen, list);
    return make(NodeKind::Parameters, first, list, flags);
}

NodeId Parser::parameter(bool of_lambda) {
    const std::uint32_t first = pos_;
    std::uint8_t op = 0;
    std::uint16_t flags = 0;
    if (accept(TokenKind::Slash)) return make(NodeKind::ParameterSlash, first);
    if (at(TokenKind::Star) || at(TokenKind::DoubleStar)) {
        op = static_cast<std::uint8_t>(k_);
        advance();
        if (op == static_cast<std::uint8_t>(TokenKind::Star) && !at(TokenKind::Name)) {
            if (!at(TokenKind::Comma) && !at_stop() && !at(TokenKind::Colon)) {
                error_here(Code::ExpectedName);
            }
            return make(NodeKind::ParameterStar, first);
        }
    }
    if (!accept(TokenKind::Name)) return missing(Code::ExpectedName);
    List children;
    if (!of_lambda && accept(TokenKind::Colon)) {
        flags |= has_annotation;
        add(children, op == static_cast<std::uint8_t>(TokenKind::Star) ? star_or_expression(false)
                                                                       : expression());
    }
    if (at(TokenKind::Equal)) {
        if (op != 0) error_here(Code::UnexpectedToken);  // *args has no default
        advance();
        flags |= has_default;
        add(children, expression());
    }
    return make(NodeKind::Parameter, first, children, flags, op);
}

}  // namespace pilcrow::syntax
