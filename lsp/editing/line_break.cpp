#include "lsp/editing/line_break.h"

#include "lsp/editing/seam.h"

#include <algorithm>
#include <utility>

namespace pilcrow::lsp::editing {
namespace {

constexpr std::uint32_t level_width = 4;

std::uint32_t size_of(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

bool only_closers(std::string_view text) {
    return text.find_first_not_of(" \t)]}") == std::string_view::npos;
}

NewLine line_of(LineKind kind, std::uint32_t column, std::string_view content) {
    return {column, kind, std::string(content)};
}

class Breaker {
public:
    Breaker(const Content& content, const BreakContext& context)
        : content_(content), context_(context) {}

    BrokenContent result;

    void literal(std::uint32_t string, std::uint32_t at);
    // The elements of a bracket as items; the one at `at` is broken there.
    void hang(std::uint32_t opener, std::uint32_t at, bool in_string);
    // … or only the bracket that opens at byte `innermost` hangs, in one of them or itself.
    void split(std::uint32_t opener, std::uint32_t innermost, std::uint32_t at);
    void seam(std::uint32_t at, bool in_string);
    std::uint32_t bracket_to_hang(std::uint32_t innermost) const;

private:
    void add(NewLine line) { result.lines.push_back(std::move(line)); }
    void cursor_here(std::uint32_t at = 0) {
        result.cursor_line = static_cast<std::uint32_t>(result.lines.size()) - 1;
        result.cursor = at;
    }
    std::string_view comment() const {
        return trimmed(content_.text().substr(content_.comment_at()));
    }
    void add_broken(BrokenContent inner);
    void begin_items(std::uint32_t opener);
    void end_items(std::uint32_t opener);
    std::string first_line(std::uint32_t end) const;
    void tail(std::uint32_t from, bool with_comment);
    bool comma_makes_tuple(std::uint32_t opener) const;

    const Content& content_;
    const BreakContext& context_;
    const BreakContext item_{LineKind::Item, context_.column + level_width,
                             context_.column + level_width + 2, context_.hangs};
    std::vector<std::string> elements_;  // of the bracket that hangs, as they are written
};

std::string Breaker::first_line(std::uint32_t end) const {
    std::string line(content_.text({0, end}));
    if (!comment().empty()) (line += "  ") += comment();
    return line;
}

// What stands behind a bracket or literal that now hangs.
void Breaker::tail(std::uint32_t from, bool with_comment) {
    std::string rest(trimmed(content_.text({from, std::max(from, content_.code_end())})));
    // The node's end closes what is open, but not before a `\` that goes on.
    if (only_closers(rest) && !context_.goes_on) rest.clear();
    const bool note = with_comment && !comment().empty();
    if (rest.empty() && !note) return;
    if (note) rest += "  " + std::string(comment());
    add(line_of(LineKind::Continue, context_.content_column, rest));
}

// The literal that `string` is, or becomes, with a line that begins at the cursor.
void Breaker::literal(std::uint32_t string, std::uint32_t at) {
    const Atom& atom = content_[string];
    const Span body = body_of(content_, atom);
    at = std::clamp(at, body.begin, body.end);
    if (const auto end = content_.field_end(string, at)) at = std::min(*end, body.end);
    if ((atom.flags & string_raw) == 0) {
        // Not between a backslash and what it escapes.
        std::uint32_t backslashes = 0;
        while (at - backslashes > body.begin && content_.text()[at - backslashes - 1] == '\\') {
            ++backslashes;
        }
        at -= backslashes % 2;
    }
    add(line_of(context_.node, context_.column, content_.text({0, at})));
    add(line_of(LineKind::Literal, context_.column + level_width, content_.text({at, body.end})));
    cursor_here();
    if ((atom.flags & string_open) == 0) tail(atom.end, true);
}

// A comma behind the only element that makes it a tuple.
bool Breaker::comma_makes_tuple(std::uint32_t opener) const {
    const std::vector<std::uint32_t> commas = content_.commas(opener);
    if (commas.size() != 1 || content_.elements(opener).size() != 1) return false;
    const bool behind_operand = opener > 0 && ends_operand(content_[opener - 1]);
    if (content_[opener].is(TokenKind::LeftBracket)) return behind_operand;
    if (!content_[opener].is(TokenKind::LeftParen) || behind_operand) return false;
    return opener == 0 || !(content_[opener - 1].is(TokenKind::KwImport) ||
                            content_[opener - 1].is(TokenKind::KwWith));
}

void Breaker::begin_items(std::uint32_t opener) {
    add(line_of(context_.node, context_.column, first_line(content_[opener].end)));
    for (const Span& span : content_.elements(opener)) {
        elements_.emplace_back(content_.text(span));
        if (comma_makes_tuple(opener)) elements_.back() += ',';
    }
}

void Breaker::add_broken(BrokenContent inner) {
    result.cursor_line = static_cast<std::uint32_t>(result.lines.size()) + inner.cursor_line;
    result.cursor = inner.cursor;
    std::move(inner.lines.begin(), inner.lines.end(), std::back_inserter(result.lines));
}

void Breaker::end_items(std::uint32_t opener) {
    if (content_[opener].partner != no_atom) {
        tail(content_[content_[opener].partner].end, false);
    } else {
        // What hung at the line's end hangs at its last element's now.
        result.shift += level_width;
        result.takes_segments = true;
    }
}

void Breaker::hang(std::uint32_t opener, std::uint32_t at, bool in_string) {
    begin_items(opener);
    const std::vector<Span> elements = content_.elements(opener);
    bool placed = false;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const Span& span = elements[i];
        if (placed || at > span.end || (at == span.end && at > span.begin)) {
            add(line_of(LineKind::Item, item_.column, elements_[i]));
            continue;
        }
        placed = true;
        if (at <= span.begin) {
            add(line_of(LineKind::Item, item_.column, elements_[i]));
            cursor_here();
            continue;
        }
        BrokenContent inner = break_content(elements_[i], at - span.begin, item_, in_string);
        const bool hung = i + 1 == elements.size() && content_[opener].partner == no_atom;
        if (hung) result.shift = inner.shift;
        add_broken(std::move(inner));
    }
    if (!placed) {
        add(line_of(LineKind::Item, item_.column, {}));
        cursor_here();
    }
    end_items(opener);
}

void Breaker::split(std::uint32_t opener, std::uint32_t innermost, std::uint32_t at) {
    begin_items(opener);
    bool placed = at < content_[opener].end;
    result.cursor = std::min(at, content_[opener].end);
    const std::vector<Span> elements = content_.elements(opener);
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const Span& span = elements[i];
        if (content_[opener].begin < innermost && span.begin <= innermost && innermost < span.end) {
            add_broken(split_content(elements_[i], innermost - span.begin,
                                     std::clamp(at, span.begin, span.end) - span.begin, item_));
            placed = true;
            continue;
        }
        add(line_of(LineKind::Item, item_.column, elements_[i]));
        if (!placed && at <= span.end) {
            cursor_here(at - std::min(at, span.begin));
            placed = true;
        }
    }
    end_items(opener);
    if (placed) return;
    // Behind the bracket: as far from the end as before.
    const std::uint32_t length = size_of(result.lines.back().content);
    cursor_here(length - std::min(length, content_.code_end() - std::min(at, content_.code_end())));
}

// The bracket that must hang where one does, so that no bracket which is left open on its line has
// elements behind one that hangs.
std::uint32_t Breaker::bracket_to_hang(std::uint32_t innermost) const {
    std::uint32_t chosen = innermost;
    for (std::uint32_t inner = innermost; inner != no_atom;) {
        const std::uint32_t outer = content_[inner].around;
        if (outer == no_atom) break;
        const std::uint32_t closer = content_[inner].partner;
        for (const std::uint32_t comma : content_.commas(outer)) {
            if (closer != no_atom && comma > closer) chosen = outer;
        }
        inner = outer;
    }
    return chosen;
}

void Breaker::seam(std::uint32_t at, bool in_string) {
    const Seam seam = seam_at(content_, at, context_.node, in_string || context_.is_bound);
    std::string_view code = content_.text({0, content_.code_end()});
    std::string before(trimmed(code.substr(0, seam.before_end)));
    // White space in front of the content is the line's own.
    before.insert(0, code.substr(0, std::min(code.find_first_not_of(" \t"), code.size())));
    std::string behind(trimmed(code.substr(std::min<std::size_t>(seam.behind_begin, code.size()))));
    // An operator that waits for its operand; the cursor is where that comes.
    if (at >= content_.code_end() && seam.cursor > 0 && !behind.ends_with('.')) behind += ' ';
    const std::uint32_t cursor = std::min(seam.cursor + 1, size_of(behind));
    if (!comment().empty()) (behind += "  ") += comment();
    add(line_of(context_.node, context_.column, before));
    switch (seam.kind) {
    case SeamKind::GoesOn: add(line_of(LineKind::Continue, context_.content_column, behind)); break;
    case SeamKind::Sibling: add(line_of(context_.node, context_.column, behind)); break;
    case SeamKind::Suite:
        add(line_of(LineKind::Statement, context_.column + level_width, behind));
        if (context_.hangs) result.shift = level_width;
        break;
    }
    cursor_here(at >= content_.code_end() ? cursor : seam.cursor);
}

}  // namespace

