// The forms that `pilcrow tree` prints. tree_lines is a fixed form: tools read it.

#include "cli/columns.h"
#include "cli/tree_command.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace pilcrow::cli {
namespace {

std::string_view lead_name(Lead lead) {
    switch (lead) {
    case Lead::Blank: return "blank";
    case Lead::Comment: return "comment";
    case Lead::Instr: return "instr";
    case Lead::Item: return "item";
    case Lead::Literal: return "literal";
    case Lead::Continue: return "continue";
    case Lead::Closer: return "closer";
    }
    return "";
}

// The content of a line as the delimiter layer sees it; item and continuation without the spaces
// behind their delimiter.
std::string_view content_of(const LineToken& token, std::string_view line) {
    std::string_view content = line.substr(token.content() - token.begin);
    if (token.lead() == Lead::Item || token.lead() == Lead::Continue) {
        const std::size_t begin = content.find_first_not_of(" \t\f");
        content = begin == std::string_view::npos ? std::string_view{} : content.substr(begin);
    }
    return content;
}

void append_escaped(std::string& out, std::string_view text, std::size_t most) {
    std::size_t size = 0;
    for (const char c : text) {
        if (size++ == most) {
            out += "…";
            return;
        }
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else {
            out += c;
        }
    }
}

// Depths of all entries, the first level 1, without a walk up from each.
std::vector<std::uint32_t> depths(const BlockTree& blocks) {
    std::vector<std::uint32_t> result(blocks.size());
    for (BlockId block = 0; block < blocks.size(); ++block) {
        const BlockId previous = blocks[block].previous;
        const std::uint32_t above = previous == no_block ? 0 : result[previous];
        result[block] = blocks.is_head(block) || previous == no_block ? above + 1 : above;
    }
    return result;
}

// Operators print their spelling, conversions their letter.
std::string op_text(const Node& node) {
    if (node.op == 0) return {};
    if (node.kind == NodeKind::Field) return std::string(1, static_cast<char>(node.op));
    return std::string(spelling(static_cast<TokenKind>(node.op)));
}

// Preorder walk over the nodes of one statement with an explicit stack: trees can be deep.
template <typename Visit>
void walk(const Tree& tree, NodeRef root, Visit visit) {
    std::vector<NodeRef> path;
    NodeRef at = root;
    while (at) {
        const bool descend = visit(at, path.size());
        if (const NodeRef child = descend ? tree.first_child(at) : NodeRef{}) {
            path.push_back(at);
            at = child;
            continue;
        }
        while (true) {
            const NodeRef next = path.empty() ? NodeRef{} : tree.next_sibling(at);
            if (next) {
                at = next;
                break;
            }
            if (path.empty()) return;
            at = path.back();
            path.pop_back();
        }
    }
}

bool is_leaf(NodeKind kind) {
    switch (kind) {
    case NodeKind::Name:
    case NodeKind::Number:
    case NodeKind::Constant:
    case NodeKind::String:
    case NodeKind::FStringText: return true;
    default: return false;
    }
}

// Names that a node has without a child for them: see the table in node.h.
struct OwnNames {
    std::string_view name;
    std::string_view alias;  // behind `as`
};

OwnNames own_names(const Tree& tree, NodeRef ref) {
    const Node& node = tree.node(ref);
    const Unit* unit = tree.unit(ref.block);
    // Damage may have left something else in its place.
    const auto text = [&](std::uint32_t token) {
        const bool inside = token >= node.first_token && token < node.end_token;
        return inside && unit->token(token).kind == TokenKind::Name
                   ? tree.token_text(ref.block, token)
                   : std::string_view{};
    };
    const std::uint32_t first = node.first_token;
    const std::uint32_t last = node.end_token - 1;
    switch (node.kind) {
    case NodeKind::Attribute: return {text(last), {}};
    case NodeKind::Keyword:
    case NodeKind::PatternKeyword:
    case NodeKind::PatternCapture: return {text(first), {}};
    case NodeKind::Parameter:
    case NodeKind::TypeParameter: return {text(node.op != 0 ? first + 1 : first), {}};
    case NodeKind::PatternStar:
    case NodeKind::PatternDoubleStar: return {text(first + 1), {}};
    case NodeKind::PatternAs: return {{}, text(last)};
    case NodeKind::Alias:
        return {tree.first_child(ref) ? std::string_view{} : text(first),
                node.has(has_alias) ? text(last) : std::string_view{}};
    default: return {};
    }
}

std::string node_text(const Tree& tree, NodeRef ref) {
    const Node& node = tree.node(ref);
    if (node.first_token >= node.end_token) return {};
    const Unit* unit = tree.unit(ref.block);
    return std::string(tree.own_text(ref.block, unit->token(node.first_token).begin,
                                     unit->token(node.end_token - 1).end));
}

// Calls visit(block, depth) for every statement of the file in order, blocks' contents included.
template <typename Visit>
void each_statement(const Tree& tree, Visit visit) {
    std::vector<BlockId> path;
    BlockId at = tree.first_statement(no_block);
    while (at != no_block) {
        visit(at, path.size());
        if (const BlockId child = tree.first_statement(at); child != no_block) {
            path.push_back(at);
            at = child;
            continue;
        }
        BlockId next = tree.next_statement(at);
        while (next == no_block && !path.empty()) {
            next = tree.next_statement(path.back());
            path.pop_back();
        }
        at = next;
    }
}

}  // namespace

