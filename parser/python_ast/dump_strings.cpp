// Strings, and f-strings: adjacent ones are one node, whose constant pieces are joined.

#include "parser/python_ast/dumper.h"

#include <algorithm>

#include "parser/literals/debug_text.h"
#include "parser/literals/repr.h"

namespace pilcrow::python_ast {

// What adjacent strings amount to: constants and fields in turn.
class Dumper::PieceList {
public:
    struct Piece {
        std::string text;  // of a constant
        bool unicode_prefix = false;
        NodeRef field;  // or none
    };

    // The constant to which text can be added. `unicode_prefix` counts where it begins here.
    std::string& text(bool unicode_prefix = false) {
        if (pieces_.empty() || pieces_.back().field) {
            pieces_.push_back({{}, unicode_prefix, {}});
        }
        return pieces_.back().text;
    }
    void add_text(std::string_view text_of_part) {
        if (!text_of_part.empty()) {
            text() += text_of_part;
        }
    }
    void add_field(NodeRef field) { pieces_.push_back({{}, false, field}); }

    std::vector<Piece>& pieces() { return pieces_; }

private:
    std::vector<Piece> pieces_;
};

namespace {

void append_constant(std::string_view value, bool bytes, bool unicode_prefix, std::string& out) {
    out += "Constant(value=";
    if (bytes) {
        append_bytes_repr(value, out);
    } else {
        append_str_repr(value, out);
    }
    if (unicode_prefix) {
        out += ", kind='u'";
    }
    out += ')';
}

// How many of CPython's tokens the text of a format spec is: one ends behind each `\N{name}`.
// Those that come to nothing (`\` and a line end) do not count.
std::size_t token_count(std::string_view text, std::uint8_t flags) {
    std::size_t count = 0;
    std::string value;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size()) {
            if (text[end] != '\\' || (flags & string_raw) != 0) {
                ++end;
            } else if (text.substr(end).starts_with("\\N{")) {
                end = std::min(text.find('}', end), text.size() - 1) + 1;
                break;
            } else {
                end = std::min(end + 2, text.size());
            }
        }
        value.clear();
        append_fstring_text(text.substr(begin, end - begin), flags, value);
        count += value.empty() ? 0 : 1;
        begin = end;
    }
    return count;
}

// The prefix that CPython keeps: `u`, not `U`.
bool has_kind(std::string_view token_text) { return token_text.starts_with('u'); }

}  // namespace

// A String, FString or Strings.
void Dumper::strings(NodeRef node) {
    const bool adjacent = kind(node) == NodeKind::Strings;
    const NodeRef first_string = adjacent ? first(node) : node;
    PieceList pieces;
    bool formatted = false;
    std::uint8_t first_flags = 0;
    for (NodeRef part = first_string; part && !error_; part = adjacent ? next(part) : NodeRef{}) {
        if (kind(part) == NodeKind::FString) {
            formatted = true;
            collect_fstring(part, pieces);
        } else if (kind(part) == NodeKind::String) {
            const std::uint8_t flags = tree_.unit(part.block)->token(at(part).first_token).flags;
            if (part == first_string) {
                first_flags = flags;
            }
            const auto error = append_string_value(
                tree_, part,
                pieces.text(has_kind(tree_.token_text(part.block, at(part).first_token))));
            if (error) {
                fail(std::string(message_of(error->problem)), error->at);
            }
        } else {
            fail("this is not a whole string", part);
        }
    }
    if (error_) {
        return;
    }
    if (formatted) {
        joined_string(pieces, node);
        return;
    }
    const PieceList::Piece& only = pieces.pieces().front();
    append_constant(only.text, (first_flags & string_bytes) != 0, only.unicode_prefix,
                    writer_.short_node());
}

// The node JoinedStr. Constants that are empty do not show.
void Dumper::joined_string(PieceList& pieces, NodeRef node) {
    open("JoinedStr", node);
    std::erase_if(pieces.pieces(),
                  [](const PieceList::Piece& piece) { return !piece.field && piece.text.empty(); });
    steps_.push_back(close());
    if (pieces.pieces().empty()) {
        return;
    }
    steps_.push_back(step(Action::CloseList, {}, {}));
    for (auto piece = pieces.pieces().rbegin(); piece != pieces.pieces().rend(); ++piece) {
        if (piece->field) {
            steps_.push_back(step(Action::Field, {}, piece->field));
        } else {
            std::string constant;
            append_constant(piece->text, false, piece->unicode_prefix, constant);
            const auto index = static_cast<std::uint32_t>(pieces_.size());
            pieces_.push_back(std::move(constant));
            steps_.push_back(step(Action::Piece, {}, {node.block, index}));
        }
    }
    steps_.push_back(step(Action::OpenList, "values", {}));
}

