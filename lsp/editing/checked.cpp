#include "lsp/editing/checked.h"

#include "lsp/editing/text_change.h"
#include "parser/equivalence/equivalence.h"
#include "parser/parse.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace pilcrow::lsp::editing {
namespace {

constexpr std::uint32_t no_line = 0xffffffffU;

std::int64_t line_ends_in(std::string_view text) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if ((text[i] == '\n' || text[i] == '\r') && !pair) ++count;
    }
    return count;
}

// Where each line is afterwards; no_line for those that an edit touches.
std::vector<std::uint32_t> lines_afterwards(const Lines& lines, const StructureEdit& edit) {
    std::vector<std::uint32_t> map(lines.count());
    std::int64_t shift = 0;
    std::uint32_t line = 0;
    const auto stays = [&](std::uint32_t end) {
        for (; line < end; ++line) map[line] = static_cast<std::uint32_t>(line + shift);
    };
    for (const TextEdit& one : edit.edits) {
        const auto [begin, end] = one.range;
        const auto ends_line = [](std::string_view text) {
            return text.ends_with('\n') || text.ends_with('\r');
        };
        const auto begins_line = [](std::string_view text) {
            return text.starts_with('\n') || text.starts_with('\r');
        };
        // Behind a line's last byte, and up to a line's first one, those lines stay.
        const bool behind =
            begin.byte == lines.text(begin.line).size() &&
            (one.text.empty() ? end.byte == lines.text(end.line).size() : begins_line(one.text));
        const bool whole = end.byte == 0 && end.line > begin.line &&
                           (one.text.empty() ? begin.byte == 0 : ends_line(one.text));
        stays(std::max(line, begin.line + (behind ? 1 : 0)));
        for (const std::uint32_t stop = end.line + (whole ? 0 : 1); line < stop; ++line) {
            map[line] = no_line;
        }
        shift += line_ends_in(one.text) - (end.line - begin.line);
    }
    stays(lines.count());
    return map;
}

}  // namespace

bool leaves_rest(const Lines& lines, const StructureEdit& edit) {
    const std::vector<std::uint32_t> map = lines_afterwards(lines, edit);
    const std::string text = applied(lines, edit.edits);
    std::vector<LineToken> tokens;
    tokenize_lines(text, DelimiterSet::pilcrow(), tokens);
    const BlockTree after = BlockTree::build(tokens);
    std::vector<bool> is_old(tokens.size(), false);
    for (const std::uint32_t line : map) {
        if (line < is_old.size()) is_old[line] = true;
    }
    // A header's colon, put before what then is its block.
    const auto is_colon = [&](std::uint32_t line) {
        const LineToken& token = tokens[line];
        return token.lead() == Lead::Continue && token.end - token.lead_at == 2 &&
               text[token.lead_at + 1] == ':';
    };
    const BlockTree& before = lines.shape();
    BlockId now = 0;
    for (BlockId block = 0; block < before.size(); ++block) {
        const std::uint32_t line = map[before[block].line];
        if (line == no_line) continue;
        while (now < after.size() && after[now].line < line) ++now;
        if (now == after.size() || after[now].line != line ||
            after.is_head(now) != before.is_head(block)) {
            return false;
        }
        const bool head = before.is_head(block);
        const BlockId was = head ? before[block].previous : before.head(block);
        const BlockId is = head ? after[now].previous : after.head(now);
        if ((was == no_block) != (is == no_block)) return false;
        if (was == no_block) continue;
        const std::uint32_t was_line = map[before[was].line];
        const std::uint32_t is_line = after[is].line;
        if (was_line == is_line || (was_line == no_line && !is_old[is_line])) continue;
        if (head && !is_old[is_line] && is_colon(is_line)) continue;
        return false;
    }
    return true;
}

StructureAnswer checked(const Lines& lines, StructureAnswer answer) {
    if (answer && !answer->edits.empty() && !leaves_rest(lines, *answer)) return {};
    return answer;
}

bool keeps_program(const Lines& lines, BlockId head, const StructureEdit& edit) {
    const BlockTree& shape = lines.shape();
    BlockId top = shape.head(head);
    while (shape.parent(top) != no_block) top = shape.head(shape.parent(top));
    const std::uint32_t first = lines.line_of(top);
    const std::uint32_t end = lines.line_of(shape.node_end(top) - 1) + 1;
    std::string before;
    for (std::uint32_t line = first; line < end; ++line) {
        (before += lines.text(line)) += lines.line_end();
    }
    std::vector<TextEdit> edits = edit.edits;
    for (TextEdit& one : edits) {
        if (one.range.begin.line < first || one.range.end.line >= end) return false;
        one.range.begin.line -= first;
        one.range.end.line -= first;
    }
    const Tree old_tree = parse(before, Layout::Pilcrow);
    const Tree new_tree = parse(applied(Lines(old_tree), edits), Layout::Pilcrow);
    return !difference(old_tree, new_tree);
}

}  // namespace pilcrow::lsp::editing
