#include "parser/literals/cleandoc.h"

#include "parser/text/positions.h"

#include <algorithm>
#include <vector>

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
    std::vector<std::string> lines;
    for (std::size_t begin = 0;;) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(expand_tabs_of_line(text.substr(begin, end - begin)));
        if (end == text.size()) break;
        begin = end + 1;
    }
    std::size_t margin = std::string::npos;
    for (std::size_t at = 1; at < lines.size(); ++at) {
        margin = std::min(margin, lines[at].find_first_not_of(' '));
    }
    lines[0].erase(0, lines[0].find_first_not_of(' '));
    for (std::size_t at = 1; at < lines.size() && margin != std::string::npos; ++at) {
        lines[at].erase(0, margin);
    }
    // Lines of spaces stay unless the margin took them, as in Python.
    auto first = lines.begin();
    auto last = lines.end();
    while (last != first && (last - 1)->empty()) --last;
    while (first != last && first->empty()) ++first;
    std::string result;
    for (auto line = first; line != last; ++line) {
        if (line != first) result += '\n';
        result += *line;
    }
    return result;
}

}  // namespace pilcrow
