// The lexer's inside: one class, its bodies by topic in lexer_*.cpp.
//
//   lexer.cpp          entry points, code outside strings' text
//   lexer_string.cpp   plain strings, prefixes, the text of f-strings
//   lexer_recovery.cpp what happens where something was left open
//
// Convention: functions that read take the place to read from and yield the place behind; `at_` is
// only written between modes, so that the inner loops keep it in a register.
#pragma once

#include "parser/lexer/characters.h"
#include "parser/lexer/lexer.h"
#include "parser/lexer/open_stack.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace pilcrow::lexer {

inline constexpr std::uint32_t max_fstrings = 150;  // nested; CPython's MAXFSTRINGLEVEL
inline constexpr std::uint32_t max_fields = 3;      // nested in one f-string's specs

// Where the lexer goes on.
enum class Next : std::uint8_t { Code, Text, Done };

// One literal line of a plain string; see pilcrow::check_literal_line, which checks UTF-8 too.
void check_literal_text(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin,
                        std::uint8_t string_flags);

class Lexer {
public:
    // `multi_line`: Python's layout, where the text is the rest of the file.
    Lexer(UnitBuilder& builder, std::string_view text, std::uint32_t own_begin, bool multi_line,
          std::uint32_t column, const char* readable = nullptr)
        : builder_(builder),
          data_(text.data()),
          end_(text.data() + text.size()),
          readable_(readable != nullptr ? readable : end_),
          at_(text.data()),
          own_begin_(own_begin),
          origin_(reinterpret_cast<std::uintptr_t>(data_) - own_begin),
          column_(column),
          multi_line_(multi_line),
          fields_end_with_line_(!multi_line) {}

    LexedSegment run();
    void run_literal_line(std::uint8_t string_flags);
    void check_utf8(const char* end);

private:
    struct Checkpoint {  // where an outermost f-string's field begins
        const char* at;
        std::uint32_t tokens;
        std::uint32_t comments;
        std::uint32_t diagnostics;
        std::uint32_t open;
    };

    std::uint32_t own(const char* at) const {
        return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(at) - origin_);
    }
    [[gnu::always_inline]] void push(TokenKind kind, const char* begin, const char* end,
                                     std::uint8_t flags = 0) {
        builder_.tokens.push_back(Token{own(begin), own(end), kind, flags, 0});
    }
    // A token of no bytes behind the last one.
    void push_virtual(TokenKind kind) {
        const std::uint32_t place =
            builder_.tokens.empty() ? own_begin_ : builder_.tokens.back().end;
        builder_.tokens.push_back(Token{place, place, kind, token_virtual, 0});
    }
    std::uint32_t next_token() const { return static_cast<std::uint32_t>(builder_.tokens.size()); }
    std::string_view view(const char* begin, const char* end) const {
        return {begin, static_cast<std::size_t>(end - begin)};
    }
    bool in_field() const { return !open_.empty() && open_.top().field; }

    // --- lexer.cpp ---
    void drive(Next next);
    template <bool multi_line>
    Next code();
    const char* unicode_name(const char* begin, const char* at);
    const char* stray(const char* begin, const char* end, bool report);
    const char* backslash(const char* at);
    bool closer(const char* at);  // true: it closed a field
    static const char* behind_line_end(const char* at);

    // --- lexer_string.cpp ---
    // A string whose prefix begins at `begin` and whose quote is at `quote`. Sets `next`.
    const char* string(const char* begin, const char* quote, Next& next);
    const char* plain_string(const char* begin, const char* quote, std::uint8_t flags);
    const char* open_string(const char* begin, const char* quote, const char* at,
                            std::uint8_t flags);
    bool field_began_on_earlier_line(const char* at) const;
    Next text();
    void middle(const char* begin, const char* end, bool escapes, bool spec);
    void open_field(const char* at);
    Next line_end_in_text(const char* begin, const char* at, bool escapes, bool spec);
    void report_open_string(const char* begin, const char* body);
    const char* text_escape(const char* at, const Open& fstring, bool& escapes);

    // --- lexer_recovery.cpp ---
    Next end_in_code(const char* at);
    Next close_fields(const char* at);
    Next close_brackets(const char* at);
    void close_fstring_in_field(const char* quote);
    void pop_with_virtual_closer();
    bool pop_closed();
    bool restart();
    bool begins_statement(const char* line) const;
    std::uint32_t innermost_fstring_index() const { return fstring_indices_[fstrings_ - 1]; }
    const Open& innermost_fstring() const { return open_[innermost_fstring_index()]; }
    void report_bracket(Code code, const Token& at, TokenKind token, std::uint32_t related);

    UnitBuilder& builder_;
    const char* const data_;
    const char* const end_;
    const char* const readable_;  // end_, or behind it
    const char* at_;
    const std::uint32_t own_begin_;
    const std::uintptr_t origin_;  // where own offsets count from
    const std::uint32_t column_;
    std::uint32_t fstrings_ = 0;                               // on the stack
    std::array<std::uint32_t, max_fstrings> fstring_indices_;  // theirs; not cleared for each line
    const std::uint32_t first_token_ = static_cast<std::uint32_t>(builder_.tokens.size());
    bool literal_line_ = false;  // the f-string at the bottom has no token here
    const bool multi_line_;
    bool fields_end_with_line_;
    bool bracket_reported_ = false;
    bool character_reported_ = false;
    bool depth_reported_ = false;
    // Pilcrow, outside f-strings: the open brackets' shapes, two bits each, the innermost lowest …
    std::uint64_t nesting_ = 0;
    bool irregular_ = false;  // … until one did not fit, was too many, or an f-string began
    std::uint32_t literal_token_ = LexedSegment::no_literal;
    Checkpoint checkpoint_{};
    OpenStack open_;
};

}  // namespace pilcrow::lexer
