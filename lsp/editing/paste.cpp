// Pasting: text from elsewhere, laid out for the place where it comes to stand.
#include "lsp/editing/checked.h"
#include "lsp/editing/content.h"
#include "lsp/editing/line_break.h"
#include "lsp/editing/nodes.h"
#include "lsp/editing/pasted_text.h"
#include "lsp/editing/places.h"
#include "lsp/editing/rewrite.h"
#include "lsp/editing/structure.h"
#include "lsp/editing/text_change.h"

#include <algorithm>
#include <string>
#include <utility>

namespace pilcrow::lsp {

using namespace editing;

namespace {

std::uint32_t size_of(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t") == std::string_view::npos;
}

class Paste {
public:
    Paste(const Lines& lines, Position at, std::string_view text)
        : lines_(lines),
          at_(at),
          line_(lines.text(at.line)),
          pasted_(lines_of_text(text)),
          ends_line_(text.ends_with('\n') || text.ends_with('\r')) {}

    StructureAnswer answer() const;

private:
    StructureAnswer in_literal(std::uint32_t column) const;
    StructureAnswer in_comment() const;
    StructureAnswer in_string(const Content& content, std::uint32_t string) const;
    StructureAnswer at_place(const Place& place, std::uint32_t first, std::uint32_t count) const;
    StructureAnswer on_empty_line() const;
    Role role_of(BlockId group) const;

    // The pasted lines between what stands before the cursor and behind it.
    StructureAnswer inserted(std::vector<std::string> written) const {
        const Position cursor{at_.line + static_cast<std::uint32_t>(written.size()) - 1,
                              size_of(written.back())};
        written.back() += line_.substr(at_.byte);
        return edit_of(lines_, {{at_.line, 1, std::move(written)}}, cursor);
    }

