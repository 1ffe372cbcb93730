#include "parser/equivalence/meaning.h"

#include "parser/literals/cleandoc.h"
#include "parser/literals/debug_text.h"
#include "parser/literals/string_value.h"

#include <algorithm>
#include <vector>

namespace pilcrow {

namespace {

// Flags that change what a node means; the rest say how it is written.
std::uint16_t meaning_of_flags(const Node& node) {
    switch (node.kind) {
    case NodeKind::CompFor:
    case NodeKind::For:
    case NodeKind::With: return node.flags & is_async;
    case NodeKind::Slice: return node.flags & (has_lower | has_upper | has_step);
    case NodeKind::Parameter:
    case NodeKind::TypeParameter: return node.flags & (has_annotation | has_default);
    case NodeKind::Comparator: return node.flags & negated;
    case NodeKind::ImportFrom: return node.flags & import_star;
    case NodeKind::Alias: return node.flags & has_alias;
    case NodeKind::Except: return node.flags & (has_alias | except_star);
    case NodeKind::FunctionDef: return node.flags & (is_async | has_returns);
    case NodeKind::Case: return node.flags & has_guard;
    case NodeKind::AnnotatedAssign: return node.flags & simple_target;
    default: return 0;
    }
}

class MeaningWriter {
public:
    MeaningWriter(const Tree& tree, std::string& out) : tree_(tree), out_(out) {}

    void statement(BlockId head, bool begins_body) {
        const Unit* unit = tree_.unit(head);
        if (unit == nullptr) return;
        docstring_ = begins_body;
        for (NodeId id = unit->root; id != no_node; id = unit->node(id).next) {
            walk({head, id});
            docstring_ = false;
        }
    }

private:
    struct Open {
        NodeRef node;
        NodeRef next;     // child to be written next
        bool shown;       // it has brackets of its own in the output
        bool fstring;     // text between its children is joined
        bool field_line;  // FStringLine
    };

    void walk(NodeRef root) {
        enter(root);
        while (!open_.empty()) {
            const NodeRef child = open_.back().next;
            if (!child) {
                leave();
                continue;
            }
            open_.back().next = open_.size() == 1 && tree_.kind(root) == NodeKind::None
                                    ? NodeRef{}
                                    : tree_.next_sibling(child);
            enter(child);
        }
    }

    void enter(NodeRef ref) {
        const Node& node = tree_.node(ref);
        NodeKind kind = node.kind;
        switch (kind) {
        case NodeKind::String:
        case NodeKind::Strings:
        case NodeKind::FString: strings(ref); return;
        case NodeKind::RoundDisplay:
            switch (tree_.display_kind(ref)) {
            case Display::Paren: push(ref, false); return;
            case Display::Tuple: kind = NodeKind::Tuple; break;
            default: break;
            }
            break;
        case NodeKind::PatternGroup: {
            const NodeRef first = tree_.first_child(ref);
            if (first && !tree_.next_sibling(first) && !tree_.has_trailing_comma(ref)) {
                push(ref, false);
                return;
            }
            kind = NodeKind::PatternSequence;
            break;
        }
        default: break;
        }
        begin(kind, node.op, meaning_of_flags(node));
        if (kind == NodeKind::Subscript && !is_tuple_index(ref)) out_ += '1';
        own_words(ref);
        push(ref, true);
    }

    bool is_tuple_index(NodeRef ref) const {
        const NodeRef value = tree_.first_child(ref);
        const NodeRef index = value ? tree_.next_sibling(value) : NodeRef{};
        return index && (tree_.next_sibling(index) || tree_.has_trailing_comma(ref));
    }

    void begin(NodeKind kind, std::uint8_t op, std::uint16_t flags) {
        flush_text();
        out_ += '(';
        out_ += static_cast<char>(kind);
        out_ += static_cast<char>(op);
        out_ += static_cast<char>(flags & 0xff);
        out_ += static_cast<char>(flags >> 8);
    }
    void push(NodeRef ref, bool shown) {
        open_.push_back({ref, tree_.first_child(ref), shown, false, false});
    }
    void leave() {
        const bool shown = open_.back().shown;
        open_.pop_back();
        if (shown) {
            flush_text();
            out_ += ')';
        }
    }

    // Names, numbers and words that are the node's own and no child's.
    void own_words(NodeRef ref) {
        const Unit& unit = *tree_.unit(ref.block);
        const Node& node = unit.node(ref.node);
        const bool leaf = node.kind == NodeKind::Hang || node.kind == NodeKind::String;
        NodeId child = leaf ? no_node : node.first_child;
        for (std::uint32_t token = node.first_token; token < node.end_token;) {
            if (child != no_node && token >= unit.node(child).first_token) {
                token = std::max(token, unit.node(child).end_token);
                child = unit.node(child).next;
                continue;
            }
            const TokenKind kind = unit.token(token).kind;
            const bool dots = node.kind == NodeKind::ImportFrom &&
                              (kind == TokenKind::Dot || kind == TokenKind::Ellipsis);
            if (kind == TokenKind::Name || kind == TokenKind::Int || kind == TokenKind::Float ||
                kind == TokenKind::Imaginary || dots) {
                out_ += tree_.token_text(ref.block, token);
                if (!dots) out_ += ' ';
            }
            ++token;
        }
    }

