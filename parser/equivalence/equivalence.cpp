#include "parser/equivalence/equivalence.h"

#include "parser/equivalence/meaning.h"
#include "parser/printer/outline.h"
#include "parser/syntax/unit_cursor.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace pilcrow {

namespace {

std::vector<std::string> comments_of(const Tree& tree) {
    std::vector<std::string> comments;
    const auto add = [&](std::string_view text) {
        comments.emplace_back(text.substr(0, text.find_last_not_of(" \t\f\r\n") + 1));
    };
    for (std::uint32_t line = 0; line < tree.line_count; ++line) {
        const LineToken& token = tree.line_token(line);
        if (token.lead() == Lead::Comment) {
            add(tree.line_text(line).substr(token.lead_at - token.begin));
        }
    }
    UnitCursor units(tree);
    for (BlockId block = 0; block < tree.reading->size(); ++block) {
        if (!tree.reading->is_head(block)) continue;
        const Unit* unit = units.unit((*tree.reading)[block].line);
        if (unit == nullptr) continue;
        for (const Comment& comment : unit->comments()) {
            add(tree.own_text(block, comment.begin, comment.end));
        }
    }
    std::sort(comments.begin(), comments.end());
    return comments;
}

}  // namespace

std::optional<Difference> difference(const Tree& first, const Tree& second) {
    const printer::Outline outlines[2] = {printer::outline_of(first), printer::outline_of(second)};
    const auto& a = outlines[0].entries;
    const auto& b = outlines[1].entries;
    std::string meaning[2];
    std::size_t at = 0;
    std::size_t other = 0;
    for (;; ++at, ++other) {
        while (at < a.size() && a[at].head == no_block) ++at;
        while (other < b.size() && b[other].head == no_block) ++other;
        if (at == a.size() || other == b.size()) break;
        meaning[0].clear();
        meaning[1].clear();
        append_meaning(first, a[at].head, a[at].begins_body, meaning[0]);
        append_meaning(second, b[other].head, b[other].begins_body, meaning[1]);
        if (a[at].level != b[other].level) {
            return Difference{"the statement stands in another block", a[at].line, b[other].line};
        }
        if (meaning[0] != meaning[1]) {
            return Difference{"the statement means something else", a[at].line, b[other].line};
        }
    }
    if (at < a.size()) return Difference{"a statement is lost", a[at].line, second.line_count};
    if (other < b.size()) return Difference{"a statement is new", first.line_count, b[other].line};
    const std::vector<std::string> comments[2] = {comments_of(first), comments_of(second)};
    if (comments[0] != comments[1]) return Difference{"the comments differ", 0, 0};
    return std::nullopt;
}

}  // namespace pilcrow
