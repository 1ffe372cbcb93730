#include "parser/line_keeping/atoms.h"

#include "parser/line_keeping/docstring.h"
#include "parser/line_keeping/literal_form.h"
#include "parser/literals/cleandoc.h"
#include "parser/literals/repr.h"
#include "parser/literals/string_value.h"

#include <algorithm>
#include <utility>

namespace pilcrow::line_keeping {

std::uint32_t column_of(const LineToken& line, std::uint32_t byte_from_lead) {
    return line.column + byte_from_lead;
}

void AtomMaker::make(BlockId head, std::uint32_t column, bool docstring, Statement& statement) {
    statement = {};
    statement.head = head;
    statement_ = &statement;
    frames_.clear();
    frames_.push_back(frame_of(head, false));
    docstring_ = {};
    if (options_.clean_docstrings) find_docstring(docstring);
    while (!frames_.empty()) {
        if (!step()) frames_.pop_back();
    }
    if (!statement.atoms.empty() && !statement.atoms.front().at_end) {
        Atom& first = statement.atoms.front();
        // The statement's own column is the level's; what follows on the line keeps its place.
        first.source_end = first.source_end - first.column + std::max(first.column, column);
        first.column = column;
    }
}

AtomMaker::Frame AtomMaker::frame_of(BlockId head, bool drops_comma) const {
    Frame frame;
    frame.head = head;
    frame.unit = tree_.unit(head);
    frame.segment_block = head;
    frame.drops_comma = drops_comma;
    enter_segment(frame, 0);
    return frame;
}

void AtomMaker::enter_segment(Frame& frame, std::uint32_t index) const {
    for (; frame.segment < index; ++frame.segment) {
        frame.segment_block = tree_.reading->next_segment(frame.segment_block);
    }
    frame.line = (*tree_.reading)[frame.segment_block].line;
    frame.lead_column = column_of(tree_.line_token(frame.line), 0);
}

std::uint32_t AtomMaker::column(std::uint32_t own) const {
    const Frame& frame = frames_.back();
    return frame.lead_column + own - frame.unit->segments()[frame.segment].own_begin;
}

std::string_view AtomMaker::source(std::uint32_t begin, std::uint32_t end) const {
    const Frame& frame = frames_.back();
    const LineToken& line = tree_.line_token(frame.line);
    const std::uint32_t at =
        line.lead_at - line.begin + begin - frame.unit->segments()[frame.segment].own_begin;
    return tree_.line_text(frame.line).substr(at, end - begin);
}

void AtomMaker::add(std::string_view text, std::uint32_t begin, std::uint32_t end,
                    Bracket bracket) {
    const Frame& frame = frames_.back();
    statement_->atoms.push_back({text, frame.line, column(begin), column(end), frame.line,
                                 frames_.size() == 1 ? frame.token : no_token, bracket, false});
}

bool AtomMaker::step() {
    Frame& frame = frames_.back();
    if (frame.unit == nullptr) return false;
    if (frame.in_group) {
        take_items();
        return true;
    }
    const Token& token = frame.unit->token(frame.token);
    const auto segments = frame.unit->segments();
    if (token.kind == TokenKind::End) {
        take_comments(frame.unit->own_size + 1);
        return false;
    }
    std::uint32_t segment = frame.segment;
    while (segment + 1 < segments.size() && segments[segment + 1].own_begin <= token.begin) {
        ++segment;
    }
    if (segment != frame.segment) {
        take_comments(segments[segment].own_begin);
        enter_segment(frame, segment);
    }
    take_comments(token.begin);
    if (frames_.size() == 1 && frame.token == docstring_.first_token && !docstring_.text.empty()) {
        add(docstring_.text, token.begin, token.end, Bracket::None);
        frame.token = docstring_.end_token;
        return true;
    }
    take_token(token);
    return true;
}

void AtomMaker::take_token(const Token& token) {
    Frame& frame = frames_.back();
    const Segment& segment = frame.unit->segments()[frame.segment];
    switch (token.kind) {
    case TokenKind::Skipped: break;
    case TokenKind::Hang:
        take_comments(frame.segment + 1 < frame.unit->segment_count
                          ? frame.unit->segments()[frame.segment + 1].own_begin
                          : frame.unit->own_size + 1);
        frame.item = tree_.reading->first_child(frame.segment_block);
        frame.in_group = true;
        return;
    case TokenKind::FStringEnd: break;  // of a literal, implied
    case TokenKind::FStringStart: take_fstring(); return;
    case TokenKind::String: {
        constexpr std::uint8_t open_literal = string_open | string_triple;
        if ((token.flags & open_literal) == open_literal) {
            take_literal(frame.token,
                         segment.opener == Opener::Literal ? frame.segment_block : no_block);
        } else {
            std::string_view text = source(token.begin, token.end);
            if (text.find('\0') != text.npos && (token.flags & string_raw) == 0) {
                text = statement_->keep(without_nul(text));
            }
            add(text, token.begin, token.end, Bracket::None);
        }
        break;
    }
    case TokenKind::Comma: {
        const bool last = frame.unit->token(frame.token + 1).kind == TokenKind::End;
        if (last && frame.drops_comma) break;
        add(",", token.begin, token.end, Bracket::None);
        break;
    }
    default: {
        const Bracket bracket = is_opening(token.kind)   ? Bracket::Opens
                                : is_closing(token.kind) ? Bracket::Closes
                                                         : Bracket::None;
        if (!token.is_virtual()) {
            const std::string_view text =
                is_read_print(frame.token) ? print_instead : source(token.begin, token.end);
            add(text, token.begin, token.end, bracket);
        } else if (frame.segment > 0 && token.begin == segment.own_begin) {
            add(spelling(token.kind), token.begin, token.begin + 1, bracket);  // for its `\`
        } else {
            add(spelling(token.kind), token.begin, token.begin, bracket);
            statement_->atoms.back().at_end = true;
        }
        break;
    }
    }
    ++frames_.back().token;
}

// The next item of the group that hangs at the frame's token; behind the last, on with the frame.
void AtomMaker::take_items() {
    Frame& frame = frames_.back();
    while (frame.item != no_block) {
        const Unit* unit = tree_.unit(frame.item);
        if (unit != nullptr && unit->root != no_node && unit->role != Role::Statement) break;
        frame.item = tree_.reading->next_sibling(frame.item);
    }
    if (frame.item == no_block) {
        frame.in_group = false;
        ++frame.token;
        return;
    }
    const BlockId item = frame.item;
    const BlockId next = tree_.reading->next_sibling(item);
    const bool first = item == tree_.reading->first_child(frame.segment_block);
    const Role role = tree_.unit(item)->role;
    const bool makes_tuple = role == Role::Grouping || role == Role::Subscript ||
                             role == Role::Pattern || role == Role::Target || role == Role::Deleted;
    frame.item = next;
    frames_.push_back(frame_of(item, !first || next != no_block || !makes_tuple));
    if (!first) {
        const Frame& inner = frames_.back();
        statement_->atoms.push_back({",", inner.line, inner.lead_column, inner.lead_column + 1,
                                     inner.line, no_token, Bracket::None, false});
    }
}

void AtomMaker::take_comments(std::uint32_t before) {
    Frame& frame = frames_.back();
    const auto comments = frame.unit->comments();
    while (frame.comment < comments.size() && comments[frame.comment].begin < before) {
        const Comment& comment = comments[frame.comment++];
        // It may stand in a segment further on that has no tokens.
        std::uint32_t segment = frame.segment;
        const auto segments = frame.unit->segments();
        while (segment + 1 < segments.size() && segments[segment + 1].own_begin <= comment.begin) {
            ++segment;
        }
        if (segment != frame.segment) enter_segment(frame, segment);
        statement_->comments.push_back(
            {source(comment.begin, comment.end), frame.line, column(comment.begin)});
    }
}

// An f-string: one on its line whole, as it stands there.
void AtomMaker::take_fstring() {
    Frame& frame = frames_.back();
    const std::uint32_t start = frame.token;
    std::uint32_t end = start;
    for (std::uint32_t level = 0;; ++end) {
        const Token& token = frame.unit->token(end);
        if (token.kind == TokenKind::FStringStart) ++level;
        if (token.kind == TokenKind::FStringEnd && --level == 0) break;
        if (token.kind == TokenKind::Hang) {
            take_literal(start, frame.segment_block);
            frame.token = end + 1;  // its FStringEnd says nothing
            return;
        }
        if (token.kind == TokenKind::End) {
            frame.token = end;
            return;
        }
    }
    const Token& first = frame.unit->token(start);
    const Token& last = frame.unit->token(end);
    std::string_view text = source(first.begin, last.end);
    if (text.find('\0') != text.npos && (first.flags & string_raw) == 0) {
        text = statement_->keep(without_nul(text));
    }
    if (options_.target_minor < 12) {
        const StringParts parts = split_string(text, first.flags);
        text = statement_->keep(with_other_quotes(parts.prefix, parts.opening, parts.body));
    }
    add(text, first.begin, last.end, Bracket::None);
    frame.token = end + 1;
}

// A literal whose lines are the children of `segment`.
void AtomMaker::take_literal(std::uint32_t start, BlockId segment) {
    const Frame& frame = frames_.back();
    const Token& token = frame.unit->token(start);
    const LineToken& opening_line = tree_.line_token(frame.line);
    const std::uint32_t to_end =
        opening_line.end - opening_line.lead_at + frame.unit->segments()[frame.segment].own_begin;
    const std::string_view text = source(token.begin, to_end);
    const StringParts parts = split_string(text, token.flags);
    Literal literal{parts.prefix, parts.opening, token.flags, {}};
    const auto quotes_end =
        token.begin + static_cast<std::uint32_t>(parts.prefix.size() + parts.opening.size());
    literal.lines.push_back({parts.body, frame.line, column(quotes_end)});
    bool fields = false;
    const auto look_for_fields = [&](const Unit* unit, std::uint32_t from) {
        for (; unit != nullptr && !fields && from < unit->token_count; ++from) {
            fields = unit->token(from).kind == TokenKind::LeftBrace;
            if (unit->token(from).kind == TokenKind::Hang) break;
        }
    };
    if (token.kind == TokenKind::FStringStart) look_for_fields(frame.unit, start);
    for (BlockId line = segment == no_block ? no_block : tree_.reading->first_child(segment);
         line != no_block; line = tree_.reading->next_sibling(line)) {
        const std::uint32_t number = (*tree_.reading)[line].line;
        const LineToken& at = tree_.line_token(number);
        literal.lines.push_back(
            {literal_line_text(tree_, line), number, column_of(at, at.content() - at.lead_at)});
        if (token.kind == TokenKind::FStringStart) look_for_fields(tree_.unit(line), 0);
    }
    const bool skips_newline =
        frames_.size() == 1 && start == docstring_.first_token && docstring_.skips_newline;
    const std::uint32_t root_token = frames_.size() == 1 ? start : no_token;
    std::string whole;
    // Fields keep their columns in strings of their own.
    if (!fields) whole = triple_quoted(literal, skips_newline);
    if (!whole.empty()) {
        add(statement_->keep(std::move(whole)), token.begin, to_end, Bracket::None);
        Atom& atom = statement_->atoms.back();
        atom.last_line = literal.lines.back().line;
        atom.token = root_token;
        return;
    }
    for (std::size_t index = 0; index < literal.lines.size(); ++index) {
        const LiteralLine& line = literal.lines[index];
        std::size_t text_at = 0;
        const std::string_view piece =
            statement_->keep(one_line(literal, index, skips_newline, text_at));
        const auto before = static_cast<std::uint32_t>(text_at);
        const std::uint32_t begin =
            index == 0 ? column(token.begin) : line.column - std::min(line.column, before);
        statement_->atoms.push_back({piece, line.line, begin,
                                     line.column + static_cast<std::uint32_t>(line.text.size()),
                                     line.line, root_token, Bracket::None, false});
    }
}

// Whether the token is a Name that reads the built-in `print`, where that is to be replaced.
bool AtomMaker::is_read_print(std::uint32_t token) const {
    const Frame& frame = frames_.back();
    const Token& its_token = frame.unit->token(token);
    if (print_instead.empty() || its_token.kind != TokenKind::Name) return false;
    if (source(its_token.begin, its_token.end) != "print") return false;
    const auto nodes = frame.unit->nodes();
    return std::any_of(nodes.begin() + 1, nodes.end(), [&](const Node& node) {
        return node.kind == NodeKind::Name && node.first_token == token &&
               (node.flags & (name_bound | name_deleted | name_part | name_declared)) == 0;
    });
}

// The docstring of this statement, where its value must be changed to be clean.
void AtomMaker::find_docstring(bool whole_statement) {
    const BlockId head = frames_.back().head;
    NodeRef statement = tree_.root(head);
    if (!statement) return;
    const NodeKind kind = tree_.kind(statement);
    if (kind == NodeKind::FunctionDef || kind == NodeKind::ClassDef) {
        NodeRef suite;
        for (const NodeRef child : ChildRange(tree_, statement)) suite = child;
        if (!suite || tree_.kind(suite) != NodeKind::Suite) return;
        statement = tree_.first_child(suite);
    } else if (!whole_statement) {
        return;
    }
    if (!is_plain_string(tree_, statement)) return;
    const NodeRef value = tree_.first_child(statement);
    std::string text;
    if (tree_.kind(value) == NodeKind::Strings) {
        for (const NodeRef part : ChildRange(tree_, value)) append_string_value(tree_, part, text);
    } else {
        append_string_value(tree_, value, text);
    }
    const std::string clean = cleandoc(text);
    if (clean == text) return;
    const Node& node = tree_.node(value);
    docstring_.first_token = node.first_token;
    docstring_.end_token = node.end_token;
    const Token& token = tree_.unit(head)->token(node.first_token);
    const std::string_view opening = tree_.token_text(head, node.first_token);
    docstring_.skips_newline = node.kind == NodeKind::String && node.has(hanging) &&
                               (token.flags & string_raw) == 0 && text[0] == '\n' &&
                               split_string(opening, token.flags).body.empty() &&
                               clean == std::string_view(text).substr(1);
    if (!docstring_.skips_newline) append_str_repr(clean, docstring_.text);
}

}  // namespace pilcrow::line_keeping