    // --- strings ---

    void strings(NodeRef ref) {
        const bool adjacent = tree_.kind(ref) == NodeKind::Strings;
        std::vector<NodeRef> parts;
        if (adjacent) {
            parts = tree_.children(ref);
        } else {
            parts.push_back(ref);
        }
        bool formatted = false;
        for (const NodeRef part : parts) formatted |= tree_.kind(part) == NodeKind::FString;
        const Token& first =
            tree_.unit(parts.front().block)->token(tree_.node(parts.front()).first_token);
        const bool bytes = (first.flags & string_bytes) != 0;
        const bool unicode =
            tree_.token_text(parts.front().block, tree_.node(parts.front()).first_token)
                .starts_with('u');
        begin(formatted ? NodeKind::FString : NodeKind::String, bytes ? 1 : 0, unicode ? 1 : 0);
        const bool docstring = docstring_ && !formatted && !bytes && open_.size() == 1 &&
                               tree_.kind(open_.back().node) == NodeKind::ExpressionStatement;
        const std::size_t begin_of_text = text_.size();
        // The parts are written one after the other; fields are nodes of their own below.
        for (auto part = parts.rbegin(); part != parts.rend(); ++part)
            pending_parts_.push_back(*part);
        while (!pending_parts_.empty()) {
            const NodeRef part = pending_parts_.back();
            pending_parts_.pop_back();
            if (tree_.kind(part) == NodeKind::String) {
                append_string_value(tree_, part, text_);
            } else {
                formatted_string(part);
            }
        }
        if (docstring)
            text_ = text_.substr(0, begin_of_text) +
                    cleandoc(std::string_view(text_).substr(begin_of_text));
        flush_text();
        out_ += ')';
    }

    void formatted_string(NodeRef ref) {
        const std::uint8_t flags = tree_.unit(ref.block)->token(tree_.node(ref).first_token).flags;
        for (NodeRef part = tree_.first_child(ref); part; part = tree_.next_sibling(part)) {
            formatted_part(part, flags);
        }
    }

    void formatted_part(NodeRef part, std::uint8_t flags) {
        const Node& node = tree_.node(part);
        switch (node.kind) {
        case NodeKind::FStringText:
            append_fstring_text(tree_.token_text(part.block, node.first_token), flags, text_);
            break;
        case NodeKind::FStringLine:
            text_ += '\n';
            for (NodeId id = node.first_child; id != no_node;
                 id = tree_.unit(part.block)->node(id).next) {
                formatted_part({part.block, id}, flags);
            }
            break;
        case NodeKind::Field: field(part, flags); break;
        default: break;
        }
    }

    void field(NodeRef ref, std::uint8_t flags) {
        const Node& node = tree_.node(ref);
        std::uint8_t conversion = node.op;
        const NodeRef value = tree_.first_child(ref);
        const NodeRef spec = value ? tree_.next_sibling(value) : NodeRef{};
        if (node.has(field_debug) && value) {
            append_debug_text(tree_, ref, text_);
            if (conversion == 0 && !spec) conversion = 'r';
        }
        begin(NodeKind::Field, conversion, 0);
        if (value) nested(value);
        if (spec) {
            begin(NodeKind::FormatSpec, 0, 0);
            for (NodeRef part = tree_.first_child(spec); part; part = tree_.next_sibling(part)) {
                formatted_part(part, flags);
            }
            flush_text();
            out_ += ')';
        }
        out_ += ')';
    }

    // An expression inside a field. CPython's limits on nested f-strings bound the recursion.
    void nested(NodeRef value) {
        std::vector<Open> outer;
        outer.swap(open_);
        std::vector<NodeRef> parts;
        parts.swap(pending_parts_);
        flush_text();
        enter(value);
        while (!open_.empty()) {
            const NodeRef child = open_.back().next;
            if (!child) {
                leave();
                continue;
            }
            open_.back().next = tree_.next_sibling(child);
            enter(child);
        }
        open_.swap(outer);
        pending_parts_.swap(parts);
    }

    void flush_text() {
        if (text_.empty()) return;
        out_ += '"';
        out_ += std::to_string(text_.size());
        out_ += ':';
        out_ += text_;
        text_.clear();
    }

    const Tree& tree_;
    std::string& out_;
    std::vector<Open> open_;
    std::vector<NodeRef> pending_parts_;
    std::string text_;
    bool docstring_ = false;
};

}  // namespace

void append_meaning(const Tree& tree, BlockId head, bool begins_body, std::string& out) {
    MeaningWriter(tree, out).statement(head, begins_body);
}

}  // namespace pilcrow
