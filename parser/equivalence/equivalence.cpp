#include "parser/equivalence/equivalence.h"

#include "parser/equivalence/meaning.h"
#include "parser/equivalence/same_tokens.h"
#include "parser/layout/python/source_encoding.h"
#include "parser/line_keeping/printing.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace pilcrow {

namespace {

// In the order of the lines that the statements begin on.
std::vector<std::string_view> comments_of(const Tree& tree) {
    std::vector<std::string_view> comments;
    const auto add = [&](std::string_view text) {
        comments.push_back(text.substr(0, text.find_last_not_of(" \t\f\r\n") + 1));
    };
    for (std::size_t index = 0; index < tree.chunks.size(); ++index) {
        const Chunk& chunk = *tree.chunks[index];
        for (std::uint32_t at = 0; at < chunk.lines.size(); ++at) {
            const LineToken& token = chunk.lines[at];
            if (token.lead() == Lead::Comment) {
                add(std::string_view(*chunk.text).substr(token.lead_at, token.end - token.lead_at));
            }
            const Unit* unit = chunk.units[at];
            if (unit == nullptr || unit->comment_count == 0) continue;
            const BlockId head = tree.reading->at_line(tree.chunk_first_line[index] + at);
            for (const Comment& comment : unit->comments()) {
                add(tree.own_text(head, comment.begin, comment.end));
            }
        }
    }
    return comments;
}

// Sorted, and of a `coding:` comment not which encoding it names: that is not the program's.
std::vector<std::string> without_order(const std::vector<std::string_view>& comments) {
    std::vector<std::string> result(comments.begin(), comments.end());
    for (std::string& comment : result) declare_utf8(comment);
    std::sort(result.begin(), result.end());
    return result;
}

bool same_comments(const Tree& first, const Tree& second) {
    const std::vector<std::string_view> a = comments_of(first);
    const std::vector<std::string_view> b = comments_of(second);
    return a == b || without_order(a) == without_order(b);
}

// Comments, and the import that Python needs for what Pilcrow's `print` can do by itself.
bool passed_over(const Tree& tree, const OutlineEntry& entry, const Tree& other) {
    return entry.head == no_block ||
           (tree.layout == Layout::Python && other.layout == Layout::Pilcrow && entry.level == 0 &&
            line_keeping::is_printing_import(tree, entry.head));
}

}  // namespace

std::optional<Difference> difference(const Tree& first, const Tree& second) {
    return difference(first, outline_of(first), second);
}

std::optional<Difference> difference(const Tree& first, const Outline& outline,
                                     const Tree& second) {
    const Outline other_outline = outline_of(second);
    const auto& a = outline.entries;
    const auto& b = other_outline.entries;
    Meanings meanings(first);
    Meanings other_meanings(second);
    std::size_t at = 0;
    std::size_t other = 0;
    for (;; ++at, ++other) {
        while (at < a.size() && passed_over(first, a[at], second)) ++at;
        while (other < b.size() && passed_over(second, b[other], first)) ++other;
        if (at == a.size() || other == b.size()) break;
        if (a[at].level != b[other].level) {
            return Difference{"the statement stands in another block", a[at].line, b[other].line};
        }
        if (same_tokens(first, a[at], second, b[other])) continue;
        if (meanings.of(a[at].head, a[at].begins_body) !=
            other_meanings.of(b[other].head, b[other].begins_body)) {
            return Difference{"the statement means something else", a[at].line, b[other].line};
        }
    }
    if (at < a.size()) return Difference{"a statement is lost", a[at].line, second.line_count};
    if (other < b.size()) return Difference{"a statement is new", first.line_count, b[other].line};
    if (!same_comments(first, second)) return Difference{"the comments differ", 0, 0};
    return std::nullopt;
}

}  // namespace pilcrow
