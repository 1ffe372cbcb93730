#include "parser/text/line_endings.h"

#include <cstddef>

namespace pilcrow {

LineEnding first_line_ending(std::string_view text) {
    const std::size_t line_feed = text.find('\n');
    const std::size_t carriage_return = text.substr(0, line_feed).find('\r');
    if (carriage_return == std::string_view::npos) {
        return LineEnding::Lf;
    }
    return carriage_return + 1 == line_feed ? LineEnding::CrLf : LineEnding::Cr;
}

std::vector<std::string_view> lines_with_ends(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        std::size_t end = text.find_first_of("\r\n");
        if (end == std::string_view::npos) {
            end = text.size();
        } else {
            end += text.substr(end).starts_with("\r\n") ? 2 : 1;
        }
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

}  // namespace pilcrow
