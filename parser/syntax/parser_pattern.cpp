// Patterns of `case`.

#include "parser/syntax/parser_impl.h"

namespace pilcrow::syntax {

NodeId Parser::case_header() {
    const std::uint32_t first = pos_;
    advance();  // case
    std::uint16_t flags = 0;
    in_pattern_ = true;
    List children = list_of(pattern_list());
    if (accept(TokenKind::KwIf)) {
        in_pattern_ = false;
        add(children, named_expression());
        flags = has_guard;
    }
    return end_header(NodeKind::Case, first, children, flags);
}

NodeId Parser::pattern_list() {
    const std::uint32_t first = pos_;
    const NodeId single = pattern(true);
    if (k_ != TokenKind::Comma) {
        if (node(single).kind == NodeKind::PatternStar) error_at(Code::StarredMisplaced, single);
        return single;
    }
    List list = list_of(single);
    std::uint16_t flags = 0;
    while (accept(TokenKind::Comma)) {
        if (k_ == TokenKind::Colon || k_ == TokenKind::KwIf || at_end()) {
            flags = trailing_comma;
            break;
        }
        add(list, pattern(true));
    }
    return make(NodeKind::PatternSequence, first, list, flags);
}

NodeId Parser::pattern(bool star_allowed) {
    const std::uint32_t first = pos_;
    if (star_allowed && accept(TokenKind::Star)) {
        if (!accept(TokenKind::Name)) error_here(Code::ExpectedName);
        return make(NodeKind::PatternStar, first);
    }
    const NodeId inner = or_pattern();
    if (!accept(TokenKind::KwAs)) return inner;
    if (k_ != TokenKind::Name) {
        List children = list_of(inner);
        add(children, missing(Code::ExpectedName));
        return make(NodeKind::Error, first, children, has_error);
    }
    if (tokens_[pos_].soft() == SoftKeyword::Underscore) error_here(Code::InvalidTarget);
    advance();
    if (k_ == TokenKind::Dot || k_ == TokenKind::LeftParen) error_here(Code::InvalidPattern);
    return make(NodeKind::PatternAs, first, list_of(inner));
}

NodeId Parser::or_pattern() {
    const std::uint32_t first = pos_;
    const NodeId single = closed_pattern();
    if (k_ != TokenKind::Bar) return single;
    List list = list_of(single);
    while (accept(TokenKind::Bar)) add(list, closed_pattern());
    return make(NodeKind::PatternOr, first, list);
}

NodeId Parser::closed_pattern() {
    const Depth depth(*this);
    if (depth.exceeded()) return too_deep();
    const std::uint32_t first = pos_;
    switch (k_) {
    case TokenKind::Name: return pattern_name();
    case TokenKind::Int:
    case TokenKind::Float:
    case TokenKind::Imaginary:
    case TokenKind::Minus: {
        const NodeId value = pattern_number();
        return make(NodeKind::PatternValue, first, list_of(value));
    }
    case TokenKind::String:
    case TokenKind::FStringStart: {
        const NodeId value = strings();
        if (node(value).kind == NodeKind::FString) error_at(Code::InvalidPattern, value);
        if (node(value).kind == NodeKind::Strings) {
            for (NodeId id = node(value).first_child; id != no_node; id = node(id).next) {
                if (node(id).kind == NodeKind::FString) error_at(Code::InvalidPattern, id);
            }
        }
        return make(NodeKind::PatternValue, first, list_of(value));
    }
    case TokenKind::KwTrue:
    case TokenKind::KwFalse:
    case TokenKind::KwNone: {
        const auto op = static_cast<std::uint8_t>(k_);
        advance();
        return make(NodeKind::PatternSingleton, first, {}, 0, op);
    }
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket: return pattern_bracket(k_);
    case TokenKind::LeftBrace: return pattern_mapping();
    default: return missing(Code::ExpectedPattern);
    }
}

// `-1`, `1.5`, `-1 + 2j`: the sum only of a real and an imaginary number.
NodeId Parser::pattern_number() {
    const std::uint32_t first = pos_;
    const auto number = [&](bool sign_allowed) -> NodeId {
        const std::uint32_t begin = pos_;
        if (sign_allowed && accept(TokenKind::Minus)) {
            const std::uint32_t digits = pos_;
            if (k_ != TokenKind::Int && k_ != TokenKind::Float && k_ != TokenKind::Imaginary) {
                return missing(Code::ExpectedPattern);
            }
            advance();
            const NodeId value = make(NodeKind::Number, digits);
            return make(NodeKind::Unary, begin, list_of(value), 0,
                        static_cast<std::uint8_t>(TokenKind::Minus));
        }
        if (k_ != TokenKind::Int && k_ != TokenKind::Float && k_ != TokenKind::Imaginary) {
            return missing(Code::ExpectedPattern);
        }
        advance();
        return make(NodeKind::Number, begin);
    };
    const NodeId left = number(true);
    if (k_ != TokenKind::Plus && k_ != TokenKind::Minus) return left;
    if (tokens_[prev_end_ - 1].kind == TokenKind::Imaginary) error_at(Code::InvalidPattern, left);
    const auto op = static_cast<std::uint8_t>(k_);
    advance();
    List children = list_of(left);
    const NodeId right = number(false);
    if (tokens_[prev_end_ - 1].kind != TokenKind::Imaginary) {
        error_at(Code::InvalidPattern, right);
    }
    add(children, right);
    return make(NodeKind::Binary, first, children, 0, op);
}

NodeId Parser::pattern_name() {
    const std::uint32_t first = pos_;
    const SoftKeyword soft = tokens_[pos_].soft();
    advance();
    if (k_ != TokenKind::Dot && k_ != TokenKind::LeftParen) {
        return make(
            soft == SoftKeyword::Underscore ? NodeKind::PatternWildcard : NodeKind::PatternCapture,
            first);
    }
    NodeId value = make(NodeKind::Name, first);
    while (accept(TokenKind::Dot)) {
        if (!accept(TokenKind::Name)) {
            List children = list_of(value);
            add(children, missing(Code::ExpectedName));
            return make(NodeKind::Error, first, children, has_error);
        }
        value = make(NodeKind::Attribute, first, list_of(value));
    }
    if (k_ != TokenKind::LeftParen) return make(NodeKind::PatternValue, first, list_of(value));
    advance();
    List children = list_of(value);
    std::uint16_t flags = 0;
    if (at(TokenKind::Hang)) {
        flags = hanging;
        add(children, hang(Role::PatternArgument));
    } else {
        while (!at_stop()) {
            const std::uint32_t before = pos_;
            add(children, pattern_argument());
            if (!accept(TokenKind::Comma) || pos_ == before) break;
        }
    }
    close(TokenKind::RightParen, children);
    return make(NodeKind::PatternClass, first, children, flags);
}

NodeId Parser::pattern_argument() {
    const std::uint32_t first = pos_;
    if (k_ == TokenKind::Name && peek() == TokenKind::Equal) {
        advance();
        advance();
        const NodeId value = pattern(false);
        return make(NodeKind::PatternKeyword, first, list_of(value));
    }
    return pattern(false);
}

NodeId Parser::pattern_bracket(TokenKind open) {
    const std::uint32_t first = pos_;
    advance();
    List list;
    std::uint16_t flags = 0;
    if (at(TokenKind::Hang)) {
        flags = hanging;
        add(list, hang(Role::Pattern));
    } else {
        while (!at_stop()) {
            const std::uint32_t before = pos_;
            add(list, pattern(true));
            flags = 0;
            if (!accept(TokenKind::Comma) || pos_ == before) break;
            flags = trailing_comma;
        }
    }
    close(closer_of(open), list);
    if (open == TokenKind::LeftBracket) {
        return make(NodeKind::PatternSequence, first, list, flags);
    }
    if (list.count == 1 && flags == 0 && node(list.first).kind == NodeKind::PatternStar) {
        error_at(Code::StarredMisplaced, list.first);
    }
    return make(NodeKind::PatternGroup, first, list, flags);
}

NodeId Parser::pattern_mapping() {
    const std::uint32_t first = pos_;
    advance();
    List list;
    std::uint16_t flags = 0;
    if (at(TokenKind::Hang)) {
        flags = hanging;
        add(list, hang(Role::PatternEntry));
    } else {
        NodeId star = no_node;
        while (!at_stop()) {
            const std::uint32_t before = pos_;
            if (star != no_node) error_at(Code::PatternOrder, star);
            const NodeId one = pattern_entry();
            if (node(one).kind == NodeKind::PatternDoubleStar) star = one;
            add(list, one);
            flags = 0;
            if (!accept(TokenKind::Comma) || pos_ == before) break;
            flags = trailing_comma;
        }
    }
    close(TokenKind::RightBrace, list);
    return make(NodeKind::PatternMapping, first, list, flags);
}

NodeId Parser::pattern_entry() {
    const std::uint32_t first = pos_;
    if (accept(TokenKind::DoubleStar)) {
        if (k_ == TokenKind::Name && tokens_[pos_].soft() == SoftKeyword::Underscore) {
            error_here(Code::InvalidPattern);
        }
        if (!accept(TokenKind::Name)) error_here(Code::ExpectedName);
        return make(NodeKind::PatternDoubleStar, first);
    }
    const NodeId key_pattern = closed_pattern();
    NodeId key = key_pattern;
    if (node(key_pattern).kind == NodeKind::PatternValue) {
        key = node(key_pattern).first_child;
    } else if (node(key_pattern).kind == NodeKind::PatternSingleton) {
        key = make(NodeKind::Constant, first, {}, 0, node(key_pattern).op);
    } else if (node(key_pattern).kind != NodeKind::Missing &&
               node(key_pattern).kind != NodeKind::Error) {
        error_at(Code::InvalidPattern, key_pattern);
    }
    List children = list_of(key);
    if (expect(TokenKind::Colon)) {
        add(children, pattern(false));
    } else {
        add(children, make(NodeKind::Missing, pos_));
    }
    return make(NodeKind::PatternEntry, first, children);
}

}  // namespace pilcrow::syntax
