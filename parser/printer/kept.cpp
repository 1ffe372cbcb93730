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
        keep_wholes();
        return std::move(kept_);
    }

    // Only what cannot be said in the other layout.
    std::vector<bool> damaged() {
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            kept_[index] = entries_[index].head != no_block && is_damaged(entries_[index]);
        }
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

    // What is kept in another column than the canonical one keeps its first-level statement.
    void keep_wholes() {
        for (std::size_t begin = 0; begin < entries_.size();) {
            std::size_t end = begin + 1;
            while (end < entries_.size() && entries_[end].level > 0) ++end;
            bool whole = false;
            for (std::size_t index = begin; index < end && !whole; ++index) {
                const OutlineEntry& entry = entries_[index];
                whole = kept_[index] && entry.head != no_block &&
                        (options_.keep_generously ||
                         tree_.line_token(entry.line).column != entry.level * 4 ||
                         tree_.line_token(entry.line).tab_in_indentation != 0);
            }
            if (whole)
                std::fill(kept_.begin() + static_cast<std::ptrdiff_t>(begin),
                          kept_.begin() + static_cast<std::ptrdiff_t>(end), true);
            begin = end;
        }
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
