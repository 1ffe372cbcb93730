#include "lsp/editing/nodes.h"

#include "lsp/editing/content.h"
#include "lsp/editing/places.h"

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

}  // namespace

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

LineRange lines_of(const Lines& lines, BlockId head) {
    std::uint32_t begin = lines.line_of(head);
    while (begin > 0 && lines.kind(begin - 1) == LineKind::Comment &&
           lines.column(begin - 1) <= lines.shape()[head].column &&
           !is_about_file(lines, begin - 1)) {
        --begin;
    }
    return {begin, end_of(lines, head)};
}

std::uint32_t column_behind(const Lines& lines, BlockId head) {
    const BlockTree& shape = lines.shape();
    const BlockId parent = shape.parent(head);
    const std::uint32_t column = shape[head].column;
    if (parent == no_block || shape.next_sibling(head) != no_block) return column;
    if (opener_of(lines, parent) != Opener::Block) return column;
    const Content content{std::string(lines.content(lines.line_of(head)))};
    if (content.size() == 0 || !leaves_block(content[0].kind)) return column;
    const BlockId header = shape.head(parent);
    if (shape.next_segment(parent) != no_block) return column;
    // Nothing comes between a clause and the one before it.
    const BlockId next = shape.next_sibling(header);
    if (next != no_block) {
        const std::string clause(lines.content(lines.line_of(next)));
        const Content first{clause};
        if (first.size() > 0 &&
            (first[0].is(TokenKind::KwElse) || first[0].is(TokenKind::KwElif) ||
             first[0].is(TokenKind::KwExcept) || first[0].is(TokenKind::KwFinally))) {
            return column;
        }
    }
    return shape[header].column;
}

}  // namespace pilcrow::lsp::editing
