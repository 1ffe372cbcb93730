#include "lsp/editing/checked.h"
#include "lsp/editing/content.h"
#include "lsp/editing/line_break.h"
#include "lsp/editing/nodes.h"
#include "lsp/editing/places.h"
#include "lsp/editing/rewrite.h"
#include "lsp/editing/stepping_out.h"
#include "lsp/editing/structure.h"
#include "lsp/editing/text_change.h"

#include <algorithm>

namespace pilcrow::lsp {

using namespace editing;

namespace {

class Enter {
public:
    Enter(const Lines& lines, Position at) : lines_(lines), at_(at), text_(lines.text(at.line)) {}

    StructureAnswer answer() const;

private:
    StructureAnswer above(std::string line) const;
    StructureAnswer blank() const;
    StructureAnswer comment() const;
    StructureAnswer literal() const;
    StructureAnswer node() const;
    StructureAnswer behind_node() const;
    bool lacks_only_colon(const Content& content) const;
    StructureAnswer trailing_comment(std::uint32_t comment_at) const;
    StructureAnswer broken(std::uint32_t at) const;
    NewLine next_line() const;

    StructureAnswer line_below(const NewLine& line, std::string here) const {
        return edit_of(lines_, {{at_.line, 1, {std::move(here), line.text()}}},
                       {at_.line + 1, line.content_at()});
    }
    StructureAnswer line_below(const NewLine& line) const {
        return line_below(line, std::string(text_));
    }

