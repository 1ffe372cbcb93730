#include "parser/text/positions.h"

#include <algorithm>

#include "parser/text/utf8.h"

namespace pilcrow {

namespace {

std::size_t units_of(const Utf8Char& character, ColumnUnit unit) {
    switch (unit) {
    case ColumnUnit::Utf8: return character.length;
    case ColumnUnit::Utf16: return character.valid && character.code_point > 0xFFFF ? 2 : 1;
    case ColumnUnit::Utf32: break;
    }
    return 1;
}

struct Place {
    std::size_t byte;
    std::size_t column;
};

// The last beginning of a character (or the line's end) at which neither measure is exceeded.
Place walk(std::string_view line, std::size_t max_byte, std::size_t max_column, ColumnUnit unit) {
    Place place{0, 0};
    const std::size_t end = std::min(line.size(), max_byte);
    while (place.byte < end && place.column < max_column) {
        // In ASCII bytes and columns advance together.
        const std::size_t span = std::min(end - place.byte, max_column - place.column);
        const std::size_t ascii =
            skip_ascii(line.substr(0, place.byte + span), place.byte) - place.byte;
        place.byte += ascii;
        place.column += ascii;
        if (ascii == span) {
            break;
        }
        do {
            const Utf8Char character = decode_utf8(line, place.byte);
            const std::size_t units = units_of(character, unit);
            if (character.length > end - place.byte || units > max_column - place.column) {
                return place;
            }
            place.byte += character.length;
            place.column += units;
        } while (place.byte < end && static_cast<unsigned char>(line[place.byte]) >= 0x80);
    }
    return place;
}

}  // namespace

std::size_t column_from_byte(std::string_view line, std::size_t byte, ColumnUnit unit) {
    return walk(line, byte, static_cast<std::size_t>(-1), unit).column;
}

std::size_t byte_from_column(std::string_view line, std::size_t column, ColumnUnit unit) {
    return walk(line, static_cast<std::size_t>(-1), column, unit).byte;
}

}  // namespace pilcrow
