#include "parser/layout/python/indentation.h"

namespace pilcrow::python {

Column column_of_line(std::string_view text, std::uint32_t begin) {
    constexpr std::uint32_t tab_width = 8;
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::size_t at = begin;
    if (at == 0 && text.starts_with(byte_order_mark)) at = byte_order_mark.size();
    Column column{0, 0};
    for (; at < text.size(); ++at) {
        switch (text[at]) {
        case ' ':
            ++column.with_tabs_to_8;
            ++column.with_tabs_as_1;
            break;
        case '\t':
            column.with_tabs_to_8 = (column.with_tabs_to_8 / tab_width + 1) * tab_width;
            ++column.with_tabs_as_1;
            break;
        case '\f': column = {0, 0}; break;
        case '\\':
            if (column.with_tabs_to_8 > 0 || at + 1 >= text.size()) return column;
            if (text[at + 1] != '\n' && text[at + 1] != '\r') return column;
            ++at;
            if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
            break;
        default: return column;
        }
    }
    return column;
}

Placement Indentation::place(Column column) {
    if (column.with_tabs_to_8 == levels_.back().column.with_tabs_to_8 &&
        column.with_tabs_as_1 == levels_.back().column.with_tabs_as_1) {
        expected_ = no_block;
        return {levels_.back().parent};
    }
    Placement placement{no_block};
    const BlockId header = expected_;
    expected_ = no_block;
    const auto level = [&]() -> Level& { return levels_.back(); };
    if (column.with_tabs_to_8 > level().column.with_tabs_to_8) {
        if (column.with_tabs_as_1 <= level().column.with_tabs_as_1)
            placement.finding = Code::InconsistentTabs;
        BlockId parent = header;
        if (header == no_block) {
            parent = level().parent;
            placement.outer_column = level().column.with_tabs_to_8;
            if (placement.finding == Code::Count) placement.finding = Code::UnexpectedIndent;
        }
        if (levels_.size() >= max_levels && !depth_reported_) {
            depth_reported_ = true;
            placement.finding = Code::TooDeep;
        }
        levels_.push_back({column, parent});
    } else {
        Level left = level();
        while (levels_.size() > 1 && column.with_tabs_to_8 < level().column.with_tabs_to_8) {
            left = level();
            levels_.pop_back();
        }
        if (column.with_tabs_to_8 != level().column.with_tabs_to_8) {
            // Between two levels: nearest to the inner one, which is kept at the new column.
            placement.finding = Code::InconsistentDedent;
            levels_.push_back({column, left.parent});
        } else if (column.with_tabs_as_1 != level().column.with_tabs_as_1) {
            placement.finding = Code::InconsistentTabs;
        }
    }
    placement.parent = level().parent;
    return placement;
}

}  // namespace pilcrow::python
