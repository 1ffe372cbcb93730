// Fixtures for layouts: text in, a compact tree and the findings out.
#pragma once

#include "parser/diagnostics/diagnostics.h"
#include "parser/layout/pilcrow/pilcrow_layout.h"
#include "parser/syntax/tree.h"

#include <string>
#include <string_view>

namespace pilcrow::test {

// A node as `Kind(child child)`; names, numbers and strings as their text; operators before their
// operands. Hung contents show like those on one line.
inline std::string syntax_of(const Tree& tree, NodeRef ref) {
    const Node& node = tree.node(ref);
    const auto text = [&] { return std::string(tree.token_text(ref.block, node.first_token)); };
    std::string result;
    switch (node.kind) {
    case NodeKind::Name:
    case NodeKind::Number:
    case NodeKind::Constant: return text();
    case NodeKind::Missing: return "?";
    case NodeKind::FStringText: return '<' + text() + '>';
    case NodeKind::String: result = text(); break;
    default: result = std::string(name_of(node.kind)); break;
    }
    if (node.kind == NodeKind::Keyword || node.kind == NodeKind::PatternKeyword ||
        node.kind == NodeKind::PatternCapture) {
        result += ':' + text();
    }
    if (node.kind == NodeKind::Parameter || node.kind == NodeKind::TypeParameter) {
        const std::uint32_t name = node.first_token + (node.op != 0 ? 1 : 0);
        result += ':' + std::string(node.op != 0 ? spelling(static_cast<TokenKind>(node.op)) : "") +
                  std::string(tree.token_text(ref.block, name));
    } else if (node.op != 0 && node.kind != NodeKind::Field) {
        result += std::string(spelling(static_cast<TokenKind>(node.op)));
    }
    if (node.kind == NodeKind::Attribute) {
        result += '.' + std::string(tree.token_text(ref.block, node.end_token - 1));
    }
    if (tree.has_trailing_comma(ref)) result += ',';
    std::string inside;
    for (const NodeRef child : ChildRange(tree, ref)) {
        inside += (inside.empty() ? "" : " ") + syntax_of(tree, child);
    }
    if (node.kind == NodeKind::String && node.has(hanging)) {
        const BlockId segment = tree.reading->segment(ref.block, node.segment());
        for (BlockId line = tree.reading->first_child(segment); line != no_block;
             line = tree.reading->next_sibling(line)) {
            const std::uint32_t at = (*tree.reading)[line].line;
            const LineToken& token = tree.line_token(at);
            inside += '|' + std::string(tree.line_text(at).substr(token.content() - token.begin));
        }
    }
    return inside.empty() ? result : result + '(' + inside + ')';
}

inline void append_statements(const Tree& tree, BlockId head, std::size_t level,
                              std::string& result) {
    for (; head != no_block; head = tree.next_statement(head)) {
        result += std::string(level * 2, ' ');
        const NodeRef root = tree.root(head);
        if (!root) result += '-';
        for (NodeRef at = root; at; at = tree.next_sibling(at)) {
            if (at != root) result += " ; ";
            result += syntax_of(tree, at);
        }
        result += '\n';
        append_statements(tree, tree.first_statement(head), level + 1, result);
    }
}

// One statement a line, blocks indented by two; see syntax_of() for a node.
inline std::string syntax_of(const Tree& tree) {
    std::string result;
    append_statements(tree, tree.first_statement(no_block), 0, result);
    return result;
}
inline std::string syntax_of(std::string_view text) {
    return syntax_of(parse_pilcrow(std::string(text)));
}

// `LINE:BYTE-BYTE code` for each finding of the units, lines from 1, bytes from 0; a range that
// ends on another line as `LINE:BYTE-LINE:BYTE`.
inline std::string findings_of(const Tree& tree) {
    std::string result;
    for (const Diagnostic& found : syntax_diagnostics(tree)) {
        const Range& range = found.range;
        result +=
            std::to_string(range.begin.line + 1) + ':' + std::to_string(range.begin.byte) + '-';
        if (range.end.line != range.begin.line) result += std::to_string(range.end.line + 1) + ':';
        result += std::to_string(range.end.byte) + ' ' + std::string(info(found.code).text) + '\n';
    }
    return result;
}
inline std::string findings_of(std::string_view text) {
    return findings_of(parse_pilcrow(std::string(text)));
}

}  // namespace pilcrow::test
