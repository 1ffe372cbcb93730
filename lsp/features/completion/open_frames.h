// Open frames: what each token of a statement opens, ends and begins.
//
// Tokens come one after another, as they are written; which those are is frames.cpp's business.
#pragma once

#include "lsp/features/completion/frames.h"

namespace pilcrow::lsp::completion {

class OpenFrames {
public:
    // Begins a statement. What is open is told in `walk`, which outlives it.
    OpenFrames(const Tree& tree, Walk& walk) : tree_(tree), walk_(walk) { begin_statement(); }

    void take(BlockId block, std::uint32_t token);
    // What follows is the text of an f-string that was opened elsewhere.
    void take_string();
    // What follows is an element of what was opened last, with so many before it.
    void begin_element(std::uint32_t before);

private:
    Frame& top() { return walk_.frames.back(); }
    void push(FrameKind kind, TokenRef opener);
    void begin_statement();
    bool take_first(TokenRef ref);
    bool is_soft_word(const Token& token) const;
    void advance(TokenRef ref);
    void open_bracket(TokenRef ref, TokenKind kind);
    bool around_is_target() const;
    void close(TokenKind closer);
    void close_string();
    void leave_lambda();
    void comma();
    bool colon();
    void equal();

    const Tree& tree_;
    Walk& walk_;
    bool first_ = true;  // the next token is the statement's first
};

}  // namespace pilcrow::lsp::completion
