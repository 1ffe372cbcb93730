#include "parser/literals/cleandoc.h"

#include "parser/text/positions.h"

#include <algorithm>

namespace pilcrow {

namespace {

std::string expand_tabs_of_line(std::string_view text) {
    std::string result;
    std::size_t begin = 0;  // of the part since the last tab
    std::size_t column = 0;
    for (std::size_t tab = text.find('\t'); tab != text.npos; tab = text.find('\t', begin)) {
        const std::string_view part = text.substr(begin, tab - begin);
        column += column_from_byte(part, part.size(), ColumnUnit::Utf32);
        result += part;
        result.append(8 - column % 8, ' ');
        column += 8 - column % 8;
        begin = tab + 1;
    }
    result += text.substr(begin);
    return result;
}

}  // namespace

std::string expand_tabs(std::string_view text) {
    if (text.find('\t') == std::string_view::npos) return std::string(text);
    std::string result;
    for (std::size_t begin = 0;;) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        result += expand_tabs_of_line(text.substr(begin, end - begin));
        if (end == text.size()) return result;
        result += '\n';
        begin = end + 1;
    }
}

std::string cleandoc(std::string_view text) {
    std::string expanded;
    if (text.find('\t') != std::string_view::npos) {
        expanded = expand_tabs(text);
        text = expanded;
    }
    const auto line_at = [&](std::size_t begin) {
        return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
    };
    const std::string_view first = line_at(0);
    std::size_t margin = std::string_view::npos;
    for (std::size_t begin = first.size() + 1; begin <= text.size();) {
        const std::string_view line = line_at(begin);
        margin = std::min(margin, line.find_first_not_of(' '));
        begin += line.size() + 1;
    }
    if (margin == std::string_view::npos) margin = 0;
    // Lines of spaces stay unless the margin took them, as in Python.
    std::string result;
    result.reserve(text.size());
    bool begun = false;
    std::size_t end = 0;  // of the last line that is not empty
    for (std::size_t begin = 0; begin <= text.size();) {
        std::string_view line = line_at(begin);
        const std::size_t removed = begin == 0 ? line.find_first_not_of(' ') : margin;
        begin += line.size() + 1;
        line.remove_prefix(std::min(removed, line.size()));
        if (begun) result += '\n';
        begun = begun || !line.empty();
        result += line;
        if (!line.empty()) end = result.size();
    }
    result.resize(end);
    return result;
}

}  // namespace pilcrow
