#include "parser/names/kept_parts.h"

#include "parser/syntax/unit_cursor.h"

#include <algorithm>

namespace pilcrow::names {
namespace {

// Lines at the front of two trees that lie in chunks which they share.
std::uint32_t shared_front(const Tree& a, const Tree& b) {
    const std::size_t most = std::min(a.chunks.size(), b.chunks.size());
    std::size_t same = 0;
    while (same < most && a.chunks[same] == b.chunks[same]) ++same;
    return same < a.chunks.size() ? a.chunk_first_line[same] : a.line_count;
}

// The same at the back.
std::uint32_t shared_back(const Tree& a, const Tree& b) {
    const std::size_t most = std::min(a.chunks.size(), b.chunks.size());
    std::size_t same = 0;
    while (same < most &&
           a.chunks[a.chunks.size() - 1 - same] == b.chunks[b.chunks.size() - 1 - same]) {
        ++same;
    }
    return same == 0 ? 0 : a.line_count - a.chunk_first_line[a.chunks.size() - same];
}

// The first entry on or behind a line.
BlockId first_from(const BlockTree& blocks, std::uint32_t line) {
    const std::span<const BlockEntry> entries = blocks.entries();
    const auto at = std::lower_bound(
        entries.begin(), entries.end(), line,
        [](const BlockEntry& entry, std::uint32_t bound) { return entry.line < bound; });
    return static_cast<BlockId>(at - entries.begin());
}

}  // namespace

KeptParts::KeptParts(const Tree& tree, const Names& before) : before_(&before) {
    const Tree& old = before.tree();
    const BlockTree& now = *tree.reading;
    const BlockTree& then = *old.reading;
    const bool same_shape = tree.reading == old.reading;
    shift_ = now.size() - then.size();
    const BlockId most = std::min(now.size(), then.size());
    UnitCursor now_units(tree);
    UnitCursor then_units(old);
    const auto same_unit = [&](const BlockEntry& a, const BlockEntry& b) {
        return a.continues || now_units.unit(a.line) == then_units.unit(b.line);
    };

    const std::uint32_t front_lines = shared_front(tree, old);
    if (same_shape) front_ = first_from(now, front_lines);
    for (; front_ < most; ++front_) {
        const BlockEntry& a = now[front_];
        const BlockEntry& b = then[front_];
        if (a.previous != b.previous || a.continues != b.continues) break;
        if (a.line >= front_lines && !same_unit(a, b)) break;
    }

    const std::uint32_t back_lines = tree.line_count - shared_back(tree, old);
    back_ = same_shape ? first_from(now, back_lines) : now.size();
    for (; back_ > front_ && back_ - shift_ > front_; --back_) {
        const BlockEntry& a = now[back_ - 1];
        const BlockEntry& b = then[back_ - 1 - shift_];
        // The same entry: one at the back as well, or one at the front.
        const bool same_previous = a.previous == no_block || a.previous < front_
                                       ? a.previous == b.previous
                                       : a.previous == b.previous + shift_;
        if (!same_previous || a.continues != b.continues) break;
        if (a.line < back_lines && !same_unit(a, b)) break;
    }
}

std::shared_ptr<const NamesPart> KeptParts::find(BlockId first, BlockId end,
                                                 const PartContext& context) const {
    if (before_ == nullptr || (end > front_ && first < back_)) return nullptr;
    BlockId at = end <= front_ ? first : first - shift_;
    // Down to the part that begins there.
    const std::vector<PlacedPart>* level = &before_->parts();
    for (;;) {
        auto placed = std::upper_bound(
            level->begin(), level->end(), at,
            [](BlockId block, const PlacedPart& one) { return block < one.first; });
        if (placed == level->begin()) return nullptr;
        --placed;
        const NamesPart& part = *placed->part;
        at -= placed->first;
        if (at == 0 && part.blocks == end - first && part.context == context) return placed->part;
        if (at >= part.blocks || at == 0) return nullptr;
        level = &part.inner;
    }
}

}  // namespace pilcrow::names
