#include "lsp/editing/rewrite.h"

#include <algorithm>
#include <utility>

namespace pilcrow::lsp::editing {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::uint32_t size_of(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

bool inside_character(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U;
}

// Bytes that both begin with, not ending inside a character.
std::size_t common_begin(std::string_view a, std::string_view b) {
    std::size_t at = 0;
    while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
    while (at > 0 && (inside_character(a, at) || inside_character(b, at))) --at;
    return at;
}

std::size_t common_end(std::string_view a, std::string_view b) {
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
    while (n > 0 && (inside_character(a, a.size() - n) || inside_character(b, b.size() - n))) --n;
    return n;
}

// Without the lines that stay.
void trim(const Lines& lines, Replacement& change) {
    auto& now = change.lines;
    std::size_t begin = 0;
    while (begin < now.size() && change.count > 0 && lines.text(change.first) == now[begin]) {
        ++change.first;
        --change.count;
        ++begin;
    }
    now.erase(now.begin(), now.begin() + static_cast<std::ptrdiff_t>(begin));
    while (!now.empty() && change.count > 0 &&
           lines.text(change.first + change.count - 1) == now.back()) {
        --change.count;
        now.pop_back();
    }
}

// Whether all lines stay but for their indentation: then each has an edit of its own, which leaves
// an editor's marks on them where they are.
bool moves_sideways(const Lines& lines, const Replacement& change) {
    if (change.count != change.lines.size()) return false;
    const auto text = [](std::string_view line) {
        return line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
    };
    for (std::uint32_t i = 0; i < change.count; ++i) {
        if (text(lines.text(change.first + i)) != text(change.lines[i])) return false;
    }
    return true;
}

TextEdit text_edit(const Lines& lines, const Replacement& change) {
    const auto join = [&](std::size_t from) {
        std::string text;
        for (std::size_t i = from; i < change.lines.size(); ++i) {
            if (i > from) text += lines.line_end();
            text += change.lines[i];
        }
        return text;
    };
    const std::uint32_t last = change.first + change.count;  // one past
    if (change.count == 0 && change.first > 0) {
        const std::uint32_t before = std::min(change.first, lines.count()) - 1;
        const Position end{before, size_of(lines.text(before))};
        return {{end, end}, std::string(lines.line_end()) + join(0)};
    }
    if (change.count == 0) return {{{0, 0}, {0, 0}}, join(0) + std::string(lines.line_end())};
    if (change.lines.empty()) {
        if (last < lines.count()) return {{{change.first, 0}, {last, 0}}, {}};
        const Position end{last - 1, size_of(lines.text(last - 1))};
        if (change.first == 0) return {{{0, 0}, end}, {}};
        return {{{change.first - 1, size_of(lines.text(change.first - 1))}, end}, {}};
    }
    std::string text = join(0);
    const std::string_view old_first = lines.text(change.first);
    const std::string_view old_last = lines.text(last - 1);
    const std::size_t begin = common_begin(old_first, change.lines.front());
    std::string_view rest_old = old_last;
    std::string_view rest_new = change.lines.back();
    if (change.count == 1) rest_old.remove_prefix(begin);
    if (change.lines.size() == 1) rest_new.remove_prefix(begin);
    const std::size_t end = common_end(rest_old, rest_new);
    return {{{change.first, static_cast<std::uint32_t>(begin)},
             {last - 1, static_cast<std::uint32_t>(old_last.size() - end)}},
            text.substr(begin, text.size() - begin - end)};
}

}  // namespace

std::string NewLine::text() const {
    std::string text(column, ' ');
    switch (kind) {
    case LineKind::Item: text += ", "; break;
    case LineKind::Literal: text += '"'; break;
    case LineKind::Continue: text += '\\'; break;
    case LineKind::Blank:
    case LineKind::Comment:
    case LineKind::Statement: break;
    }
    return text + content;
}

std::uint32_t NewLine::content_at() const {
    const std::uint32_t lead = kind == LineKind::Item                                    ? 2
                               : kind == LineKind::Literal || kind == LineKind::Continue ? 1
                                                                                         : 0;
    return column + lead;
}

StructureEdit edit_with(const Lines& lines, std::vector<Replacement> replacements,
                        Range selection) {
    StructureEdit edit;
    edit.selection = selection;
    for (Replacement& change : replacements) {
        trim(lines, change);
        if (change.count == 0 && change.lines.empty()) continue;
        if (!moves_sideways(lines, change)) {
            edit.edits.push_back(text_edit(lines, change));
            continue;
        }
        for (std::uint32_t i = 0; i < change.count; ++i) {
            Replacement one{change.first + i, 1, {std::move(change.lines[i])}};
            trim(lines, one);
            if (one.count > 0) edit.edits.push_back(text_edit(lines, one));
        }
    }
    return edit;
}

StructureEdit edit_of(const Lines& lines, std::vector<Replacement> replacements, Position cursor) {
    return edit_with(lines, std::move(replacements), {cursor, cursor});
}

std::string in_column(const Lines& lines, std::uint32_t line, std::uint32_t column) {
    const std::string_view text = lines.text(line);
    std::string result(line == 0 && text.starts_with(byte_order_mark) ? byte_order_mark
                                                                      : std::string_view{});
    result.append(column, ' ');
    result += text.substr(lines.lead_at(line));
    return result;
}

}  // namespace pilcrow::lsp::editing