    const Lines& lines_;
    Position at_;
    std::string_view text_;
};

// A line above, the cursor staying where it is in its own.
StructureAnswer Enter::above(std::string line) const {
    return edit_of(lines_, {{at_.line, 1, {std::move(line), std::string(text_)}}},
                   {at_.line + 1, at_.byte});
}

StructureAnswer Enter::answer() const {
    const LineKind kind = lines_.kind(at_.line);
    if (kind == LineKind::Blank) return blank();
    if (at_.byte <= lines_.lead_at(at_.line)) {
        if (kind == LineKind::Literal) {
            return above(NewLine{lines_.column(at_.line), kind, {}}.text());
        }
        return above({});
    }
    if (kind == LineKind::Comment) return comment();
    if (kind == LineKind::Literal) return literal();
    return node();
}

// White space is not left behind; the cursor keeps its column.
StructureAnswer Enter::blank() const {
    const std::string rest(text_.substr(at_.byte));
    return edit_of(lines_, {{at_.line, 1, {std::string(), std::string(at_.byte, ' ') + rest}}},
                   {at_.line + 1, at_.byte});
}

StructureAnswer Enter::comment() const {
    const std::uint32_t column = lines_.column(at_.line);
    const std::string_view mark = text_.substr(lines_.lead_at(at_.line));
    if (at_.line == 0 && mark.starts_with("#!")) return {};
    if (mark.find_first_not_of("# \t") == std::string_view::npos) {
        // An empty one ends the comment.
        return edit_of(lines_, {{at_.line, 1, {std::string(column, ' ')}}}, {at_.line, column});
    }
    std::string before(text_.substr(0, at_.byte));
    std::string rest(text_.substr(at_.byte));
    before.erase(before.find_last_not_of(" \t") + 1);
    rest.erase(0, std::min(rest.find_first_not_of(" \t"), rest.size()));
    // `##` and `#:` go on as they began.
    std::size_t marks = mark.find_first_not_of('#');
    if (marks != std::string_view::npos && (mark[marks] == ':' || mark[marks] == '!')) ++marks;
    const std::string next = std::string(column, ' ') + std::string(mark.substr(0, marks)) + ' ';
    return edit_of(lines_, {{at_.line, 1, {before, next + rest}}},
                   {at_.line + 1, static_cast<std::uint32_t>(next.size())});
}

StructureAnswer Enter::literal() const {
    const std::uint32_t column = lines_.column(at_.line);
    // Two empty lines at the end of a literal: its writer is done with it.
    if (lines_.content(at_.line).empty() && at_.line > 0 &&
        lines_.kind(at_.line - 1) == LineKind::Literal && lines_.content(at_.line - 1).empty()) {
        const BlockId below = lines_.block_behind(at_.line);
        const bool last =
            below == no_block || lines_.kind(lines_.line_of(below)) != LineKind::Literal;
        if (last) return step_out(lines_, at_.line, 1);
    }
    std::uint32_t at = at_.byte;
    // A replacement field ends on its line.
    const BlockId read = lines_.tree().reading->at_line(at_.line);
    const Unit* unit = read == no_block ? nullptr : lines_.tree().unit(read);
    if (unit != nullptr && unit->role == Role::FLiteralLine) {
        const std::uint32_t lead = lines_.lead_at(at_.line);
        int depth = 0;
        for (const Token& token : unit->tokens()) {
            if (token.begin + lead >= at && depth == 0) break;
            if (token.kind == TokenKind::LeftBrace) ++depth;
            if (token.kind == TokenKind::RightBrace && depth > 0 && --depth == 0) {
                at = std::max(at, token.end + lead);
            }
        }
    }
    const NewLine line{column, LineKind::Literal, std::string(text_.substr(at))};
    return line_below(line, std::string(text_.substr(0, at)));
}

// What follows the line where nothing of it goes along.
NewLine Enter::next_line() const {
    const BlockTree& shape = lines_.shape();
    const BlockId block = lines_.block(at_.line);
    const BlockId head = shape.head(block);
    const LineKind kind = node_kind(lines_, head);
    if (const BlockId child = shape.first_child(block); child != no_block) {
        return {shape[child].column, node_kind(lines_, child), {}};
    }
    const Content content{std::string(lines_.content(at_.line))};
    const Opener opens = content.opens();
    const std::uint32_t column = shape[head].column + 4;
    if (opens == Opener::Literal) return {column, LineKind::Literal, {}};
    if (opens == Opener::Bracket) return {column, LineKind::Item, {}};
    if (opens == Opener::Block && kind == LineKind::Statement) {
        return {column, LineKind::Statement, {}};
    }
    if (shape.next_segment(block) != no_block) {
        return {content_column(lines_, head), LineKind::Continue, {}};
    }
    if (const auto group = group_read(lines_, head)) {
        const Place place = empty_place(lines_, *group);
        if (leaves_below(lines_, place, lines_.block_behind(at_.line))) return place.line;
    }
    if (kind == LineKind::Statement) {
        return {column_behind(lines_, head), LineKind::Statement, {}};
    }
    return {child_column(lines_, shape.parent(head)), kind, {}};
}

// A header that is whole but for the colon behind the line's code: its keyword says that it is one,
// the parser that nothing else is missing, and the colon would be no lambda's.
bool Enter::lacks_only_colon(const Content& content) const {
    if (lines_.shape().next_segment(lines_.block(at_.line)) != no_block) return false;
    const BlockId read = lines_.tree().reading->at_line(at_.line);
    if (read == no_block) return false;
    const BlockId head = lines_.tree().reading->head(read);
    const Unit* unit = lines_.tree().unit(head);
    if (unit == nullptr) return false;
    if (!lacks_colon(lines_, lines_.shape().head(lines_.block(at_.line)))) return false;
    const Position end{at_.line, lines_.content_at(at_.line) + content.code_end()};
    bool expected = false;
    for (const UnitDiagnostic& one : unit->diagnostics()) {
        if (info(one.code).severity != Severity::Error) continue;
        // (The latter where statements stand under it already.)
        const bool says_so = one.code == Code::ExpectedToken || one.code == Code::OpenerNotBlock;
        expected = says_so && one.token == TokenKind::Colon &&
                   lines_.tree().position(head, one.begin) == end;
        if (!expected) return false;
    }
    const std::string code(content.text().substr(0, content.code_end()));
    return expected && Content(code + ':').opens() == Opener::Block;
}

StructureAnswer Enter::behind_node() const {
    std::string here(text_);
    const Content written{std::string(lines_.content(at_.line))};
    if (lacks_only_colon(written)) {
        here.insert(lines_.content_at(at_.line) + written.code_end(), ":");
        here.erase(here.find_last_not_of(" \t") + 1);
        const BlockTree& shape = lines_.shape();
        const BlockId block = lines_.block(at_.line);
        const BlockId child = shape.first_child(block);
        const std::uint32_t column =
            child != no_block ? shape[child].column : shape[shape.head(block)].column + 4;
        return line_below({column, LineKind::Statement, {}}, std::move(here));
    }
    if (lines_.content(at_.line).find_first_not_of(" \t") != std::string_view::npos) {
        here.erase(here.find_last_not_of(" \t") + 1);
    }
    // Commas behind items are a habit that the layout has no need of.
    const BlockId block = lines_.block(at_.line);
    const BlockId read = lines_.tree().reading->at_line(at_.line);
    if (lines_.kind(at_.line) == LineKind::Item && read != no_block &&
        lines_.shape().next_segment(block) == no_block) {
        const Unit* unit = lines_.tree().unit(lines_.tree().reading->head(read));
        const bool tuples =
            unit != nullptr && (unit->role == Role::Grouping || unit->role == Role::Subscript ||
                                unit->role == Role::Pattern);
        const Content content{std::string(lines_.content(at_.line))};
        if (!tuples && content.size() > 1 && content.atoms().back().is(TokenKind::Comma)) {
            const std::uint32_t comma = content.atoms().back().begin;
            here.erase(lines_.content_at(at_.line) + comma, 1);
        }
    }
    return line_below(next_line(), std::move(here));
}

// In the comment behind a line's code: its rest becomes a comment of the line below.
StructureAnswer Enter::trailing_comment(std::uint32_t comment_at) const {
    std::string rest(text_.substr(std::max(at_.byte, comment_at + 1)));
    rest.erase(0, std::min(rest.find_first_not_of(" \t"), rest.size()));
    if (rest.empty()) return behind_node();
    std::string here(text_.substr(0, std::max(at_.byte, comment_at + 1)));
    here.erase(here.find_last_not_of(" \t") + 1);
    const std::string next = std::string(next_line().column, ' ') + "# ";
    return edit_of(lines_, {{at_.line, 1, {here, next + rest}}},
                   {at_.line + 1, static_cast<std::uint32_t>(next.size())});
}

StructureAnswer Enter::node() const {
    if (is_empty_delimiter(lines_, at_.line)) return step_out(lines_, at_.line);
    const std::uint32_t begin = lines_.content_at(at_.line);
    const Content content{std::string(text_.substr(begin))};
    const std::uint32_t at = outside_quotes(content, at_.byte < begin ? 0 : at_.byte - begin);
    if (at > content.comment_at()) return trailing_comment(begin + content.comment_at());
    if (content.size() == 0) return behind_node();
    // A header's colon only waits for the line's end: it is no text to break before.
    const bool before_colon = content.opens() == Opener::Block &&
                              at >= (content.size() > 1 ? content[content.size() - 2].end : 0);
    const bool open_string = content.atoms().back().is(TokenKind::String) &&
                             (content.atoms().back().flags & string_open) != 0;
    if ((at >= content.code_end() && !(open_string && at < content.text().size())) ||
        before_colon) {
        const bool alone = lines_.shape().first_child(lines_.block(at_.line)) == no_block;
        return content.is_unfinished() && alone ? broken(content.code_end()) : behind_node();
    }
    if (at <= content[0].begin) {
        // In front of the text: an empty node above, the cursor staying with the text.
        std::string above(text_.substr(0, begin));
        const bool item = lines_.kind(at_.line) == LineKind::Item;
        if (item) above += ' ';
        return edit_of(lines_, {{at_.line, 1, {above, std::string(text_)}}},
                       {at_.line + 1, begin + content[0].begin});
    }
    return broken(at);
}

StructureAnswer Enter::broken(std::uint32_t at) const {
    const BlockTree& shape = lines_.shape();
    const BlockId block = lines_.block(at_.line);
    const BlockId head = shape.head(block);
    const LineKind kind = node_kind(lines_, head);
    const std::uint32_t begin = lines_.content_at(at_.line);
    BreakContext context{kind == LineKind::Item ? LineKind::Item : LineKind::Statement,
                         shape[head].column, content_column(lines_, head),
                         shape.first_child(block) != no_block,
                         shape.next_segment(block) != no_block};
    if (lines_.kind(at_.line) == LineKind::Continue) {
        context.content_column = shape[block].column;
        context.is_bound = context.goes_on;
    }
    BrokenContent broken = break_content(std::string(text_.substr(begin)), at, context);
    if (broken.takes_segments && shape.next_segment(block) != no_block) return {};

    std::vector<std::string> written;
    for (const NewLine& line : broken.lines) {
        written.push_back(written.empty() ? std::string(text_.substr(0, begin)) + line.content
                                          : line.text());
    }
    const NewLine& cursor_line = broken.lines[broken.cursor_line];
    const Position cursor{
        at_.line + broken.cursor_line,
        (broken.cursor_line == 0 ? begin : cursor_line.content_at()) + broken.cursor};
    std::vector<Replacement> changes{{at_.line, 1, std::move(written)}};
    if (broken.shift > 0 && context.hangs) {
        const std::uint32_t end = lines_.line_of(shape[block].end - 1) + 1;
        changes[0].count = end - at_.line;
        for (std::uint32_t line = at_.line + 1; line < end; ++line) {
            changes[0].lines.push_back(
                lines_.kind(line) == LineKind::Blank
                    ? std::string(lines_.text(line))
                    : in_column(lines_, line, lines_.column(line) + broken.shift));
        }
    }
    return edit_of(lines_, std::move(changes), cursor);
}

}  // namespace

StructureAnswer on_enter(const Tree& tree, Range selection) {
    if (tree.layout != Layout::Pilcrow) return {};
    const Lines lines(tree);
    const Position begin = lines.clamped(std::min(selection.begin, selection.end));
    const Position end = lines.clamped(std::max(selection.begin, selection.end));
    if (begin != end) {
        return after_deleting(lines, {begin, end}, [](const Tree& shorter, Position cursor) {
            return on_enter(shorter, {cursor, cursor});
        });
    }
    return checked(lines, Enter(lines, begin).answer());
}

}  // namespace pilcrow::lsp
