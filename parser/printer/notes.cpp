#include "parser/printer/notes.h"

#include "parser/printer/wholes.h"

namespace pilcrow::printer {

namespace {

Break break_of_operator(TokenKind kind) {
    switch (kind) {
    case TokenKind::Bar: return Break::BitOr;
    case TokenKind::Caret: return Break::BitXor;
    case TokenKind::Ampersand: return Break::BitAnd;
    case TokenKind::LeftShift:
    case TokenKind::RightShift: return Break::Shift;
    case TokenKind::Plus:
    case TokenKind::Minus: return Break::Term;
    case TokenKind::DoubleStar: return Break::Power;
    case TokenKind::KwAnd: return Break::And;
    case TokenKind::KwOr: return Break::Or;
    default: return Break::Factor;
    }
}

class NoteTaker {
public:
    NoteTaker(const Tree& tree, BlockId head, std::span<Note> notes)
        : tree_(tree),
          head_(head),
          unit_(*tree.unit(head)),
          notes_(notes),
          wholes_(tree, head, notes) {}

    void take() {
        for (NodeId id = 1; id < unit_.node_count; ++id) note_node(id);
    }

private:
    const Node& node(NodeId id) const { return unit_.node(id); }
    NodeId child(const Node& parent, int index) const {
        NodeId id = parent.first_child;
        while (index-- > 0 && id != no_node) id = node(id).next;
        return id;
    }
    Note& at(std::uint32_t token) { return notes_[token]; }
    TokenKind kind_at(std::uint32_t token) const { return unit_.token(token).kind; }

    void tight_sign(std::uint32_t token) { at(token).bits |= note_tight_after | note_keyword; }
    void tight(std::uint32_t token) { at(token).bits |= note_tight_before | note_tight_after; }

    // The sign or word before each child but the first.
    void breaks_before_rest(const Node& parent, Break kind, std::uint16_t bits = 0) {
        NodeId id = parent.first_child;
        if (id == no_node) return;
        for (id = node(id).next; id != no_node; id = node(id).next) {
            Note& note = at(node(id).first_token - 1);
            note.before = kind;
            note.bits |= bits;
        }
    }

    // The elements of a bracket, of which parentheses round a whole one are not needed.
    void elements(const Node& parent, std::uint32_t opener, int first = 0) {
        if (opener >= unit_.token_count) return;
        std::uint32_t count = 0;
        NodeId only = no_node;
        for (NodeId id = child(parent, first); id != no_node; id = node(id).next) {
            if (node(id).kind == NodeKind::Suite) break;
            ++count;
            only = id;
            wholes_.note_parentheses(id, true);
        }
        if (count == 1 && node(only).kind == NodeKind::Comprehension) {
            at(opener).comma = TrailingComma::Never;
        }
    }
    // The opener behind a child.
    std::uint32_t opener_behind(const Node& parent, int index) const {
        return node(child(parent, index)).end_token;
    }

