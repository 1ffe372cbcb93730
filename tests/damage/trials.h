// The damages that one file is put through.
#pragma once

#include "parser/syntax/tree.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::damage {

// X(name, text in the table)
#define PILCROW_DAMAGES(X)                  \
    X(Bracket, "a bracket deleted")         \
    X(Quote, "a quote deleted")             \
    X(Colon, "a colon deleted")             \
    X(Operator, "an operator deleted")      \
    X(Comma, "a leading , deleted")         \
    X(LiteralQuote, "a leading \" deleted") \
    X(Backslash, "a leading \\ deleted")    \
    X(LineTyped, "an unfinished line typed")

enum class Damage : std::uint8_t {
#define X(name, text) name,
    PILCROW_DAMAGES(X)
#undef X
        Count
};
std::string_view text_of(Damage damage);

struct Trial {
    Damage damage;
    std::uint32_t line;    // the damaged line in the damaged file
    std::uint32_t offset;  // byte of the file at which text is taken out or put in
    std::uint32_t removed;
    std::string inserted;  // a whole line, with its end

    bool adds_line() const { return !inserted.empty(); }
    // The line of the undamaged file that a line of the damaged one was, or `line` itself for the
    // one that was added.
    std::uint32_t before(std::uint32_t line_after) const {
        return adds_line() && line_after > line ? line_after - 1 : line_after;
    }
    std::uint32_t after(std::uint32_t line_before) const {
        return adds_line() && line_before >= line ? line_before + 1 : line_before;
    }
};

// Every deletion of one character (and of one operator that has several) that is a bracket, a
// quote, a colon, an operator, punctuation or a leading delimiter.
void add_deletions(const Tree& tree, std::vector<Trial>& trials);
// Every unfinished line, between any two lines, in the column of the one before or after.
void add_typed_lines(const Tree& tree, const std::vector<std::string>& unfinished,
                     std::vector<Trial>& trials);

}  // namespace pilcrow::damage
