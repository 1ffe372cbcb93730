#include "parser/delimiters/delimiters.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pilcrow {

namespace {

constexpr std::uint32_t max_column = (1u << 27) - 1;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr DelimiterSet make_pilcrow_set() {
    DelimiterSet set{};
    set.lead.fill(Lead::Instr);
    set.lead['#'] = Lead::Comment;
    set.lead[','] = Lead::Item;
    set.lead['"'] = Lead::Literal;
    set.lead['\\'] = Lead::Continue;
    set.lead[')'] = set.lead[']'] = set.lead['}'] = Lead::Closer;
    return set;
}
constexpr DelimiterSet pilcrow_set = make_pilcrow_set();

std::uint64_t load8(const char* at) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

// Number of bytes of `word`, as it lay in memory, before the first that is not zero (word != 0).
std::size_t zero_bytes_before(std::uint64_t word) {
    const int bits = std::endian::native == std::endian::little ? std::countr_zero(word)
                                                                : std::countl_zero(word);
    return static_cast<std::size_t>(bits) / 8;
}

// First byte at or after `at` that is not a space; `limit` bytes may be read.
std::size_t skip_spaces(const char* text, std::size_t at, std::size_t limit) {
    constexpr std::uint64_t spaces = 0x2020202020202020;
    while (at + 8 <= limit) {
        const std::uint64_t difference = load8(text + at) ^ spaces;
        if (difference != 0) return at + zero_bytes_before(difference);
        at += 8;
    }
    while (at < limit && text[at] == ' ') ++at;
    return at;
}

// The token of the line [begin, end) of `text`. Up to `limit` bytes of the text may be read; where
// limit > end, the byte at `end` is a line terminator.
inline LineToken make_token(const char* text, std::size_t begin, std::size_t end, std::size_t limit,
                            bool first, const DelimiterSet& delimiters) {
    std::size_t at = begin;
    std::size_t zero_at = begin;  // where column 0 is
    std::size_t tab_columns = 0;  // columns that tabs added beyond their own byte
    bool tab = false;
    if (first && std::string_view(text + begin, end - begin).starts_with(byte_order_mark)) {
        at = zero_at = begin + byte_order_mark.size();
    }
    for (;;) {
        at = skip_spaces(text, at, limit);
        if (at >= end) break;
        if (text[at] == '\t') {
            tab = true;
            tab_columns += 3 - (at - zero_at + tab_columns) % 4;
        } else if (text[at] == '\f') {
            zero_at = at + 1;
            tab_columns = 0;
        } else {
            break;
        }
        ++at;
    }
    const Lead lead =
        at < end ? delimiters.lead[static_cast<unsigned char>(text[at])] : Lead::Blank;
    const std::size_t column = std::min<std::size_t>(at - zero_at + tab_columns, max_column);
    LineToken token{};
    token.begin = static_cast<std::uint32_t>(begin);
    token.lead_at = static_cast<std::uint32_t>(at);
    token.end = static_cast<std::uint32_t>(end);
    token.column = static_cast<std::uint32_t>(column) & max_column;
    token.lead_bits = static_cast<std::uint32_t>(lead) & 7u;
    token.tab_in_indentation = tab;
    return token;
}

// Bit i is set where byte i of the 64 at `block` is LF or CR.
#if defined(__SSE2__)
inline std::uint64_t line_end_bits(const char* block) {
    const __m128i lf = _mm_set1_epi8('\n');
    const __m128i cr = _mm_set1_epi8('\r');
    std::uint64_t bits = 0;
    for (int part = 0; part < 4; ++part) {
        const __m128i bytes =
            _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + std::ptrdiff_t{16} * part));
        const __m128i equal = _mm_or_si128(_mm_cmpeq_epi8(bytes, lf), _mm_cmpeq_epi8(bytes, cr));
        bits |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(equal)))
                << (16 * part);
    }
    return bits;
}
#else
inline std::uint64_t line_end_bits(const char* block) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; ++i) {
        bits |= static_cast<std::uint64_t>(block[i] == '\n' || block[i] == '\r') << i;
    }
    return bits;
}
#endif

}  // namespace

const DelimiterSet& DelimiterSet::pilcrow() { return pilcrow_set; }

void tokenize_lines(std::string_view text, const DelimiterSet& delimiters,
                    std::vector<LineToken>& lines) {
    constexpr std::size_t block_size = 64;
    constexpr std::size_t usual_line_length = 32;
    const char* const data = text.data();
    const std::size_t size = text.size();
    lines.reserve(lines.size() + size / usual_line_length + 1);

    std::size_t begin = 0;
    bool after_cr = false;  // the line before ended in CR, and nothing was read since
    const auto end_lines = [&](std::size_t base, std::uint64_t bits) {
        for (; bits != 0; bits &= bits - 1) {
            const std::size_t at = base + static_cast<std::size_t>(std::countr_zero(bits));
            if (after_cr && at == begin && data[at] == '\n') {
                after_cr = false;
                begin = at + 1;
                continue;
            }
            lines.push_back(make_token(data, begin, at, size, begin == 0, delimiters));
            after_cr = data[at] == '\r';
            begin = at + 1;
        }
    };

    std::size_t base = 0;
    for (; base + block_size <= size; base += block_size) {
        end_lines(base, line_end_bits(data + base));
    }
    if (base < size) {
        char last_block[block_size] = {};
        std::memcpy(last_block, data + base, size - base);
        end_lines(base, line_end_bits(last_block));
    }
    if (begin < size) {
        lines.push_back(make_token(data, begin, size, size, begin == 0, delimiters));
    }
}

LineToken tokenize_line(std::string_view line, std::uint32_t begin,
                        const DelimiterSet& delimiters) {
    LineToken token = make_token(line.data(), 0, line.size(), line.size(), begin == 0, delimiters);
    token.begin += begin;
    token.lead_at += begin;
    token.end += begin;
    return token;
}

}  // namespace pilcrow