    void note_node(NodeId id) {
        const Node& here = node(id);
        const std::uint32_t first = here.first_token;
        switch (here.kind) {
        case NodeKind::Unary:
            if (static_cast<TokenKind>(here.op) != TokenKind::KwNot) tight_sign(first);
            break;
        case NodeKind::Starred:
        case NodeKind::DoubleStarred:
        case NodeKind::PatternStar:
        case NodeKind::PatternDoubleStar: tight_sign(first); break;
        case NodeKind::Parameter:
        case NodeKind::TypeParameter: parameter(here); break;
        case NodeKind::Keyword:
        case NodeKind::PatternKeyword:
            tight(first + 1);
            if (here.kind == NodeKind::Keyword) wholes_.note_parentheses(child(here, 0), false);
            break;
        case NodeKind::DictEntry: wholes_.note_parentheses(child(here, 1), false); break;
        case NodeKind::Binary: binary(here); break;
        case NodeKind::Boolean:
            breaks_before_rest(here, break_of_operator(static_cast<TokenKind>(here.op)));
            break;
        case NodeKind::Comparator: at(first).before = Break::Compare; break;
        case NodeKind::Conditional: breaks_before_rest(here, Break::Conditional); break;
        case NodeKind::CompFor: {
            at(first).before = Break::Comprehension;
            NodeId condition = child(here, 2);
            for (; condition != no_node; condition = node(condition).next) {
                at(node(condition).first_token - 1).before = Break::Comprehension;
            }
            break;
        }
        case NodeKind::Attribute: {
            const std::uint32_t dot = here.end_token - 2;
            at(dot).before = Break::Attribute;
            const bool integer = dot > 0 && kind_at(dot - 1) == TokenKind::Int;
            at(dot).bits |= static_cast<std::uint16_t>(
                note_tight_after | (integer ? note_space_before : note_tight_before));
            break;
        }
        case NodeKind::Strings:
            for (NodeId part = node(here.first_child).next; part != no_node;
                 part = node(part).next) {
                at(node(part).first_token).before = Break::Strings;
            }
            break;
        case NodeKind::Tuple:
            breaks_before_rest(here, Break::Comma, note_inner_comma);
            if (here.has(trailing_comma)) at(here.end_token - 1).bits |= note_inner_comma;
            break;
        case NodeKind::Lambda: lambda(here); break;
        case NodeKind::Slice: slice(here); break;
        case NodeKind::RoundDisplay: round_display(id); break;
        case NodeKind::SquareDisplay:
        case NodeKind::CurlyDisplay:
            elements(here, first);
            note_element_comma(id, first);
            break;
        case NodeKind::Call: {
            const std::uint32_t opener = opener_behind(here, 0);
            elements(here, opener, 1);
            note_element_comma(id, opener, 1);
            break;
        }
        case NodeKind::Subscript: subscript(id); break;
        case NodeKind::Parameters:
            if (kind_at(first) == TokenKind::LeftParen) at(first).bits |= note_preferred;
            break;
        case NodeKind::ClassDef: class_header(here); break;
        case NodeKind::With: with_header(here); break;
        case NodeKind::ImportFrom: import_from(here); break;
        case NodeKind::Import:
        case NodeKind::Global:
        case NodeKind::Nonlocal:
        case NodeKind::Delete:
            breaks_before_rest(here, Break::Comma, note_inner_comma | note_unwrapped);
            if (here.kind == NodeKind::Delete && kind_at(here.end_token - 1) == TokenKind::Comma) {
                at(here.end_token - 1).bits |= note_inner_comma;
            }
            break;
        case NodeKind::DottedName:
            for (std::uint32_t token = first + 1; token + 1 < here.end_token; token += 2) {
                tight(token);
            }
            break;
        case NodeKind::Assert:
            breaks_before_rest(here, Break::Comma, note_inner_comma | note_unwrapped);
            break;
        case NodeKind::Decorator: tight_sign(first); break;
        case NodeKind::Except:
            if (here.has(except_star)) at(first + 1).bits |= note_tight_before | note_keyword;
            break;
        case NodeKind::Match:
        case NodeKind::Case:
        case NodeKind::TypeAlias: at(first).bits |= note_keyword; break;
        case NodeKind::PatternOr: breaks_before_rest(here, Break::BitOr); break;
        case NodeKind::PatternGroup: pattern_group(id); break;
        case NodeKind::PatternSequence:
            if (wholes_.is_bare_sequence(here)) {
                breaks_before_rest(here, Break::Comma, note_inner_comma);
                if (kind_at(here.end_token - 1) == TokenKind::Comma) {
                    at(here.end_token - 1).bits |= note_inner_comma;
                }
            }
            break;
        default: break;
        }
    }

    void parameter(const Node& here) {
        const bool starred = here.op != 0;
        if (starred) tight_sign(here.first_token);
        if (!here.has(has_default)) return;
        const NodeId value = child(here, here.has(has_annotation) ? 1 : 0);
        wholes_.note_parentheses(value, false);
        if (here.kind == NodeKind::Parameter && !here.has(has_annotation)) {
            tight(node(value).first_token - 1);
        }
    }

    // A name, a number, an attribute of such, or one of these with a sign: `x**2`, `-x**y.z`.
    bool simple_operand(NodeId id) const {
        if (node(id).kind == NodeKind::Unary) id = node(id).first_child;
        while (node(id).kind == NodeKind::Attribute) {
            id = node(id).first_child;
            if (node(id).kind == NodeKind::Number) return false;
        }
        return node(id).kind == NodeKind::Name || node(id).kind == NodeKind::Number;
    }

