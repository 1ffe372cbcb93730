// Keywords that can stand at the cursor.

#include "lsp/features/completion/providers.h"

namespace pilcrow::lsp::completion {
namespace {

// What stands around the statement that the cursor is in.
struct Around {
    bool function = false;
    bool async = false;
    bool loop = false;
    bool in_class = false;  // directly
    bool in_match = false;  // directly
    bool in_try = false;    // directly
};

bool opens_function(const Tree& tree, BlockId header) {
    const Unit* unit = tree.unit(header);
    if (unit == nullptr) return false;
    for (const Token& token : unit->tokens()) {
        if (token.kind == TokenKind::KwDef) return true;
        if (token.kind != TokenKind::KwAsync) return false;
    }
    return false;
}

// Goes by the header's first word, so that a header that cannot be read counts as well.
Around around(const Question& question) {
    const Tree& tree = question.tree();
    Around found;
    bool first = true;
    for (BlockId header = header_around(question); header != no_block;
         header = header_of(tree, header)) {
        const Unit* unit = tree.unit(header);
        if (unit == nullptr || unit->token_count < 2) continue;
        const Token& token = unit->token(0);
        if (opens_function(tree, header)) {
            found.function = true;
            found.async = token.kind == TokenKind::KwAsync;
            return found;
        }
        if (token.kind == TokenKind::KwClass) {
            found.in_class = first;
            return found;
        }
        if (token.kind == TokenKind::KwFor || token.kind == TokenKind::KwWhile ||
            (token.kind == TokenKind::KwAsync && unit->token(1).kind == TokenKind::KwFor)) {
            found.loop = true;
        }
        if (first && token.soft() == SoftKeyword::Match) found.in_match = true;
        first = false;
    }
    return found;
}

// The statement before the cursor's in its block: its first word says which clauses can follow.
TokenKind word_before(const Question& question, BlockId header) {
    const Tree& tree = question.tree();
    const Context& context = question.context;
    BlockId found = no_block;
    for (BlockId at = tree.first_statement(header); at != no_block; at = tree.next_statement(at)) {
        if ((*tree.reading)[at].line >= context.place.line) break;
        found = at;
    }
    const Unit* unit = found == no_block ? nullptr : tree.unit(found);
    if (unit == nullptr || unit->token_count < 2) return TokenKind::End;
    const TokenKind kind = unit->token(0).kind;
    return kind == TokenKind::KwAsync ? unit->token(1).kind : kind;
}

void statement(const Question& question, Candidates& candidates) {
    const auto add = [&](std::string_view word, int points) {
        candidates.add(word, CompletionKind::Keyword, points::keyword + points);
    };
    const Around its = around(question);
    if (its.in_match) {
        add("case", 150);
        return;
    }
    add("if", 60);
    add("for", 45);
    add("import", question.context.place.line < 30 ? 60 : 10);
    add("from", question.context.place.line < 30 ? 60 : 10);
    add("def", its.in_class ? 120 : its.function ? 15 : 60);
    add("class", its.function ? 5 : 30);
    add("with", 25);
    add("try", 30);
    add("while", 20);
    add("raise", its.function ? 40 : 10);
    add("pass", 15);
    add("assert", 15);
    add("del", 10);
    add("match", 5);
    add("async", 5);
    add("type", 0);
    if (its.function) {
        add("return", 80);
        add("yield", 20);
        add("nonlocal", 0);
    }
    add("global", 0);
    if (its.loop) {
        add("continue", 30);
        add("break", 30);
    }
    switch (word_before(question, header_around(question))) {
    case TokenKind::KwIf:
    case TokenKind::KwElif:
        add("else", 90);
        add("elif", 90);
        break;
    case TokenKind::KwFor:
    case TokenKind::KwWhile: add("else", 20); break;
    case TokenKind::KwTry:
        add("except", 150);
        add("finally", 110);
        break;
    case TokenKind::KwExcept:
        add("except", 90);
        add("finally", 60);
        add("else", 50);
        break;
    case TokenKind::KwElse: add("finally", 20); break;
    default: break;
    }
}

void operand(const Question& question, Candidates& candidates) {
    const auto add = [&](std::string_view word, int points) {
        candidates.add(word, CompletionKind::Keyword, points::keyword + points);
    };
    const Context& context = question.context;
    const Walk& walk = context.walk;
    const TokenKind previous = kind_of(question.tree(), walk.previous);
    const bool value = !context.walk.statement_begins;
    if (walk.head == Head::Decorator || walk.head == Head::Delete) return;
    if (context.wants_type()) {
        add("None", 50);
        return;
    }
    if (previous == TokenKind::KwIs) {
        add("not", 90);
        add("None", 130);
        add("True", 0);
        add("False", 0);
        return;
    }
    if (previous == TokenKind::KwNot &&
        kind_of(question.tree(), walk.before_previous) != TokenKind::KwIs) {
        if (ends_operand(question.tree(), walk.before_previous)) {
            add("in", 200);
            return;
        }
    }
    add("None", value ? 10 : -60);
    add("True", value ? 10 : -60);
    add("False", value ? 10 : -60);
    add("not", value ? 20 : -20);
    add("lambda", value ? 0 : -60);
    if (previous == TokenKind::KwYield) add("from", 60);
    if (previous == TokenKind::KwElse || previous == TokenKind::KwFor) add("if", -200);
    const bool async = around(question).async;
    add("await", async ? 50 : -200);
    if (!value || walk.assigned || context.frame().kind == FrameKind::Round) {
        if (around(question).function && value) add("yield", -20);
    }
    // `async for` in a comprehension is written behind an operand; see below.
}

void behind_operand(const Question& question, Candidates& candidates) {
    const auto add = [&](std::string_view word, int points) {
        candidates.add(word, CompletionKind::Keyword, points::keyword + points);
    };
    const Context& context = question.context;
    const Walk& walk = context.walk;
    const Frame& frame = context.frame();
    const bool statement = frame.kind == FrameKind::Statement;
    if (statement && (walk.head == Head::Import || walk.imported)) return add("as", 100);
    if (frame.kind == FrameKind::ImportNames) return add("as", 100);
    if (frame.mode == Mode::Target) return add("in", 200);
    if (frame.mode == Mode::Alias) {
        if (walk.head == Head::Case) add("if", 0);
        return;
    }
    if (frame.mode == Mode::Pattern) {
        add("as", 40);
        if (statement) add("if", 60);
        return;
    }
    if (statement && walk.head == Head::Except) return add("as", 150);
    if (frame.kind == FrameKind::Bases || context.wants_type()) return;
    if ((statement && walk.head == Head::With) || frame.kind == FrameKind::WithItems) {
        add("as", 150);
    }
    if (statement && walk.head == Head::Raise) add("from", 90);
    if (kind_of(question.tree(), walk.previous) == TokenKind::Name && walk.statement_begins) return;
    add("if", frame.comprehension ? 90 : 60);
    if (frame.conditional) add("else", 150);
    add("and", 55);
    add("or", 50);
    add("in", 55);
    add("is", 50);
    add("not", 40);
    switch (frame.kind) {
    case FrameKind::Round:
    case FrameKind::Square:
    case FrameKind::Curly:
    case FrameKind::Call: add("for", 100); break;
    default: break;
    }
    if (frame.kind != FrameKind::Statement && around(question).async) add("async", 20);
}

}  // namespace

BlockId header_around(const Question& question) {
    const Tree& tree = question.tree();
    const Walk& walk = question.context.walk;
    if (walk.block == no_block) return header_for(tree, question.context.place);
    const BlockId statement = statement_of(tree, walk.block);
    return walk.header_ended ? statement : header_of(tree, statement);
}

void offer_keywords(const Question& question, Candidates& candidates) {
    const Context& context = question.context;
    switch (context.what) {
    case What::Operator: behind_operand(question, candidates); break;
    case What::ImportKeyword: candidates.add("import", CompletionKind::Keyword, 100); break;
    case What::Expression:
        if (context.walk.statement_begins ||
            (context.walk.line_begins && context.walk.frames.size() > 1 &&
             question.tree().layout == Layout::Python)) {
            statement(question, candidates);
        }
        operand(question, candidates);
        break;
    default: break;
    }
    const Walk& walk = context.walk;
    // `async |`
    if (context.what == What::Expression &&
        kind_of(question.tree(), walk.previous) == TokenKind::KwAsync) {
        candidates.add("def", CompletionKind::Keyword, 200);
        candidates.add("for", CompletionKind::Keyword, 180);
        candidates.add("with", CompletionKind::Keyword, 180);
    }
}

}  // namespace pilcrow::lsp::completion
