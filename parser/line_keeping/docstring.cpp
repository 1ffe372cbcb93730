#include "parser/line_keeping/docstring.h"

#include "parser/text/positions.h"

#include <algorithm>
#include <vector>

namespace pilcrow::line_keeping {
namespace {

std::string expand_tabs(std::string_view line) {
    std::string result;
    std::size_t begin = 0;  // of the part since the last tab
    std::size_t column = 0;
    for (std::size_t tab = line.find('\t'); tab != line.npos; tab = line.find('\t', begin)) {
        const std::string_view part = line.substr(begin, tab - begin);
        column += column_from_byte(part, part.size(), ColumnUnit::Utf32);
        result += part;
        result.append(8 - column % 8, ' ');
        column += 8 - column % 8;
        begin = tab + 1;
    }
    result += line.substr(begin);
    return result;
}

}  // namespace

std::string cleandoc(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0;;) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(expand_tabs(text.substr(begin, end - begin)));
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

bool is_plain_string(const Tree& tree, NodeRef statement) {
    if (!statement || tree.kind(statement) != NodeKind::ExpressionStatement) return false;
    NodeRef value = tree.first_child(statement);
    if (!value) return false;
    const auto plain = [&](NodeRef string) {
        return tree.kind(string) == NodeKind::String &&
               (tree.unit(string.block)->token(tree.node(string).first_token).flags &
                string_bytes) == 0;
    };
    if (tree.kind(value) != NodeKind::Strings) return plain(value);
    for (const NodeRef part : ChildRange(tree, value)) {
        if (!plain(part)) return false;
    }
    return true;
}

}  // namespace pilcrow::line_keeping
