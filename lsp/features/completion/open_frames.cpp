#include "lsp/features/completion/open_frames.h"

namespace pilcrow::lsp::completion {
namespace {

// A bound: what is nested deeper than any program is read as if it stood there.
constexpr std::size_t most_frames = 400;

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

// What the word that a statement begins with is followed by.
Mode mode_behind(Head head) {
    switch (head) {
    case Head::Import:
    case Head::From: return Mode::ImportModule;
    case Head::Global:
    case Head::Nonlocal: return Mode::Scope;
    case Head::Def:
    case Head::Class:
    case Head::Type: return Mode::Name;
    case Head::For: return Mode::Target;
    case Head::Case: return Mode::Pattern;
    default: return Mode::Value;
    }
}

bool closes(FrameKind kind, TokenKind closer) {
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

}  // namespace

void OpenFrames::push(FrameKind kind, TokenRef opener) {
    Frame frame;
    frame.kind = kind;
    frame.mode = first_mode(kind);
    frame.block = opener.block;
    frame.opener = opener.token;
    walk_.frames.push_back(frame);
}

void OpenFrames::begin_statement() {
    walk_.frames.clear();
    walk_.frames.push_back({});
    walk_.head = Head::None;
    walk_.assigned = walk_.imported = false;
    walk_.previous = walk_.before_previous = {};
    first_ = true;
}

void OpenFrames::take_string() { push(FrameKind::String, {}); }

void OpenFrames::begin_element(std::uint32_t before) {
    Frame& open = top();
    open.mode = first_mode(open.kind);
    open.item = before;
    open.item_begin = {};
    open.comprehension = open.conditional = false;
    walk_.previous = walk_.before_previous = {};
    first_ = false;
}

void OpenFrames::take(BlockId block, std::uint32_t index) {
    const TokenRef ref{block, index};
    if (first_) {
        if (take_first(ref)) return;
    } else if (walk_.before_previous == TokenRef{} &&
               is_soft_word(tree_.unit(block)->token(index))) {
        // `match = 1`, `case.x`: a name after all.
        walk_.head = Head::None;
        top().mode = Mode::Value;
    }
    const Token& token = tree_.unit(block)->token(index);
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

// The statement's first word says what it is. False where the word is an expression's own.
bool OpenFrames::take_first(TokenRef ref) {
    const Token& token = tree_.unit(ref.block)->token(ref.token);
    first_ = false;
    walk_.head = head_of(token, tree_.token_text(ref.block, ref.token));
    walk_.frames.front().block = ref.block;
    walk_.frames.front().opener = ref.token;
    if (walk_.head == Head::None && token.kind != TokenKind::KwAsync) return false;
    if (walk_.head != Head::None) {
        top().mode = mode_behind(walk_.head);
        walk_.header_ended = false;
    }
    advance(ref);
    // `async def`: the head comes next.
    first_ = token.kind == TokenKind::KwAsync;
    return true;
}

// A token behind `match`, `case` or `type` at a statement's beginning that makes it a name.
bool OpenFrames::is_soft_word(const Token& token) const {
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
    default: return token.kind >= TokenKind::PlusEqual && token.kind <= TokenKind::DoubleSlashEqual;
    }
}

void OpenFrames::advance(TokenRef ref) {
    walk_.before_previous = walk_.previous;
    walk_.previous = ref;
}

void OpenFrames::open_bracket(TokenRef ref, TokenKind kind) {
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
    } else if (around.kind == FrameKind::Statement && walk_.head == Head::With && walk_.previous &&
               kind_of(tree_, walk_.previous) == TokenKind::KwWith) {
        opened = FrameKind::WithItems;
    } else if (behind_operand) {
        opened = FrameKind::Call;
    }
    push(opened, ref);
    if (opened == FrameKind::Round && around_is_target()) top().mode = Mode::Target;
}
bool OpenFrames::around_is_target() const {
    const Frame& around = walk_.frames[walk_.frames.size() - 2];
    return around.mode == Mode::Target;
}

// A closer ends the nearest bracket of its kind, and what was left open in it; one that fits
// none is passed over. An f-string's text holds no closers.
void OpenFrames::close(TokenKind closer) {
    for (std::size_t depth = walk_.frames.size(); depth-- > 1;) {
        const FrameKind kind = walk_.frames[depth].kind;
        if (closes(kind, closer)) {
            walk_.frames.resize(depth);
            return;
        }
        if (kind == FrameKind::String || kind == FrameKind::Field) return;
    }
}
void OpenFrames::close_string() {
    for (std::size_t depth = walk_.frames.size(); depth-- > 1;) {
        if (walk_.frames[depth].kind != FrameKind::String) continue;
        walk_.frames.resize(depth);
        return;
    }
}
void OpenFrames::leave_lambda() {
    while (top().kind == FrameKind::Lambda) walk_.frames.pop_back();
}

void OpenFrames::comma() {
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
bool OpenFrames::colon() {
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

void OpenFrames::equal() {
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

}  // namespace pilcrow::lsp::completion
