// Searches for the next of a few bytes, 16 at a time: what makes comments and strings cheap.
#pragma once

#include "parser/lexer/characters.h"

#include <bit>
#include <cstddef>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pilcrow::lexer {

// The first byte in [at, end) that equals one of `bytes`, or `end`.
template <typename... Bytes>
inline const char* find_first_of(const char* at, const char* end, Bytes... bytes) {
#if defined(__SSE2__)
    while (end - at >= 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        __m128i found = _mm_setzero_si128();
        ((found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8(bytes)))), ...);
        const auto bits = static_cast<unsigned>(_mm_movemask_epi8(found));
        if (bits != 0) return at + std::countr_zero(bits);
        at += 16;
    }
#endif
    while (at < end && !((*at == bytes) || ...)) ++at;
    return at;
}

// The first byte at or after `at` (readable up to `end` and one byte more, which is part of no
// name) that is no ASCII letter, digit or underscore. Names have about six bytes: counting 16 at
// once costs less than the branch that a loop over them mispredicts.
inline const char* skip_name(const char* at, const char* end) {
#if defined(__SSE2__)
    while (end - at >= 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        // x - low, unsigned, is at most the range's size: min(x, size) == x.
        const auto within = [](__m128i bytes, char low, char size) {
            const __m128i offset = _mm_sub_epi8(bytes, _mm_set1_epi8(low));
            return _mm_cmpeq_epi8(_mm_min_epu8(offset, _mm_set1_epi8(size)), offset);
        };
        const __m128i letters = within(_mm_or_si128(block, _mm_set1_epi8(0x20)), 'a', 25);
        const __m128i digits = within(block, '0', 9);
        const __m128i underscores = _mm_cmpeq_epi8(block, _mm_set1_epi8('_'));
        const __m128i name = _mm_or_si128(_mm_or_si128(letters, digits), underscores);
        const unsigned other = ~static_cast<unsigned>(_mm_movemask_epi8(name)) & 0xffffu;
        if (other != 0) return at + std::countr_zero(other);
        at += 16;
    }
#endif
    while (is_name_byte(*at)) ++at;
    return at;
}

}  // namespace pilcrow::lexer
