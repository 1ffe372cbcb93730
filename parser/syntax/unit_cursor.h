// The units of a tree for whoever walks over all of them: without a search for each line's chunk.
#pragma once

#include "parser/syntax/tree.h"

namespace pilcrow {

class UnitCursor {
public:
    explicit UnitCursor(const Tree& tree) : tree_(&tree) {}

    // What Tree::unit() gives for a block that begins on `line`. O(1) within a chunk.
    const Unit* unit(std::uint32_t line) {
        if (line - first_ >= count_) move(line);
        // Units lie one after the other in memory, but too far apart for the processor to notice.
        constexpr std::uint32_t ahead = 4;
        if (line - first_ + ahead < count_) __builtin_prefetch(units_[line - first_ + ahead]);
        return units_[line - first_];
    }
    // The text of `line` from its delimiter on, up to the end of the chunk's text.
    const char* from_delimiter(std::uint32_t line) {
        if (line - first_ >= count_) move(line);
        return text_ + lines_[line - first_].lead_at;
    }

private:
    void move(std::uint32_t line) {
        const std::uint32_t index = tree_->chunk_of(line);
        const Chunk& chunk = *tree_->chunks[index];
        first_ = tree_->chunk_first_line[index];
        count_ = static_cast<std::uint32_t>(chunk.units.size());
        units_ = chunk.units.data();
        lines_ = chunk.lines.data();
        text_ = chunk.text->data();
    }

    const Tree* tree_;
    std::uint32_t first_ = 0;
    std::uint32_t count_ = 0;
    const Unit* const* units_ = nullptr;
    const LineToken* lines_ = nullptr;
    const char* text_ = nullptr;
};

}  // namespace pilcrow
