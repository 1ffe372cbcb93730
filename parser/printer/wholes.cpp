#include "parser/printer/wholes.h"

namespace pilcrow::printer {

void Wholes::find_regions(std::vector<Region>& regions) {
    for (NodeId id = unit_.root; id != no_node; id = node(id).next) statement(id, regions);
}
// An item is a whole by itself.
void Wholes::note_item() {
    const NodeId root = unit_.root;
    if (root == no_node) return;
    note_parentheses(node(root).kind == NodeKind::WithItem ? node(root).first_child : root, true);
}

// Whether a parenthesis could be left out where it stands round a whole.
void Wholes::note_parentheses(NodeId id, bool item, Bare bare) {
    if (id == no_node || node(id).kind != NodeKind::RoundDisplay) return;
    const NodeRef ref{head_, id};
    if (tree_.display_kind(ref) != Display::Paren) return;
    const NodeRef inner = tree_.first_child(ref);
    if (!inner) return;
    switch (tree_.kind(inner)) {
    case NodeKind::Starred: return;
    case NodeKind::Walrus:
        if (!bare.walrus) return;
        break;
    case NodeKind::Yield:
    case NodeKind::YieldFrom:
        if (!bare.yields) return;
        break;
    default: break;
    }
    if (item && unit_.role == Role::Pattern) return;
    at(node(id).first_token).bits |= note_grouping;
    if (inner.block == head_) note_parentheses(inner.node, item, bare);
}

void Wholes::region(NodeId id, std::vector<Region>& regions, Bare bare) {
    if (id == no_node) return;
    const Node& here = node(id);
    if (here.kind == NodeKind::Tuple) {
        regions.push_back({here.first_token, here.end_token, true});
        for (NodeId element = here.first_child; element != no_node; element = node(element).next) {
            const bool starred = node(element).kind == NodeKind::Starred;
            region(starred ? node(element).first_child : element, regions);
        }
        return;
    }
    note_parentheses(id, false, bare);
    if (bare.tuples && here.kind == NodeKind::RoundDisplay &&
        tree_.display_kind({head_, id}) == Display::Tuple && !holds_walrus({head_, id})) {
        at(here.first_token).bits |= note_tuple;
    }
    regions.push_back({here.first_token, here.end_token});
}

bool Wholes::holds_walrus(NodeRef display) const {
    for (const NodeRef element : ChildRange(tree_, display)) {
        if (tree_.kind(element) == NodeKind::Walrus) return true;
    }
    return false;
}

// What a part of a statement may be without parentheses.
Bare Wholes::bare_in(const Node& statement, NodeId part) const {
    Bare bare;
    switch (statement.kind) {
    case NodeKind::ExpressionStatement:
    case NodeKind::Assign:
    case NodeKind::AugmentedAssign: bare.yields = node(part).next == no_node; [[fallthrough]];
    case NodeKind::Return:
    case NodeKind::For: bare.tuples = true; break;
    case NodeKind::AnnotatedAssign: bare.yields = bare.tuples = part == child(statement, 2); break;
    case NodeKind::Match: bare.walrus = bare.tuples = true; break;
    case NodeKind::If:
    case NodeKind::Elif:
    case NodeKind::While:
    case NodeKind::Case:
    case NodeKind::Decorator: bare.walrus = true; break;
    default: break;
    }
    return bare;
}

void Wholes::pattern_region(NodeId id, bool whole, std::vector<Region>& regions) {
    const Node& here = node(id);
    if (is_bare_sequence(here)) {
        regions.push_back({here.first_token, here.end_token, true});
        for (NodeId part = here.first_child; part != no_node; part = node(part).next) {
            pattern_region(part, false, regions);
        }
        return;
    }
    note_pattern_group(id, whole);
    regions.push_back({here.first_token, here.end_token});
}

void Wholes::note_pattern_group(NodeId id, bool whole) {
    const NodeRef ref{head_, id};
    if (node(id).kind != NodeKind::PatternGroup) return;
    const NodeRef inner = tree_.first_child(ref);
    const bool one = inner && !tree_.next_sibling(inner) && !tree_.has_trailing_comma(ref);
    if (one) {
        at(node(id).first_token).bits |= note_grouping;
        if (inner.block == head_) note_pattern_group(inner.node, whole);
    } else if (whole) {
        at(node(id).first_token).bits |= note_tuple;
    }
}

// A name, with parentheses or without.
bool Wholes::names_only(NodeId id) const {
    NodeRef ref{head_, id};
    while (ref && tree_.kind(ref) == NodeKind::RoundDisplay) ref = tree_.first_child(ref);
    return ref && tree_.kind(ref) == NodeKind::Name;
}

void Wholes::statement(NodeId id, std::vector<Region>& regions) {
    const Node& at_node = node(id);
    switch (at_node.kind) {
    case NodeKind::Pass:
    case NodeKind::Break:
    case NodeKind::Continue:
    case NodeKind::Global:
    case NodeKind::Nonlocal:
    case NodeKind::Import:
    case NodeKind::ImportFrom: return;
    default: break;
    }
    for (NodeId part = at_node.first_child; part != no_node; part = node(part).next) {
        const NodeKind kind = node(part).kind;
        const bool in_bracket = at_node.kind == NodeKind::ClassDef || kind == NodeKind::Hang ||
                                kind == NodeKind::Parameters || kind == NodeKind::TypeParameters;
        // `(x): int` is not `x: int`.
        const bool annotated_name = at_node.kind == NodeKind::AnnotatedAssign &&
                                    part == at_node.first_child && names_only(part);
        if (kind == NodeKind::Suite) {
            for (NodeId inner = node(part).first_child; inner != no_node;
                 inner = node(inner).next) {
                statement(inner, regions);
            }
        } else if (kind == NodeKind::WithItem) {
            if (at_node.has(has_parens)) {
                note_parentheses(child(node(part), 0), true);
            } else {
                for (NodeId inner = node(part).first_child; inner != no_node;
                     inner = node(inner).next) {
                    region(inner, regions);
                }
            }
        } else if (in_bracket || annotated_name) {
            continue;
        } else if (is_pattern(kind)) {
            pattern_region(part, true, regions);
        } else {
            region(part, regions, bare_in(at_node, part));
        }
    }
}

bool Wholes::is_bare_sequence(const Node& here) const {
    return here.kind == NodeKind::PatternSequence &&
           (kind_at(here.first_token) != TokenKind::LeftBracket || !closes_at_end(here));
}

// Whether the bracket that a node begins with is closed by the node's last token.
bool Wholes::closes_at_end(const Node& here) const {
    int depth = 0;
    for (std::uint32_t token = here.first_token; token < here.end_token; ++token) {
        if (is_opening(kind_at(token))) ++depth;
        if (is_closing(kind_at(token)) && --depth == 0) return token + 1 == here.end_token;
    }
    return false;
}

}  // namespace pilcrow::printer
