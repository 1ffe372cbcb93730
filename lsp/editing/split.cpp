// A list on one line as items.
#include "lsp/editing/checked.h"
#include "lsp/editing/content.h"
#include "lsp/editing/line_break.h"
#include "lsp/editing/places.h"
#include "lsp/editing/rewrite.h"
#include "lsp/editing/structure.h"

#include <utility>

namespace pilcrow::lsp {

using namespace editing;

namespace {

// The innermost bracket round the cursor that holds anything; where there is none, the last one on
// the line that stands in no other.
std::uint32_t bracket_to_split(const Content& content, std::uint32_t at) {
    const auto splits = [&](std::uint32_t bracket) {
        return content[bracket].partner != no_atom && !content.elements(bracket).empty();
    };
    for (std::uint32_t bracket = content.bracket_around(at); bracket != no_atom;
         bracket = content[bracket].around) {
        if (splits(bracket)) return bracket;
    }
    for (std::uint32_t i = content.size(); i-- > 0;) {
        if (is_opening(content[i].kind) && content[i].around == no_atom && splits(i)) return i;
    }
    return no_atom;
}

}  // namespace

StructureAnswer split(const Tree& tree, Position position) {
    if (tree.layout != Layout::Pilcrow) return {};
    const Lines lines(tree);
    const BlockTree& shape = lines.shape();
    const Position cursor = lines.clamped(position);
    const BlockId block = lines.block(cursor.line);
    if (block == no_block || lines.kind(cursor.line) == LineKind::Literal) return {};
    const BlockId head = shape.head(block);
    const std::uint32_t begin = lines.content_at(cursor.line);
    const std::string_view text = lines.text(cursor.line);
    const Content content{std::string(text.substr(begin))};
    const std::uint32_t at = cursor.byte < begin ? 0 : cursor.byte - begin;
    const std::uint32_t bracket = bracket_to_split(content, at);
    if (bracket == no_atom) return {};

    const bool item = node_kind(lines, head) == LineKind::Item;
    const bool segment = lines.kind(cursor.line) == LineKind::Continue;
    const BreakContext context{item ? LineKind::Item : LineKind::Statement, shape[head].column,
                               segment ? shape[block].column : content_column(lines, head),
                               shape.first_child(block) != no_block,
                               shape.next_segment(block) != no_block};
    const BrokenContent broken =
        split_content(std::string(content.text()), content[bracket].begin, at, context);
    if (broken.takes_segments) return {};
    std::vector<std::string> written;
    for (const NewLine& line : broken.lines) {
        written.push_back(written.empty() ? std::string(text.substr(0, begin)) + line.content
                                          : line.text());
    }
    const std::uint32_t text_at =
        broken.cursor_line == 0 ? begin : broken.lines[broken.cursor_line].content_at();
    StructureEdit edit = edit_of(lines, {{cursor.line, 1, std::move(written)}},
                                 {cursor.line + broken.cursor_line, text_at + broken.cursor});
    if (!keeps_program(lines, head, edit)) {
        return StructureEdit{{}, {}, "this would mean something else on several lines"};
    }
    return checked(lines, std::move(edit));
}

}  // namespace pilcrow::lsp
