// Text that is shown on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pilcrow::cli {

// Text as one line of a terminal; returns its width there. What cannot be shown, or would steer the
// terminal, becomes U+FFFD; a tab is one blank.
std::size_t append_visible(std::string& out, std::string_view text);

}  // namespace pilcrow::cli
