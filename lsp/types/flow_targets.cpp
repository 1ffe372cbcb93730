#include "lsp/types/flow_targets.h"

#include "lsp/types/tree_tools.h"

namespace pilcrow::lsp {
namespace {

constexpr std::uint32_t longest_path = 12;
constexpr std::uint32_t deepest_target = 24;

// Whether binding `target` anew changes what the path means.
bool begins(std::string_view path, std::string_view target) {
    return path.starts_with(target) && (path.size() == target.size() ||
                                        path[target.size()] == '.' || path[target.size()] == '[');
}

bool touches(const Tree& tree, NodeRef target, std::string_view path, std::uint32_t depth = 0) {
    if (!target || depth > deepest_target) return false;
    switch (tree.kind(target)) {
    case NodeKind::Attribute: {
        const std::string text = reference_text(tree, target);
        return !text.empty() && begins(path, text);
    }
    case NodeKind::Subscript: {
        const std::string text = reference_text(tree, target);
        if (!text.empty()) return begins(path, text);
        // An element that is not known: any of them.
        const std::string whole = reference_text(tree, tree.first_child(target));
        return !whole.empty() && path.size() > whole.size() && path.starts_with(whole) &&
               path[whole.size()] == '[';
    }
    case NodeKind::RoundDisplay:
    case NodeKind::SquareDisplay:
    case NodeKind::Tuple:
    case NodeKind::Starred:
        for (const NodeRef child : ChildRange(tree, target)) {
            if (touches(tree, child, path, depth + 1)) return true;
        }
        return false;
    default: return false;
    }
}

}  // namespace

std::string reference_text(const Tree& tree, NodeRef expression) {
    // From the last part to the first.
    std::vector<std::string> parts;
    for (std::size_t depth = 0; depth < longest_path && expression; ++depth) {
        switch (tree.kind(expression)) {
        case NodeKind::Name: {
            std::string text(tree.name(expression));
            for (auto part = parts.rbegin(); part != parts.rend(); ++part) text += *part;
            return text;
        }
        case NodeKind::Attribute: {
            const std::string_view name = own_name(tree, expression);
            if (name.empty()) return {};
            parts.push_back('.' + std::string(name));
            break;
        }
        case NodeKind::Subscript: {
            const std::vector<NodeRef> children = tree.children(expression);
            if (children.size() != 2) return {};
            NodeRef key = children[1];
            std::string sign;
            if (tree.kind(key) == NodeKind::Unary &&
                tree.node(key).op == static_cast<std::uint8_t>(TokenKind::Minus)) {
                key = tree.first_child(key);
                sign = "-";
            }
            if (!key) return {};
            const NodeKind kind = tree.kind(key);
            if (kind != NodeKind::Number && kind != NodeKind::String) return {};
            parts.push_back('[' + sign +
                            std::string(tree.token_text(key.block, tree.node(key).first_token)) +
                            ']');
            break;
        }
        default: return {};
        }
        expression = tree.first_child(expression);
    }
    return {};
}

PathAssignment assigned_to_path(const Tree& tree, NodeRef statement, std::string_view path) {
    const NodeKind kind = tree.kind(statement);
    switch (kind) {
    case NodeKind::Assign: {
        const std::vector<NodeRef> children = tree.children(statement);
        PathAssignment found;
        for (std::size_t index = 0; index + 1 < children.size(); ++index) {
            if (!touches(tree, children[index], path)) continue;
            found.assigned = true;
            found.value =
                reference_text(tree, children[index]) == path ? children.back() : NodeRef{};
        }
        return found;
    }
    case NodeKind::AnnotatedAssign:
    case NodeKind::AugmentedAssign:
    case NodeKind::For: return {touches(tree, tree.first_child(statement), path), {}};
    case NodeKind::Delete:
        for (const NodeRef target : ChildRange(tree, statement)) {
            if (touches(tree, target, path)) return {true, {}};
        }
        return {};
    case NodeKind::With:
        for (const NodeRef item : ChildRange(tree, statement)) {
            if (tree.kind(item) != NodeKind::WithItem) continue;
            const NodeRef context = tree.first_child(item);
            if (context && touches(tree, tree.next_sibling(context), path)) return {true, {}};
        }
        return {};
    default: return {};
    }
}

}  // namespace pilcrow::lsp
