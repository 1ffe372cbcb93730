#include "parser/document/document.h"

#include "parser/document/chunks.h"
#include "parser/document/line_edit.h"
#include "parser/document/window.h"
#include "parser/layout/pilcrow/unit_pass.h"
#include "parser/parse.h"

#include <algorithm>
#include <cstring>

namespace pilcrow {
namespace {

using document::LineEdit;
using document::Window;

bool same_unit(const Unit* a, const Unit* b) {
    if (a == b) return true;
    if (a == nullptr || b == nullptr) return false;
    const std::size_t bytes = a->bytes();
    return bytes == b->bytes() && std::memcmp(a, b, bytes) == 0;
}

bool same_entry(const BlockEntry& a, const BlockEntry& b) {
    return a.line == b.line && a.previous == b.previous && a.end == b.end && a.column == b.column &&
           a.lead_bits == b.lead_bits && a.continues == b.continues;
}

bool same_blocks(const BlockTree& a, const BlockTree& b) {
    // Byte by byte, as fast as memory is: entries have no padding, and what is reserved is 0.
    if (&a == &b || a.size() != b.size()) return &a == &b;
    return a.size() == 0 ||
           std::memcmp(a.entries().data(), b.entries().data(), a.entries().size_bytes()) == 0;
}

// Reads one window of a document anew, and judges whether nothing outside of it can differ.
class WindowReader {
public:
    // `now` has the text after the edit; `before` is the tree before it. What is in `scratch`
    // goes.
    WindowReader(const Tree& before, const Tree& now, const LineEdit& edit, const Window& window,
                 Arena& scratch)
        : scratch_(scratch),
          before_(before),
          now_(now),
          edit_(edit),
          window_(window),
          line_shift_(now.line_count - before.line_count) {}

    bool read() {
        if (!copy_lines()) return false;
        shape_ = std::make_shared<const BlockTree>(BlockTree::build(lines_));
        reading_ = shape_;
        scratch_.clear();
        layout::UnitPass pass(text_, lines_, scratch_);
        pass.run(*shape_, {}, units_);
        if (pass.damaged()) {
            const std::vector<layout::EntryFacts> facts(pass.facts().begin(), pass.facts().end());
            const layout::Reading reading =
                layout::read_tree(shape_, facts, layout::LineTexts(text_, lines_));
            if (reading.tree != shape_) {
                reading_ = reading.tree;
                pass.run(*reading_, reading.moves, units_);
            }
        }
        return closed_in(pass);
    }

    // Puts what was read into `tree`, which has the text after the edit.
    void place(Tree& tree, DocumentChange& change) {
        keep_same_units();
        const BlockTree& old_shape = *before_.shape;
        const bool same_shape = line_shift_ == 0 && equals(*shape_, old_shape);
        const bool same_reading =
            same_shape && (before_.reading == before_.shape ? reading_ == shape_
                                                            : equals(*reading_, *before_.reading));
        change.shape_changed = !same_reading || !same_shape;
        if (!same_shape) tree.shape = spliced(old_shape, *shape_);
        if (!same_reading) {
            tree.reading = before_.reading == before_.shape && reading_ == shape_
                               ? tree.shape
                               : spliced(*before_.reading, *reading_);
            // Where the last moved line has become sound, the reading is the shape again.
            if (tree.reading != tree.shape && same_blocks(*reading_, *shape_) &&
                same_blocks(*tree.reading, *tree.shape)) {
                tree.reading = tree.shape;
            }
        }
        document::place_units(tree, window_.first_line, units_, copy_new_units());
        for (BlockId block = 0; block < reading_->size(); ++block) {
            const std::uint32_t line = (*reading_)[block].line;
            if (reading_->is_head(block) && units_[line] != nullptr && is_new_[line]) {
                change.changed.push_back(window_.first + block);
            }
        }
    }

private:
    // The window's lines as a text of its own, standing at the left edge. False if one stands
    // further left than the window's statements should.
    bool copy_lines() {
        const std::uint32_t end = window_.end_line + line_shift_;
        for (std::uint32_t line = window_.first_line; line < end; ++line) {
            const LineToken& token = now_.line_token(line);
            const std::string_view content = now_.line_text(line);
            LineToken copy = token;
            copy.begin = static_cast<std::uint32_t>(text_.size());
            copy.lead_at = copy.begin + (token.lead_at - token.begin);
            copy.end = copy.begin + static_cast<std::uint32_t>(content.size());
            if (is_structural(token.lead())) {
                if (token.column < window_.column) return false;
                copy.column = (token.column - window_.column) & 0x7ffffff;
            }
            lines_.push_back(copy);
            text_ += content;
            text_ += '\n';
        }
        return true;
    }

    // Whether a unit's findings reach beyond its own line and block.
    static bool reaches_out(const Unit* unit) {
        if (unit == nullptr) return false;
        for (const UnitDiagnostic& finding : unit->diagnostics()) {
            if (finding.code == Code::ColumnTooDeep || finding.code == Code::ColumnTooShallow) {
                return true;
            }
        }
        return false;
    }