    void binary(const Node& here) {
        const NodeId left = here.first_child;
        const NodeId right = node(left).next;
        const std::uint32_t sign = node(right).first_token - 1;
        at(sign).before = break_of_operator(static_cast<TokenKind>(here.op));
        if (static_cast<TokenKind>(here.op) == TokenKind::DoubleStar && simple_operand(left) &&
            simple_operand(right)) {
            tight(sign);
        }
    }

    void lambda(const Node& here) {
        const NodeId parameters = here.first_child;
        breaks_before_rest(node(parameters), Break::None, note_inner_comma);
        const Node& list = node(parameters);
        if (list.end_token > list.first_token && kind_at(list.end_token - 1) == TokenKind::Comma) {
            at(list.end_token - 1).bits |= note_inner_comma;
        }
        at(node(list.next).first_token - 1).bits |= note_tight_before;
    }

    void slice(const Node& here) {
        NodeId bounds[3] = {no_node, no_node, no_node};
        NodeId id = here.first_child;
        const NodeFlags which[3] = {has_lower, has_upper, has_step};
        bool simple = true;
        for (int index = 0; index < 3; ++index) {
            if (!here.has(which[index])) continue;
            bounds[index] = id;
            const NodeKind kind = node(id).kind;
            const NodeId operand = kind == NodeKind::Unary ? node(id).first_child : id;
            simple = simple && (node(operand).kind == NodeKind::Name ||
                                node(operand).kind == NodeKind::Number);
            id = node(id).next;
        }
        std::uint32_t colon = bounds[0] == no_node ? here.first_token : node(bounds[0]).end_token;
        const auto mark = [&](std::uint32_t token, bool left, bool right) {
            at(token).bits |= static_cast<std::uint16_t>(
                (!simple && left ? note_space_before : note_tight_before) |
                (!simple && right ? note_space_after : note_tight_after));
        };
        mark(colon, bounds[0] != no_node, bounds[1] != no_node);
        colon = bounds[1] == no_node ? colon + 1 : node(bounds[1]).end_token;
        if (colon < here.end_token && kind_at(colon) == TokenKind::Colon) {
            mark(colon, bounds[1] != no_node, bounds[2] != no_node);
        }
    }

    // Where the elements hang, what they are is only known from the tree.
    void note_element_comma(NodeId id, std::uint32_t opener, int skip = 0) {
        if (!node(id).has(hanging) && skip == 0) return;
        NodeRef element = tree_.first_child({head_, id});
        while (skip-- > 0 && element) element = tree_.next_sibling(element);
        if (element && tree_.kind(element) == NodeKind::Comprehension) {
            at(opener).comma = TrailingComma::Never;
        }
    }

    void round_display(NodeId id) {
        const Node& here = node(id);
        switch (tree_.display_kind({head_, id})) {
        case Display::Paren:
        case Display::Generator:
            elements(here, here.first_token);
            at(here.first_token).comma = TrailingComma::Never;
            break;
        default: {
            const NodeRef first = tree_.first_child({head_, id});
            if (first && !tree_.next_sibling(first)) {
                at(here.first_token).comma = TrailingComma::Needed;
            }
            elements(here, here.first_token);
        }
        }
    }

    void subscript(NodeId id) {
        const Node& here = node(id);
        const std::uint32_t opener = opener_behind(here, 0);
        elements(here, opener, 1);
        const NodeRef value = tree_.first_child({head_, id});
        const NodeRef first = value ? tree_.next_sibling(value) : NodeRef{};
        if (first && !tree_.next_sibling(first)) {
            at(opener).comma = tree_.has_trailing_comma({head_, id}) ? TrailingComma::Needed
                                                                     : TrailingComma::Never;
        }
    }

    void class_header(const Node& here) {
        if (!here.has(has_parens)) return;
        std::uint32_t opener = here.first_token + 2;
        const NodeId second = child(here, 1);
        if (second != no_node && node(second).kind == NodeKind::TypeParameters) {
            opener = node(second).end_token;
        }
        at(opener).bits |= note_preferred;
    }