std::string tree_lines(const Tree& tree) {
    std::string out;
    const std::vector<std::uint32_t> depth = depths(*tree.shape);
    BlockId block = 0;
    for (std::uint32_t line = 0; line < tree.line_count; ++line) {
        const LineToken& token = tree.line_token(line);
        const Lead lead = token.lead();
        out += std::to_string(line + 1) + '\t' + std::to_string(token.column) + '\t';
        const BlockTree& shape = *tree.shape;
        const bool structural = is_structural(lead);
        const std::string_view text = tree.line_text(line);
        if (block < shape.size() && shape[block].line == line) {
            out += "lvl" + std::to_string(depth[block++]) + '-';
        } else if (structural) {
            // Python's layout only: a further line of a logical line.
            out += "lvl" + std::to_string(block > 0 ? depth[block - 1] : 1) + "-continue\t";
            out.append(text.substr(token.lead_at - token.begin));
            out += '\n';
            continue;
        }
        if (tree.layout == Layout::Python && structural) {
            out += "instr\t";
            out.append(text.substr(token.lead_at - token.begin));
            out += '\n';
            continue;
        }
        out += lead_name(lead);
        out += '\t';
        out += content_of(token, text);
        out += '\n';
    }
    return out;
}

std::string tree_blocks(const Tree& tree) {
    std::string out;
    const BlockTree& blocks = *tree.shape;
    const std::vector<std::uint32_t> depth = depths(blocks);
    for (BlockId block = 0; block < blocks.size(); ++block) {
        const std::uint32_t line = blocks[block].line;
        out.append(std::size_t{2} * (depth[block] - 1), ' ');
        out += blocks.is_head(block) ? "" : "+ ";
        out += lead_name(blocks[block].lead());
        out += ' ' + std::to_string(line + 1) + ": ";
        append_escaped(out, content_of(tree.line_token(line), tree.line_text(line)), 60);
        out += '\n';
    }
    return out;
}

std::string tree_syntax(const Tree& tree) {
    std::string out;
    each_statement(tree, [&](BlockId block, std::size_t depth) {
        const Unit* unit = tree.unit(block);
        if (unit == nullptr) return;
        for (NodeId id = unit->root; id != no_node; id = unit->node(id).next) {
            walk(tree, {block, id}, [&](NodeRef ref, std::size_t level) {
                const Node& node = tree.node(ref);
                constexpr std::size_t most = 200;  // deeper ones would be mostly indentation
                out.append(2 * std::min(depth + level, most), ' ');
                out += name_of(node.kind);
                if (const std::string op = op_text(node); !op.empty()) out += " `" + op + '`';
                const OwnNames names = own_names(tree, ref);
                if (!names.name.empty()) out.append(" ").append(names.name);
                if (!names.alias.empty()) out.append(" as ").append(names.alias);
                if (is_leaf(node.kind)) {
                    out += ' ';
                    append_escaped(out, node_text(tree, ref), 60);
                }
                if (level == 0) {
                    out += "  # line " + std::to_string(tree.range(ref).begin.line + 1);
                }
                out += '\n';
                return true;
            });
        }
    });
    return out;
}

std::string tree_json(const Tree& tree) {
    // Written as it comes, so that a large file needs no second tree in memory; only texts go
    // through the JSON library. A statement's block is an array beside its nodes.
    std::string out = "[";
    ColumnCounter begins(tree);
    ColumnCounter ends(tree);
    const auto quoted = [](const std::string& text) {
        return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    };
    std::size_t open_statements = 0;
    bool first_statement = true;
    const auto close_to = [&](std::size_t depth) {
        for (; open_statements > depth; --open_statements) out += "]}";
    };
    each_statement(tree, [&](BlockId block, std::size_t depth) {
        close_to(depth);
        if (!first_statement && out.back() != '[') out += ',';
        first_statement = false;
        out += "\n{\"nodes\":[";
        const Unit* unit = tree.unit(block);
        for (NodeId id = unit != nullptr ? unit->root : no_node; id != no_node;
             id = unit->node(id).next) {
            if (id != unit->root) out += ',';
            std::size_t open_nodes = 0;
            walk(tree, {block, id}, [&](NodeRef ref, std::size_t level) {
                const Node& node = tree.node(ref);
                for (; open_nodes > level; --open_nodes) out += "]}";
                if (out.back() == '}') out += ',';
                const Range range = tree.range(ref);
                out += "{\"kind\":" + quoted(std::string(name_of(node.kind)));
                if (const std::string op = op_text(node); !op.empty()) {
                    out += ",\"op\":" + quoted(op);
                }
                const OwnNames names = own_names(tree, ref);
                if (!names.name.empty()) out += ",\"name\":" + quoted(std::string(names.name));
                if (!names.alias.empty()) out += ",\"alias\":" + quoted(std::string(names.alias));
                out += ",\"line\":" + std::to_string(range.begin.line + 1);
                out += ",\"column\":" + std::to_string(begins.of(range.begin));
                out += ",\"endLine\":" + std::to_string(range.end.line + 1);
                out += ",\"endColumn\":" + std::to_string(ends.of(range.end));
                if (is_leaf(node.kind)) out += ",\"text\":" + quoted(node_text(tree, ref));
                out += ",\"children\":[";
                ++open_nodes;
                return true;
            });
            for (; open_nodes > 0; --open_nodes) out += "]}";
        }
        out += "],\"block\":[";
        ++open_statements;
    });
    close_to(0);
    out += "\n]\n";
    return out;
}

}  // namespace pilcrow::cli
