// Line endings: which kind a file has, so that whoever writes it back keeps it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace pilcrow {

enum class LineEnding : std::uint8_t { Lf, CrLf, Cr };

// The kind of the first line end in `text`; Lf where there is none. Cost: two searches for a byte,
// up to the first LF.
LineEnding first_line_ending(std::string_view text);

// The bytes of a line ending.
constexpr std::string_view line_ending_text(LineEnding ending) {
    return ending == LineEnding::CrLf ? "\r\n" : ending == LineEnding::Cr ? "\r" : "\n";
}

// The lines of a text, each with its terminator (the last may have none). O(text).
std::vector<std::string_view> lines_with_ends(std::string_view text);

}  // namespace pilcrow
