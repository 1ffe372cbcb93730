#include "parser/characters/character_names.h"

#include "parser/characters/character_name_table.h"

#include <utf8proc.h>
#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace pilcrow {
namespace {

struct CodeRange {
    char32_t first;
    char32_t last;
};

// The blocks of CJK ideographs whose names are "CJK UNIFIED IDEOGRAPH-" and the code point.
constexpr std::array ideographs = {
    CodeRange{0x3400, 0x4DBF},   CodeRange{0x4E00, 0x9FFF},   CodeRange{0x20000, 0x2A6DF},
    CodeRange{0x2A700, 0x2B739}, CodeRange{0x2B740, 0x2B81D}, CodeRange{0x2B820, 0x2CEA1},
    CodeRange{0x2CEB0, 0x2EBE0}, CodeRange{0x2EBF0, 0x2EE5D}, CodeRange{0x30000, 0x3134A},
    CodeRange{0x31350, 0x323AF},
};
// Assigned in Unicode 15.1 and not in 15.0, which utf8proc may still have.
constexpr std::array added_in_15_1 = {
    CodeRange{0x2FFC, 0x2FFF},
    CodeRange{0x31EF, 0x31EF},
    CodeRange{0x2EBF0, 0x2EE5D},
};

template <std::size_t size>
bool in_ranges(const std::array<CodeRange, size>& ranges, char32_t code_point) {
    return std::any_of(ranges.begin(), ranges.end(), [code_point](CodeRange range) {
        return range.first <= code_point && code_point <= range.last;
    });
}

std::optional<char32_t> ideograph(std::string_view digits) {
    if (digits.size() != 4 && digits.size() != 5) {
        return std::nullopt;
    }
    char32_t value = 0;
    for (const char digit : digits) {
        if (digit >= '0' && digit <= '9') {
            value = value * 16 + static_cast<char32_t>(digit - '0');
        } else if (digit >= 'A' && digit <= 'F') {
            value = value * 16 + static_cast<char32_t>(digit - 'A' + 10);
        } else {
            return std::nullopt;
        }
    }
    return in_ranges(ideographs, value) ? std::optional(value) : std::nullopt;
}

// A Hangul syllable is a leading consonant, a vowel and perhaps a trailing consonant, named by
// their short names in a row (the Unicode standard, section 3.12).
constexpr std::array<std::string_view, 19> leading = {"G", "GG", "N", "D",  "DD", "R", "M",
                                                      "B", "BB", "S", "SS", "",   "J", "JJ",
                                                      "C", "K",  "T", "P",  "H"};
constexpr std::array<std::string_view, 21> vowels = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                                     "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                                     "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr std::array<std::string_view, 28> trailing = {
    "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
    "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};

// Index of the longest part that `name` begins with; the part is taken off.
template <std::size_t size>
std::optional<std::size_t> take_longest(const std::array<std::string_view, size>& parts,
                                        std::string_view& name) {
    std::optional<std::size_t> best;
    for (std::size_t index = 0; index < size; ++index) {
        if (name.starts_with(parts[index]) &&
            (!best || parts[index].size() > parts[*best].size())) {
            best = index;
        }
    }
    if (best) {
        name.remove_prefix(parts[*best].size());
    }
    return best;
}

std::optional<char32_t> hangul_syllable(std::string_view name) {
    const auto first = take_longest(leading, name);
    const auto second = take_longest(vowels, name);
    const auto third = take_longest(trailing, name);
    if (!first || !second || !third || !name.empty()) {
        return std::nullopt;
    }
    return static_cast<char32_t>(0xAC00 + (*first * vowels.size() + *second) * trailing.size() +
                                 *third);
}

// Reads the names of a block one after the other.
class BlockReader {
public:
    explicit BlockReader(std::uint32_t block)
        : at_(character_name_data + character_name_blocks[block]),
          end_(block + 1 < character_name_block_count
                   ? character_name_data + character_name_blocks[block + 1]
                   : character_name_data + character_name_bytes) {}

    bool next() {
        if (at_ >= end_) {
            return false;
        }
        const std::size_t shared = at_[0];
        const std::size_t rest = at_[1];
        name_.resize(shared);
        name_.append(reinterpret_cast<const char*>(at_ + 2), rest);
        at_ += 2 + rest;
        code_point_ = static_cast<char32_t>(at_[0] << 16 | at_[1] << 8 | at_[2]);
        at_ += 3;
        return true;
    }
    const std::string& name() const { return name_; }
    char32_t code_point() const { return code_point_; }

private:
    const unsigned char* at_;
    const unsigned char* end_;
    std::string name_;
    char32_t code_point_ = 0;
};

std::string_view first_name(std::uint32_t block) {
    const unsigned char* at = character_name_data + character_name_blocks[block];
    return {reinterpret_cast<const char*>(at + 2), at[1]};
}

}  // namespace

std::optional<char32_t> character_of_name(std::string_view name) {
    constexpr std::string_view ideograph_prefix = "CJK UNIFIED IDEOGRAPH-";
    constexpr std::string_view hangul_prefix = "HANGUL SYLLABLE ";
    if (name.starts_with(ideograph_prefix)) {
        return ideograph(name.substr(ideograph_prefix.size()));
    }
    if (name.starts_with(hangul_prefix)) {
        return hangul_syllable(name.substr(hangul_prefix.size()));
    }
    std::string upper(name);
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z') {
            c = static_cast<char>(c - 'a' + 'A');
        }
    }
    // The last block whose first name is not behind the one sought.
    std::uint32_t low = 0;
    std::uint32_t high = character_name_block_count;
    while (high - low > 1) {
        const std::uint32_t middle = low + (high - low) / 2;
        (first_name(middle) <= upper ? low : high) = middle;
    }
    for (BlockReader reader(low); reader.next();) {
        if (reader.name() == upper) {
            return reader.code_point();
        }
    }
    return std::nullopt;
}

bool is_printable(char32_t code_point) {
    if (code_point < 0x7F) {
        return code_point >= 0x20;
    }
    if (code_point > 0x10FFFF) {
        return false;
    }
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_CN: return in_ranges(added_in_15_1, code_point);
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS: return false;
    default: return true;
    }
}

}  // namespace pilcrow
