// Enter where the editor was faster: its line break is taken back in mind, and what Enter would
// have made is written instead.
#include "lsp/editing/lines.h"
#include "lsp/editing/structure.h"
#include "lsp/editing/text_change.h"
#include "parser/parse.h"

#include <algorithm>

namespace pilcrow::lsp {

using namespace editing;

namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t") == std::string_view::npos;
}

bool is_closers(std::string_view text) {
    return !is_blank(text) && text.find_first_not_of(" \t)]}") == std::string_view::npos;
}

std::size_t common_begin(std::string_view a, std::string_view b) {
    const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    std::size_t size = static_cast<std::size_t>(end - a.begin());
    const auto splits = [&](std::string_view text) {
        return size < text.size() && ((static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80U ||
                                      (size > 0 && text[size] == '\n' && text[size - 1] == '\r'));
    };
    while (size > 0 && (splits(a) || splits(b))) --size;
    return size;
}

std::size_t common_end(std::string_view a, std::string_view b) {
    const auto [end, other] = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
    std::size_t size = static_cast<std::size_t>(end - a.rbegin());
    const auto splits = [&](std::string_view text) {
        const std::size_t at = text.size() - size;
        return at < text.size() && ((static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U ||
                                    (at > 0 && text[at] == '\n' && text[at - 1] == '\r'));
    };
    while (size > 0 && (splits(a) || splits(b))) --size;
    return size;
}

}  // namespace

StructureAnswer on_line_break_typed(const Tree& tree, Position position) {
    if (tree.layout != Layout::Pilcrow || position.line == 0) return {};
    const Lines lines(tree);
    const Position cursor = lines.clamped(position);
    if (cursor.line == 0 || !is_blank(lines.text(cursor.line).substr(0, cursor.byte))) return {};

    const std::string now = tree.text();
    const std::size_t at = offset_of(now, cursor);
    const Position before_break{cursor.line - 1,
                                static_cast<std::uint32_t>(lines.text(cursor.line - 1).size())};
    const std::size_t broken_at = offset_of(now, before_break);
    // Some editors put the bracket that they closed on a line of its own.
    std::size_t behind = at;
    if (is_blank(lines.text(cursor.line).substr(cursor.byte)) && cursor.line + 1 < lines.count() &&
        is_closers(lines.text(cursor.line + 1)) && before_break.byte > 0 &&
        std::string_view("([{").find(lines.text(cursor.line - 1).back()) !=
            std::string_view::npos) {
        behind = offset_of(now, {cursor.line + 1, lines.lead_at(cursor.line + 1)});
    }
    const std::string text = now.substr(0, broken_at) + now.substr(behind);
    const Tree whole = parse(text, Layout::Pilcrow);
    const StructureAnswer answer = on_enter(whole, {before_break, before_break});
    if (!answer) return {};
    const std::string after = applied(Lines(whole), answer->edits);

    // What stands before the cursor becomes what stands before it afterwards, the rest the rest.
    const std::size_t target = offset_of(after, answer->selection.begin);
    const std::string_view old_begin = std::string_view(now).substr(0, at);
    const std::string_view new_begin = std::string_view(after).substr(0, target);
    const std::string_view old_end = std::string_view(now).substr(at);
    const std::string_view new_end = std::string_view(after).substr(target);
    StructureEdit edit;
    edit.selection = answer->selection;
    const std::size_t same = common_begin(old_begin, new_begin);
    if (same < old_begin.size() || same < new_begin.size()) {
        edit.edits.push_back(
            {{position_of(now, same), cursor}, std::string(new_begin.substr(same))});
    }
    const std::size_t kept = common_end(old_end, new_end);
    if (kept < old_end.size() || kept < new_end.size()) {
        edit.edits.push_back({{cursor, position_of(now, now.size() - kept)},
                              std::string(new_end.substr(0, new_end.size() - kept))});
    }
    return edit;
}

}  // namespace pilcrow::lsp
