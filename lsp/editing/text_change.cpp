#include "lsp/editing/text_change.h"

#include "parser/parse.h"

#include <algorithm>

namespace pilcrow::lsp::editing {
namespace {

bool inside(std::string_view text, std::size_t at) {
    if (at == 0 || at >= text.size()) return false;
    return (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U ||
           (text[at] == '\n' && text[at - 1] == '\r');
}

// Where the line behind `at` begins, or npos.
std::size_t next_line(std::string_view text, std::size_t at) {
    const std::size_t end = text.find_first_of("\r\n", at);
    if (end == std::string_view::npos) return end;
    return end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
}

}  // namespace

std::size_t offset_of(std::string_view text, Position position) {
    std::size_t begin = 0;
    for (std::uint32_t line = 0; line < position.line; ++line) {
        const std::size_t next = next_line(text, begin);
        if (next == std::string_view::npos) return text.size();
        begin = next;
    }
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    return std::min(begin + position.byte, end);
}

Position position_of(std::string_view text, std::size_t offset) {
    Position position{0, 0};
    std::size_t begin = 0;
    for (;;) {
        const std::size_t next = next_line(text, begin);
        if (next == std::string_view::npos || next > offset) break;
        begin = next;
        ++position.line;
    }
    position.byte = static_cast<std::uint32_t>(offset - begin);
    return position;
}

std::string applied(const Lines& lines, const std::vector<TextEdit>& edits) {
    const std::string text = lines.tree().text();
    std::string result;
    result.reserve(text.size());
    std::size_t at = 0;
    // The edits are in order: each line is come by once.
    std::uint32_t line = 0;
    std::size_t line_begin = 0;
    const auto offset = [&](Position position) {
        for (; line < position.line; ++line) {
            const std::size_t next = next_line(text, line_begin);
            if (next == std::string_view::npos) return text.size();
            line_begin = next;
        }
        return std::min(line_begin + position.byte, text.size());
    };
    for (const TextEdit& edit : edits) {
        const std::size_t begin = offset(edit.range.begin);
        result.append(text, at, begin - at);
        result += edit.text;
        at = offset(edit.range.end);
    }
    return result.append(text, at);
}

std::vector<TextEdit> edit_between(std::string_view before, std::string_view after) {
    std::size_t begin = 0;
    const std::size_t least = std::min(before.size(), after.size());
    while (begin < least && before[begin] == after[begin]) ++begin;
    while (inside(before, begin) || inside(after, begin)) --begin;
    std::size_t end = 0;
    while (end < least - begin && before[before.size() - 1 - end] == after[after.size() - 1 - end])
        ++end;
    while (end > 0 && (inside(before, before.size() - end) || inside(after, after.size() - end)))
        --end;
    if (begin == before.size() && begin == after.size()) return {};
    return {{{position_of(before, begin), position_of(before, before.size() - end)},
             std::string(after.substr(begin, after.size() - begin - end))}};
}

StructureAnswer after_deleting(const Lines& lines, Range range,
                               const std::function<StructureAnswer(const Tree&, Position)>& ask) {
    const std::string before = lines.tree().text();
    std::string shorter = before;
    const std::size_t begin = offset_of(before, range.begin);
    shorter.erase(begin, offset_of(before, range.end) - begin);
    const Tree tree = parse(shorter, Layout::Pilcrow);
    StructureAnswer answer = ask(tree, range.begin);
    if (!answer || answer->edits.empty()) return answer;
    const std::string after = applied(Lines(tree), answer->edits);
    answer->edits = edit_between(before, after);
    return answer;
}

}  // namespace pilcrow::lsp::editing
