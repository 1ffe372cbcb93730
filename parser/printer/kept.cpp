#include "parser/printer/kept.h"

#include "parser/syntax/unit_cursor.h"

#include <algorithm>
#include <string_view>

namespace pilcrow::printer {

namespace {

// `# fmt: off`, however it is spaced; behind other comments too (`# noqa  # fmt: skip`).
bool says(std::string_view comment, std::string_view word) {
    for (std::size_t at = comment.find("fmt:"); at != std::string_view::npos;
         at = comment.find("fmt:", at + 1)) {
        const std::size_t hash = comment.find_last_not_of(' ', at == 0 ? 0 : at - 1);
        if (hash == std::string_view::npos || comment[hash] != '#') continue;
        const std::size_t begin = comment.find_first_not_of(' ', at + 4);
        if (begin == std::string_view::npos || !comment.substr(begin).starts_with(word)) continue;
        const std::string_view rest = comment.substr(begin + word.size());
        if (rest.empty() || rest[0] == ' ' || rest[0] == '#') return true;
    }
    return false;
}

class Keeper {
public:
    Keeper(const Tree& tree, const std::vector<OutlineEntry>& entries, const PrintOptions& options)
        : tree_(tree),
          units_(tree),
          entries_(entries),
          options_(options),
          kept_(entries.size(), false),
          damaged_(entries.size(), false),
          index_of_(tree.reading->size(), 0) {
        for (std::size_t index = 0; index < entries.size(); ++index) {
            if (entries[index].head != no_block) index_of_[entries[index].head] = index;
        }
    }

    std::vector<bool> run() {
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            const OutlineEntry& entry = entries_[index];
            if (entry.head == no_block) {
                if (says(entry.comment.text, "off")) keep_until_on(index);
                if (!is_wanted(entry.line, entry.line)) kept_[index] = true;
            } else if (!is_wanted(entry.line, entry.last_line) || is_skipped(entry)) {
                kept_[index] = true;
            }
        }
        keep_damaged();
        keep_doubtful();
        keep_blocks();
        return std::move(kept_);
    }

    // Only what cannot be said in the other layout.
    std::vector<bool> damaged() {
        keep_damaged();
        return std::move(kept_);
    }

private:
    bool is_wanted(std::uint32_t first, std::uint32_t last) const {
        const std::vector<LineRange>& lines = options_.lines;
        return lines.empty() || std::any_of(lines.begin(), lines.end(), [&](LineRange one) {
                   return first <= one.last && last >= one.first;
               });
    }

    // Up to `# fmt: on` in the same block, or that block's end.
    void keep_until_on(std::size_t index) {
        const std::uint32_t level = entries_[index].level;
        for (; index < entries_.size() && entries_[index].level >= level; ++index) {
            const OutlineEntry& entry = entries_[index];
            if (entry.head == no_block && entry.level == level && says(entry.comment.text, "on")) {
                return;
            }
            kept_[index] = true;
        }
    }

    // Whether a line of the statement's own has an error.
    bool is_damaged(const OutlineEntry& entry) {
        const BlockTree& blocks = *tree_.reading;
        for (BlockId block = entry.head;
             block < blocks.size() && blocks[block].line <= entry.last_line; ++block) {
            if (!blocks.is_head(block)) continue;
            const Unit* unit = units_.unit(blocks[block].line);
            if (unit == nullptr) continue;
            if ((unit->flags & unit_damaged) != 0) return true;
            for (const UnitDiagnostic& found : unit->diagnostics()) {
                if (info(found.code).severity == Severity::Error) return true;
            }
        }
        return false;
    }

    bool is_skipped(const OutlineEntry& entry) {
        const Unit* unit = units_.unit(entry.line);
        if (unit == nullptr || unit->comment_count == 0) return false;
        const Comment& last = unit->comments().back();
        return says(tree_.own_text(entry.head, last.begin, last.end), "skip");
    }