void Dumper::collect_fstring(NodeRef fstring, PieceList& pieces) {
    const Node& node = at(fstring);
    const Unit& unit = *tree_.unit(fstring.block);
    NodeId last = no_node;
    for (NodeId child = node.first_child; child != no_node; child = unit.node(child).next) {
        last = child;
    }
    collect_parts(fstring.block, node.first_child, pieces);
    if (last == no_node || unit.node(last).kind != NodeKind::Hang) {
        return;
    }
    // Each literal line is a newline and its own parts.
    const BlockTree& blocks = *tree_.reading;
    const BlockId segment = tree_.reading->segment(fstring.block, unit.node(last).segment());
    for (BlockId line = blocks.first_child(segment); line != no_block && !error_;
         line = blocks.next_sibling(line)) {
        pieces.add_text("\n");
        const Unit* line_unit = tree_.unit(line);
        if (line_unit != nullptr && line_unit->root != no_node) {
            collect_parts(line, line_unit->node(line_unit->root).first_child, pieces);
        } else if (!literal_line_text(tree_, line).empty()) {
            fail("this is not a whole line of a literal", literal_line_position(tree_, line, 0));
        }
    }
}

// Text and fields: `first_part` and what follows it in its unit, up to a Hang.
void Dumper::collect_parts(BlockId block, NodeId first_part, PieceList& pieces) {
    const Unit& unit = *tree_.unit(block);
    std::string text;
    for (NodeId part = first_part; part != no_node && !error_; part = unit.node(part).next) {
        const Node& node = unit.node(part);
        if (node.kind == NodeKind::Field) {
            if (node.has(field_debug)) {
                append_debug_text(tree_, {block, part}, pieces.text());
            }
            pieces.add_field({block, part});
        } else if (node.kind == NodeKind::FStringText) {
            const Token& token = unit.token(node.first_token);
            text.clear();
            const auto error =
                append_fstring_text(tree_.token_text(block, node.first_token), token.flags, text);
            if (error) {
                const std::uint32_t at = token.begin + static_cast<std::uint32_t>(error->begin);
                fail(std::string(message_of(error->problem)), tree_.position(block, at));
            }
            pieces.add_text(text);
        } else if (node.kind != NodeKind::Hang) {
            fail("this is not a whole string", NodeRef{block, part});
        }
    }
}

// The node FormattedValue.
void Dumper::field(NodeRef field) {
    const Node& node = at(field);
    const NodeRef value = first(field);
    const NodeRef spec = next(value);
    // `{x=}` shows the repr, unless it says otherwise.
    const std::uint8_t conversion =
        node.op == 0 && node.has(field_debug) && !spec ? std::uint8_t{'r'} : node.op;
    open("FormattedValue", field);
    then({expression("value", value),
          conversion == 0 ? simple("conversion", "-1")
                          : step(Action::Number, "conversion", {field.block, conversion}),
          step(Action::FormatSpec, "format_spec", spec), close()});
}

// A JoinedStr; but where CPython's lexer has made several tokens of a constant spec, it joins them
// to a plain Constant.
void Dumper::format_spec(NodeRef spec) {
    PieceList pieces;
    const Unit& unit = *tree_.unit(spec.block);
    collect_parts(spec.block, at(spec).first_child, pieces);
    std::size_t tokens = 0;
    for (NodeId part = at(spec).first_child; part != no_node; part = unit.node(part).next) {
        const Token& token = unit.token(unit.node(part).first_token);
        if (unit.node(part).kind != NodeKind::FStringText) {
            joined_string(pieces, spec);
            return;
        }
        tokens +=
            token_count(tree_.token_text(spec.block, unit.node(part).first_token), token.flags);
    }
    if (tokens > 1) {
        append_constant(pieces.pieces().front().text, false, false, writer_.short_node());
    } else {
        joined_string(pieces, spec);
    }
}

}  // namespace pilcrow::python_ast
