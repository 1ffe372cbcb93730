#include "parser/lexer/names.h"

#include <utf8proc.h>
#include <algorithm>
#include <iterator>

namespace pilcrow::lexer {
namespace {

// Unicode's Other_ID_Start and Other_ID_Continue: characters kept for the sake of old names.
constexpr char32_t other_id_start[] = {0x1885, 0x1886, 0x2118, 0x212E, 0x309B, 0x309C};
constexpr char32_t other_id_continue[] = {0x00B7, 0x0387, 0x1369, 0x136A, 0x136B, 0x136C,
                                          0x136D, 0x136E, 0x136F, 0x1370, 0x1371, 0x19DA,
                                          0x200C, 0x200D, 0x30FB, 0xFF65};
// CJK extension I, new in the Unicode 15.1 of Python 3.13; utf8proc may be of an older one.
constexpr char32_t first_of_cjk_i = 0x2EBF0;
constexpr char32_t last_of_cjk_i = 0x2EE5D;
constexpr char32_t vertical_tilde = 0x2E2F;  // a letter by category, but syntax by property

template <typename List>
bool holds(const List& list, char32_t code_point) {
    return std::binary_search(std::begin(list), std::end(list), code_point);
}

bool id_start(char32_t code_point) {
    if (code_point == '_') return true;
    if (code_point >= first_of_cjk_i && code_point <= last_of_cjk_i) return true;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return code_point != vertical_tilde;
    default: return holds(other_id_start, code_point);
    }
}

bool id_continue(char32_t code_point) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC: return true;
    default: return id_start(code_point) || holds(other_id_continue, code_point);
    }
}

// XID is what of ID stays a name under NFKC.
bool is_closed(char32_t code_point, bool at_start) {
    utf8proc_int32_t buffer[32];
    constexpr auto options =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE);
    int boundary = 0;
    const utf8proc_ssize_t length = utf8proc_decompose_char(
        static_cast<utf8proc_int32_t>(code_point), buffer, std::ssize(buffer), options, &boundary);
    if (length <= 0 || length > std::ssize(buffer)) return false;
    for (utf8proc_ssize_t i = 0; i < length; ++i) {
        const auto part = static_cast<char32_t>(buffer[i]);
        if (!(i == 0 && at_start ? id_start(part) : id_continue(part))) return false;
    }
    return true;
}

}  // namespace

bool is_name_start(char32_t code_point) {
    return id_start(code_point) && is_closed(code_point, true);
}
bool is_name_continue(char32_t code_point) {
    return id_continue(code_point) && is_closed(code_point, false);
}

}  // namespace pilcrow::lexer
