// Operators by precedence climbing, conditionals, lambdas, and what follows an atom.

#include "parser/syntax/parser_impl.h"

#include <array>

namespace pilcrow::syntax {
namespace {

constexpr std::size_t kinds = 256;

constexpr std::array<std::uint8_t, kinds> make_strengths() {
    std::array<std::uint8_t, kinds> table{};
    const auto set = [&](TokenKind kind, Strength strength) {
        table[static_cast<std::size_t>(kind)] = static_cast<std::uint8_t>(strength);
    };
    set(TokenKind::KwOr, strength_or);
    set(TokenKind::KwAnd, strength_and);
    for (TokenKind kind : {TokenKind::Less, TokenKind::Greater, TokenKind::LessEqual,
                           TokenKind::GreaterEqual, TokenKind::EqualEqual, TokenKind::NotEqual,
                           TokenKind::KwIn, TokenKind::KwIs, TokenKind::KwNot}) {
        set(kind, strength_compare);  // `not` only as `not in`; see binary()
    }
    set(TokenKind::Bar, strength_bit_or);
    set(TokenKind::Caret, strength_bit_xor);
    set(TokenKind::Ampersand, strength_bit_and);
    set(TokenKind::LeftShift, strength_shift);
    set(TokenKind::RightShift, strength_shift);
    set(TokenKind::Plus, strength_sum);
    set(TokenKind::Minus, strength_sum);
    for (TokenKind kind : {TokenKind::Star, TokenKind::Slash, TokenKind::Percent, TokenKind::At,
                           TokenKind::DoubleSlash}) {
        set(kind, strength_product);
    }
    return table;
}
constexpr auto strengths = make_strengths();

constexpr std::array<bool, kinds> make_starters() {
    std::array<bool, kinds> table{};
    for (TokenKind kind :
         {TokenKind::Name, TokenKind::Int, TokenKind::Float, TokenKind::Imaginary,
          TokenKind::String, TokenKind::FStringStart, TokenKind::LeftParen, TokenKind::LeftBracket,
          TokenKind::LeftBrace, TokenKind::Ellipsis, TokenKind::Plus, TokenKind::Minus,
          TokenKind::Tilde, TokenKind::KwFalse, TokenKind::KwNone, TokenKind::KwTrue,
          TokenKind::KwAwait, TokenKind::KwLambda, TokenKind::KwNot}) {
        table[static_cast<std::size_t>(kind)] = true;
    }
    return table;
}
constexpr auto starters = make_starters();

constexpr std::uint8_t op_of(TokenKind kind) { return static_cast<std::uint8_t>(kind); }

}  // namespace

bool Parser::starts_expression(TokenKind kind) { return starters[static_cast<std::size_t>(kind)]; }

NodeId Parser::expression() {
    if (k_ == TokenKind::KwLambda) return lambda();
    const std::uint32_t first = pos_;
    const NodeId body = binary(strength_or);
    return k_ == TokenKind::KwIf ? conditional(body, first) : body;
}

NodeId Parser::conditional(NodeId body, std::uint32_t first_token) {
    const Depth depth(*this);
    if (depth.exceeded()) return too_deep();
    advance();  // if
    List children = list_of(body);
    add(children, binary(strength_or));
    if (expect(TokenKind::KwElse)) {
        add(children, expression());
    } else {
        add(children, make(NodeKind::Missing, pos_));
    }
    return make(NodeKind::Conditional, first_token, children);
}

NodeId Parser::named_expression() {
    const std::uint32_t first = pos_;
    const NodeId left = expression();
    if (k_ != TokenKind::ColonEqual) return left;
    if (node(left).kind == NodeKind::Name) {
        node(left).flags |= name_bound | name_whole | name_walrus;
    } else {
        error_at(Code::InvalidTarget, left);
    }
    advance();
    List children = list_of(left);
    add(children, expression());
    return make(NodeKind::Walrus, first, children);
}

NodeId Parser::binary(int strength) {
    const std::uint32_t first = pos_;
    NodeId left;
    if (k_ == TokenKind::KwNot) {
        const Depth depth(*this);
        if (depth.exceeded()) return too_deep();
        if (strength > strength_not) error_here(Code::UnexpectedToken);
        advance();
        const NodeId operand = binary(strength_not);
        left = make(NodeKind::Unary, first, list_of(operand), 0, op_of(TokenKind::KwNot));
    } else {
        left = unary();
    }
    for (;;) {
        const TokenKind op = k_;
        const int strength_here = strengths[static_cast<std::size_t>(op)];
        if (strength_here == strength_none || strength_here < strength) return left;
        if (strength_here == strength_compare) {
            if (op == TokenKind::KwNot && peek() != TokenKind::KwIn) return left;
            left = comparison(left, first);
        } else if (strength_here <= strength_and) {
            List operands = list_of(left);
            while (accept(op)) add(operands, binary(strength_here + 1));
            left = make(NodeKind::Boolean, first, operands, 0, op_of(op));
        } else {
            advance();
            List operands = list_of(left);
            add(operands, binary(strength_here + 1));
            left = make(NodeKind::Binary, first, operands, 0, op_of(op));
        }
    }
}

NodeId Parser::comparison(NodeId left, std::uint32_t first_token) {
    List children = list_of(left);
    for (;;) {
        const std::uint32_t first = pos_;
        TokenKind op = k_;
        std::uint16_t flags = 0;
        if (strengths[static_cast<std::size_t>(op)] != strength_compare) break;
        if (op == TokenKind::KwNot) {
            if (peek() != TokenKind::KwIn) break;
            advance();
            op = TokenKind::KwIn;
            flags = negated;
        }
        advance();
        if (op == TokenKind::KwIs && accept(TokenKind::KwNot)) flags = negated;
        const NodeId right = binary(strength_bit_or);
        add(children, make(NodeKind::Comparator, first, list_of(right), flags, op_of(op)));
    }
    return make(NodeKind::Compare, first_token, children);
}

NodeId Parser::unary() {
    const std::uint32_t first = pos_;
    if (k_ == TokenKind::Minus || k_ == TokenKind::Plus || k_ == TokenKind::Tilde) {
        const Depth depth(*this);
        if (depth.exceeded()) return too_deep();
        const TokenKind op = k_;
        advance();
        const NodeId operand = unary();
        return make(NodeKind::Unary, first, list_of(operand), 0, op_of(op));
    }
    const NodeId base = primary();
    if (k_ != TokenKind::DoubleStar) return base;
    const Depth depth(*this);
    if (depth.exceeded()) return too_deep();
    advance();
    List operands = list_of(base);
    add(operands, unary());
    return make(NodeKind::Binary, first, operands, 0, op_of(TokenKind::DoubleStar));
}

NodeId Parser::primary() {
    const std::uint32_t first = pos_;
    if (k_ == TokenKind::KwAwait) {
        const Depth depth(*this);
        if (depth.exceeded()) return too_deep();
        advance();
        if (k_ == TokenKind::KwAwait) error_here(Code::UnexpectedToken);
        const NodeId value = primary();
        return make(NodeKind::Await, first, list_of(value));
    }
    NodeId left = atom();
    for (;;) {
        switch (k_) {
        case TokenKind::Dot:
            advance();
            if (k_ == TokenKind::Name) {
                advance();
                left = make(NodeKind::Attribute, first, list_of(left));
            } else {
                // `value.` while it is being typed: an attribute without its name.
                List children = list_of(left);
                add(children, missing(Code::ExpectedName));
                const auto touches = [&] { return tokens_[pos_].begin == tokens_[pos_ - 1].end; };
                // `x.class`: the keyword was meant as the name, if it stands right there.
                if (is_keyword(k_) && touches()) advance();
                left = make(NodeKind::Error, first, children, has_error);
                // `x.(y)`: what the name was taken away from is called all the same.
                const bool goes_on = k_ == TokenKind::LeftParen || k_ == TokenKind::LeftBracket;
                if (!goes_on || !touches()) return left;
            }
            break;
        case TokenKind::LeftParen: {
            const Depth depth(*this);
            if (depth.exceeded()) return too_deep();
            List children = list_of(left);
            arguments(children);
            left = make(NodeKind::Call, first, children);
            break;
        }
        case TokenKind::LeftBracket: {
            const Depth depth(*this);
            if (depth.exceeded()) return too_deep();
            List children = list_of(left);
            std::uint16_t flags = 0;
            indices(children, flags);
            left = make(NodeKind::Subscript, first, children, flags);
            break;
        }
        default: return left;
        }
    }
}

NodeId Parser::atom() {
    const std::uint32_t first = pos_;
    switch (k_) {
    case TokenKind::Name: advance(); return make(NodeKind::Name, first);
    case TokenKind::Int:
    case TokenKind::Float:
    case TokenKind::Imaginary: advance(); return make(NodeKind::Number, first);
    case TokenKind::KwTrue:
    case TokenKind::KwFalse:
    case TokenKind::KwNone:
    case TokenKind::Ellipsis: {
        const TokenKind op = k_;
        advance();
        return make(NodeKind::Constant, first, {}, 0, op_of(op));
    }
    case TokenKind::String:
    case TokenKind::FStringStart: return strings();
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace: {
        const Depth depth(*this);
        return depth.exceeded() ? too_deep() : display();
    }
    default: return missing(Code::ExpectedExpression);
    }
}

NodeId Parser::lambda() {
    const Depth depth(*this);
    if (depth.exceeded()) return too_deep();
    const std::uint32_t first = pos_;
    advance();
    List children = list_of(parameters(true));
    if (expect(TokenKind::Colon)) {
        add(children, expression());
    } else {
        add(children, make(NodeKind::Missing, pos_));
    }
    builder_.flags |= unit_has_scopes;
    return make(NodeKind::Lambda, first, children);
}

NodeId Parser::yield() {
    const std::uint32_t first = pos_;
    advance();
    if (accept(TokenKind::KwFrom)) {
        const NodeId value = expression();
        return make(NodeKind::YieldFrom, first, list_of(value));
    }
    if (starts_expression(k_) || k_ == TokenKind::Star) {
        const NodeId value = expression_list(false);
        return make(NodeKind::Yield, first, list_of(value));
    }
    return make(NodeKind::Yield, first);
}

NodeId Parser::starred(int strength) {
    const std::uint32_t first = pos_;
    advance();
    const NodeId value = strength == strength_none ? expression() : binary(strength);
    return make(NodeKind::Starred, first, list_of(value));
}

NodeId Parser::star_or_expression(bool named) {
    if (k_ == TokenKind::Star) return starred();
    return named ? named_expression() : expression();
}

NodeId Parser::expression_list(bool named) {
    const std::uint32_t first = pos_;
    const NodeId single = star_or_expression(named);
    if (k_ != TokenKind::Comma) return single;
    List elements = list_of(single);
    std::uint16_t flags = 0;
    while (accept(TokenKind::Comma)) {
        if (!starts_expression(k_) && k_ != TokenKind::Star) {
            flags = trailing_comma;
            break;
        }
        add(elements, star_or_expression(named));
    }
    return make(NodeKind::Tuple, first, elements, flags);
}

NodeId Parser::yield_or_list() {
    return k_ == TokenKind::KwYield ? yield() : expression_list(false);
}

}  // namespace pilcrow::syntax
