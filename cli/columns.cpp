#include "cli/columns.h"

#include "parser/text/positions.h"

#include <algorithm>

namespace pilcrow::cli {
namespace {

bool is_continuation_byte(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::size_t ColumnCounter::of(Position at) {
    if (at.line >= tree_->line_count) return 1;
    const std::string_view line = tree_->line_text(at.line);
    if (at.line != line_) {
        line_ = at.line;
        byte_ = line.starts_with("\xef\xbb\xbf") && at.line == 0 ? 3 : 0;
        column_ = 1;
        ascii_ = std::none_of(line.begin() + byte_, line.end(),
                              [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    }
    const auto byte = std::min(at.byte, static_cast<std::uint32_t>(line.size()));
    if (ascii_ && byte >= byte_) return column_ + (byte - byte_);
    if (byte < byte_) {
        const std::uint32_t mark = at.line == 0 && line.starts_with("\xef\xbb\xbf") ? 3 : 0;
        if (byte < mark) return 1;
        byte_ = mark;
        column_ = 1;
        if (ascii_) return column_ + (byte - byte_);
    }
    // Counting goes on from character boundaries only.
    std::uint32_t from = byte_;
    const std::size_t more = column_from_byte(line.substr(from), byte - from, ColumnUnit::Utf32);
    if (byte == line.size() || !is_continuation_byte(line[byte])) {
        byte_ = byte;
        column_ += more;
        return column_;
    }
    return column_ + more;
}

}  // namespace pilcrow::cli
