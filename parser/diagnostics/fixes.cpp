#include "parser/diagnostics/fixes.h"

#include <algorithm>
#include <string>
#include <vector>

namespace pilcrow {
namespace {

std::uint32_t size_of(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

TextEdit indent(const Tree& tree, std::uint32_t line, std::uint32_t column) {
    const LineToken& token = tree.line_token(line);
    // A byte order mark stays where it is. In a later line it is none, but part of the content.
    const bool marked = line == 0 && tree.line_text(line).starts_with("\xef\xbb\xbf");
    const std::uint32_t begin = marked ? 3 : 0;
    return {{{line, begin}, {line, token.lead_at - token.begin}}, std::string(column, ' ')};
}

// Removes a range; a line of which nothing would be left goes as a whole.
TextEdit remove(const Tree& tree, Range range) {
    const std::uint32_t line = range.begin.line;
    const std::string_view text = tree.line_text(line);
    const bool whole =
        range.end.line == line && line > 0 &&
        text.substr(0, range.begin.byte).find_first_not_of(" \t\f") == std::string_view::npos &&
        text.substr(range.end.byte).find_first_not_of(" \t\f") == std::string_view::npos;
    if (whole) range = {{line - 1, size_of(tree.line_text(line - 1))}, {line, size_of(text)}};
    return {range, ""};
}

TextEdit insert(Position at, std::string text) { return {{at, at}, std::move(text)}; }

// A line that should have begun with `\` stands where it would then. Elsewhere a stray character in
// the indentation is as likely.
bool stands_in_place(const Tree& tree, BlockId head, const Range& range) {
    const LineToken& token = tree.line_token(range.begin.line);
    return token.column == BlockTree::content_column((*tree.reading)[head]) &&
           range.begin.byte == token.lead_at - token.begin;
}

// A block cannot be continued, whatever the line begins with.
bool follows_block(const Tree& tree, BlockId head, const UnitDiagnostic& finding) {
    const std::uint32_t segment = tree.segment_of(head, finding.begin);
    return segment > 0 && tree.unit(head)->segments()[segment - 1].opener == Opener::Block;
}

// The blank lines right above a literal's line become lines of the literal.
FixEdits fill_blanks(const Tree& tree, std::uint32_t line) {
    FixEdits fix{"begin the blank line with `\"`", {}, false};
    const std::string text = std::string(tree.line_token(line).column, ' ') + '"';
    while (line > 0 && tree.line_token(line - 1).lead() == Lead::Blank) {
        --line;
        fix.edits.push_back({{{line, 0}, {line, size_of(tree.line_text(line))}}, text});
    }
    std::reverse(fix.edits.begin(), fix.edits.end());
    return fix;
}

char closer_of(std::string_view opener) {
    return opener.starts_with('(') ? ')' : opener.starts_with('[') ? ']' : '}';
}

// What a code alone says about its mend. But for tabs none of these is safe: each changes what is
// read.
std::optional<FixEdits> offer(const Tree& tree, Code code, const Range& range,
                              std::string_view text) {
    switch (code) {
    case Code::InvalidEscape:
    case Code::LiteralBackslash:
        return FixEdits{"double the backslash", {insert(range.begin, "\\")}};
    case Code::StrayFieldBrace: return FixEdits{"double the brace", {insert(range.begin, "}")}};
    case Code::StatementAmongItems:
    case Code::LiteralAmongItems:
        return FixEdits{"begin the line with a comma", {insert(range.begin, ", ")}};
    case Code::EmptyHang:
    case Code::EmptyHangError: {
        const std::string closer(1, closer_of(text));
        return FixEdits{"insert `" + closer + '`', {insert(range.end, closer)}};
    }
    case Code::TabInIndentation:
        return FixEdits{"indent with spaces",
                        {indent(tree, range.begin.line, tree.line_token(range.begin.line).column)},
                        true};
    case Code::BlankInLiteral: return fill_blanks(tree, range.begin.line);
    default: return std::nullopt;
    }
}

// Whether a unit's place in the tree, or its children's, is in doubt: by an error of layout other
// than its column, or, for the group's owner and its own children, by any error.
bool is_misread(const Unit* unit, bool any) {
    if (unit == nullptr) return false;
    for (const UnitDiagnostic& finding : unit->diagnostics()) {
        const CodeInfo& code = info(finding.code);
        if (code.severity != Severity::Error || finding.code == Code::ColumnTooShallow ||
            finding.code == Code::TabInIndentation) {
            continue;
        }
        if (any || code.code_class == CodeClass::Layout) return true;
    }
    return false;
}

// Of the line itself: a reading of damaged text may count another.
std::uint32_t column_of(const Tree& tree, BlockId at) {
    return tree.line_token((*tree.reading)[at].line).column;
}

// Where an entry goes when the node that it belongs to, or is a child of, goes to column `to`:
// along with it, unless it stands already where it should then.
std::uint32_t column_after(const Tree& tree, BlockId at, std::uint32_t to) {
    const BlockTree& blocks = *tree.reading;
    const BlockEntry& entry = blocks[at];
    const BlockEntry& node = blocks[blocks.head(entry.previous)];
    const std::uint32_t column = column_of(tree, at);
    const std::uint32_t content = node.lead() == Lead::Item ? to + 2 : to;
    const std::uint32_t right = entry.continues ? content : to + 4;
    if (column == right) return right;
    const std::int64_t moved =
        std::int64_t{column} + to - column_of(tree, blocks.head(entry.previous));
    return static_cast<std::uint32_t>(std::max<std::int64_t>(0, moved));
}

}  // namespace

UnitErrors::UnitErrors(const Unit& unit) {
    for (const UnitDiagnostic& finding : unit.diagnostics()) {
        if (info(finding.code).severity != Severity::Error) continue;
        several_ = several_ || (any_ && first_ != finding.code);
        if (!any_) first_ = finding.code;
        any_ = true;
    }
}

std::optional<FixEdits> fix_of(const Tree& tree, BlockId head, const UnitErrors& errors,
                               const UnitDiagnostic& finding, const Range& range,
                               std::string_view text) {
    const std::string token(spelling(finding.token));
    const std::string removal =
        text.size() > 20 ? "remove it" : "remove `" + std::string(text) + '`';
    switch (finding.fix) {
    case Fix::None: return offer(tree, finding.code, range, text);
    case Fix::Delete:
        // What a closer was meant to close may be what is missing; and quotes in the column of a
        // literal's lines are text.
        return FixEdits{removal,
                        {remove(tree, range)},
                        finding.code != Code::UnmatchedCloser &&
                            (finding.code != Code::UnneededQuotes ||
                             (tree.unit(head)->flags & unit_closing_quotes) != 0)};
    case Fix::InsertBefore:
        return FixEdits{"insert `" + token + '`', {insert(range.begin, token)}, false};
    case Fix::InsertAfter:
        return FixEdits{"insert `" + token + '`',
                        {insert(end_of_code(tree, head, finding.begin), token)},
                        !errors.other_than(finding.code)};
    case Fix::Continue:
        if (finding.code != Code::LostContinuation) {
            return FixEdits{"write `\\`", {{range, "\\"}}, true};
        }
        return FixEdits{"begin the line with `\\`",
                        {insert(range.begin, "\\")},
                        !errors.other_than(finding.code) && !follows_block(tree, head, finding) &&
                            stands_in_place(tree, head, range)};
    case Fix::IndentTo:
        if (is_about_group(finding) || tree.layout == Layout::Python) return std::nullopt;
        return FixEdits{"move the line to column " + std::to_string(finding.related + 1),
                        {indent(tree, range.begin.line, finding.related)},
                        !errors.other_than(finding.code)};
    }
    return std::nullopt;
}

Position end_of_code(const Tree& tree, BlockId head, std::uint32_t own) {
    const std::span<const Token> tokens = tree.unit(head)->tokens();
    auto behind = std::partition_point(tokens.begin(), tokens.end(),
                                       [own](const Token& token) { return token.end <= own; });
    while (behind != tokens.begin()) {
        const Token& last = *--behind;
        if (!last.is_virtual() && last.kind != TokenKind::End) {
            return tree.position(head, last.end);
        }
    }
    return tree.position(head, own);
}

bool is_about_group(const UnitDiagnostic& finding) {
    return finding.code == Code::ColumnTooDeep || finding.code == Code::ColumnTooShallow ||
           finding.code == Code::LiteralTooDeep;
}

FixEdits fix_of_group(const Tree& tree, BlockId head, std::uint32_t column) {
    FixEdits fix{"move the lines to column " + std::to_string(column + 1), {}, true};
    const BlockTree& blocks = *tree.reading;
    const BlockId parent = blocks.parent(head);
    if (parent != no_block && is_misread(tree.unit(blocks.head(parent)), true)) fix.safe = false;
    std::int64_t delta = 0;  // of the structural line before
    std::uint32_t reached = 0;
    // Comments from `reached` on that stand before `line`: at that line's column or left of it they
    // belong to it, else to what stands before them.
    const auto move_comments = [&](std::uint32_t line, std::uint32_t its_column,
                                   std::int64_t its_delta) {
        for (; reached < line; ++reached) {
            const LineToken& token = tree.line_token(reached);
            if (token.lead() != Lead::Comment) continue;
            const std::int64_t by = token.column <= its_column ? its_delta : delta;
            if (by == 0) continue;
            const std::int64_t to = std::max<std::int64_t>(0, std::int64_t{token.column} + by);
            fix.edits.push_back(indent(tree, reached, static_cast<std::uint32_t>(to)));
        }
    };
    BlockId child = blocks.first_child(parent);
    if (child != no_block) reached = parent == no_block ? 0 : blocks[parent].line + 1;
    std::vector<std::uint32_t> nodes;  // for the entries of one child: where their nodes go
    while (child != no_block) {
        const BlockId end = blocks.node_end(child);
        nodes.assign(end - child, column);
        for (BlockId at = child; at < end; ++at) {
            const BlockEntry& entry = blocks[at];
            std::uint32_t to = column;
            if (at != child) {
                std::uint32_t& node = nodes[at - child];
                const std::uint32_t above = nodes[entry.previous - child];
                to = column_after(tree, at, above);
                node = entry.continues ? above : to;
            }
            const std::uint32_t from = column_of(tree, at);
            const std::int64_t by = std::int64_t{to} - from;
            move_comments(entry.line, from, by);
            reached = entry.line + 1;
            delta = by;
            if (by != 0) fix.edits.push_back(indent(tree, entry.line, to));
            if (blocks.is_head(at) && is_misread(tree.unit(at), at == child)) fix.safe = false;
        }
        if (end == blocks.size() || !blocks.is_head(end) || blocks[end].previous != parent) {
            const bool more = end < blocks.size();
            move_comments(more ? blocks[end].line : tree.line_count,
                          more ? column_of(tree, end) : 0, 0);
            break;
        }
        child = end;
    }
    return fix;
}

}  // namespace pilcrow
