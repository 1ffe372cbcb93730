#include "parser/printer/blank_lines.h"

#include "parser/syntax/unit_cursor.h"

#include <algorithm>

namespace pilcrow::printer {

namespace {

class BlankLines {
public:
    BlankLines(const Tree& tree, const Outline& outline)
        : tree_(tree), entries_(outline.entries), result_(entries_.size(), 0) {}

    std::vector<std::uint32_t> run() {
        mark_definitions();
        std::vector<std::size_t> last_at;  // by level: the last statement
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            const OutlineEntry& entry = entries_[index];
            last_at.resize(std::min<std::size_t>(last_at.size(), entry.level + 1), no_entry);
            last_at.resize(entry.level + 1, no_entry);
            const std::size_t before = last_at[entry.level];
            if (index > 0) result_[index] = count(index, before);
            if (entry.head != no_block) last_at[entry.level] = index;
        }
        return std::move(result_);
    }

private:
    static constexpr std::size_t no_entry = static_cast<std::size_t>(-1);

    NodeKind kind(std::size_t index) const { return kinds_[index]; }
    static bool defines(NodeKind kind) {
        return kind == NodeKind::FunctionDef || kind == NodeKind::ClassDef ||
               kind == NodeKind::Decorator;
    }
    bool on_one_line(std::size_t index) const { return one_line_[index]; }

    // Comments right above a definition begin it.
    void mark_definitions() {
        kinds_.assign(entries_.size(), NodeKind::None);
        one_line_.assign(entries_.size(), false);
        UnitCursor units(tree_);
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            if (entries_[index].head == no_block) continue;
            const Unit* unit = units.unit(entries_[index].line);
            if (unit == nullptr) continue;
            if (unit->root != no_node) kinds_[index] = unit->node(unit->root).kind;
            one_line_[index] = (unit->flags & unit_one_line_suite) != 0;
        }
        begins_.assign(entries_.size(), false);
        leads_clause_.assign(entries_.size(), false);
        for (std::size_t index = entries_.size(); index-- > 0;) {
            if (entries_[index].head != no_block) {
                begins_[index] = defines(kind(index));
                leads_clause_[index] = is_clause(kind(index));
            } else if (index + 1 < entries_.size()) {
                begins_[index] = begins_[index + 1] && entries_[index + 1].blank_lines == 0 &&
                                 entries_[index + 1].level == entries_[index].level;
                one_line_[index] = begins_[index] && one_line_[index + 1];
                leads_clause_[index] =
                    leads_clause_[index + 1] && entries_[index + 1].level == entries_[index].level;
            }
        }
    }

    std::uint32_t count(std::size_t index, std::size_t before) const {
        const OutlineEntry& entry = entries_[index];
        const OutlineEntry& above = entries_[index - 1];
        const std::uint32_t around = entry.level == 0 ? 2 : 1;
        const std::uint32_t source = std::min(entry.blank_lines, 2u);
        if (above.head != no_block && above.level < entry.level) return 0;
        if (before != no_entry && kind(before) == NodeKind::Decorator) return 0;
        if (above.head == no_block && above.level == entry.level) {
            // A comment above: what it belongs to is next to it already.
            if (begins_[index] && entry.blank_lines > 0) return around;
            if (before == no_entry || source == 0) return source;
            return source;
        }
        if (entry.head != no_block && is_clause(kind(index))) return std::min(source, 1u);
        const bool after = before != no_entry && defines(kind(before)) && !leads_clause_[index];
        if (begins_[index] && after && on_one_line(index) && on_one_line(before)) {
            return std::min(source, around);
        }
        if (before == no_entry && above.head == no_block) return source;
        if (begins_[index] || after) return around;
        return source;
    }

    const Tree& tree_;
    const std::vector<OutlineEntry>& entries_;
    std::vector<std::uint32_t> result_;
    std::vector<NodeKind> kinds_;
    std::vector<bool> one_line_;
    std::vector<bool> begins_;
    std::vector<bool> leads_clause_;  // clauses, and comments above them
};

}  // namespace

std::vector<std::uint32_t> blank_lines(const Tree& tree, const Outline& outline) {
    return BlankLines(tree, outline).run();
}

}  // namespace pilcrow::printer
