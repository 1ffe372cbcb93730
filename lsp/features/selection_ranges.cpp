#include "lsp/features/selection_ranges.h"

#include "lsp/source/places.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

class Growing {
public:
    explicit Growing(Position place) : last_{place, place} {}

    // Takes the range if it is larger than the last and holds it.
    void add(Range range) {
        if (range.begin > last_.begin || range.end < last_.end || range == last_) return;
        ranges_.push_back(range);
        last_ = range;
    }
    std::vector<Range> take() { return std::move(ranges_); }

private:
    Range last_;
    std::vector<Range> ranges_;
};

void add_line(const Tree& tree, std::uint32_t line, Growing& growing) {
    const std::string_view text = tree.line_text(line);
    const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
    // Without the delimiter, then with it.
    const LineToken& token = tree.line_token(line);
    if (tree.layout == Layout::Pilcrow && token.lead() != Lead::Blank) {
        std::size_t content = token.content() - token.begin;
        if (token.lead() == Lead::Item) {
            content = std::min(text.find_first_not_of(' ', content), text.size());
        }
        growing.add({{line, static_cast<std::uint32_t>(content)},
                     {line, static_cast<std::uint32_t>(text.size())}});
    }
    growing.add({{line, static_cast<std::uint32_t>(first)},
                 {line, static_cast<std::uint32_t>(text.size())}});
}

}  // namespace

std::vector<Range> selection_ranges(const Tree& tree, Position place) {
    Growing growing(place);
    const BlockTree& blocks = *tree.reading;
    const TokenRef token = token_touching(tree, place);
    if (token) {
        const Unit& unit = *tree.unit(token.block);
        Range range = range_of(tree, token);
        const TokenKind kind = unit.token(token.token).kind;
        if (kind == TokenKind::String && range.begin.line == range.end.line) {
            // The string without its quotes.
            const std::string_view text = tree.token_text(token.block, token.token);
            const std::size_t quote = text.find_first_of("'\"");
            const bool triple = text.substr(std::min(quote, text.size())).starts_with("\"\"\"") ||
                                text.substr(std::min(quote, text.size())).starts_with("'''");
            const std::uint32_t width = triple ? 3 : 1;
            if (quote != std::string_view::npos && text.size() >= quote + 2 * width) {
                growing.add({{range.begin.line,
                              range.begin.byte + static_cast<std::uint32_t>(quote) + width},
                             {range.end.line, range.end.byte - width}});
            }
        }
        growing.add(range);
        std::vector<NodeRef> path = path_to(tree, token);
        for (auto node = path.rbegin(); node != path.rend(); ++node) {
            if (node->block == token.block) growing.add(tree.range(*node));
        }
    }
    if (place.line < tree.line_count) add_line(tree, place.line, growing);
    BlockId block = block_at(tree, place.line);
    if (block == no_block) block = header_for(tree, place);
    while (block != no_block) {
        growing.add(extent(tree, block));
        const BlockId parent = blocks.parent(block);
        // All of the group that it stands in.
        const BlockId first = blocks.first_child(parent);
        BlockId last = first;
        for (BlockId next = first; next != no_block; next = blocks.next_sibling(next)) last = next;
        if (first != no_block) {
            growing.add({{blocks[first].line, 0}, extent(tree, last).end});
        }
        block = parent == no_block ? no_block : blocks.head(parent);
    }
    growing.add({{0, 0}, {tree.line_count, 0}});
    return growing.take();
}

}  // namespace pilcrow::lsp
