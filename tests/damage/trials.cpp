#include "tests/damage/trials.h"

#include <algorithm>
#include <array>

namespace pilcrow::damage {
namespace {

bool is_operator(TokenKind kind) {
    if (kind == TokenKind::Colon) return false;
    if (kind >= TokenKind::Comma && kind <= TokenKind::NotEqual) return true;
    return kind == TokenKind::KwAnd || kind == TokenKind::KwOr || kind == TokenKind::KwNot ||
           kind == TokenKind::KwIn || kind == TokenKind::KwIs;
}

std::uint32_t line_begin(const Tree& tree, std::uint32_t line) {
    return tree.line_token(line).begin;  // a file that was read whole is one text
}

class Deletions {
public:
    Deletions(const Tree& tree, std::vector<Trial>& trials) : tree_(tree), trials_(trials) {}

    void lead(std::uint32_t line) {
        const LineToken& token = tree_.line_token(line);
        const Damage damage = token.lead() == Lead::Item      ? Damage::Comma
                              : token.lead() == Lead::Literal ? Damage::LiteralQuote
                                                              : Damage::Backslash;
        remove(damage, line, token.lead_at - token.begin, 1);
    }

    void token(BlockId head, const Token& token) {
        if (token.begin == token.end) return;
        const Position at = tree_.position(head, token.begin);
        const std::uint32_t size = token.end - token.begin;
        if (token.kind == TokenKind::String || token.kind == TokenKind::FStringStart) {
            opening_quotes(at, tree_.own_text(head, token.begin, token.end));
        }
        if (token.kind == TokenKind::FStringEnd ||
            (token.kind == TokenKind::String && (token.flags & string_open) == 0)) {
            const std::uint32_t quotes =
                token.kind == TokenKind::FStringEnd ? size : quotes_of(token);
            for (std::uint32_t index = size - quotes; index < size; ++index) {
                remove(Damage::Quote, at.line, at.byte + index, 1);
            }
        }
        if (is_opening(token.kind) || is_closing(token.kind)) {
            remove(Damage::Bracket, at.line, at.byte, 1);
        } else if (token.kind == TokenKind::Colon) {
            remove(Damage::Colon, at.line, at.byte, 1);
        } else if (is_operator(token.kind)) {
            remove(Damage::Operator, at.line, at.byte, size);
            for (std::uint32_t index = 0; size > 1 && index < size; ++index) {
                remove(Damage::Operator, at.line, at.byte + index, 1);
            }
        }
    }

private:
    static std::uint32_t quotes_of(const Token& token) {
        return (token.flags & string_triple) != 0 ? 3 : 1;
    }
    void opening_quotes(Position at, std::string_view text) {
        for (std::size_t index = text.find_first_of("'\""); index < text.size(); ++index) {
            if (text[index] != '"' && text[index] != '\'') break;
            const auto byte = at.byte + static_cast<std::uint32_t>(index);
            remove(Damage::Quote, at.line, byte, 1);
        }
    }
    // A deletion that leaves nothing on the line takes the line away: there is none to be damaged.
    void remove(Damage damage, std::uint32_t line, std::uint32_t byte, std::uint32_t count) {
        const LineToken& token = tree_.line_token(line);
        if (token.lead_at - token.begin == byte && token.lead_at + count == token.end) return;
        trials_.push_back({damage, line, line_begin(tree_, line) + byte, count, {}});
    }

    const Tree& tree_;
    std::vector<Trial>& trials_;
};

}  // namespace

std::string_view text_of(Damage damage) {
    static constexpr std::array<std::string_view, static_cast<std::size_t>(Damage::Count)> texts{
#define X(name, text) text,
        PILCROW_DAMAGES(X)
#undef X
    };
    return texts[static_cast<std::size_t>(damage)];
}

void add_deletions(const Tree& tree, std::vector<Trial>& trials) {
    Deletions deletions(tree, trials);
    for (std::uint32_t line = 0; line < tree.line_count; ++line) {
        const Lead lead = tree.line_token(line).lead();
        const bool delimiter =
            lead == Lead::Item || lead == Lead::Literal || lead == Lead::Continue;
        // A statement that begins with a string has its quote as a token too.
        const BlockId block = tree.shape->at_line(line);
        const Unit* unit =
            block != no_block && tree.reading->is_head(block) ? tree.unit(block) : nullptr;
        if (delimiter && (unit == nullptr || unit->role != Role::Statement)) deletions.lead(line);
        if (unit == nullptr) continue;
        for (const Token& token : unit->tokens()) deletions.token(block, token);
    }
}

void add_typed_lines(const Tree& tree, const std::vector<std::string>& unfinished,
                     std::vector<Trial>& trials) {
    for (std::uint32_t line = 1; line <= tree.line_count; ++line) {
        std::vector<std::uint32_t> columns;
        for (const std::uint32_t beside : {line - 1, line}) {
            if (beside == tree.line_count) continue;
            const LineToken& token = tree.line_token(beside);
            if (!is_structural(token.lead())) continue;
            if (std::find(columns.begin(), columns.end(), token.column) == columns.end()) {
                columns.push_back(token.column);
            }
        }
        const std::uint32_t offset = line < tree.line_count
                                         ? line_begin(tree, line)
                                         : static_cast<std::uint32_t>(tree.text().size());
        for (const std::uint32_t column : columns) {
            for (const std::string& text : unfinished) {
                trials.push_back(
                    {Damage::LineTyped, line, offset, 0, std::string(column, ' ') + text + '\n'});
            }
        }
    }
}

}  // namespace pilcrow::damage