std::uint32_t outside_quotes(const Content& content, std::uint32_t at) {
    const std::uint32_t around = content.atom_around(at);
    if (around == no_atom || !content[around].is(TokenKind::String)) return at;
    const Atom& string = content[around];
    const Span body = body_of(content, string);
    if ((string.flags & string_triple) != 0) {
        return at < body.begin ? string.begin : at > body.end ? string.end : at;
    }
    if (const auto end = content.field_end(around, at)) at = *end;
    return at <= body.begin ? string.begin : at >= body.end ? string.end : at;
}

BrokenContent break_content(const std::string& text, std::uint32_t at, const BreakContext& context,
                            bool in_string) {
    Content content(text);
    at = outside_quotes(content, at);
    const std::uint32_t around = content.atom_around(at);
    if (around != no_atom && content[around].is(TokenKind::String)) {
        if ((content[around].flags & string_triple) != 0) {
            Breaker breaker(content, context);
            breaker.literal(around, at);
            return breaker.result;
        }
        // Two strings that stand side by side are one.
        const std::string opening(opening_of(content, content[around]));
        const std::string closing(1, opening.back());
        content = Content(text.substr(0, at) + closing + ' ' + opening + text.substr(at));
        at += 2;
        in_string = true;
    }
    Breaker breaker(content, context);
    if (const std::uint32_t bracket = content.bracket_around(at); bracket != no_atom) {
        breaker.hang(breaker.bracket_to_hang(bracket), at, in_string);
    } else {
        breaker.seam(at, in_string);
        // In a string, behind the quotes that the second half got.
        if (in_string) {
            breaker.result.cursor = size_of(opening_of(content, content[content.atom_behind(at)]));
        }
    }
    return breaker.result;
}

BrokenContent split_content(const std::string& text, std::uint32_t opener, std::uint32_t at,
                            const BreakContext& context) {
    const Content content(text);
    Breaker breaker(content, context);
    breaker.split(breaker.bracket_to_hang(content.atom_behind(opener)), opener, at);
    return breaker.result;
}

}  // namespace pilcrow::lsp::editing
