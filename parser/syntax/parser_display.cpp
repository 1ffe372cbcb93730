// Brackets: displays, calls, subscripts, comprehensions; and Hang, where their contents are units.

#include "parser/syntax/parser_impl.h"

namespace pilcrow::syntax {

NodeId Parser::hang(Role role) {
    const std::uint32_t first = pos_;
    const std::uint32_t segment = builder_.segment_of(tokens_[pos_].begin);
    advance();
    const NodeId id = make(NodeKind::Hang, first);
    node(id).first_child = segment;
    builder_.segments[segment].role = role;
    builder_.segments[segment].hang_node = id;
    return id;
}

NodeId Parser::display() {
    const std::uint32_t first = pos_;
    const TokenKind open = k_;
    advance();
    List elements;
    std::uint16_t flags = 0;
    if (k_ == TokenKind::Hang) {
        flags = hanging;
        add(elements, hang(open == TokenKind::LeftParen     ? Role::Grouping
                           : open == TokenKind::LeftBracket ? Role::Element
                                                            : Role::Entry));
    } else if (open == TokenKind::LeftParen && k_ == TokenKind::KwYield) {
        add(elements, yield());
    } else {
        while (starts_expression(k_) || k_ == TokenKind::Star || k_ == TokenKind::DoubleStar) {
            const std::uint32_t element_first = pos_;
            NodeId element = display_element(open);
            if (at_comprehension()) {
                const NodeKind kind = node(element).kind;
                if (kind == NodeKind::Starred || kind == NodeKind::DoubleStarred) {
                    error_at(Code::ComprehensionUnpacking, element);
                }
                if (elements.count > 0) error(Code::UnparenthesizedTuple, first + 1, prev_end_);
                element = comprehension(element, element_first);
            }
            add(elements, element);
            flags = flags & static_cast<std::uint16_t>(~trailing_comma);
            if (!accept(TokenKind::Comma)) break;
            if (node(element).kind == NodeKind::Comprehension) {
                error(Code::UnexpectedToken, prev_end_ - 1, prev_end_);
            }
            flags |= trailing_comma;
        }
    }
    close(closer_of(open), elements);
    NodeKind kind = NodeKind::CurlyDisplay;
    if (open == TokenKind::LeftBracket) {
        kind = NodeKind::SquareDisplay;
    } else if (open == TokenKind::LeftParen) {
        kind = NodeKind::RoundDisplay;
        if (elements.count == 1 && flags == 0 && node(elements.first).kind == NodeKind::Starred) {
            error_at(Code::StarredMisplaced, elements.first);
        }
    } else if (elements.count > 1) {
        // Entries and elements cannot be mixed; the first decides.
        const auto is_entry = [&](NodeId id) {
            return node(id).kind == NodeKind::DictEntry || node(id).kind == NodeKind::DoubleStarred;
        };
        const bool dict = is_entry(elements.first);
        for (NodeId id = elements.first; id != no_node; id = node(id).next) {
            if (is_entry(id) != dict && node(id).kind != NodeKind::Error) {
                if (dict) {
                    error(Code::ExpectedToken, node(id).end_token, node(id).end_token,
                          TokenKind::Colon);
                } else {
                    error_at(Code::UnexpectedToken, id);
                }
                break;
            }
        }
    }
    return make(kind, first, elements, flags);
}

NodeId Parser::display_element(TokenKind open) {
    return open == TokenKind::LeftBrace ? entry() : star_or_expression(true);
}

NodeId Parser::entry() {
    const std::uint32_t first = pos_;
    if (accept(TokenKind::DoubleStar)) {
        const NodeId value = binary(strength_bit_or);
        return make(NodeKind::DoubleStarred, first, list_of(value));
    }
    const NodeId key = star_or_expression(true);
    if (k_ != TokenKind::Colon) return key;
    if (node(key).kind == NodeKind::Starred || node(key).kind == NodeKind::Walrus) {
        error_at(node(key).kind == NodeKind::Starred ? Code::StarredMisplaced
                                                     : Code::UnparenthesizedWalrus,
                 key);
    }
    advance();
    List children = list_of(key);
    if (k_ == TokenKind::Star) {
        const NodeId value = starred();
        error_at(Code::StarredMisplaced, value);
        add(children, value);
    } else {
        add(children, expression());
        if (k_ == TokenKind::ColonEqual) error_here(Code::UnparenthesizedWalrus);
    }
    return make(NodeKind::DictEntry, first, children);
}

bool Parser::at_comprehension() const {
    return k_ == TokenKind::KwFor || (k_ == TokenKind::KwAsync && peek() == TokenKind::KwFor);
}

NodeId Parser::comprehension(NodeId element, std::uint32_t first_token) {
    List children = list_of(element);
    while (at_comprehension()) add(children, comprehension_for());
    builder_.flags |= unit_has_scopes;
    return make(NodeKind::Comprehension, first_token, children);
}

NodeId Parser::comprehension_for() {
    const std::uint32_t first = pos_;
    const auto flags = static_cast<std::uint16_t>(accept(TokenKind::KwAsync) ? is_async : 0);
    advance();  // for
    List children = list_of(target_list());
    if (expect(TokenKind::KwIn)) {
        add(children, binary(strength_or));
        while (accept(TokenKind::KwIf)) add(children, binary(strength_or));
    } else {
        add(children, make(NodeKind::Missing, pos_));
    }
    return make(NodeKind::CompFor, first, children, flags);
}

void Parser::arguments(List& list) {
    advance();  // (
    if (k_ == TokenKind::Hang) {
        add(list, hang(Role::Argument));
        close(TokenKind::RightParen, list);
        return;
    }
    std::uint32_t count = 0;
    NodeId generator = no_node;
    bool comma = false;
    while (starts_expression(k_) || k_ == TokenKind::Star || k_ == TokenKind::DoubleStar) {
        const NodeId one = argument();
        add(list, one);
        ++count;
        if (node(one).kind == NodeKind::Comprehension) generator = one;
        comma = accept(TokenKind::Comma);
        if (!comma) break;
    }
    if (generator != no_node && (count > 1 || comma)) {  // `f(x for x in y,)` too
        error_at(Code::UnparenthesizedGenerator, generator);
    }
    close(TokenKind::RightParen, list);
}

NodeId Parser::argument() {
    const std::uint32_t first = pos_;
    if (k_ == TokenKind::Star) return starred(strength_none);
    if (accept(TokenKind::DoubleStar)) {
        const NodeId value = expression();
        return make(NodeKind::DoubleStarred, first, list_of(value));
    }
    if (k_ == TokenKind::Name && peek() == TokenKind::Equal) {
        advance();
        advance();
        const NodeId value = expression();
        const NodeId keyword = make(NodeKind::Keyword, first, list_of(value));
        if (at_comprehension()) error_at(Code::AssignInExpression, keyword);
        return keyword;
    }
    const NodeId value = named_expression();
    if (at_comprehension()) return comprehension(value, first);
    if (k_ == TokenKind::Equal) {
        error_at(Code::KeywordNotName, value);
        List children = list_of(value);
        advance();
        add(children, expression());
        return make(NodeKind::Error, first, children, has_error);
    }
    return value;
}

void Parser::indices(List& list, std::uint16_t& flags) {
    advance();  // [
    if (k_ == TokenKind::Hang) {
        flags |= hanging;
        add(list, hang(Role::Subscript));
        close(TokenKind::RightBracket, list);
        return;
    }
    if (k_ == TokenKind::RightBracket) {
        add(list, missing(Code::ExpectedExpression));
    }
    while (starts_expression(k_) || k_ == TokenKind::Star || k_ == TokenKind::Colon) {
        add(list, index());
        flags &= static_cast<std::uint16_t>(~trailing_comma);
        if (!accept(TokenKind::Comma)) break;
        flags |= trailing_comma;
    }
    close(TokenKind::RightBracket, list);
}

NodeId Parser::index() {
    const std::uint32_t first = pos_;
    if (k_ == TokenKind::Star) return starred(strength_none);
    List children;
    std::uint16_t flags = 0;
    if (k_ != TokenKind::Colon) {
        const NodeId value = named_expression();
        if (k_ != TokenKind::Colon) return value;
        if (node(value).kind == NodeKind::Walrus) error_at(Code::UnparenthesizedWalrus, value);
        add(children, value);
        flags |= has_lower;
    }
    advance();  // :
    if (starts_expression(k_)) {
        add(children, expression());
        flags |= has_upper;
    }
    if (accept(TokenKind::Colon) && starts_expression(k_)) {
        add(children, expression());
        flags |= has_step;
    }
    return make(NodeKind::Slice, first, children, flags);
}

}  // namespace pilcrow::syntax
