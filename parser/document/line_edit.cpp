#include "parser/document/line_edit.h"

#include <algorithm>

namespace pilcrow::document {
namespace {

// A line with its terminator.
std::string_view whole_line(const Tree& tree, std::uint32_t line) {
    const std::uint32_t chunk = tree.chunk_of(line);
    const std::uint32_t index = line - tree.chunk_first_line[chunk];
    const Chunk& at = *tree.chunks[chunk];
    const std::uint32_t begin = at.lines[index].begin;
    const std::string_view text = *at.text;
    std::size_t end = at.lines[index].end;
    if (end < text.size())
        end += text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n' ? 2 : 1;
    return text.substr(begin, end - begin);
}

std::string_view whole_line(const std::string& text, const std::vector<LineToken>& lines,
                            std::size_t index) {
    const std::size_t begin = lines[index].begin;
    const std::size_t end = index + 1 < lines.size() ? lines[index + 1].begin : text.size();
    return std::string_view(text).substr(begin, end - begin);
}

Position clamped(const Tree& tree, Position at) {
    if (at.line >= tree.line_count) {
        if (tree.line_count == 0) return {0, 0};
        const std::uint32_t last = tree.line_count - 1;
        if (!terminator(tree, last).empty()) return {tree.line_count, 0};
        return {last, static_cast<std::uint32_t>(tree.line_text(last).size())};
    }
    const auto size = static_cast<std::uint32_t>(tree.line_text(at.line).size());
    return {at.line, std::min(at.byte, size)};
}

}  // namespace

std::string_view terminator(const Tree& tree, std::uint32_t line) {
    return whole_line(tree, line).substr(tree.line_text(line).size());
}

LineEdit line_edit(const Tree& tree, const DocumentEdit& edit) {
    const Position begin = clamped(tree, edit.range.begin);
    const Position end = std::max(begin, clamped(tree, edit.range.end));
    LineEdit result;
    result.first = begin.line > 0 ? begin.line - 1 : 0;
    result.old_end = std::min(tree.line_count, end.line + 2);
    std::string& text = result.text;
    for (std::uint32_t line = result.first; line < std::min(begin.line, tree.line_count); ++line) {
        text += whole_line(tree, line);
    }
    if (begin.line < tree.line_count) text += tree.line_text(begin.line).substr(0, begin.byte);
    text += edit.text;
    if (end.line < tree.line_count) {
        text += whole_line(tree, end.line).substr(end.byte);
        for (std::uint32_t line = end.line + 1; line < result.old_end; ++line) {
            text += whole_line(tree, line);
        }
    }
    // A byte order mark counts in the first line of the text only.
    tokenize_lines(text, DelimiterSet::pilcrow(), result.lines);
    if (result.first > 0 && !result.lines.empty()) {
        LineToken& token = result.lines.front();
        token =
            tokenize_line(std::string_view(text).substr(0, token.end), 1, DelimiterSet::pilcrow());
        --token.begin;
        --token.lead_at;
        --token.end;
    }
    // Leave out what did not change.
    while (!result.lines.empty() && result.first < result.old_end &&
           whole_line(tree, result.first) == whole_line(text, result.lines, 0)) {
        const std::size_t size = whole_line(text, result.lines, 0).size();
        text.erase(0, size);
        result.lines.erase(result.lines.begin());
        for (LineToken& token : result.lines) {
            token.begin -= static_cast<std::uint32_t>(size);
            token.lead_at -= static_cast<std::uint32_t>(size);
            token.end -= static_cast<std::uint32_t>(size);
        }
        ++result.first;
    }
    while (!result.lines.empty() && result.first < result.old_end &&
           whole_line(tree, result.old_end - 1) ==
               whole_line(text, result.lines, result.lines.size() - 1)) {
        text.resize(result.lines.back().begin);
        result.lines.pop_back();
        --result.old_end;
    }
    return result;
}

}  // namespace pilcrow::document
