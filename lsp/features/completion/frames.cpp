#include "lsp/features/completion/frames.h"

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

Head head_of(const Token& token, std::string_view text) {
    switch (token.kind) {
    case TokenKind::KwImport: return Head::Import;
    case TokenKind::KwFrom: return Head::From;
    case TokenKind::KwDef: return Head::Def;
    case TokenKind::KwClass: return Head::Class;
    case TokenKind::KwFor: return Head::For;
    case TokenKind::KwWhile: return Head::While;
    case TokenKind::KwIf: return Head::If;
    case TokenKind::KwElif: return Head::Elif;
    case TokenKind::KwWith: return Head::With;
    case TokenKind::KwExcept: return Head::Except;
    case TokenKind::KwTry:
    case TokenKind::KwElse:
    case TokenKind::KwFinally: return Head::Try;
    case TokenKind::At: return Head::Decorator;
    case TokenKind::KwGlobal: return Head::Global;
    case TokenKind::KwNonlocal: return Head::Nonlocal;
    case TokenKind::KwRaise: return Head::Raise;
    case TokenKind::KwReturn: return Head::Return;
    case TokenKind::KwAssert: return Head::Assert;
    case TokenKind::KwDel: return Head::Delete;
    case TokenKind::KwPass:
    case TokenKind::KwBreak:
    case TokenKind::KwContinue: return Head::Other;
    default: break;
    }
    // `match`, `case` and `type` are words until something follows that only they can stand before.
    if (token.soft() == SoftKeyword::None) return Head::None;
    if (text == "match") return Head::Match;
    if (text == "case") return Head::Case;
    if (text == "type") return Head::Type;
    return Head::None;
}

bool has_block(Head head) {
    switch (head) {
    case Head::Def:
    case Head::Class:
    case Head::For:
    case Head::While:
    case Head::If:
    case Head::Elif:
    case Head::With:
    case Head::Except:
    case Head::Try:
    case Head::Match:
    case Head::Case: return true;
    default: return false;
    }
}

Mode first_mode(FrameKind kind) {
    switch (kind) {
    case FrameKind::Parameters:
    case FrameKind::Lambda:
    case FrameKind::TypeParameters: return Mode::Name;
    case FrameKind::ImportNames: return Mode::ImportNames;
    case FrameKind::PatternRound:
    case FrameKind::PatternSquare:
    case FrameKind::PatternCurly:
    case FrameKind::PatternClass: return Mode::Pattern;
    default: return Mode::Value;
    }
}

class Walker {
public:
    Walker(const Tree& tree, Position place) : tree_(tree), place_(place) {}

    Walk run() {
        begin_statement();
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
        if (unit->role == Role::FLiteralLine) push(FrameKind::String, {});
        tokens(walk_.block, begin, end, true);
        finish(begin, end);
        return walk_;
    }

private:
    const Token& at(BlockId block, std::uint32_t token) const {
        return tree_.unit(block)->token(token);
    }
    Frame& top() { return walk_.frames.back(); }
    void push(FrameKind kind, TokenRef opener) {
        Frame frame;
        frame.kind = kind;
        frame.mode = first_mode(kind);
        frame.block = opener.block;
        frame.opener = opener.token;
        walk_.frames.push_back(frame);
    }
    // A bound: what is nested deeper than any program is read as if it stood there.
    static constexpr std::size_t most_frames = 400;

