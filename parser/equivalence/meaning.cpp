#include "parser/equivalence/meaning.h"

#include "parser/literals/cleandoc.h"
#include "parser/literals/debug_text.h"
#include "parser/literals/string_value.h"

#include <algorithm>
#include <string>
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

}  // namespace

class MeaningWriter {
public:
    explicit MeaningWriter(const Tree& tree) : tree_(tree) {}

    // What the statement says, until the next one.
    std::string_view statement(BlockId head, bool begins_body) {
        out_.clear();
        const Unit* its_unit = tree_.unit(head);
        if (its_unit == nullptr) return {};
        docstring_ = begins_body;
        for (NodeId id = its_unit->root; id != no_node; id = its_unit->node(id).next) {
            walk({head, id});
            docstring_ = false;
        }
        return out_;
    }

private:
    struct Open {
        NodeRef node;
        NodeRef next;  // child to be written next
        bool shown;    // it has brackets of its own in the output
    };

    void walk(NodeRef root) {
        enter(root);
        while (!open_.empty()) {
            const NodeRef child = open_.back().next;
            if (!child) {
                leave();
                continue;
            }
            open_.back().next = open_.size() == 1 && node(root).kind == NodeKind::None
                                    ? NodeRef{}
                                    : next_sibling(child);
            enter(child);
        }
    }

    // Most nodes stand in the unit of the node before them.
    const Unit& unit(BlockId head) {
        if (head != head_) {
            head_ = head;
            unit_ = tree_.unit(head);
            // The text of its first segment, or in Python's layout all of it.
            const std::string_view own = tree_.own_text(head, 0, 0);
            text_of_unit_ = own.data();
            text_end_ = unit_->segment_count > 1 && tree_.layout == Layout::Pilcrow
                            ? unit_->segments()[1].own_begin
                            : unit_->own_size;
        }
        return *unit_;
    }
    const Node& node(NodeRef ref) { return unit(ref.block).node(ref.node); }
    NodeRef first_child(NodeRef ref) {
        const Node& parent = node(ref);
        if (parent.kind == NodeKind::Hang || parent.kind == NodeKind::String) return {};
        const NodeId child = parent.first_child;
        if (child == no_node) return {};
        return unit_->node(child).kind == NodeKind::Hang ? tree_.first_child(ref)
                                                         : NodeRef{ref.block, child};
    }
    NodeRef next_sibling(NodeRef ref) {
        const NodeId next = node(ref).next;
        const bool here =
            next != no_node ? unit_->node(next).kind != NodeKind::Hang : ref.node != unit_->root;
        if (!here) return tree_.next_sibling(ref);
        return next == no_node ? NodeRef{} : NodeRef{ref.block, next};
    }
    std::string_view token_text(BlockId head, std::uint32_t index) {
        const Token& token = unit(head).token(index);
        if (token.end > text_end_) return tree_.token_text(head, index);
        return {text_of_unit_ + token.begin, token.end - token.begin};
    }

    void enter(NodeRef ref) {
        const Node& node = this->node(ref);
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
            const NodeRef first = first_child(ref);
            if (first && !next_sibling(first) && !tree_.has_trailing_comma(ref)) {
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

    bool is_tuple_index(NodeRef ref) {
        const NodeRef value = first_child(ref);
        const NodeRef index = value ? next_sibling(value) : NodeRef{};
        return index && (next_sibling(index) || tree_.has_trailing_comma(ref));
    }

    void begin(NodeKind kind, std::uint8_t op, std::uint16_t flags) {
        flush_text();
        const char head[] = {'(', static_cast<char>(kind), static_cast<char>(op),
                             static_cast<char>(flags & 0xff), static_cast<char>(flags >> 8)};
        out_.append(head, sizeof head);
    }
    void push(NodeRef ref, bool shown) { open_.push_back({ref, first_child(ref), shown}); }
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
        const Unit& unit = this->unit(ref.block);
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
                out_ += token_text(ref.block, token);
                if (!dots) out_ += ' ';
            }
            ++token;
        }
    }

    // --- strings ---

    void strings(NodeRef ref) {
        if (node(ref).kind == NodeKind::Strings) {
            for (const NodeRef part : ChildRange(tree_, ref)) pending_parts_.push_back(part);
        } else {
            pending_parts_.push_back(ref);
        }
        const auto is_formatted = [&](NodeRef part) {
            return node(part).kind == NodeKind::FString;
        };
        const bool formatted =
            std::any_of(pending_parts_.begin(), pending_parts_.end(), is_formatted);
        const NodeRef first = pending_parts_.front();
        const std::uint32_t token = node(first).first_token;
        const bool bytes = (unit(first.block).token(token).flags & string_bytes) != 0;
        const bool unicode = token_text(first.block, token).starts_with('u');
        begin(formatted ? NodeKind::FString : NodeKind::String, bytes ? 1 : 0, unicode ? 1 : 0);
        // In parentheses, too.
        const bool docstring = docstring_ && !formatted && !bytes && !open_.empty() &&
                               tree_.kind(open_.front().node) == NodeKind::ExpressionStatement &&
                               std::all_of(open_.begin() + 1, open_.end(),
                                           [](const Open& inner) { return !inner.shown; });
        const std::size_t begin_of_text = text_.size();
        // The parts are written one after the other; fields are nodes of their own below.
        std::reverse(pending_parts_.begin(), pending_parts_.end());
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
            text_.replace(begin_of_text, std::string::npos,
                          cleandoc(std::string_view(text_).substr(begin_of_text)));
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
            open_.back().next = next_sibling(child);
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
    std::string out_;
    std::vector<Open> open_;
    std::vector<NodeRef> pending_parts_;  // of the string at hand
    std::string text_;
    bool docstring_ = false;

    BlockId head_ = no_block;  // of the unit at hand
    const Unit* unit_ = nullptr;
    const char* text_of_unit_ = nullptr;  // up to the own offset text_end_
    std::uint32_t text_end_ = 0;
};

Meanings::Meanings(const Tree& tree) : writer_(std::make_unique<MeaningWriter>(tree)) {}
Meanings::~Meanings() = default;

std::string_view Meanings::of(BlockId head, bool begins_body) {
    return writer_->statement(head, begins_body);
}

}  // namespace pilcrow
