#include "parser/layout/pilcrow/bracket_balance.h"

#include <algorithm>

namespace pilcrow::layout {

namespace {

constexpr bool is_literal(TokenKind kind) {
    return kind == TokenKind::String || kind == TokenKind::FStringStart;
}
constexpr std::size_t shape_of(TokenKind opener) {
    return static_cast<std::size_t>(opener) - static_cast<std::size_t>(TokenKind::LeftParen);
}
constexpr TokenKind opener_of(TokenKind closer) {
    return static_cast<TokenKind>(static_cast<int>(closer) - 3);
}

}  // namespace

void BracketBalance::clear() {
    open_.clear();
    outer_levels_.clear();
    counting_ = false;
    carried_ = 0;
    level_ = 0;
}

void BracketBalance::push(TokenKind kind, std::uint32_t begin, std::uint32_t end) {
    open_.push_back({kind, begin, end, 0, 0});
    if (is_literal(kind)) {
        outer_levels_.push_back(level_);
        level_ = open_.size();
        if (counting_) {
            outer_counts_.push_back(counts_);
            counts_ = {};
        }
    } else if (counting_) {
        ++counts_[shape_of(kind)];
    }
}

void BracketBalance::pop() {
    const TokenKind kind = open_.back().kind;
    if (is_literal(kind)) {
        level_ = outer_levels_.back();
        outer_levels_.pop_back();
        if (counting_) {
            counts_ = outer_counts_.back();
            outer_counts_.pop_back();
        }
    } else if (counting_) {
        --counts_[shape_of(kind)];
    }
    open_.pop_back();
    carried_ = std::min(carried_, open_.size());
}

void BracketBalance::begin_counting() {
    counting_ = true;
    counts_ = {};
    outer_counts_.clear();
    for (const Open& opener : open_) {
        if (is_literal(opener.kind)) {
            outer_counts_.push_back(counts_);
            counts_ = {};
        } else {
            ++counts_[shape_of(opener.kind)];
        }
    }
}

bool BracketBalance::closed_in_itself(std::uint32_t first) const {
    std::array<TokenKind, 16> open;
    std::size_t depth = 0;
    const Token* const end = builder_.tokens.data() + builder_.tokens.size();
    for (const Token* token = builder_.tokens.data() + first; token != end; ++token) {
        const TokenKind kind = token->kind;
        if (kind < TokenKind::FStringStart || kind > TokenKind::RightBrace) continue;
        if (is_opening(kind) || kind == TokenKind::FStringStart) {
            if (depth == open.size()) return false;
            open[depth++] = kind;
        } else if (kind != TokenKind::FStringMiddle) {
            const TokenKind opener =
                kind == TokenKind::FStringEnd ? TokenKind::FStringStart : opener_of(kind);
            if (depth == 0 || open[depth - 1] != opener) return false;
            --depth;
        }
    }
    return depth == 0;
}

void BracketBalance::scan(std::uint32_t first, bool closed) {
    carried_ = open_.size();
    if (closed || closed_in_itself(first)) return;
    const auto count = static_cast<std::uint32_t>(builder_.tokens.size());
    for (std::uint32_t index = first; index < count; ++index) {
        const Token& token = builder_.tokens[index];
        if (token.kind < TokenKind::FStringStart || token.kind > TokenKind::RightBrace) continue;
        if (is_opening(token.kind) || token.kind == TokenKind::FStringStart) {
            push(token.kind, token.begin, token.end);
        } else if (is_closing(token.kind)) {
            close_bracket(index);
        } else if (token.kind == TokenKind::FStringEnd) {
            close_level(index);
        }
    }
}

void BracketBalance::close_bracket(std::uint32_t index) {
    Token& token = builder_.tokens[index];
    const TokenKind opener = opener_of(token.kind);
    if (open_.size() > level_ && open_.back().kind == opener) {
        pop();
        return;
    }
    if (!counting_) begin_counting();
    if (counts_[shape_of(opener)] == 0) {
        // It closes nothing, or it was meant for the innermost opener and is misspelt: which of the
        // two shows when that one's own closer comes, or does not.
        token.kind = TokenKind::Skipped;
        const auto finding = static_cast<std::uint32_t>(builder_.diagnostics.size());
        builder_.report(Code::UnmatchedCloser, token.begin, token.end, TokenKind::End, Fix::Delete);
        if (open_.size() > level_ && open_.size() > carried_ && open_.back().wrong_closer == 0) {
            open_.back().wrong_closer = finding + 1;
            open_.back().wrong_token = index;
        }
        return;
    }
    // What stands between it and its opener was never closed.
    bool reported = false;
    while (open_.back().kind != opener) {
        if (open_.size() > carried_) {
            close_unclosed(index, !reported);
        } else {
            if (!reported) {
                builder_.report(Code::MismatchedCloser, token.begin, token.end, open_.back().kind,
                                Fix::None, open_.back().begin);
            }
            close_unclosed(index, false);
        }
        reported = true;
    }
    pop();
}

void BracketBalance::close_level(std::uint32_t index) {
    if (outer_levels_.empty()) {
        builder_.tokens[index].kind = TokenKind::Skipped;
        return;
    }
    for (bool report = true; open_.size() > level_; report = false) close_unclosed(index, report);
    pop();
}

void BracketBalance::close_unclosed(std::uint32_t before, bool report) {
    const Open top = open_.back();
    if (is_literal(top.kind)) {
        const std::uint32_t at = before < builder_.tokens.size() ? builder_.tokens[before].begin
                                                                 : builder_.tokens.back().end;
        if (top.kind == TokenKind::FStringStart) {
            insertions_.push_back({before, {at, at, TokenKind::FStringEnd, token_virtual, 0}, 0});
        }
        pop();
        return;
    }
    if (top.wrong_closer != 0 && open_.size() > carried_) {
        UnitDiagnostic& finding = builder_.diagnostics[top.wrong_closer - 1];
        finding.code = Code::MismatchedCloser;
        finding.token = top.kind;
        finding.fix = Fix::None;
        finding.related = top.begin;
        before = top.wrong_token;
    } else if (report) {
        builder_.report(Code::UnclosedBracket, top.begin, top.end);
    }
    const std::uint32_t at = before < builder_.tokens.size() ? builder_.tokens[before].begin
                                                             : builder_.tokens.back().end;
    insertions_.push_back({before, {at, at, closer_of(top.kind), token_virtual, 0}, 0});
    pop();
}

void BracketBalance::insert_pending() {
    // In token order; those before the same token in the order in which they were found.
    for (std::size_t at = 0; at < insertions_.size(); ++at) insertions_[at].found = at;
    std::sort(insertions_.begin(), insertions_.end(), [](const Insertion& a, const Insertion& b) {
        return a.before != b.before ? a.before < b.before : a.found < b.found;
    });
    std::vector<Token>& tokens = builder_.tokens;
    std::size_t from = tokens.size();
    tokens.resize(tokens.size() + insertions_.size());
    std::size_t to = tokens.size();
    for (std::size_t left = insertions_.size(); left > 0; --left) {
        const Insertion& insertion = insertions_[left - 1];
        while (from > insertion.before) tokens[--to] = tokens[--from];
        tokens[--to] = insertion.token;
    }
    insertions_.clear();
}

void BracketBalance::open(TokenKind kind, std::uint32_t begin, std::uint32_t end) {
    push(kind, begin, end);
}

bool BracketBalance::close_own(std::uint32_t before) {
    bool reported = false;
    while (open_.size() > carried_) {
        close_unclosed(before, !reported);
        reported = true;
    }
    return reported;
}

void BracketBalance::close_carried(std::uint32_t before) {
    while (!open_.empty()) close_unclosed(before, false);
}

void BracketBalance::close_innermost(std::uint32_t own_offset) {
    if (open_.empty()) return;
    const TokenKind kind = open_.back().kind;
    pop();
    if (kind == TokenKind::String) return;
    builder_.tokens.push_back(
        {own_offset, own_offset,
         kind == TokenKind::FStringStart ? TokenKind::FStringEnd : closer_of(kind), token_virtual,
         0});
}

}  // namespace pilcrow::layout