    void begin_statement() {
        walk_.frames.clear();
        walk_.frames.push_back({});
        walk_.head = Head::None;
        walk_.assigned = walk_.imported = false;
        walk_.previous = walk_.before_previous = {};
        first_ = true;
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
            Frame& open = top();
            open.mode = first_mode(open.kind);
            open.item = outer->item;
            open.item_begin = {};
            open.comprehension = open.conditional = false;
            walk_.previous = walk_.before_previous = {};
            first_ = false;
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
            for (const std::uint32_t closer : implied) take(block, closer);
            implied.clear();
            take(block, index);
        }
        if (!innermost) return;
        // Of closers with nothing behind them, the one that the cursor's own `\` implies.
        for (const std::uint32_t closer : implied) {
            if (closer == 0 || at(block, closer - 1).kind != TokenKind::Hang) continue;
            if (tree_.position(block, at(block, closer).begin).line == place_.line) {
                take(block, closer);
            }
        }
    }

    void take(BlockId block, std::uint32_t index) {
        const Token& token = at(block, index);
        const TokenRef ref{block, index};
        if (first_) {
            first_ = false;
            walk_.head = head_of(token, tree_.token_text(block, index));
            walk_.frames.front().block = block;
            walk_.frames.front().opener = index;
            if (walk_.head == Head::Import || walk_.head == Head::From) {
                top().mode = Mode::ImportModule;
            } else if (walk_.head == Head::Global || walk_.head == Head::Nonlocal) {
                top().mode = Mode::Scope;
            } else if (walk_.head == Head::Def || walk_.head == Head::Class) {
                top().mode = Mode::Name;
            } else if (walk_.head == Head::For) {
                top().mode = Mode::Target;
            } else if (walk_.head == Head::Case) {
                top().mode = Mode::Pattern;
            } else if (walk_.head == Head::Type) {
                top().mode = Mode::Name;
            }
            if (walk_.head != Head::None) {
                walk_.header_ended = false;
                advance(ref);
                // `async def`: the head comes next.
                if (token.kind == TokenKind::KwAsync) first_ = true;
                return;
            }
            if (token.kind == TokenKind::KwAsync) {
                advance(ref);
                first_ = true;
                return;
            }
        } else if (walk_.before_previous == TokenRef{} && is_soft_word(token)) {
            // `match = 1`, `case.x`: a name after all.
            walk_.head = Head::None;
            top().mode = Mode::Value;
        }
        Frame& open = top();
        if (!open.item_begin) open.item_begin = ref;
        switch (token.kind) {
        case TokenKind::LeftParen:
        case TokenKind::LeftBracket:
        case TokenKind::LeftBrace: open_bracket(ref, token.kind); break;
        case TokenKind::RightParen:
        case TokenKind::RightBracket:
        case TokenKind::RightBrace: close(token.kind); break;
        case TokenKind::FStringStart:
            if (walk_.frames.size() < most_frames) push(FrameKind::String, ref);
            break;
        case TokenKind::FStringEnd: close_string(); break;
        case TokenKind::Comma: comma(); break;
        case TokenKind::Colon:
            if (colon()) return;
            break;
        case TokenKind::Semicolon:
            if (open.kind == FrameKind::Statement) {
                begin_statement();
                walk_.statement_begins = true;
                return;
            }
            break;
        case TokenKind::Equal: equal(); break;
        case TokenKind::Arrow:
            if (open.kind == FrameKind::Statement) open.mode = Mode::Annotation;
            break;
        case TokenKind::KwLambda:
            if (walk_.frames.size() < most_frames) push(FrameKind::Lambda, ref);
            break;
        case TokenKind::KwFor:
            leave_lambda();
            top().mode = Mode::Target;
            if (top().kind != FrameKind::Statement) top().comprehension = true;
            break;
        case TokenKind::KwIn:
            if (open.mode == Mode::Target) open.mode = Mode::Value;
            break;
        case TokenKind::KwIf:
            if (open.mode == Mode::Pattern) open.mode = Mode::Value;
            if (!open.comprehension) open.conditional = true;
            break;
        case TokenKind::KwElse: open.conditional = false; break;
        case TokenKind::KwAs: open.mode = Mode::Alias; break;
        case TokenKind::KwImport:
            if (walk_.head == Head::From && open.kind == FrameKind::Statement) {
                open.mode = Mode::ImportNames;
                walk_.imported = true;
            }
            break;
        default: break;
        }
        advance(ref);
    }

    // A token behind `match`, `case` or `type` at a statement's beginning that makes it a name.
    bool is_soft_word(const Token& token) const {
        if (walk_.head != Head::Match && walk_.head != Head::Case && walk_.head != Head::Type) {
            return false;
        }
        switch (token.kind) {
        case TokenKind::Dot:
        case TokenKind::Equal:
        case TokenKind::Colon:
        case TokenKind::Comma:
        case TokenKind::RightParen:
        case TokenKind::KwIn:
        case TokenKind::KwIs:
        case TokenKind::KwAnd:
        case TokenKind::KwOr: return true;
        case TokenKind::LeftParen: return walk_.head == Head::Type;
        default:
            return token.kind >= TokenKind::PlusEqual && token.kind <= TokenKind::DoubleSlashEqual;
        }
    }

    void advance(TokenRef ref) {
        walk_.before_previous = walk_.previous;
        walk_.previous = ref;
    }

    void open_bracket(TokenRef ref, TokenKind kind) {
        if (walk_.frames.size() >= most_frames) return;
        const Frame& around = top();
        FrameKind opened = FrameKind::Round;
        const bool behind_operand =
            walk_.previous && ends_operand(tree_, walk_.previous) && around.item_begin != ref;
        if (around.kind == FrameKind::String) {
            opened = FrameKind::Field;
        } else if (kind == TokenKind::LeftBrace) {
            opened = around.mode == Mode::Pattern ? FrameKind::PatternCurly : FrameKind::Curly;
            if (around.kind == FrameKind::Field && around.mode == Mode::Specification) {
                opened = FrameKind::Field;
            }
        } else if (kind == TokenKind::LeftBracket) {
            if (around.mode == Mode::Pattern) {
                opened = FrameKind::PatternSquare;
            } else if (around.kind == FrameKind::Statement && around.mode == Mode::Name) {
                opened = FrameKind::TypeParameters;
            } else {
                opened = behind_operand ? FrameKind::Subscript : FrameKind::Square;
            }
        } else if (around.mode == Mode::Pattern) {
            opened = behind_operand ? FrameKind::PatternClass : FrameKind::PatternRound;
        } else if (around.kind == FrameKind::Statement && around.mode == Mode::Name) {
            opened = walk_.head == Head::Class ? FrameKind::Bases : FrameKind::Parameters;
        } else if (around.mode == Mode::ImportNames) {
            opened = FrameKind::ImportNames;
        } else if (around.kind == FrameKind::Statement && walk_.head == Head::With &&
                   walk_.previous && kind_of(tree_, walk_.previous) == TokenKind::KwWith) {
            opened = FrameKind::WithItems;
        } else if (behind_operand) {
            opened = FrameKind::Call;
        }
        push(opened, ref);
        if (opened == FrameKind::Round && around_is_target()) top().mode = Mode::Target;
    }
    bool around_is_target() const {
        const Frame& around = walk_.frames[walk_.frames.size() - 2];
        return around.mode == Mode::Target;
    }

    static bool closes(FrameKind kind, TokenKind closer) {
        switch (kind) {
        case FrameKind::Call:
        case FrameKind::Bases:
        case FrameKind::Parameters:
        case FrameKind::Round:
        case FrameKind::ImportNames:
        case FrameKind::WithItems:
        case FrameKind::PatternRound:
        case FrameKind::PatternClass: return closer == TokenKind::RightParen;
        case FrameKind::Subscript:
        case FrameKind::TypeParameters:
        case FrameKind::Square:
        case FrameKind::PatternSquare: return closer == TokenKind::RightBracket;
        case FrameKind::Curly:
        case FrameKind::PatternCurly:
        case FrameKind::Field: return closer == TokenKind::RightBrace;
        default: return false;
        }
    }

    // A closer ends the nearest bracket of its kind, and what was left open in it; one that fits
    // none is passed over. An f-string's text holds no closers.
    void close(TokenKind closer) {
        for (std::size_t depth = walk_.frames.size(); depth-- > 1;) {
            const FrameKind kind = walk_.frames[depth].kind;
            if (closes(kind, closer)) {
                walk_.frames.resize(depth);
                return;
            }
            if (kind == FrameKind::String || kind == FrameKind::Field) return;
        }
    }
    void close_string() {
        for (std::size_t depth = walk_.frames.size(); depth-- > 1;) {
            if (walk_.frames[depth].kind != FrameKind::String) continue;
            walk_.frames.resize(depth);
            return;
        }
    }
    void leave_lambda() {
        while (top().kind == FrameKind::Lambda) walk_.frames.pop_back();
    }

    void comma() {
        while (top().kind == FrameKind::Lambda && top().mode == Mode::Value &&
               top().item == Frame::no_token) {
            walk_.frames.pop_back();
        }
        Frame& open = top();
        if (open.kind == FrameKind::Statement) {
            // `for x, y`, `global a, b`, `import a, b` go on; an annotation or alias ends.
            if (walk_.head == Head::Import) {
                open.mode = Mode::ImportModule;
            } else if (walk_.head == Head::From && walk_.imported) {
                open.mode = Mode::ImportNames;
            } else if (open.mode == Mode::Alias) {
                open.mode = walk_.head == Head::Case ? Mode::Pattern : Mode::Value;
            }
        } else if (open.kind == FrameKind::Round && open.mode == Mode::Target) {
            // (x, y) in a loop's target
        } else {
            open.mode = first_mode(open.kind);
        }
        if (open.mode != Mode::Target) open.comprehension = open.conditional = false;
        if (open.item != Frame::no_token) ++open.item;
        open.item_begin = {};
    }

    // True where it ends a header: what follows is a statement of its own.
    bool colon() {
        while (top().kind == FrameKind::Lambda && top().item == Frame::no_token) {
            walk_.frames.pop_back();  // a lambda's body ends
        }
        Frame& open = top();
        switch (open.kind) {
        case FrameKind::Lambda:
            open.mode = Mode::Value;
            open.item = Frame::no_token;  // its body
            break;
        case FrameKind::Field: open.mode = Mode::Specification; break;
        case FrameKind::Curly: open.mode = Mode::MappingValue; break;
        case FrameKind::Parameters:
        case FrameKind::TypeParameters: open.mode = Mode::Annotation; break;
        case FrameKind::Statement:
            if (has_block(walk_.head)) {
                begin_statement();
                walk_.header_ended = true;
                return true;
            }
            open.mode = Mode::Annotation;
            break;
        default: break;
        }
        return false;
    }

    void equal() {
        Frame& open = top();
        switch (open.kind) {
        case FrameKind::Call:
        case FrameKind::Bases:
        case FrameKind::PatternClass:
            if (walk_.previous && walk_.previous == open.item_begin &&
                kind_of(tree_, walk_.previous) == TokenKind::Name) {
                open.keyword = walk_.previous;
                if (open.kind != FrameKind::PatternClass) open.mode = Mode::KeywordValue;
            }
            break;
        case FrameKind::Parameters:
        case FrameKind::TypeParameters:
        case FrameKind::Lambda: open.mode = Mode::Value; break;
        case FrameKind::Statement:
            walk_.assigned = true;
            open.mode = Mode::Value;
            break;
        default: break;
        }
    }

    void finish(std::uint32_t begin, std::uint32_t end) {
        const Unit& unit = *tree_.unit(walk_.block);
        // Behind a soft keyword's own word a word is still the statement's first.
        walk_.statement_begins = top().kind == FrameKind::Statement && !walk_.previous;
        std::uint32_t first = begin;
        while (first < end && is_zero_wide(unit.token(first))) ++first;
        walk_.line_begins =
            first >= end ||
            tree_.position(walk_.block, unit.token(end - 1).begin).line != place_.line;
    }

    const Tree& tree_;
    Position place_;
    Walk walk_;
    bool first_ = true;
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
