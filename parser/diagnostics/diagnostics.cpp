#include "parser/diagnostics/diagnostics.h"

#include "parser/diagnostics/fixes.h"
#include "parser/text/utf8.h"

#include <algorithm>
#include <unordered_set>

namespace pilcrow {
namespace {

// What a sentence quotes is cut to this many bytes (at a character's begin).
constexpr std::size_t longest_quote = 40;

std::string quoted(std::string_view text) {
    const std::size_t line_end = text.find_first_of("\r\n");
    if (line_end != std::string_view::npos) text = text.substr(0, line_end);
    if (text.size() <= longest_quote) return '`' + std::string(text) + '`';
    std::size_t cut = longest_quote;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    return '`' + std::string(text.substr(0, cut)) + "…`";
}

bool ends_a_comment(const Unit& unit, std::uint32_t own) {
    const std::span<const Comment> comments = unit.comments();
    const auto found =
        std::lower_bound(comments.begin(), comments.end(), own,
                         [](const Comment& comment, std::uint32_t at) { return comment.end < at; });
    return found != comments.end() && found->end == own;
}

// The quotes that open a string: one, or three.
std::string_view quotes_of(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_of("\"'"), text.size());
    const std::size_t end =
        std::min(text.find_first_not_of(text.substr(begin, 1), begin), text.size());
    const std::size_t size = end - begin >= 3 ? 3 : std::min<std::size_t>(1, end - begin);
    return text.substr(begin, size);
}

std::string fill(std::string_view sentence, std::string_view text, std::string_view token,
                 std::string_view name) {
    std::string message;
    message.reserve(sentence.size() + text.size());
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        const std::string_view tail = sentence.substr(at);
        if (tail.starts_with("{text}")) {
            message += quoted(text);
            at += 5;
        } else if (tail.starts_with("{token}")) {
            message += quoted(token);
            at += 6;
        } else if (tail.starts_with("{name}")) {
            message += name;
            at += 5;
        } else {
            message += sentence[at];
            if (tail.starts_with("}}")) ++at;
        }
    }
    return message;
}

void check_comment(const Tree& tree, std::uint32_t line, std::vector<Diagnostic>& found) {
    const std::size_t at = first_invalid_utf8(tree.line_text(line));
    if (at == all_valid) return;
    const auto byte = static_cast<std::uint32_t>(at);
    found.push_back(Diagnostic{Code::InvalidUtf8,
                               {{line, byte}, {line, byte + 1}},
                               message_of(Code::InvalidUtf8, {}, {}, {}),
                               help_of(Code::InvalidUtf8, {}, {}, {}),
                               {},
                               {}});
}

}  // namespace

std::string message_of(Code code, std::string_view text, std::string_view token,
                       std::string_view name) {
    return fill(info(code).sentence, text, token, name);
}

std::string help_of(Code code, std::string_view text, std::string_view token,
                    std::string_view name) {
    return fill(info(code).help, text, token, name);
}

namespace {

// One unit's finding in its final form.
Diagnostic materialize(const Tree& tree, BlockId head, const UnitErrors& errors,
                       const UnitDiagnostic& finding) {
    Range range{tree.position(head, finding.begin), tree.position(head, finding.end)};
    // What is missing at a line's end is missing in front of its comment.
    if (finding.begin == finding.end && ends_a_comment(*tree.unit(head), finding.end)) {
        range.begin = range.end = end_of_code(tree, head, finding.begin);
    }
    const std::string_view text = finding.end > finding.begin
                                      ? tree.own_text(head, finding.begin, finding.end)
                                      : std::string_view{};
    // Role names fill {name}: what the items are read as.
    const std::string_view name = finding.code == Code::ItemsMisfit ||
                                          finding.code == Code::ItemMisfit ||
                                          finding.code == Code::OpenerMissing
                                      ? role_name(static_cast<Role>(finding.related))
                                      : std::string_view{};
    // A string's quotes are no token of their own.
    const std::string_view token =
        finding.code == Code::UnclosedString ? quotes_of(text) : spelling(finding.token);
    std::optional<Range> related;
    if (finding.code == Code::MismatchedCloser) {
        related =
            Range{tree.position(head, finding.related), tree.position(head, finding.related + 1)};
    }
    return Diagnostic{finding.code,
                      range,
                      message_of(finding.code, text, token, name),
                      help_of(finding.code, text, token, name),
                      fix_of(tree, head, errors, finding, range, text),
                      related};
}

}  // namespace

std::string_view role_name(Role role) {
    switch (role) {
    case Role::Statement: return "statements";
    case Role::Argument: return "arguments";
    case Role::Parameter: return "parameters";
    case Role::Element:
    case Role::Grouping: return "elements";
    case Role::Entry: return "`key: value` pairs";
    case Role::Target:
    case Role::Deleted: return "targets";
    case Role::Subscript: return "slices";
    case Role::TypeParameter: return "type parameters";
    case Role::ImportName: return "imported names";
    case Role::WithItem: return "items of a with";
    case Role::Pattern:
    case Role::PatternArgument:
    case Role::PatternEntry: return "patterns";
    case Role::LiteralLine:
    case Role::FLiteralLine: return "lines of a literal";
    case Role::Unknown: break;
    }
    return "items";
}

std::vector<Diagnostic> syntax_diagnostics(const Tree& tree) {
    std::vector<Diagnostic> found;
    const BlockTree& blocks = *tree.reading;
    std::unordered_set<BlockId> moved;  // groups, by the segment that they belong to
    // By chunk and line: the units are read in the order in which they lie, and only one that has
    // findings, as few have, is asked for its block.
    for (std::size_t index = 0; index < tree.chunks.size(); ++index) {
        const Chunk& chunk = *tree.chunks[index];
        for (std::size_t at = 0; at < chunk.lines.size(); ++at) {
            const Unit* const unit = chunk.units[at];
            const bool comment = chunk.lines[at].lead() == Lead::Comment;
            if (!comment && (unit == nullptr || unit->diagnostic_count == 0)) continue;
            const std::uint32_t line =
                tree.chunk_first_line[index] + static_cast<std::uint32_t>(at);
            if (comment) {
                // On a line of its own it belongs to no unit; Python's lexer has seen it.
                if (tree.layout == Layout::Pilcrow) check_comment(tree, line, found);
                continue;
            }
            const BlockId block = blocks.at_line(line);
            const UnitErrors errors(*unit);
            for (const UnitDiagnostic& finding : unit->diagnostics()) {
                found.push_back(materialize(tree, block, errors, finding));
                if (is_about_group(finding) && tree.layout == Layout::Pilcrow &&
                    moved.insert(blocks[block].previous).second) {
                    found.back().fix = fix_of_group(tree, block, finding.related);
                }
            }
        }
    }
    // A node's later segments stand behind its children.
    std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return a.range.begin < b.range.begin;
    });
    return found;
}

}  // namespace pilcrow
