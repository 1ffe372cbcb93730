#include "parser/diagnostics/fixes.h"

#include <algorithm>
#include <string>

namespace pilcrow {
namespace {

std::uint32_t size_of(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

TextEdit indent(const Tree& tree, std::uint32_t line, std::uint32_t column) {
    const LineToken& token = tree.line_token(line);
    // A byte order mark stays where it is.
    const std::uint32_t begin = tree.line_text(line).starts_with("\xef\xbb\xbf") ? 3 : 0;
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

// Where the code in front of `own` ends: before a comment, and the spaces before that.
Position end_of_code(const Tree& tree, BlockId head, std::uint32_t own) {
    const Unit& unit = *tree.unit(head);
    std::uint32_t end = own;
    for (const Token& token : unit.tokens()) {
        if (!token.is_virtual() && token.kind != TokenKind::End && token.end <= own) {
            end = token.end;
        }
    }
    return tree.position(head, end);
}

bool has_other_errors(const Unit& unit, Code code) {
    return std::any_of(
        unit.diagnostics().begin(), unit.diagnostics().end(), [code](const UnitDiagnostic& other) {
            return other.code != code && info(other.code).severity == Severity::Error;
        });
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
    case Code::InvalidEscape: return FixEdits{"double the backslash", {insert(range.begin, "\\")}};
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

}  // namespace

std::optional<FixEdits> fix_of(const Tree& tree, BlockId head, const UnitDiagnostic& finding,
                               const Range& range, std::string_view text) {
    const std::string token(spelling(finding.token));
    const std::string removal =
        text.size() > 20 ? "remove it" : "remove `" + std::string(text) + '`';
    switch (finding.fix) {
    case Fix::None: return offer(tree, finding.code, range, text);
    case Fix::Delete:
        // What a closer was meant to close may be what is missing.
        return FixEdits{removal, {remove(tree, range)}, finding.code != Code::UnmatchedCloser};
    case Fix::InsertBefore:
        return FixEdits{"insert `" + token + '`', {insert(range.begin, token)}, false};
    case Fix::InsertAfter:
        return FixEdits{"insert `" + token + '`',
                        {insert(end_of_code(tree, head, finding.begin), token)},
                        !has_other_errors(*tree.unit(head), finding.code)};
    case Fix::Continue:
        return finding.code == Code::LostContinuation
                   ? FixEdits{"begin the line with `\\`", {insert(range.begin, "\\")}, true}
                   : FixEdits{"write `\\`", {{range, "\\"}}, true};
    case Fix::IndentTo:
        if (is_about_group(finding) || tree.layout == Layout::Python) return std::nullopt;
        return FixEdits{"move the line to column " + std::to_string(finding.related + 1),
                        {indent(tree, range.begin.line, finding.related)},
                        true};
    }
    return std::nullopt;
}

bool is_about_group(const UnitDiagnostic& finding) {
    return finding.code == Code::ColumnTooDeep || finding.code == Code::ColumnTooShallow ||
           finding.code == Code::LiteralTooDeep;
}

FixEdits fix_of_group(const Tree& tree, BlockId head, std::uint32_t column) {
    FixEdits fix{"move the lines to column " + std::to_string(column + 1), {}, true};
    const BlockTree& blocks = *tree.reading;
    const BlockId parent = blocks.parent(head);
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
    while (child != no_block) {
        const std::int64_t moved = std::int64_t{column} - blocks[child].column;
        const std::uint32_t content = blocks[child].lead() == Lead::Item ? column + 2 : column;
        const BlockId end = blocks.node_end(child);
        for (BlockId at = child; at < end; ++at) {
            const BlockEntry& entry = blocks[at];
            move_comments(entry.line, entry.column, moved);
            reached = entry.line + 1;
            delta = moved;
            const std::int64_t to = std::max<std::int64_t>(0, std::int64_t{entry.column} + moved);
            // A `\` may already stand where its statement should.
            const bool in_place =
                entry.continues && entry.column == content && blocks.head(at) == child;
            if (moved == 0 || in_place) continue;
            fix.edits.push_back(indent(tree, entry.line, static_cast<std::uint32_t>(to)));
        }
        child = end < blocks.size() && blocks.is_head(end) && blocks[end].previous == parent
                    ? end
                    : no_block;
        if (child == no_block) {
            const bool more = end < blocks.size();
            move_comments(more ? blocks[end].line : tree.line_count, more ? blocks[end].column : 0,
                          0);
        }
    }
    return fix;
}

}  // namespace pilcrow
