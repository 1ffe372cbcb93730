// Items: one element in the role that the hanging bracket gives it.

#include "parser/syntax/parser_impl.h"

#include <array>

namespace pilcrow::syntax {

void Parser::whole_item(Role role) {
    if (at_end()) {
        builder_.flags |= unit_empty;
        return;
    }
    const std::size_t earlier = builder_.diagnostics.size();
    const auto start = pos_;
    const auto start_nodes = builder_.nodes.size();
    builder_.root = item(role == Role::Unknown ? Role::Element : role);
    if (builder_.diagnostics.size() == earlier || earlier > 0) return;
    // Does it read without an error in another role? The group may have lost its bracket's kind.
    const auto failed = builder_.diagnostics;
    const auto is_pattern_role = [](Role one) {
        return one == Role::Pattern || one == Role::PatternArgument || one == Role::PatternEntry;
    };
    for (Role other : {Role::Element, Role::Argument, Role::Entry, Role::Parameter, Role::Subscript,
                       Role::WithItem, Role::TypeParameter, Role::Grouping, Role::Pattern,
                       Role::PatternArgument, Role::PatternEntry}) {
        // A damaged pattern is no expression, though most patterns read as one.
        if (other == role || (is_pattern_role(role) && !is_pattern_role(other))) continue;
        forget_findings();
        builder_.nodes.resize(start_nodes);
        builder_.flags = 0;
        pos_ = start;
        prev_end_ = start;
        k_ = tokens_[pos_].kind;
        builder_.root = item(other);
        if (!builder_.diagnostics.empty()) continue;
        builder_.fits = other;
        builder_.flags |= unit_misfit;
        break;
    }
    if (role == Role::Unknown && (builder_.flags & unit_misfit) != 0) return;  // it is what it is
    // Keep the reading in its own role; what fits is noted for the group.
    const Role fits = builder_.fits;
    forget_findings();
    builder_.nodes.resize(start_nodes);
    builder_.flags = fits == Role::Unknown ? 0 : unit_misfit;
    pos_ = start;
    prev_end_ = start;
    k_ = tokens_[pos_].kind;
    builder_.root = item(role == Role::Unknown ? Role::Element : role);
}

NodeId Parser::item(Role role) {
    const std::uint32_t first = pos_;
    in_pattern_ =
        role == Role::Pattern || role == Role::PatternArgument || role == Role::PatternEntry;
    NodeId element = item_element(role);
    if (accept(TokenKind::Comma)) builder_.flags |= unit_item_comma;
    if (at_end()) return element;
    if ((builder_.flags & unit_item_comma) != 0) {
        error_here(Code::SecondElement);
    } else {
        error_here(at(TokenKind::Equal) ? Code::AssignInExpression : Code::UnexpectedToken);
    }
    const bool was_quiet = quiet_;
    quiet_ = true;
    List children = list_of(element);
    while (!at_end()) {
        const std::uint32_t before = pos_;
        if (starts_expression(k_)) add(children, understood());
        if (pos_ == before) advance();
    }
    quiet_ = was_quiet;
    return make(NodeKind::Error, first, children, has_error);
}

NodeId Parser::item_element(Role role) {
    const std::uint32_t first = pos_;
    switch (role) {
    case Role::Argument: return argument();
    case Role::Parameter:
        if (at(TokenKind::Name) || at(TokenKind::Star) || at(TokenKind::DoubleStar) ||
            at(TokenKind::Slash)) {
            return parameter(false);
        }
        return missing(Code::ExpectedName);
    case Role::Grouping:
        if (at(TokenKind::KwYield)) return yield();
        [[fallthrough]];
    case Role::Element: {
        const NodeId element = star_or_expression(true);
        if (!at_comprehension()) return element;
        if (node(element).kind == NodeKind::Starred) {
            error_at(Code::ComprehensionUnpacking, element);
        }
        return comprehension(element, first);
    }
    case Role::Entry: {
        const NodeId element = entry();
        if (!at_comprehension()) return element;
        if (node(element).kind == NodeKind::Starred ||
            node(element).kind == NodeKind::DoubleStarred) {
            error_at(Code::ComprehensionUnpacking, element);
        }
        return comprehension(element, first);
    }
    case Role::Target: return single_target(TargetUse::Loop);
    case Role::Deleted: return single_target(TargetUse::Delete);
    case Role::Subscript: return index();
    case Role::TypeParameter: return type_parameter();
    case Role::ImportName: return import_name();
    case Role::WithItem: return with_item();
    case Role::Pattern: return pattern(true);
    case Role::PatternArgument: return pattern_argument();
    case Role::PatternEntry: return pattern_entry();
    default: return star_or_expression(true);
    }
}

}  // namespace pilcrow::syntax
