// Items as a list on one line.
#include "lsp/editing/checked.h"
#include "lsp/editing/content.h"
#include "lsp/editing/places.h"
#include "lsp/editing/rewrite.h"
#include "lsp/editing/structure.h"
#include "parser/text/positions.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace pilcrow::lsp {

using namespace editing;

namespace {

constexpr std::size_t width = 88;
constexpr int deepest = 100;  // lists in lists that are joined

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

// Whether what a `\` line says stands directly behind the text that it continues.
bool stands_close(std::string_view text, std::string_view more) {
    const Content before{std::string(text)};
    const Content behind{std::string(more)};
    if (behind.size() == 0 || before.size() == 0) return true;
    const Atom& last = before.atoms().back();
    switch (behind[0].kind) {
    case TokenKind::Dot:
    case TokenKind::Comma:
    case TokenKind::Colon:
    case TokenKind::Semicolon: return true;
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket: return ends_operand(last);
    default: return is_closing(behind[0].kind) || is_opening(last.kind) || last.is(TokenKind::Dot);
    }
}

// Builds the line.
class Joiner {
public:
    Joiner(const Lines& lines, Position cursor)
        : lines_(lines), shape_(lines.shape()), cursor_(cursor) {}

    // Adds the code of a segment and what hangs on it, its bracket closed. False: see `reason`.
    bool add_with_items(BlockId segment, bool comment_allowed = false);
    // Adds a part of a line, behind what there is.
    void add(BlockId segment, std::string_view part);
    // Closes the brackets that the text leaves open.
    void close();

    std::string text;
    std::uint32_t cursor_at = 0;  // byte in the text
    std::string reason;

private:
    bool fail(const char* why) {
        reason = why;
        return false;
    }
    bool add_item(BlockId head);

    const Lines& lines_;
    const BlockTree& shape_;
    Position cursor_;
    std::size_t node_begin_ = 0;  // where the node at hand begins in the text
    int depth_ = 0;
};

void Joiner::add(BlockId segment, std::string_view part) {
    if (!stands_close(std::string_view(text).substr(node_begin_), part)) text += ' ';
    const std::uint32_t line = lines_.line_of(segment);
    if (line == cursor_.line) {
        const std::string_view content = lines_.content(line);
        const std::size_t begin =
            lines_.content_at(line) +
            (content.size() -
             content.substr(std::min(content.find_first_not_of(" \t"), content.size())).size());
        const std::size_t inside = cursor_.byte < begin ? 0 : cursor_.byte - begin;
        cursor_at = static_cast<std::uint32_t>(text.size() + std::min(inside, part.size()));
    }
    text += part;
}

bool Joiner::add_with_items(BlockId segment, bool comment_allowed) {
    const Content content{std::string(lines_.content(lines_.line_of(segment)))};
    if (content.comment_at() < content.text().size() && !comment_allowed) {
        return fail("a comment stands behind one of them");
    }
    if (text.size() > 4 * width) return fail("the line would be too wide");
    add(segment, trimmed(content.text({0, content.code_end()})));
    const BlockId first = shape_.first_child(segment);
    switch (opener_of(lines_, segment)) {
    case Opener::Literal: return fail("a text of several lines is among them");
    case Opener::Block:
    case Opener::None: return first == no_block || fail("a block is among them");
    case Opener::Bracket: break;
    }
    if (content.opens() != Opener::Bracket) return fail("a line among them is damaged");
    if (++depth_ > deepest) return fail("the lists stand too deep in each other");
    const bool several = first != no_block && shape_.next_sibling(first) != no_block;
    const std::size_t outer_begin = node_begin_;
    for (BlockId child = first; child != no_block; child = shape_.next_sibling(child)) {
        if (lines_.kind(lines_.line_of(child)) != LineKind::Item) {
            return fail("a line among them is damaged");
        }
        if (child != first) text += ", ";
        node_begin_ = text.size();
        if (!add_item(child)) return false;
        // Between several, a comma behind an item says nothing.
        if (several && text.ends_with(',')) text.pop_back();
    }
    node_begin_ = outer_begin;
    --depth_;
    text += spelling(closer_of(content.atoms().back().kind));
    return true;
}

bool Joiner::add_item(BlockId head) {
    for (BlockId segment = head; segment != no_block; segment = shape_.next_segment(segment)) {
        if (!add_with_items(segment)) return false;
    }
    close();
    return true;
}

void Joiner::close() {
    const Content whole{text.substr(node_begin_)};
    for (std::uint32_t i = whole.size(); i-- > 0;) {
        if (is_opening(whole[i].kind) && whole[i].partner == no_atom) {
            text += spelling(closer_of(whole[i].kind));
        }
    }
}

// The segment that takes in what hangs on it: that of the cursor's line if something does; else the
// one whose item it is, or that it continues, or that the next line continues.
BlockId segment_to_join(const Lines& lines, std::uint32_t line) {
    const BlockTree& shape = lines.shape();
    const BlockId block = lines.block(line);
    if (block == no_block) return no_block;
    if (shape.first_child(block) != no_block && opener_of(lines, block) == Opener::Bracket) {
        return block;
    }
    const BlockId head = shape.head(block);
    if (block != head) return shape[block].previous;
    const LineKind kind = lines.kind(line);
    if (kind == LineKind::Item || kind == LineKind::Literal) return shape.parent(head);
    return shape.next_segment(block) == no_block ? no_block : block;
}

}  // namespace