    bool closed_in(const layout::UnitPass& pass) const {
        const bool whole_group = window_.from_start && window_.to_end;
        BlockId last = no_block;
        for (BlockId head = shape_->first_child(no_block); head != no_block;
             head = shape_->next_sibling(head)) {
            if (!whole_group && reaches_out(units_[(*shape_)[head].line])) return false;
            // With nothing open in the window, a `\` continues the header itself.
            if (window_.parent != no_block && is_continuation((*shape_)[head].lead())) return false;
            last = head;
        }
        if (last == no_block) return false;
        if (!whole_group) {
            for (BlockId head = window_.first; head < window_.end;
                 head = before_.shape->node_end(head)) {
                if (reaches_out(before_.unit(head))) return false;
            }
        }
        if (window_.left_edge && !sound_edge(0, window_.first)) return false;
        if (window_.right_edge) {
            BlockId edge = window_.end - 1;
            for (;;) {
                edge = before_.shape->head(edge);
                const BlockId previous = (*before_.shape)[edge].previous;
                if (previous == window_.parent) break;
                edge = previous;
            }
            if ((*before_.shape)[edge].line + line_shift_ !=
                (*shape_)[last].line + window_.first_line) {
                return false;
            }
            if (!sound_edge(last, edge)) return false;
        }
        const bool at_end = window_.end == before_.shape->size();
        for (const BlockId head : pass.incomplete()) {
            if (!at_end && reading_->node_end(head) == reading_->size()) return false;
        }
        if (window_.column > 0) {
            for (const Unit* unit : units_) {
                if (unit == nullptr) continue;
                for (const UnitDiagnostic& finding : unit->diagnostics()) {
                    if (finding.fix == Fix::IndentTo) return false;  // counts from the left edge
                }
            }
        }
        return window_.parent == no_block || block_stands();
    }

    // The untouched sibling at an edge reads as it did.
    bool sound_edge(BlockId now, BlockId then) const {
        const Unit* unit = units_[(*shape_)[now].line];
        return unit != nullptr && same_unit(unit, before_.unit(then)) &&
               (*reading_)[now].previous == no_block && !(*reading_)[now].continues;
    }

    // What the parent's unit depends on: the block that it opens stands as long as one statement
    // stands in its column, whatever else is among its children.
    bool block_stands() const {
        const auto fits = [](const BlockEntry& entry, std::uint32_t column) {
            return entry.lead() == Lead::Instr && entry.column == column;
        };
        for (BlockId head = reading_->first_child(no_block); head != no_block;
             head = reading_->next_sibling(head)) {
            if (fits((*reading_)[head], 0)) return true;
        }
        const BlockTree& reading = *before_.reading;
        for (BlockId head = reading.first_child(window_.parent); head != no_block;
             head = reading.next_sibling(head)) {
            const bool inside = head >= window_.first && head < window_.end;
            if (!inside && fits(reading[head], window_.column)) return true;
        }
        return false;
    }

    // Units of untouched lines that came out the same stay the same objects.
    void keep_same_units() {
        is_new_.assign(units_.size(), true);
        const std::uint32_t edit_end = edit_.first + static_cast<std::uint32_t>(edit_.lines.size());
        for (BlockId block = 0; block < reading_->size(); ++block) {
            if (!reading_->is_head(block)) continue;
            bool touched = false;
            for (BlockId segment = block; segment != no_block;
                 segment = reading_->next_segment(segment)) {
                const std::uint32_t line = (*reading_)[segment].line + window_.first_line;
                touched = touched || (line >= edit_.first && line < edit_end);
            }
            if (touched) continue;
            const std::uint32_t index = (*reading_)[block].line;
            const Unit* kept = unit_in(now_, index + window_.first_line);
            if (same_unit(kept, units_[index])) {
                units_[index] = kept;
                is_new_[index] = false;
            }
        }
    }

    // Takes the new units out of the scratch memory, into an arena of their size.
    std::shared_ptr<const Arena> copy_new_units() {
        std::size_t bytes = 0;
        for (std::size_t index = 0; index < units_.size(); ++index) {
            if (units_[index] != nullptr && is_new_[index]) bytes += units_[index]->bytes() + 8;
        }
        const auto arena = std::make_shared<Arena>(bytes);
        for (std::size_t index = 0; index < units_.size(); ++index) {
            if (units_[index] == nullptr || !is_new_[index]) continue;
            const std::size_t size = units_[index]->bytes();
            void* const copy = arena->allocate(size);
            std::memcpy(copy, units_[index], size);
            units_[index] = static_cast<const Unit*>(copy);
        }
        return arena;
    }

    static const Unit* unit_in(const Tree& tree, std::uint32_t line) {
        const std::uint32_t chunk = tree.chunk_of(line);
        return tree.chunks[chunk]->units[line - tree.chunk_first_line[chunk]];
    }

