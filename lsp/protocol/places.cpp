#include "lsp/protocol/places.h"

#include <algorithm>

namespace pilcrow::lsp {

Position position_from(const Json& position, const Tree& tree, ColumnUnit unit) {
    const std::uint32_t line = required_number(position, "line");
    const std::uint32_t column = required_number(position, "character");
    if (line >= tree.line_count) return {tree.line_count, 0};
    const std::size_t byte = byte_from_column(tree.line_text(line), column, unit);
    return {line, static_cast<std::uint32_t>(byte)};
}

Range range_from(const Json& range, const Tree& tree, ColumnUnit unit) {
    const Position begin = position_from(required(range, "start"), tree, unit);
    const Position end = position_from(required(range, "end"), tree, unit);
    return {std::min(begin, end), std::max(begin, end)};
}

std::size_t PlaceWriter::column(Position place) {
    if (place.line >= tree_->line_count) return place.byte;
    const std::string_view line = tree_->line_text(place.line);
    const std::size_t byte = std::min<std::size_t>(place.byte, line.size());
    const bool behind = place.line == last_.line && byte >= last_.byte;
    const std::size_t from = behind ? last_.byte : 0;
    const std::size_t before = behind ? last_column_ : 0;
    const std::size_t column = before + column_from_byte(line.substr(from), byte - from, unit_);
    const bool inside = byte < line.size() && (line[byte] & 0xc0) == 0x80;
    if (!inside) {
        last_ = {place.line, static_cast<std::uint32_t>(byte)};
        last_column_ = column;
    }
    return column;
}

// (Not by nlohmann's lists of pairs, which make a list of each: there are hundreds in an answer.)
Json PlaceWriter::position(Position place) {
    Json json;
    json["line"] = place.line;
    json["character"] = column(place);
    return json;
}

Json PlaceWriter::range(Range range) {
    Json json;
    json["start"] = position(range.begin);
    json["end"] = position(range.end);
    return json;
}

}  // namespace pilcrow::lsp
