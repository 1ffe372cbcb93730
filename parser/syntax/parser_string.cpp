// Strings: adjacent ones are one node; f-strings have their fields as children.

#include "parser/syntax/parser_impl.h"

namespace pilcrow::syntax {

NodeId Parser::strings() {
    const std::uint32_t first = pos_;
    List parts;
    bool bytes = false;
    bool text = false;
    while (k_ == TokenKind::String || k_ == TokenKind::FStringStart) {
        ((tokens_[pos_].flags & string_bytes) != 0 ? bytes : text) = true;
        add(parts, k_ == TokenKind::String ? plain_string() : fstring());
    }
    if (bytes && text) error(Code::MixedBytes, first, prev_end_);
    return parts.count == 1 ? parts.first : make(NodeKind::Strings, first, parts);
}

NodeId Parser::plain_string() {
    const std::uint32_t first = pos_;
    const Token& token = tokens_[pos_];
    advance();
    const NodeId id = make(NodeKind::String, first);
    if (token.hangs != 0) {
        const std::uint32_t index = builder_.segment_of(token.begin);
        node(id).flags |= hanging;
        node(id).first_child = index;
        builder_.segments[index].role = Role::LiteralLine;
        builder_.segments[index].hang_node = id;
    }
    return id;
}

NodeId Parser::fstring() {
    const std::uint32_t first = pos_;
    const Depth depth(*this);
    if (depth.exceeded()) return too_deep();
    advance();
    List parts;
    std::uint16_t flags = 0;
    fstring_parts(parts);
    if (k_ == TokenKind::Hang) {
        flags = hanging;
        add(parts, hang(Role::FLiteralLine));
    }
    accept(TokenKind::FStringEnd);
    return make(NodeKind::FString, first, parts, flags);
}

NodeId Parser::fstring_line() {
    const std::uint32_t first = pos_;
    List parts;
    while (!at_end()) {
        const std::uint32_t before = pos_;
        fstring_parts(parts);
        if (pos_ == before) advance();
    }
    return make(NodeKind::FStringLine, first, parts);
}

void Parser::fstring_parts(List& list) {
    for (;;) {
        if (k_ == TokenKind::FStringMiddle) {
            const std::uint32_t first = pos_;
            advance();
            add(list, make(NodeKind::FStringText, first));
        } else if (k_ == TokenKind::LeftBrace) {
            add(list, field());
        } else {
            return;
        }
    }
}

NodeId Parser::field() {
    const std::uint32_t first = pos_;
    const Depth depth(*this);
    if (depth.exceeded()) return too_deep();
    advance();  // {
    List children;
    std::uint16_t flags = 0;
    std::uint8_t conversion = 0;
    if (k_ == TokenKind::KwYield) {
        add(children, yield());
    } else if (starts_expression(k_) || k_ == TokenKind::Star) {
        add(children, expression_list(true));
    } else {
        add(children, missing(Code::EmptyField));
    }
    if (accept(TokenKind::Equal)) flags |= field_debug;
    if (accept(TokenKind::Exclamation)) {
        const std::string_view letter =
            k_ == TokenKind::Name ? builder_.text(tokens_[pos_]) : std::string_view{};
        if (letter == "r" || letter == "s" || letter == "a") {
            conversion = static_cast<std::uint8_t>(letter[0]);
            // `f'{x! r}'`: nothing may stand between the two.
            if (tokens_[pos_ - 1].end != tokens_[pos_].begin) error_here(Code::InvalidConversion);
        } else {
            error_here(Code::InvalidConversion);
        }
        if (k_ == TokenKind::Name) advance();
    }
    if (k_ == TokenKind::Colon) {
        const std::uint32_t spec_first = pos_;
        advance();
        List parts;
        fstring_parts(parts);
        add(children, make(NodeKind::FormatSpec, spec_first, parts));
    }
    close(TokenKind::RightBrace, children);
    return make(NodeKind::Field, first, children, flags, conversion);
}

}  // namespace pilcrow::syntax
