// What can be assigned to, looped over or deleted.

#include "parser/syntax/parser_impl.h"

namespace pilcrow::syntax {

void Parser::check_target(NodeId id, TargetUse use, std::uint32_t depth) {
    const Node target = node(id);
    const auto refuse = [&] {
        error_at(use == TargetUse::Delete      ? Code::InvalidDelete
                 : use == TargetUse::Augmented ? Code::InvalidAugmentedTarget
                                               : Code::InvalidTarget,
                 id);
    };
    switch (target.kind) {
    case NodeKind::Error:  // has been reported
    case NodeKind::Missing: return;
    case NodeKind::Name: {
        const std::uint16_t flag = use == TargetUse::Delete      ? name_deleted
                                   : use == TargetUse::Augmented ? name_bound | name_read_too
                                   : depth == 0                  ? name_bound | name_whole
                                                                 : name_bound;
        node(id).flags |= flag;
        return;
    }
    case NodeKind::Attribute:
    case NodeKind::Subscript: return;
    case NodeKind::Starred:
        // Only as an element of a list; alone, and after del, it is refused.
        if (use == TargetUse::Delete || use == TargetUse::Augmented ||
            use == TargetUse::Annotated) {
            return refuse();
        }
        check_target(target.first_child, use, depth + 1);
        if (depth == 0 && use == TargetUse::Assign) error_at(Code::LoneStarred, id);
        return;
    case NodeKind::Tuple:
    case NodeKind::RoundDisplay:
    case NodeKind::SquareDisplay: {
        if (use == TargetUse::Augmented || use == TargetUse::Annotated) {
            const bool grouping = target.kind == NodeKind::RoundDisplay &&
                                  !target.has(trailing_comma) && !target.has(hanging) &&
                                  target.first_child != no_node &&
                                  node(target.first_child).next == no_node;
            if (grouping) return check_target(target.first_child, use, depth + 1);
            if (target.kind == NodeKind::RoundDisplay && target.has(hanging)) {
                // One item may be grouped; relations.cpp looks at them.
                builder_.segments[node(target.first_child).segment()].role = Role::Target;
                return;
            }
            if (use == TargetUse::Annotated) {
                error_at(Code::InvalidAnnotationTarget, id);
                return;
            }
            return refuse();
        }
        if (target.has(hanging)) {
            const Node& hung = node(target.first_child);
            builder_.segments[hung.segment()].role =
                use == TargetUse::Delete ? Role::Deleted : Role::Target;
            return;
        }
        for (NodeId child = target.first_child; child != no_node; child = node(child).next) {
            if (node(child).kind == NodeKind::Comprehension) return refuse();
            check_target(child, use, depth + 1);
        }
        return;
    }
    default: return refuse();
    }
}

NodeId Parser::single_target(TargetUse use) {
    const NodeId target = k_ == TokenKind::Star ? starred() : binary(strength_bit_or);
    check_target(target, use, 1);
    return target;
}

NodeId Parser::target_list() {
    const std::uint32_t first = pos_;
    if (k_ == TokenKind::KwIn) return missing(Code::ExpectedName);
    const NodeId single = single_target(TargetUse::Loop);
    if (k_ != TokenKind::Comma) {
        if (node(single).kind == NodeKind::Starred) error_at(Code::LoneStarred, single);
        return single;
    }
    List targets = list_of(single);
    std::uint16_t flags = 0;
    while (accept(TokenKind::Comma)) {
        if (!starts_expression(k_) && k_ != TokenKind::Star) {
            flags = trailing_comma;
            break;
        }
        add(targets, single_target(TargetUse::Loop));
    }
    return make(NodeKind::Tuple, first, targets, flags);
}

}  // namespace pilcrow::syntax
