// What the first and the last word of a line say about the line.
#pragma once

#include "parser/lexer/token.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace pilcrow::layout {

// A keyword that begins a compound statement or one of its clauses. `match` and `case` count where
// what follows them could begin an operand: asked only where a block may follow, so `match(x)` by
// itself stays a call.
bool begins_compound(std::span<const Token> tokens);
// A keyword that only a statement can begin with.
bool begins_statement(TokenKind kind);
// True for `:` `->` `.` and the operators but `+ - ~ *` (and `@`): no statement begins so.
bool begins_nothing(std::string_view line);
// True if an expression on the line before could go on with this line.
bool may_continue_expression(std::string_view line);
// True if the line begins with that word.
bool is_word(std::string_view line, std::string_view word);
// True for `elif`, `else`, `except` and `finally`.
bool begins_clause(std::string_view line);
// True if a statement that begins with this line can have that clause behind it.
bool takes_clause(std::string_view line, std::string_view clause);
// True for statements that are a list of their own, without a bracket: `import`, `global`, `del` …
bool begins_list(std::string_view line);
// True if the line begins with a name, a number or a string, as no `\` but one behind an unfinished
// line does.
bool begins_operand(std::string_view line);
// The line ends in a colon, before a comment.
bool ends_in_colon(std::string_view line);

// --- of a `\` line ---
std::string_view content_behind_backslash(std::string_view line);
// True for `\:`, `\->` and `\)`, which stand behind a list only.
bool ends_header(std::string_view line);
// True for what goes on with a statement behind a list that hung in it.
bool goes_on_behind_list(std::string_view line);

// True for tokens behind which an expression must go on.
bool ends_nothing(TokenKind kind);
// Looks for a colon outside all brackets, not that of a lambda, in tokens that become more.
class ColonSearch {
public:
    void clear() { *this = {}; }
    // Whether there is one among `tokens`; those that were there at the last call are as they were.
    bool found_in(const std::vector<Token>& tokens);

private:
    std::size_t seen_ = 0;
    std::size_t depth_ = 0;
    std::size_t lambdas_ = 0;
    bool found_ = false;
};

}  // namespace pilcrow::layout