    BlockEntry in_file(BlockEntry entry) const {
        entry.line += window_.first_line;
        entry.previous =
            entry.previous == no_block ? window_.parent : entry.previous + window_.first;
        entry.end += window_.first;
        entry.column = (entry.column + window_.column) & 0x7ffffff;
        return entry;
    }

    bool equals(const BlockTree& part, const BlockTree& whole) const {
        if (part.size() != window_.end - window_.first) return false;
        for (BlockId block = 0; block < part.size(); ++block) {
            if (!same_entry(in_file(part[block]), whole[window_.first + block])) return false;
        }
        return true;
    }

    std::shared_ptr<const BlockTree> spliced(const BlockTree& whole, const BlockTree& part) const {
        const BlockId shift = part.size() - (window_.end - window_.first);
        const std::span<const BlockEntry> old = whole.entries();
        std::vector<BlockEntry> entries;
        entries.reserve(static_cast<BlockId>(old.size() + shift));
        entries.assign(old.begin(), old.begin() + window_.first);
        // Of what stands before the window, only what is around it reaches behind it.
        for (BlockId around = window_.parent; around != no_block;
             around = entries[around].previous) {
            if (entries[around].end >= window_.end) entries[around].end += shift;
        }
        for (const BlockEntry& entry : part.entries()) entries.push_back(in_file(entry));
        const std::size_t behind = entries.size();
        entries.insert(entries.end(), old.begin() + window_.end, old.end());
        const bool as_they_were = shift == 0 && line_shift_ == 0;
        for (std::size_t block = behind; block < entries.size() && !as_they_were; ++block) {
            BlockEntry& entry = entries[block];
            entry.line += line_shift_;
            entry.end += shift;
            const bool inside = entry.previous != no_block && entry.previous >= window_.end;
            entry.previous += inside ? shift : 0;
        }
        // The window's nodes are whole, so no node becomes longer by being put there.
        return std::make_shared<const BlockTree>(BlockTree::from_entries(
            std::move(entries), whole.has_long_nodes() || part.has_long_nodes()));
    }

    Arena& scratch_;
    const Tree& before_;
    const Tree& now_;
    const LineEdit& edit_;
    const Window& window_;
    const std::uint32_t line_shift_;  // modulo 2^32: lines may become fewer
    std::string text_;
    std::vector<LineToken> lines_;
    std::vector<const Unit*> units_;
    std::vector<bool> is_new_;
    std::shared_ptr<const BlockTree> shape_;
    std::shared_ptr<const BlockTree> reading_;
};

bool starts_with_mark(const Tree& tree) {
    return tree.line_count > 0 && tree.line_text(0).starts_with("\xef\xbb\xbf");
}

// More memory than this is not kept from one edit to the next.
constexpr std::size_t most_scratch = std::size_t{1} << 20;

// Windows larger than this part of a large text are no gain over reading all of it.
bool pays(const Window& window, const Tree& tree) {
    return window.end > window.first &&
           (tree.line_count < 512 || window.end_line - window.first_line < tree.line_count / 2);
}

}  // namespace

Document::Document(std::string text, Layout layout)
    : tree_(std::make_shared<const Tree>(parse(std::move(text), layout))) {}

DocumentChange Document::apply(const DocumentEdit& edit) {
    const LineEdit lines = document::line_edit(*tree_, edit);
    DocumentChange change{lines.first,
                          lines.old_end - lines.first,
                          static_cast<std::uint32_t>(lines.lines.size()),
                          false,
                          false,
                          {}};
    if (change.old_lines == 0 && change.new_lines == 0) return change;
    auto now = std::make_shared<Tree>(*tree_);
    document::replace_lines(*now, lines);
    // A byte order mark is one only at the very beginning, so lines before it change what it is.
    const bool mark_moves =
        lines.first == 0 && (starts_with_mark(*tree_) || starts_with_mark(*now));
    if (now->layout == Layout::Pilcrow && !mark_moves) {
        for (std::size_t level = 0;; ++level) {
            const std::optional<Window> window = document::find_window(*tree_, lines, level);
            if (!window || !pays(*window, *tree_)) break;
            WindowReader reader(*tree_, *now, lines, *window, scratch_);
            if (!reader.read()) continue;
            reader.place(*now, change);
            if (scratch_.capacity() > most_scratch) scratch_ = Arena();
            tree_ = std::move(now);
            return change;
        }
    }
    change.whole = change.shape_changed = true;
    tree_ = std::make_shared<const Tree>(parse(now->text(), now->layout));
    return change;
}

bool same_tree(const Tree& a, const Tree& b) {
    if (a.layout != b.layout || a.line_count != b.line_count || a.text() != b.text()) return false;
    if (!same_blocks(*a.shape, *b.shape) || !same_blocks(*a.reading, *b.reading)) return false;
    for (BlockId block = 0; block < a.reading->size(); ++block) {
        if (a.reading->is_head(block) && !same_unit(a.unit(block), b.unit(block))) return false;
    }
    return true;
}

}  // namespace pilcrow
