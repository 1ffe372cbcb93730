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

}  // namespace pilcrow