StructureAnswer join(const Tree& tree, Position position) {
    if (tree.layout != Layout::Pilcrow) return {};
    const Lines lines(tree);
    const BlockTree& shape = lines.shape();
    const Position cursor = lines.clamped(position);
    const BlockId segment = segment_to_join(lines, cursor.line);
    if (segment == no_block) return {};
    const auto refused = [](std::string why) {
        return StructureEdit{{}, {}, "these lines cannot be joined: " + std::move(why)};
    };

    const std::uint32_t first = lines.line_of(segment);
    const BlockId next = shape.next_segment(segment);
    const std::uint32_t end =
        next != no_block ? lines.line_of(next) + 1 : lines.line_of(shape[segment].end - 1) + 1;
    for (std::uint32_t line = first + 1; line < end; ++line) {
        if (lines.kind(line) == LineKind::Comment) return refused("a comment stands among them");
    }
    Joiner joiner(lines, cursor);
    if (!joiner.add_with_items(segment, true)) return refused(joiner.reason);
    // A comment behind the opening line goes to the end of the one line, if that has none.
    const Content opening{std::string(lines.content(first))};
    const std::string_view comment = trimmed(opening.text().substr(opening.comment_at()));
    bool ends_here = true;
    if (next != no_block) {
        const Content going_on{std::string(lines.content(lines.line_of(next)))};
        const bool has_comment = going_on.comment_at() < going_on.text().size();
        if (!comment.empty() && (has_comment || going_on.opens() == Opener::Literal)) {
            return refused("a comment stands behind one of them");
        }
        joiner.add(next, trimmed(going_on.text()));
        ends_here = going_on.opens() == Opener::None && shape.next_segment(next) == no_block;
    }
    if (ends_here) joiner.close();
    if (!comment.empty()) (joiner.text += "  ") += comment;

    const std::uint32_t content_at = lines.content_at(first);
    std::string written(lines.text(first).substr(0, content_at));
    if (lines.kind(first) == LineKind::Item) written += ' ';
    const auto text_at = static_cast<std::uint32_t>(written.size());
    written += joiner.text;
    const std::size_t columns = column_from_byte(written, written.size(), ColumnUnit::Utf32);
    if (columns > width) {
        return refused("the line would be " + std::to_string(columns) + " columns wide");
    }
    StructureEdit edit = edit_of(lines, {{first, end - first, {std::move(written)}}},
                                 {first, text_at + joiner.cursor_at});
    if (!keeps_program(lines, segment, edit)) return refused("they would mean something else");
    return checked(lines, std::move(edit));
}

}  // namespace pilcrow::lsp
