// Searches for the next of a few bytes, 16 at a time: what makes comments and strings cheap.
#pragma once

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

} // namespace pilcrow::lexer
