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
          kept_(entries.size(), false) {}

    std::vector<bool> run() {
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            const OutlineEntry& entry = entries_[index];
            if (entry.head == no_block) {
                if (says(entry.comment.text, "off")) keep_until_on(index);
                if (entry.line < options_.first_line || entry.line > options_.last_line) {
                    kept_[index] = true;
                }
            } else if (entry.last_line < options_.first_line || entry.line > options_.last_line ||
                       is_damaged(entry) || is_skipped(entry)) {
                kept_[index] = true;
            }
        }
        keep_odd_parents();
        keep_covered();
        keep_wholes();
        return std::move(kept_);
    }

    // Only what cannot be said in the other layout.
    std::vector<bool> damaged() {
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            kept_[index] = entries_[index].head != no_block && is_damaged(entries_[index]);
        }
        keep_odd_parents();
        keep_covered();
        return std::move(kept_);
    }

private:
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

    // What holds statements although it opens no block.
    void keep_odd_parents() {
        const BlockTree& blocks = *tree_.reading;
        std::vector<std::size_t> last_at;  // by level
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            const OutlineEntry& entry = entries_[index];
            if (entry.head == no_block) continue;
            last_at.resize(entry.level + 1);
            last_at[entry.level] = index;
            const BlockId segment = blocks[entry.head].previous;
            if (segment == no_block || entry.level == 0) continue;
            const Unit* unit = units_.unit(blocks[blocks.head(segment)].line);
            const std::uint32_t at = blocks.segment_index(segment);
            if (unit == nullptr || at >= unit->segment_count ||
                unit->segments()[at].opener != Opener::Block) {
                kept_[last_at[entry.level - 1]] = true;
            }
        }
    }

    // A damaged statement may have a line, such as a stray item, behind statements of its block.
    void keep_covered() {
        std::uint32_t end = 0;  // one past the last line that is given back
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            if (entries_[index].line < end) kept_[index] = true;
            if (kept_[index]) end = std::max(end, entries_[index].last_line + 1);
        }
    }

    bool in_its_column(const OutlineEntry& entry) const {
        const LineToken& token = tree_.line_token(entry.line);
        return token.column == entry.level * 4 && token.tab_in_indentation == 0;
    }

    // What is kept in another column than the canonical one keeps its first-level statement, and
    // of these all that stand beside each other in other columns than the first: what moved left
    // would take in what stays.
    void keep_wholes() {
        for (std::size_t begin = 0; begin < entries_.size();) {
            std::size_t end = begin;
            bool whole = false;
            do {
                const std::size_t first = end++;
                while (end < entries_.size() && entries_[end].level > 0) ++end;
                for (std::size_t index = first; index < end && !whole; ++index) {
                    const OutlineEntry& entry = entries_[index];
                    whole = kept_[index] && entry.head != no_block &&
                            (options_.keep_generously || !in_its_column(entry));
                }
            } while (is_odd(begin) && end < entries_.size() && is_odd(end));
            if (whole) {
                std::fill(kept_.begin() + static_cast<std::ptrdiff_t>(begin),
                          kept_.begin() + static_cast<std::ptrdiff_t>(end), true);
            }
            begin = end;
        }
    }
    bool is_odd(std::size_t index) const {
        return entries_[index].head == no_block || !in_its_column(entries_[index]);
    }

    const Tree& tree_;
    UnitCursor units_;
    const std::vector<OutlineEntry>& entries_;
    const PrintOptions& options_;
    std::vector<bool> kept_;
};

}  // namespace

std::vector<bool> kept_entries(const Tree& tree, const Outline& outline,
                               const PrintOptions& options) {
    Keeper keeper(tree, outline.entries, options);
    const bool formats = tree.layout == Layout::Pilcrow && options.to == Layout::Pilcrow;
    return formats ? keeper.run() : keeper.damaged();
}

}  // namespace pilcrow::printer
