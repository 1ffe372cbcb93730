#include "lsp/features/completion/frames.h"

#include "lsp/features/completion/open_frames.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

bool is_word(TokenKind kind) { return kind == TokenKind::Name || is_keyword(kind); }

bool is_zero_wide(const Token& token) { return token.begin == token.end; }

// The number of the unit's tokens that begin before `place`.
std::uint32_t tokens_before(const Tree& tree, BlockId block, Position place) {
    const auto tokens = tree.unit(block)->tokens();
    std::uint32_t low = 0;
    auto high = static_cast<std::uint32_t>(tokens.size()) - 1;  // the End token
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (tree.position(block, tokens[middle].begin) < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// Which tokens stand before the cursor: those of its unit, and those of the units that it hangs in.
class Walker {
public:
    Walker(const Tree& tree, Position place) : tree_(tree), place_(place) {}

    Walk run() {
        walk_.block = block_at(tree_, place_.line);
        const Unit* unit = walk_.block == no_block ? nullptr : tree_.unit(walk_.block);
        if (unit == nullptr) {
            walk_.block = no_block;
            walk_.statement_begins = walk_.line_begins = true;
            return walk_;
        }
        outer_units(walk_.block);
        std::uint32_t end = tokens_before(tree_, walk_.block, place_);
        end = take_word(end);
        walk_.end = end;
        std::uint32_t begin = 0;
        if (tree_.layout == Layout::Python) begin = anew(end);
        if (unit->role == Role::FLiteralLine) open_.take_string();
        tokens(walk_.block, begin, end, true);
        finish(begin, end);
        return walk_;
    }

private:
    const Token& at(BlockId block, std::uint32_t token) const {
        return tree_.unit(block)->token(token);
    }
    // What is open in the units that `block` hangs in.
    void outer_units(BlockId block) {
        struct Outer {
            BlockId block;
            std::uint32_t end;  // the Hang, or the string
            std::uint32_t item;
        };
        std::vector<Outer> chain;
        const BlockTree& blocks = *tree_.reading;
        BlockId inner = block;
        for (;;) {
            const Unit* unit = tree_.unit(inner);
            if (unit != nullptr && unit->role == Role::Statement) break;
            const BlockId segment = blocks.parent(inner);
            if (segment == no_block) break;
            const BlockId owner = blocks.head(segment);
            const Unit* above = tree_.unit(owner);
            if (above == nullptr) break;
            const Segment& its = above->segments()[blocks.segment_index(segment)];
            if (its.hang_node == no_node) break;
            std::uint32_t item = 0;
            for (BlockId child = blocks.first_child(segment);
                 child != no_block && child < inner && item < 1000;
                 child = blocks.next_sibling(child)) {
                ++item;
            }
            chain.push_back({owner, above->node(its.hang_node).first_token, item});
            inner = owner;
        }
        for (auto outer = chain.rbegin(); outer != chain.rend(); ++outer) {
            tokens(outer->block, 0, outer->end, false);
            open_.begin_element(outer->item);
        }
    }

    // The word or string that the cursor stands in is not one of the tokens before it.
    std::uint32_t take_word(std::uint32_t end) {
        std::uint32_t last = end;
        while (last > 0 && is_zero_wide(at(walk_.block, last - 1))) --last;
        // A word may begin right at the cursor: `|name`. It is not what is being typed.
        if (last == 0) return end;
        const Token& token = at(walk_.block, last - 1);
        const Position behind = tree_.position(walk_.block, token.end);
        const bool inside = behind > place_;
        if (is_word(token.kind) && behind >= place_) {
            walk_.word = {walk_.block, last - 1};
            return last - 1;
        }
        const bool is_open = token.kind == TokenKind::String && (token.flags & string_open) != 0;
        const bool is_text =
            token.kind == TokenKind::String || token.kind == TokenKind::FStringMiddle;
        const bool is_number = token.kind == TokenKind::Int || token.kind == TokenKind::Float ||
                               token.kind == TokenKind::Imaginary;
        if ((is_text && inside) || (is_open && behind >= place_) ||
            (token.kind == TokenKind::FStringMiddle && behind >= place_) ||
            (is_number && behind >= place_) || (token.kind == TokenKind::FStringStart && inside)) {
            walk_.string = {walk_.block, last - 1};
            return last - 1;
        }
        return end;
    }

    // Python: the token that the cursor's line begins with, if a bracket that is not closed has
    // swallowed it.
    std::uint32_t anew(std::uint32_t end) const {
        const Unit& unit = *tree_.unit(walk_.block);
        const Position start = tree_.position(walk_.block, unit.token(0).begin);
        if (start.line == place_.line) return 0;
        const std::string_view line = tree_.line_text(place_.line);
        const std::size_t column = std::min(line.find_first_not_of(" \t\f"), line.size());
        if (column > start.byte || column >= line.size() || line[column] == ')' ||
            line[column] == ']' || line[column] == '}' || line[column] == '#') {
            return 0;
        }
        std::uint32_t first = end;
        while (first > 0 &&
               tree_.position(walk_.block, unit.token(first - 1).begin).line == place_.line) {
            --first;
        }
        // The line before must end in an open bracket's contents, not in a backslash.
        return first;
    }

    void tokens(BlockId block, std::uint32_t begin, std::uint32_t end, bool innermost) {
        std::vector<std::uint32_t> implied;
        for (std::uint32_t index = begin; index < end; ++index) {
            const Token& token = at(block, index);
            if (token.kind == TokenKind::Hang ||
                (token.kind == TokenKind::Skipped && tree_.token_text(block, index) != ".")) {
                continue;
            }
            if (token.is_virtual()) {
                implied.push_back(index);
                continue;
            }
            for (const std::uint32_t closer : implied) open_.take(block, closer);
            implied.clear();
            open_.take(block, index);
        }
        if (!innermost) return;
        // Of closers with nothing behind them, the one that the cursor's own `\` implies.
        for (const std::uint32_t closer : implied) {
            if (closer == 0 || at(block, closer - 1).kind != TokenKind::Hang) continue;
            if (tree_.position(block, at(block, closer).begin).line == place_.line) {
                open_.take(block, closer);
            }
        }
    }

    void finish(std::uint32_t begin, std::uint32_t end) {
        const Unit& unit = *tree_.unit(walk_.block);
        // Behind a soft keyword's own word a word is still the statement's first.
        walk_.statement_begins = walk_.top().kind == FrameKind::Statement && !walk_.previous;
        std::uint32_t first = begin;
        while (first < end && is_zero_wide(unit.token(first))) ++first;
        walk_.line_begins =
            first >= end ||
            tree_.position(walk_.block, unit.token(end - 1).begin).line != place_.line;
    }

    const Tree& tree_;
    Position place_;
    Walk walk_;
    OpenFrames open_{tree_, walk_};
};

}  // namespace

Walk walk_to(const Tree& tree, Position place) { return Walker(tree, place).run(); }

// A dot that nothing follows, on a line of its own behind `\`, is no part of the syntax yet.
TokenKind kind_of(const Tree& tree, TokenRef token) {
    if (!token) return TokenKind::End;
    const TokenKind kind = tree.unit(token.block)->token(token.token).kind;
    if (kind == TokenKind::Skipped && text_of(tree, token) == ".") return TokenKind::Dot;
    return kind;
}

std::string_view text_of(const Tree& tree, TokenRef token) {
    return token ? tree.token_text(token.block, token.token) : std::string_view();
}

bool ends_operand(const Tree& tree, TokenRef token) {
    if (!token) return false;
    switch (kind_of(tree, token)) {
    case TokenKind::Name:
    case TokenKind::Int:
    case TokenKind::Float:
    case TokenKind::Imaginary:
    case TokenKind::String:
    case TokenKind::FStringEnd:
    case TokenKind::RightParen:
    case TokenKind::RightBracket:
    case TokenKind::RightBrace:
    case TokenKind::Ellipsis:
    case TokenKind::KwTrue:
    case TokenKind::KwFalse:
    case TokenKind::KwNone: return true;
    default: return false;
    }
}

}  // namespace pilcrow::lsp::completion
