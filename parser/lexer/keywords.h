// Keywords and soft keywords, by a perfect hash over the word's bytes.
#pragma once

#include "parser/lexer/token.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace pilcrow::lexer {

inline constexpr std::size_t longest_keyword = 8;

// The bytes of a word of 1 to 8 bytes as one number, the first the lowest. `readable` is one past
// the last byte after the word that may be read, `first` the first before it.
inline std::uint64_t load_word(const char* begin, const char* end, const char* first,
                               const char* readable) {
    const auto length = static_cast<std::size_t>(end - begin);
    const std::size_t unused_bits = 8 * (longest_keyword - length);
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
        if (readable - begin >= 8) {
            std::memcpy(&word, begin, 8);
            return word << unused_bits >> unused_bits;
        }
        if (end - first >= 8) {
            std::memcpy(&word, end - 8, 8);
            return word >> unused_bits;
        }
    }
    for (std::size_t i = 0; i < length; ++i) {
        word |= static_cast<std::uint64_t>(static_cast<unsigned char>(begin[i])) << (8 * i);
    }
    return word;
}

// What a word is; `kind` is Name for soft keywords, whose `flags` say which, and for plain names.
struct WordKind {
    TokenKind kind;
    std::uint8_t flags;
};

struct KeywordTable {
    // Chosen by trial so that no two keywords share a slot.
    static constexpr std::uint64_t multiplier = 0xa6840506387c85af;
    static constexpr int shift = 57;
    std::uint64_t word[128] = {};
    WordKind kind[128] = {};

    static constexpr std::size_t slot(std::uint64_t w) {
        return static_cast<std::size_t>((w * multiplier) >> shift);
    }
    constexpr KeywordTable() {
        for (WordKind& k : kind) k = {TokenKind::Name, 0};
        struct Spelled {
            TokenKind kind;
            const char* text;
        };
        constexpr Spelled spelled[] = {
#define X(name, text) {TokenKind::name, text},
            PILCROW_TOKENS(X)
#undef X
        };
        for (const Spelled& token : spelled) {
            if (is_keyword(token.kind)) add(token.text, {token.kind, 0});
        }
        add("match", soft(SoftKeyword::Match));
        add("case", soft(SoftKeyword::Case));
        add("type", soft(SoftKeyword::Type));
        add("_", soft(SoftKeyword::Underscore));
    }
    // Whether every word has a slot of its own.
    constexpr bool is_perfect() const { return perfect_; }

private:
    bool perfect_ = true;
    static constexpr WordKind soft(SoftKeyword keyword) {
        return {TokenKind::Name, static_cast<std::uint8_t>(keyword)};
    }
    constexpr void add(const char* text, WordKind what) {
        std::uint64_t w = 0;
        for (int i = 0; text[i] != 0; ++i) {
            w |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (8 * i);
        }
        const std::size_t at = slot(w);
        if (word[at] != 0) perfect_ = false;
        word[at] = w;
        kind[at] = what;
    }
};
inline constexpr KeywordTable keyword_table;
static_assert(keyword_table.is_perfect());

// What the word [begin, end), of at least one byte, is; see load_word for the other two.
inline WordKind kind_of_word(const char* begin, const char* end, const char* first,
                             const char* readable) {
    if (static_cast<std::size_t>(end - begin) > longest_keyword) return {TokenKind::Name, 0};
    const std::uint64_t word = load_word(begin, end, first, readable);
    const std::size_t slot = KeywordTable::slot(word);
    return keyword_table.word[slot] == word ? keyword_table.kind[slot]
                                            : WordKind{TokenKind::Name, 0};
}

}  // namespace pilcrow::lexer