    const Lines& lines_;
    Position at_;
    std::string_view line_;
    std::vector<std::string> pasted_;
    bool ends_line_;
};

// In a literal every line gets its `"`.
StructureAnswer Paste::in_literal(std::uint32_t column) const {
    if (pasted_.size() < 2 && !ends_line_) return {};
    std::vector<std::string> written = as_literal_text(pasted_);
    // A last line end parts what follows, if anything does.
    if (ends_line_ && at_.byte < line_.size()) written.emplace_back();
    written.front().insert(0, line_.substr(0, at_.byte));
    for (std::size_t i = 1; i < written.size(); ++i) {
        written[i] = NewLine{column, LineKind::Literal, std::move(written[i])}.text();
    }
    return inserted(std::move(written));
}

StructureAnswer Paste::in_comment() const {
    if (pasted_.size() < 2) return {};
    std::vector<std::string> written;
    const std::string indentation(lines_.column(at_.line), ' ');
    for (const std::string& line : pasted_) {
        const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
        std::string text = line.substr(begin);
        if (written.empty()) {
            written.push_back(std::string(line_.substr(0, at_.byte)) + text);
        } else if (text.empty()) {
            written.push_back(indentation + '#');
        } else {
            written.push_back(indentation + (text[0] == '#' ? "" : "# ") + text);
        }
    }
    return inserted(std::move(written));
}

// A string on one line holds several as escapes: its value is what was pasted.
StructureAnswer Paste::in_string(const Content& content, std::uint32_t string) const {
    const std::uint8_t flags = content[string].flags;
    if (pasted_.size() < 2 || (flags & string_raw) != 0) return {};
    const char quote = (flags & string_single_quote) != 0 ? '\'' : '"';
    std::string written(line_.substr(0, at_.byte));
    for (std::size_t i = 0; i < pasted_.size(); ++i) {
        if (i > 0) written += "\\n";
        for (const char c : pasted_[i]) {
            if (c == '\\' || c == quote) written += '\\';
            if ((flags & string_f) != 0 && (c == '{' || c == '}')) written += c;
            written += c;
        }
    }
    if (ends_line_) written += "\\n";
    return inserted({std::move(written)});
}

Role Paste::role_of(BlockId group) const {
    if (group == no_block) return Role::Statement;
    const Tree& tree = lines_.tree();
    const BlockId read = tree.reading->at_line(lines_.line_of(group));
    if (read == no_block) return Role::Unknown;
    const Unit* unit = tree.unit(tree.reading->head(read));
    const std::uint32_t index = tree.reading->segment_index(read);
    return unit != nullptr && index < unit->segment_count ? unit->segments()[index].role
                                                          : Role::Unknown;
}

// As members of a group, in place of `count` lines.
StructureAnswer Paste::at_place(const Place& place, std::uint32_t first,
                                std::uint32_t count) const {
    std::vector<std::string> written;
    switch (place.line.kind) {
    case LineKind::Item: written = as_items(pasted_, role_of(place.group)); break;
    case LineKind::Statement: written = as_statements(pasted_); break;
    case LineKind::Literal:
        written = as_literal_text(pasted_);
        for (std::string& line : written) line.insert(0, 1, '"');
        break;
    default: return {};
    }
    if (written.empty()) return {};
    move_right(written, place.line.column);
    const Position cursor{first + static_cast<std::uint32_t>(written.size()) - 1,
                          size_of(written.back())};
    return edit_of(lines_, {{first, count, std::move(written)}}, cursor);
}

StructureAnswer Paste::on_empty_line() const {
    const bool blank = lines_.kind(at_.line) == LineKind::Blank;
    const std::uint32_t column = blank ? size_of(line_) : lines_.column(at_.line);
    // What the text is says which of the places it takes; of several, that of the cursor's column,
    // or the next outer one.
    const Lead lead = lead_of(pasted_);
    const std::vector<Place> places = places_at(lines_, at_.line);
    const auto fits = [&](const Place& place) {
        if (!blank && place.line.column == column) return true;
        if (lead == Lead::Item) return place.line.kind == LineKind::Item;
        if (place.line.kind == LineKind::Literal) return place.line.column == column;
        if (place.line.kind == LineKind::Item) return place.line.column == column;
        return place.line.kind == LineKind::Statement;
    };
    const Place* chosen = nullptr;
    for (const Place& place : places) {
        if (fits(place) && (chosen == nullptr || place.line.column <= column)) chosen = &place;
    }
    if (chosen == nullptr) return {};
    if (pasted_.size() < 2 && !ends_line_ && chosen->line.kind != LineKind::Item) return {};
    if (pasted_.size() < 2 && !ends_line_ && lead != Lead::Item &&
        as_items(pasted_, Role::Unknown) == std::vector<std::string>{", " + pasted_.front()}) {
        return {};
    }
    return at_place(*chosen, at_.line, 1);
}

StructureAnswer Paste::answer() const {
    if (pasted_.empty()) return {};
    const LineKind kind = lines_.kind(at_.line);
    const bool before = at_.byte <= lines_.lead_at(at_.line);
    if (kind == LineKind::Blank) return on_empty_line();
    if (before) {
        // Whole lines, above this one.
        const BlockId block = lines_.block(at_.line);
        if (!ends_line_ || block == no_block || !lines_.shape().is_head(block)) return {};
        Place place = empty_place(lines_, lines_.shape().parent(block));
        place.line.column = lines_.column(at_.line);
        place.line.kind = node_kind(lines_, block);
        StructureAnswer above = at_place(place, at_.line, 0);
        if (above) {
            const std::uint32_t line = above->selection.begin.line + 1;
            above->selection = {{line, at_.byte}, {line, at_.byte}};
        }
        return above;
    }
    if (kind == LineKind::Literal) return in_literal(lines_.column(at_.line));
    if (kind == LineKind::Comment) return in_comment();
    if (is_empty_delimiter(lines_, at_.line) && kind == LineKind::Item) return on_empty_line();

    const std::uint32_t begin = lines_.content_at(at_.line);
    const Content content{std::string(line_.substr(begin))};
    const std::uint32_t at = at_.byte < begin ? 0 : at_.byte - begin;
    const BlockId block = lines_.block(at_.line);
    const BlockId head = lines_.shape().head(block);
    for (std::uint32_t i = 0; i < content.size(); ++i) {
        const Atom& atom = content[i];
        if (!atom.is(TokenKind::String) || content.field_end(i, at)) continue;
        const Span body = body_of(content, atom);
        if (at < body.begin || at > body.end) continue;
        const bool open = (atom.flags & string_open) != 0;
        if ((atom.flags & string_triple) != 0) {
            return open ? in_literal(lines_.shape()[head].column + 4) : StructureAnswer{};
        }
        if (!open) return in_string(content, i);
    }
    // Items behind an item.
    const bool behind = is_blank(line_.substr(at_.byte)) && head == block;
    if (behind && kind == LineKind::Item && lead_of(pasted_) == Lead::Item) {
        Place place = empty_place(lines_, lines_.shape().parent(head));
        place.line.column = lines_.column(at_.line);
        return at_place(place, lines_of(lines_, head).end, 0);
    }
    return {};
}

}  // namespace

StructureAnswer paste(const Tree& tree, Range selection, std::string_view text) {
    if (tree.layout != Layout::Pilcrow) return {};
    const Lines lines(tree);
    const Position begin = lines.clamped(std::min(selection.begin, selection.end));
    const Position end = lines.clamped(std::max(selection.begin, selection.end));
    if (begin != end) {
        return after_deleting(lines, {begin, end}, [&](const Tree& shorter, Position cursor) {
            return paste(shorter, {cursor, cursor}, text);
        });
    }
    return checked(lines, Paste(lines, begin, text).answer());
}

}  // namespace pilcrow::lsp