    // Also what holds statements although it opens no block.
    void keep_damaged() {
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            const OutlineEntry& entry = entries_[index];
            if (entry.head == no_block) continue;
            if (is_damaged(entry)) damaged_[index] = true;
            if (!stands_in_block(entry.head)) damaged_[owner_of(entry)] = true;
        }
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            if (damaged_[index]) kept_[index] = true;
        }
        keep_covered();
    }
    bool stands_in_block(BlockId head) {
        const BlockTree& blocks = *tree_.reading;
        const BlockId segment = blocks[head].previous;
        if (segment == no_block) return true;
        const Unit* unit = units_.unit(blocks[blocks.head(segment)].line);
        const std::uint32_t at = blocks.segment_index(segment);
        return unit != nullptr && at < unit->segment_count &&
               unit->segments()[at].opener == Opener::Block;
    }

    // A damaged statement may have a line, such as a stray item, behind statements of its block.
    void keep_covered() {
        std::uint32_t end = 0;  // one past the last line that is given back
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            if (entries_[index].line < end) kept_[index] = true;
            if (kept_[index]) end = std::max(end, entries_[index].last_line + 1);
        }
    }

    // With the statements before and behind them, on which their reading may depend.
    void keep_doubtful() {
        for (const std::uint32_t line : options_.doubtful_lines) {
            std::size_t index = 0;
            while (index + 1 < entries_.size() && entries_[index + 1].line <= line) ++index;
            const std::size_t end = std::min(index + 2, entries_.size());
            for (index = index > 0 ? index - 1 : 0; index < end; ++index) kept_[index] = true;
        }
    }

    std::size_t owner_of(const OutlineEntry& entry) const { return index_of_[entry.parent]; }
    bool in_its_column(const OutlineEntry& entry) const {
        const LineToken& token = tree_.line_token(entry.line);
        return token.column == entry.level * 4 && token.tab_in_indentation == 0;
    }

    // What stays in another column than its level's keeps its block, since neither can move without
    // the other, and so on outwards until a block's owner is in its column. A damaged owner keeps
    // its block where any of it stands in another column: how the owner is read depends on that.
    void keep_blocks() {
        std::vector<bool> whole(entries_.size(), false);
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            const OutlineEntry& entry = entries_[index];
            if (entry.head == no_block) continue;
            const bool of_damaged = entry.parent != no_block && damaged_[owner_of(entry)];
            if (kept_[index] || (of_damaged && !in_its_column(entry))) keep_around(index, whole);
        }
    }
    void keep_around(std::size_t index, std::vector<bool>& whole) {
        while (options_.keep_generously || !in_its_column(entries_[index])) {
            if (entries_[index].parent == no_block) {
                keep_run(index);
                return;
            }
            index = owner_of(entries_[index]);
            if (whole[index]) return;
            whole[index] = true;
            keep(index + 1, behind(index));
        }
    }
    // Of the first level all that stand beside each other in other columns than the first: what
    // moved left would take in what stays.
    void keep_run(std::size_t index) {
        std::size_t begin = index;
        for (std::size_t at = begin; at-- > 0;) {
            if (entries_[at].level > 0) continue;
            if (!is_odd(at)) break;
            begin = at;
        }
        std::size_t end = behind(index);
        while (end < entries_.size() && is_odd(end)) end = behind(end);
        keep(begin, end);
    }
    bool is_odd(std::size_t index) const {
        return entries_[index].head == no_block || !in_its_column(entries_[index]);
    }
    // One past what is in the block of an entry.
    std::size_t behind(std::size_t index) const {
        const std::uint32_t level = entries_[index].level;
        do ++index;
        while (index < entries_.size() && entries_[index].level > level);
        return index;
    }
    void keep(std::size_t begin, std::size_t end) {
        std::fill(kept_.begin() + static_cast<std::ptrdiff_t>(begin),
                  kept_.begin() + static_cast<std::ptrdiff_t>(end), true);
    }

    const Tree& tree_;
    UnitCursor units_;
    const std::vector<OutlineEntry>& entries_;
    const PrintOptions& options_;
    std::vector<bool> kept_;
    std::vector<bool> damaged_;          // of statements
    std::vector<std::size_t> index_of_;  // of a statement's entry, by its head
};

}  // namespace

std::vector<bool> kept_entries(const Tree& tree, const Outline& outline,
                               const PrintOptions& options) {
    Keeper keeper(tree, outline.entries, options);
    const bool formats = tree.layout == Layout::Pilcrow && options.to == Layout::Pilcrow;
    return formats ? keeper.run() : keeper.damaged();
}

}  // namespace pilcrow::printer
