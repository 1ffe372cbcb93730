#include "parser/line_keeping/parentheses.h"

namespace pilcrow::line_keeping {
namespace {

// Expressions that mean the same in parentheses, wherever one of them can stand outside brackets.
bool can_be_wrapped(NodeKind kind) {
    switch (kind) {
    case NodeKind::String:
    case NodeKind::FString:
    case NodeKind::Strings:
    case NodeKind::RoundDisplay:
    case NodeKind::SquareDisplay:
    case NodeKind::CurlyDisplay:
    case NodeKind::Tuple:
    case NodeKind::Attribute:
    case NodeKind::Subscript:
    case NodeKind::Call:
    case NodeKind::Await:
    case NodeKind::Unary:
    case NodeKind::Binary:
    case NodeKind::Boolean:
    case NodeKind::Compare:
    case NodeKind::Conditional:
    case NodeKind::Lambda:
    case NodeKind::Walrus:
    case NodeKind::Yield:
    case NodeKind::YieldFrom: return true;
    default: return false;
    }
}

// Whether what can be wrapped may stand below: not one of adjacent strings, nor part of a string.
bool has_nodes_below(const Node& node) {
    switch (node.kind) {
    case NodeKind::Hang:
    case NodeKind::String:
    case NodeKind::FString:
    case NodeKind::Strings: return false;
    default: return !is_pattern(node.kind);
    }
}

struct Part {
    NodeId node;
    std::span<const Break> breaks;  // inside the node
};

}  // namespace

std::vector<Wrap> find_wraps(const Unit& unit, std::span<const Break> breaks) {
    std::vector<Wrap> wraps;
    std::vector<Part> open;
    // The parts of a list of siblings, the last on top; says whether they hold all of the breaks.
    std::vector<Part> parts;
    const auto split = [&](NodeId first, std::span<const Break> rest) {
        parts.clear();
        bool all = true;
        std::size_t at = 0;
        for (NodeId child = first; child != no_node; child = unit.node(child).next) {
            const Node& node = unit.node(child);
            while (at < rest.size() && rest[at].before < node.first_token) {
                all = false;
                ++at;
            }
            std::size_t end = at;
            while (end < rest.size() && rest[end].behind < node.end_token) ++end;
            if (end > at) parts.push_back({child, rest.subspan(at, end - at)});
            at = end;
        }
        return all && at == rest.size();
    };
    const auto push_parts = [&] {
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) open.push_back(*part);
    };
    split(unit.root, breaks);
    push_parts();
    while (!open.empty()) {
        const Part part = open.back();
        open.pop_back();
        const Node& node = unit.node(part.node);
        parts.clear();
        const bool below = has_nodes_below(node) && split(node.first_child, part.breaks);
        if (node.kind == NodeKind::AnnotatedAssign && !parts.empty() &&
            parts.front().node == node.first_child) {
            // CPython's grammar takes `(a.b): int`, but not `(a).b: int`.
            const Node& target = unit.node(node.first_child);
            wraps.push_back({target.first_token, target.end_token - 1});
            parts.erase(parts.begin());
            push_parts();
        } else if (!below && can_be_wrapped(node.kind)) {
            wraps.push_back({node.first_token, node.end_token - 1});
        } else {
            push_parts();
        }
    }
    return wraps;
}

}  // namespace pilcrow::line_keeping
