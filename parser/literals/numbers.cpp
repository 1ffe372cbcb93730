#include "parser/literals/numbers.h"

#include <gmp.h>
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <memory>

namespace pilcrow {
namespace {

std::string without_underscores(std::string_view text) {
    std::string result(text);
    std::erase(result, '_');
    return result;
}

// Base of a literal by its prefix, which has two characters unless the base is 10.
int base_of(std::string_view integer) {
    if (integer.size() < 2 || integer[0] != '0') {
        return 10;
    }
    switch (integer[1] | 0x20) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 10;
    }
}

class BigInteger {
public:
    BigInteger(const std::string& digits, int base) {
        mpz_init(value_);
        mpz_set_str(value_, digits.c_str(), base);
    }
    ~BigInteger() { mpz_clear(value_); }
    BigInteger(const BigInteger&) = delete;
    BigInteger& operator=(const BigInteger&) = delete;

    std::string decimal() const {
        std::string text(mpz_sizeinbase(value_, 10) + 2, '\0');
        mpz_get_str(text.data(), 10, value_);
        text.resize(text.find('\0'));
        return text;
    }

private:
    mpz_t value_;
};

// Whether a literal that is no finite positive double is too large rather than too small: where
// its first digit other than 0 stands, and its exponent.
bool is_huge(std::string_view text) {
    const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
    const std::string_view mantissa = text.substr(0, mark);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t first = mantissa.find_first_of("123456789");
    if (first == mantissa.npos) {
        return false;
    }
    std::int64_t magnitude = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
    if (mark < text.size()) {
        const std::size_t sign = text[mark + 1] == '+' ? 2 : 1;  // from_chars takes no plus
        std::int64_t exponent = 0;
        const char* begin = text.data() + mark + sign;
        const auto result = std::from_chars(begin, text.data() + text.size(), exponent);
        if (result.ec == std::errc::result_out_of_range) {
            return *begin != '-';
        }
        magnitude += exponent;
    }
    return magnitude > 0;
}

}  // namespace

bool append_decimal(std::string_view integer, std::string& out) {
    const int base = base_of(integer);
    std::string digits = without_underscores(base == 10 ? integer : integer.substr(2));
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty()) {
        out += '0';
        return true;
    }
    // A digit of base 16 or less makes at most 1.21 decimal ones, one of base 2 at least 0.3.
    if (base == 10 || digits.size() > max_decimal_digits * 4) {
        if (digits.size() > max_decimal_digits) {
            return false;
        }
        out += digits;
        return true;
    }
    std::uint64_t small = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), small, base).ec ==
        std::errc()) {
        out += std::to_string(small);
        return true;
    }
    const std::string decimal = BigInteger(digits, base).decimal();
    if (decimal.size() > max_decimal_digits) {
        return false;
    }
    out += decimal;
    return true;
}

double float_value(std::string_view text) {
    const std::string digits = without_underscores(text);
    double value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec == std::errc::result_out_of_range) {
        return is_huge(digits) ? std::numeric_limits<double>::infinity() : 0.0;
    }
    return value;
}

}  // namespace pilcrow