    void with_header(const Node& here) {
        std::uint32_t opener = here.first_token + 1;
        if (here.has(is_async)) ++opener;
        if (!here.has(has_parens)) {
            NodeId id = here.first_child;
            for (id = node(id).next; id != no_node && node(id).kind != NodeKind::Suite;
                 id = node(id).next) {
                at(node(id).first_token - 1).before = Break::Comma;
                at(node(id).first_token - 1).bits |= note_inner_comma | note_listing;
            }
            // `with (` that hangs would be the header's list.
            for (; kind_at(opener) == TokenKind::LeftParen; ++opener) {
                at(opener).bits |= note_never;
            }
            return;
        }
        at(opener).bits |= note_with_list;
    }

    void import_from(const Node& here) {
        std::uint32_t token = here.first_token + 1;
        const std::uint32_t first = token;
        for (; kind_at(token) == TokenKind::Dot || kind_at(token) == TokenKind::Ellipsis; ++token) {
            at(token).bits |= static_cast<std::uint16_t>(
                token == first ? note_tight_after : note_tight_before | note_tight_after);
        }
        while (kind_at(token) != TokenKind::KwImport && token + 1 < here.end_token) ++token;
        at(token).bits |= note_space_before;
        if (token + 1 < here.end_token && kind_at(token + 1) == TokenKind::LeftParen) return;
        for (++token; token < here.end_token; ++token) {
            if (kind_at(token) != TokenKind::Comma) continue;
            at(token).before = Break::Comma;
            at(token).bits |= note_inner_comma | note_listing;
        }
    }

    void pattern_group(NodeId id) {
        const Node& here = node(id);
        const NodeRef first = tree_.first_child({head_, id});
        if (!first || tree_.next_sibling(first)) return;
        at(here.first_token).comma =
            tree_.has_trailing_comma({head_, id}) ? TrailingComma::Needed : TrailingComma::Never;
    }

    const Tree& tree_;
    BlockId head_;
    const Unit& unit_;
    std::span<Note> notes_;
    Wholes wholes_;
};

bool ends_operand(TokenKind kind) {
    switch (kind) {
    case TokenKind::Name:
    case TokenKind::Int:
    case TokenKind::Float:
    case TokenKind::Imaginary:
    case TokenKind::String:
    case TokenKind::FStringEnd:
    case TokenKind::Ellipsis:
    case TokenKind::KwNone:
    case TokenKind::KwTrue:
    case TokenKind::KwFalse: return true;
    default: return is_closing(kind);
    }
}

}  // namespace

void take_notes(const Tree& tree, BlockId head, std::span<Note> notes) {
    NoteTaker(tree, head, notes).take();
}

void take_wholes(const Tree& tree, BlockId head, std::span<Note> notes,
                 std::vector<Region>& regions) {
    if (tree.unit(head)->role == Role::Statement) {
        Wholes(tree, head, notes).find_regions(regions);
    } else {
        Wholes(tree, head, notes).note_item();
    }
}

bool spaced(TokenKind before, const Note& before_note, TokenKind after, const Note& after_note) {
    if (is_opening(before) || is_closing(after) || after == TokenKind::End) return false;
    if (after == TokenKind::Comma || after == TokenKind::Semicolon) return false;
    if (before == TokenKind::Comma || before == TokenKind::Semicolon) {
        return after != TokenKind::Colon || after_note.has(note_tight_before);  // `case a, b,:`
    }
    if (after_note.has(note_space_before) || before_note.has(note_space_after)) return true;
    if (after_note.has(note_tight_before) || before_note.has(note_tight_after)) return false;
    if (after == TokenKind::Colon) return false;
    if (is_opening(after)) return !ends_operand(before) || before_note.has(note_keyword);
    return true;
}

std::uint32_t end_of_fstring(const Unit& unit, std::uint32_t first) {
    std::uint32_t depth = 0;
    for (std::uint32_t token = first;; ++token) {
        const TokenKind kind = unit.token(token).kind;
        if (kind == TokenKind::FStringStart) ++depth;
        if (kind == TokenKind::FStringEnd && --depth == 0) return token;
        if (kind == TokenKind::End) return token - 1;
    }
}

}  // namespace pilcrow::printer
