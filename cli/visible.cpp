#include "cli/visible.h"

#include "parser/text/utf8.h"

#include <utf8proc.h>

#include <algorithm>

namespace pilcrow::cli {

std::size_t append_visible(std::string& out, std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Utf8Char one = decode_utf8(text, 0);
        const char32_t point = one.code_point;
        const bool hidden = !one.valid || point < 0x20 || (point >= 0x7f && point < 0xa0);
        if (point == '\t') {
            out += ' ';
            ++width;
        } else if (hidden) {
            out += "\xef\xbf\xbd";
            ++width;
        } else if (point != 0xfeff) {  // a byte order mark is not shown
            out.append(text.substr(0, one.length));
            width += static_cast<std::size_t>(
                std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(point))));
        }
        text.remove_prefix(one.length);
    }
    return width;
}

}  // namespace pilcrow::cli
