// Known units: those that another tree holds of lines that stand in this text unchanged.
#pragma once

#include "parser/syntax/tree.h"
#include "parser/syntax/unit_cursor.h"

#include <cstring>
#include <span>
#include <string_view>

namespace pilcrow::layout {

class KnownUnits {
public:
    // `lines`: of each line of the text at hand that of `tree` where its unit may be. Both must
    // outlive this.
    KnownUnits(const Tree& tree, std::span<const std::uint32_t> lines)
        : tree_(tree), lines_(lines), units_(tree) {}

    // The unit of the line `text` in this role, if it is known and plain.
    const Unit* find(std::uint32_t line, std::string_view text, Role role) {
        if (line >= lines_.size() || lines_[line] >= tree_.line_count) return nullptr;
        const std::uint32_t there = lines_[line];
        const Unit* unit = units_.unit(there);
        if (unit == nullptr || (unit->flags & unit_plain) == 0 || unit->role != role ||
            unit->own_size != text.size() ||
            std::memcmp(units_.from_delimiter(there), text.data(), text.size()) != 0) {
            return nullptr;
        }
        return unit;
    }

    const Tree& tree() const { return tree_; }

private:
    const Tree& tree_;
    std::span<const std::uint32_t> lines_;
    UnitCursor units_;
};

}  // namespace pilcrow::layout
