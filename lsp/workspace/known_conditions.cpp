#include "lsp/workspace/known_conditions.h"

#include "parser/literals/string_value.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace pilcrow::lsp {
namespace {

constexpr int deepest = 16;
constexpr std::string_view platform = "linux";
constexpr std::string_view os_name = "posix";

// "sys.platform" of an attribute of a name, "TYPE_CHECKING" of a name or of an attribute called so.
std::string path_of(const Tree& tree, NodeRef node) {
    if (tree.kind(node) == NodeKind::Name) return std::string(tree.name(node));
    if (tree.kind(node) != NodeKind::Attribute) return {};
    const NodeRef value = tree.first_child(node);
    if (!value || tree.kind(value) != NodeKind::Name) return {};
    return std::string(tree.name(value)) + '.' +
           std::string(tree.token_text(node.block, tree.node(node).end_token - 1));
}

std::optional<int> number_of(const Tree& tree, NodeRef node) {
    if (!node || tree.kind(node) != NodeKind::Number) return std::nullopt;
    const std::string_view text = tree.token_text(node.block, tree.node(node).first_token);
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string text_of(const Tree& tree, NodeRef node) {
    std::string value;
    if (!node || tree.kind(node) != NodeKind::String || append_string_value(tree, node, value)) {
        return {};
    }
    return value;
}

std::optional<bool> ordered(TokenKind op, std::strong_ordering order) {
    switch (op) {
    case TokenKind::Less: return order < 0;
    case TokenKind::Greater: return order > 0;
    case TokenKind::LessEqual: return order <= 0;
    case TokenKind::GreaterEqual: return order >= 0;
    case TokenKind::EqualEqual: return order == 0;
    case TokenKind::NotEqual: return order != 0;
    default: return std::nullopt;
    }
}

std::optional<bool> compare(const Tree& tree, NodeRef node, PythonVersion version) {
    const NodeRef left = tree.first_child(node);
    const NodeRef comparator = left ? tree.next_sibling(left) : NodeRef{};
    if (!comparator || tree.next_sibling(comparator)) return std::nullopt;
    const NodeRef right = tree.first_child(comparator);
    if (!right) return std::nullopt;
    const auto op = static_cast<TokenKind>(tree.node(comparator).op);
    const std::string path = path_of(tree, left);
    if (path == "sys.platform" || path == "os.name") {
        const std::string wanted = text_of(tree, right);
        if (wanted.empty()) return std::nullopt;
        const bool same = wanted == (path == "os.name" ? os_name : platform);
        if (op == TokenKind::EqualEqual) return same;
        return op == TokenKind::NotEqual ? std::optional(!same) : std::nullopt;
    }
    // All of the version, a number of it, or those before one (`[:2]`).
    NodeRef info = left;
    std::vector<int> here{version.major, version.minor};
    bool more = true;     // numbers follow that are not known
    bool number = false;  // not a tuple
    if (tree.kind(left) == NodeKind::Subscript) {
        info = tree.first_child(left);
        const NodeRef index = info ? tree.next_sibling(info) : NodeRef{};
        if (!index) return std::nullopt;
        const bool slice = tree.kind(index) == NodeKind::Slice;
        const Node& its = tree.node(index);
        if (slice && (!its.has(has_upper) || its.has(has_lower) || its.has(has_step))) {
            return std::nullopt;
        }
        const std::optional<int> at = number_of(tree, slice ? tree.first_child(index) : index);
        if (!at || *at < (slice ? 1 : 0) || *at > (slice ? 2 : 1)) return std::nullopt;
        if (slice) {
            here.resize(static_cast<std::size_t>(*at));
        } else {
            here = {here[static_cast<std::size_t>(*at)]};
        }
        number = !slice;
        more = false;
    }
    if (path_of(tree, info) != "sys.version_info") return std::nullopt;
    if (number) {
        const std::optional<int> wanted = number_of(tree, right);
        return wanted ? ordered(op, here[0] <=> *wanted) : std::nullopt;
    }
    if (tree.kind(right) != NodeKind::RoundDisplay) return std::nullopt;
    std::vector<int> wanted;
    for (const NodeRef element : ChildRange(tree, right)) {
        const std::optional<int> one = number_of(tree, element);
        if (!one) return std::nullopt;
        wanted.push_back(*one);
    }
    if (wanted.empty()) return std::nullopt;
    const std::size_t both = std::min(here.size(), wanted.size());
    for (std::size_t place = 0; place < both; ++place) {
        if (here[place] != wanted[place]) return ordered(op, here[place] <=> wanted[place]);
    }
    // The longer tuple is greater. The version's third number is not known.
    if (!more) return ordered(op, here.size() <=> wanted.size());
    if (wanted.size() > here.size()) return std::nullopt;
    return ordered(op, std::strong_ordering::greater);
}

std::optional<bool> truth(const Tree& tree, NodeRef test, PythonVersion version, int depth) {
    if (!test || depth > deepest) return std::nullopt;
    const auto of_child = [&](NodeRef child) { return truth(tree, child, version, depth + 1); };
    const auto op = static_cast<TokenKind>(tree.node(test).op);
    switch (tree.kind(test)) {
    case NodeKind::Compare: return compare(tree, test, version);
    case NodeKind::Constant:
        if (op == TokenKind::KwTrue) return true;
        if (op == TokenKind::KwFalse || op == TokenKind::KwNone) return false;
        return std::nullopt;
    case NodeKind::Number: {
        const std::optional<int> number = number_of(tree, test);
        return number ? std::optional(*number != 0) : std::nullopt;
    }
    case NodeKind::Name:
    case NodeKind::Attribute: {
        const std::string path = path_of(tree, test);
        const bool checking = path == "TYPE_CHECKING" || path.ends_with(".TYPE_CHECKING");
        return checking ? std::optional(true) : std::nullopt;
    }
    case NodeKind::Call: {
        // sys.platform.startswith("win")
        const NodeRef callee = tree.first_child(test);
        if (!callee || tree.kind(callee) != NodeKind::Attribute) return std::nullopt;
        const std::string_view method =
            tree.token_text(callee.block, tree.node(callee).end_token - 1);
        const NodeRef value = tree.first_child(callee);
        const std::string prefix = text_of(tree, tree.next_sibling(callee));
        if (method != "startswith" || prefix.empty() || !value ||
            path_of(tree, value) != "sys.platform") {
            return std::nullopt;
        }
        return platform.starts_with(prefix);
    }
    case NodeKind::RoundDisplay:
        return tree.display_kind(test) == Display::Paren ? of_child(tree.first_child(test))
                                                         : std::nullopt;
    case NodeKind::Unary: {
        const std::optional<bool> operand =
            op == TokenKind::KwNot ? of_child(tree.first_child(test)) : std::nullopt;
        return operand ? std::optional(!*operand) : std::nullopt;
    }
    case NodeKind::Boolean: {
        // The operand that decides is false for `and`, true for `or`.
        const bool deciding = op == TokenKind::KwOr;
        bool all_known = true;
        for (const NodeRef operand : ChildRange(tree, test)) {
            const std::optional<bool> one = of_child(operand);
            if (one == deciding) return deciding;
            all_known = all_known && one.has_value();
        }
        return all_known ? std::optional(!deciding) : std::nullopt;
    }
    default: return std::nullopt;
    }
}

}  // namespace

std::optional<bool> known_truth(const Tree& tree, NodeRef test, PythonVersion version) {
    return truth(tree, test, version, 0);
}

}  // namespace pilcrow::lsp
