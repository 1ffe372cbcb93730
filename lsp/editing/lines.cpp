#include "lsp/editing/lines.h"

#include "parser/text/line_endings.h"

#include <algorithm>

namespace pilcrow::lsp::editing {

Lines::Lines(const Tree& tree) : tree_(tree), count_(tree.line_count) {
    std::string_view first;
    bool ended = true;
    if (tree.line_count > 0) {
        first = *tree.chunks.front()->text;
        const Chunk& last = *tree.chunks.back();
        ended = last.lines.back().end < last.text->size();
    }
    if (ended) ++count_;
    line_end_ = line_ending_text(first_line_ending(first));
}

std::string_view Lines::text(std::uint32_t line) const {
    return line < tree_.line_count ? tree_.line_text(line) : std::string_view{};
}

LineKind Lines::kind(std::uint32_t line) const {
    if (line >= tree_.line_count) return LineKind::Blank;
    switch (tree_.line_token(line).lead()) {
    case Lead::Blank: return LineKind::Blank;
    case Lead::Comment: return LineKind::Comment;
    case Lead::Instr: return LineKind::Statement;
    case Lead::Item: return LineKind::Item;
    case Lead::Continue:
    case Lead::Closer: return LineKind::Continue;
    case Lead::Literal: break;
    }
    const BlockId block = tree_.reading->at_line(line);
    const Unit* unit = block == no_block ? nullptr : tree_.unit(tree_.reading->head(block));
    const bool in_literal =
        unit == nullptr || unit->role == Role::LiteralLine || unit->role == Role::FLiteralLine;
    return in_literal ? LineKind::Literal : LineKind::Statement;
}

std::uint32_t Lines::column(std::uint32_t line) const {
    return line < tree_.line_count ? tree_.line_token(line).column : 0;
}

std::uint32_t Lines::lead_at(std::uint32_t line) const {
    if (line >= tree_.line_count) return 0;
    const LineToken& token = tree_.line_token(line);
    return token.lead_at - token.begin;
}

std::uint32_t Lines::content_at(std::uint32_t line) const {
    if (line >= tree_.line_count) return 0;
    const LineToken& token = tree_.line_token(line);
    if (token.lead() == Lead::Literal && kind(line) == LineKind::Statement) {
        return token.lead_at - token.begin;
    }
    return token.content() - token.begin;
}

BlockId Lines::block(std::uint32_t line) const {
    return line < tree_.line_count ? shape().at_line(line) : no_block;
}

BlockId Lines::block_before(std::uint32_t line) const {
    const auto entries = shape().entries();
    const auto at = std::partition_point(
        entries.begin(), entries.end(), [&](const BlockEntry& entry) { return entry.line < line; });
    return at == entries.begin() ? no_block : static_cast<BlockId>(at - entries.begin()) - 1;
}

BlockId Lines::block_behind(std::uint32_t line) const {
    const auto entries = shape().entries();
    const auto at =
        std::partition_point(entries.begin(), entries.end(),
                             [&](const BlockEntry& entry) { return entry.line <= line; });
    return at == entries.end() ? no_block : static_cast<BlockId>(at - entries.begin());
}

Position Lines::clamped(Position position) const {
    if (position.line >= count_) {
        return {count_ - 1, static_cast<std::uint32_t>(text(count_ - 1).size())};
    }
    const std::string_view line = text(position.line);
    auto byte = static_cast<std::uint32_t>(std::min<std::size_t>(position.byte, line.size()));
    // Not between the bytes of a character.
    for (int back = 0; back < 3 && byte > 0 && byte < line.size() &&
                       (static_cast<unsigned char>(line[byte]) & 0xc0U) == 0x80U;
         ++back) {
        --byte;
    }
    return {position.line, byte};
}

}  // namespace pilcrow::lsp::editing
