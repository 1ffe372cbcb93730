#include "parser/syntax/parser_impl.h"

#include <algorithm>

namespace pilcrow {

void parse_unit(UnitBuilder& builder) { syntax::Parser(builder).unit(builder.role); }

}  // namespace pilcrow

namespace pilcrow::syntax {

Parser::Parser(UnitBuilder& builder) : builder_(builder) {
    builder.tokens.push_back(
        Token{builder.own_size, builder.own_size, TokenKind::End, token_virtual, 0});
    tokens_ = builder.tokens.data();
    while (tokens_[pos_].kind == TokenKind::Skipped) ++pos_;
    k_ = tokens_[pos_].kind;
}

void Parser::unit(Role role) {
    switch (role) {
    case Role::Statement: builder_.root = statement(); break;
    case Role::LiteralLine: break;
    case Role::FLiteralLine: builder_.root = fstring_line(); break;
    default: whole_item(role); break;
    }
}

bool Parser::expect(TokenKind kind) {
    if (accept(kind)) return true;
    // `in` and `=` begin the lines of a statement that is broken there.
    if ((kind == TokenKind::KwIn || kind == TokenKind::Equal) && at_new_segment() &&
        starts_expression(k_)) {
        error_here(Code::ExpectedToken, kind);
    } else {
        error(Code::ExpectedToken, prev_end_, prev_end_, kind);
    }
    return false;
}

bool Parser::at_new_segment() const {
    if (builder_.segments.size() < 2 || pos_ == 0) return false;
    std::uint32_t before = pos_ - 1;
    while (before > 0 && tokens_[before].is_virtual()) --before;
    return std::any_of(builder_.segments.begin() + 1, builder_.segments.end(),
                       [&](const Segment& segment) {
                           return segment.own_begin > tokens_[before].begin &&
                                  segment.own_begin <= tokens_[pos_].begin;
                       });
}

TokenKind Parser::peek(std::uint32_t ahead) const {
    std::uint32_t index = pos_;
    while (ahead > 0 && tokens_[index].kind != TokenKind::End) {
        do ++index;
        while (tokens_[index].kind == TokenKind::Skipped);
        --ahead;
    }
    return tokens_[index].kind;
}

bool Parser::at_stop() const {
    return k_ == TokenKind::End || k_ == TokenKind::Semicolon || is_closing(k_) ||
           k_ == TokenKind::FStringEnd;
}

std::uint32_t Parser::matching_closer(std::uint32_t open) const {
    std::uint32_t depth = 0;
    for (std::uint32_t index = open;; ++index) {
        const TokenKind kind = tokens_[index].kind;
        if (is_opening(kind)) {
            ++depth;
        } else if (is_closing(kind)) {
            if (--depth == 0) return index;
        } else if (kind == TokenKind::End) {
            return index;
        }
    }
}

std::uint32_t Parser::top_level_colon(std::uint32_t from) const {
    std::uint32_t depth = 0;
    for (std::uint32_t index = from;; ++index) {
        const TokenKind kind = tokens_[index].kind;
        if (kind == TokenKind::End || (kind == TokenKind::Colon && depth == 0)) return index;
        if (is_opening(kind)) ++depth;
        if (is_closing(kind) && depth > 0) --depth;
    }
}

void Parser::error(Code code, std::uint32_t first_token, std::uint32_t end_token, TokenKind token,
                   Fix fix) {
    if (quiet_) return;
    const auto end_of_previous = [&](std::uint32_t index) {
        while (index > 0 && tokens_[index - 1].is_virtual()) --index;
        return index > 0 ? tokens_[index - 1].end : tokens_[0].begin;
    };
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    if (first_token < end_token && !tokens_[first_token].is_virtual()) {
        begin = tokens_[first_token].begin;
        end = begin;
        for (std::uint32_t index = first_token; index < end_token; ++index) {
            if (!tokens_[index].is_virtual()) end = tokens_[index].end;
        }
    } else {
        // Something is missing: the place is right behind what was there.
        begin = end = end_of_previous(first_token);
    }
    // One finding for each line: what follows the first is mostly its echo.
    const auto& segments = builder_.segments;
    const auto segment_of = [&](std::uint32_t own) {
        const auto behind =
            std::partition_point(segments.begin(), segments.end(),
                                 [&](const Segment& one) { return one.own_begin <= own; });
        return std::max<std::size_t>(1, static_cast<std::size_t>(behind - segments.begin()));
    };
    const std::size_t segment = segment_of(begin);
    // A range that runs into a later segment would blame that line too.
    if (segment < segments.size() && end > segments[segment].own_begin) {
        end = segments[segment].own_begin;
    }
    damaged_segments_.resize(segments.size() + 2);
    for (; diagnostics_seen_ < builder_.diagnostics.size(); ++diagnostics_seen_) {
        const UnitDiagnostic& earlier = builder_.diagnostics[diagnostics_seen_];
        if (info(earlier.code).severity == Severity::Error) {
            damaged_segments_[segment_of(earlier.begin)] = true;
        }
    }
    if (damaged_segments_[segment]) return;
    builder_.report(code, begin, end, token, fix);
}

void Parser::error_at(Code code, NodeId id) {
    std::uint32_t first = node(id).first_token;
    const std::uint32_t end = node(id).end_token;
    std::uint32_t last = end;
    while (last > first && tokens_[last - 1].is_virtual()) --last;
    const std::size_t segment = last > first ? builder_.segment_of(tokens_[last - 1].begin) : 0;
    if (segment > 0) {
        const std::uint32_t begin = builder_.segments[segment].own_begin;
        const auto from =
            std::partition_point(tokens_ + first, tokens_ + last,
                                 [begin](const Token& token) { return token.begin < begin; });
        first = static_cast<std::uint32_t>(from - tokens_);
        while (tokens_[first].is_virtual()) ++first;
    }
    error(code, first, end);
}

void Parser::error_here(Code code, TokenKind token) {
    if (at_end() || tokens_[pos_].is_virtual()) {
        error(code, prev_end_, prev_end_, token);
    } else {
        error(code, pos_, pos_ + 1, token);
    }
}

NodeId Parser::missing(Code code) {
    error_here(code);
    const NodeId id = make(NodeKind::Missing, pos_);
    node(id).end_token = pos_;
    return id;
}

NodeId Parser::too_deep() {
    const std::uint32_t first = pos_;
    error(Code::TooDeep, pos_, pos_ + 1);
    // Iterative: nothing inside is looked at, but its brackets stay balanced.
    while (!at_stop()) {
        if (is_opening(k_) || k_ == TokenKind::FStringStart) {
            std::uint32_t level = 0;
            do {
                if (is_opening(k_) || k_ == TokenKind::FStringStart) ++level;
                if (is_closing(k_) || k_ == TokenKind::FStringEnd) --level;
                advance();
            } while (level > 0 && !at_end());
        } else {
            advance();
        }
    }
    return make(NodeKind::Error, first);
}

NodeId Parser::rest(List children, std::uint32_t first_token, TokenKind stop) {
    const bool was_quiet = quiet_;
    quiet_ = true;
    while (!at_stop() && k_ != stop) {
        const std::uint32_t before = pos_;
        if (k_ == TokenKind::KwIf) in_pattern_ = false;  // a guard
        if (starts_expression(k_)) add(children, understood());
        if (pos_ == before) advance();
    }
    quiet_ = was_quiet;
    return make(NodeKind::Error, first_token, children, has_error);
}

NodeId Parser::understood() {
    // What stands in a damaged pattern is patterns still.
    const bool pattern_begins = is_opening(k_) || k_ == TokenKind::String || k_ == TokenKind::Name;
    return in_pattern_ && pattern_begins ? pattern(false) : named_expression();
}

void Parser::close(TokenKind closer, List& children) {
    if (k_ != closer) {
        error_here(Code::UnexpectedToken);
        const std::uint32_t first = pos_;
        while (k_ != closer && !at_end()) {
            const std::uint32_t before = pos_;
            List inside;
            const NodeId skipped = rest(inside, first);
            if (pos_ != before) add(children, skipped);
            // `;` and the like cannot stand inside a bracket; a closer here is the bracket's own,
            // because brackets are balanced.
            if (k_ != closer && pos_ == before) advance();
        }
    }
    accept(closer);
}

}  // namespace pilcrow::syntax
