#include "lsp/editing/nodes.h"

#include "lsp/editing/content.h"
#include "lsp/editing/places.h"

#include <algorithm>

namespace pilcrow::lsp::editing {
namespace {

// True for comments that say something about the file and stand at its beginning.
bool is_about_file(const Lines& lines, std::uint32_t line) {
    return (line == 0 && lines.text(0).starts_with("#!")) ||
           (line < 2 && lines.text(line).find("coding") != std::string_view::npos);
}

bool leaves_block(TokenKind first) {
    return first == TokenKind::KwReturn || first == TokenKind::KwPass ||
           first == TokenKind::KwRaise || first == TokenKind::KwBreak ||
           first == TokenKind::KwContinue;
}

// One past the last line of a node, comments that stand deeper than it included.
std::uint32_t end_of(const Lines& lines, BlockId head) {
    const BlockTree& shape = lines.shape();
    const BlockId behind = shape.node_end(head);
    std::uint32_t end = lines.line_of(behind - 1) + 1;
    const std::uint32_t stop = behind < shape.size() ? lines.line_of(behind) : lines.count();
    for (std::uint32_t line = end; line < stop; ++line) {
        if (lines.kind(line) != LineKind::Comment) continue;
        if (lines.column(line) <= shape[head].column) break;
        end = line + 1;
    }
    return end;
}

bool is_decorator(const Lines& lines, BlockId head) {
    return first_word(lines, head) == TokenKind::At;
}

}  // namespace

std::uint32_t begin_with_comments(const Lines& lines, std::uint32_t line) {
    const std::uint32_t column = lines.column(line);
    while (line > 0 && lines.kind(line - 1) == LineKind::Comment &&
           lines.column(line - 1) <= column && !is_about_file(lines, line - 1)) {
        --line;
    }
    return line;
}

LineRange lines_of(const Lines& lines, Run run) {
    return {begin_with_comments(lines, lines.line_of(run.first)), end_of(lines, run.last)};
}

BlockId previous_sibling(const Lines& lines, BlockId head) {
    const BlockTree& shape = lines.shape();
    const BlockId parent = shape.parent(head);
    if (head == 0 || head - 1 == parent) return no_block;
    BlockId node = shape.head(head - 1);
    while (shape.parent(node) != parent) node = shape.head(shape.parent(node));
    return node;
}

BlockId last_segment(const Lines& lines, BlockId head) {
    BlockId segment = head;
    for (BlockId next = segment; next != no_block; next = lines.shape().next_segment(next)) {
        segment = next;
    }
    return segment;
}

std::optional<Run> run_of(const Lines& lines, Range selection) {
    const BlockTree& shape = lines.shape();
    const Position begin = lines.clamped(std::min(selection.begin, selection.end));
    const Position end = lines.clamped(std::max(selection.begin, selection.end));
    // A selection of whole lines ends before the next one's text.
    const std::uint32_t last_line =
        end.byte == 0 && end.line > begin.line ? end.line - 1 : end.line;
    BlockId first = begin.line == 0 ? 0 : lines.block_behind(begin.line - 1);
    if (first == no_block || first >= shape.size()) return {};
    if (lines.line_of(first) > last_line) {
        // Comments above a node, at most.
        const BlockId head = shape.head(first);
        if (head != first || lines.kind(begin.line) != LineKind::Comment ||
            !lines_of(lines, head).holds(begin.line)) {
            return {};
        }
        return Run{head, head};
    }
    BlockId last = shape.head(lines.block_before(last_line + 1));
    first = shape.head(first);
    std::uint32_t first_depth = shape.depth(first);
    std::uint32_t last_depth = shape.depth(last);
    while (shape.parent(first) != shape.parent(last)) {
        if (first_depth >= last_depth) {
            first = shape.head(shape.parent(first));
            --first_depth;
        } else {
            last = shape.head(shape.parent(last));
            --last_depth;
        }
    }
    return Run{std::min(first, last), std::max(first, last)};
}

TokenKind first_word(const Lines& lines, BlockId head) {
    const std::uint32_t line = lines.line_of(head);
    if (lines.kind(line) != LineKind::Statement) return TokenKind::End;
    // The first words are enough, and a string need not be read.
    std::string text(lines.content(line).substr(0, 24));
    const Content content{std::move(text)};
    if (content.size() == 0) return TokenKind::End;
    if (content[0].is(TokenKind::KwAsync) && content.size() > 1) return content[1].kind;
    return content[0].kind;
}

bool is_clause(const Lines& lines, BlockId head) {
    const TokenKind word = first_word(lines, head);
    return word == TokenKind::KwElif || word == TokenKind::KwElse || word == TokenKind::KwExcept ||
           word == TokenKind::KwFinally;
}

Run whole_statement(const Lines& lines, BlockId head) {
    return whole_statements(lines, {head, head});
}

Run whole_statements(const Lines& lines, Run run) {
    const BlockTree& shape = lines.shape();
    if (node_kind(lines, run.first) != LineKind::Statement) return run;
    while (is_clause(lines, run.first)) {
        const BlockId before = previous_sibling(lines, run.first);
        if (before == no_block) break;
        run.first = before;
    }
    for (BlockId before = previous_sibling(lines, run.first);
         before != no_block && is_decorator(lines, before);
         before = previous_sibling(lines, run.first)) {
        run.first = before;
    }
    BlockId next = shape.next_sibling(run.last);
    while (next != no_block && is_decorator(lines, run.last)) {
        run.last = next;
        next = shape.next_sibling(next);
    }
    while (next != no_block && is_clause(lines, next)) {
        run.last = next;
        next = shape.next_sibling(next);
    }
    return run;
}

std::uint32_t column_behind(const Lines& lines, BlockId head) {
    const BlockTree& shape = lines.shape();
    const BlockId parent = shape.parent(head);
    const std::uint32_t column = shape[head].column;
    if (parent == no_block || shape.next_sibling(head) != no_block) return column;
    if (opener_of(lines, parent) != Opener::Block) return column;
    if (!leaves_block(first_word(lines, head))) return column;
    const BlockId header = shape.head(parent);
    if (shape.next_segment(parent) != no_block) return column;
    // Nothing comes between a clause and the one before it.
    const BlockId next = shape.next_sibling(header);
    return next != no_block && is_clause(lines, next) ? column : shape[header].column;
}

Position Moved::place(Position position, std::uint32_t begin) const {
    if (position.line < from.begin) return {begin, 0};
    const auto end_of = [&](std::size_t index) {
        return static_cast<std::uint32_t>(lines[index].size());
    };
    if (position.line >= from.end) {
        // A selection of whole lines that stay where they are ends where it did.
        if (begin == from.begin && position == Position{from.end, 0}) return position;
        return {begin + from.size() - 1, end_of(lines.size() - 1)};
    }
    const std::uint32_t index = position.line - from.begin;
    const std::int64_t byte = std::max<std::int64_t>(0, position.byte + shift[index]);
    return {begin + index, static_cast<std::uint32_t>(std::min<std::int64_t>(byte, end_of(index)))};
}

Moved moved(const Lines& lines, Run run, std::uint32_t column, LineKind kind) {
    const BlockTree& shape = lines.shape();
    Moved result{lines_of(lines, run), {}, {}};
    const auto by = [](std::uint32_t from, std::int64_t delta) {
        return static_cast<std::uint32_t>(std::max<std::int64_t>(0, from + delta));
    };
    const std::int64_t delta =
        static_cast<std::int64_t>(column) - static_cast<std::int64_t>(shape[run.first].column);
    // The node that a line belongs to; lines before the first are its comments.
    BlockId node = run.first;
    BlockId behind = shape.node_end(node);
    for (std::uint32_t line = result.from.begin; line < result.from.end; ++line) {
        const std::string_view text = lines.text(line);
        const BlockId block = lines.block(line);
        if (lines.kind(line) == LineKind::Blank) {
            result.lines.emplace_back(text);
            result.shift.push_back(0);
            continue;
        }
        if (block != no_block && block >= behind) {
            node = block;
            behind = shape.node_end(node);
        }
        const LineKind was = node_kind(lines, node);
        const LineKind becomes = kind == LineKind::Statement || kind == LineKind::Item ? kind : was;
        const bool own = block != no_block && shape.head(block) == node;
        std::string written;
        std::size_t text_at = lines.lead_at(line);
        if (own && block == node && was != becomes) {
            std::string content(text.substr(lines.content_at(line)));
            const std::size_t space = std::min(content.find_first_not_of(" \t"), content.size());
            text_at = lines.content_at(line) + space;
            content.erase(0, space);
            const Content read{content};
            if (becomes == LineKind::Statement && read.size() > 1 &&
                read.atoms().back().is(TokenKind::Comma)) {
                content.erase(read.atoms().back().begin, 1);
            }
            written = NewLine{by(shape[node].column, delta), becomes, content}.text();
            result.shift.push_back(static_cast<std::int64_t>(written.size() - content.size()) -
                                   static_cast<std::int64_t>(text_at));
        } else {
            std::int64_t here = delta;
            // A `\` stands where its node's content begins.
            if (own && block != node && was != becomes) {
                here += becomes == LineKind::Item ? 2 : -2;
            }
            written = in_column(lines, line, by(lines.column(line), here));
            result.shift.push_back(static_cast<std::int64_t>(written.size()) -
                                   static_cast<std::int64_t>(text.size()));
        }
        result.lines.push_back(std::move(written));
    }
    return result;
}

}  // namespace pilcrow::lsp::editing
