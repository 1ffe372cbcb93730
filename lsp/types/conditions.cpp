// Conditions that are known without running anything: the version of Python, the platform, whether
// a type checker looks. Stubs stand on them.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/lexer/token.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace pilcrow::lsp {
namespace {

// What programs are taken to run on.
constexpr std::array<int, 2> version{3, 13};
constexpr std::string_view platform = "linux";

using Verdict = std::optional<bool>;

class Conditions {
public:
    explicit Conditions(const Tree& tree) : tree_(tree) {}

    Verdict of(NodeRef test, int depth = 0) const {
        test = without_parens(tree_, test);
        if (!test || depth > 8) return std::nullopt;
        switch (tree_.kind(test)) {
        case NodeKind::Constant:
            if (op(test) == TokenKind::KwTrue) return true;
            if (op(test) == TokenKind::KwFalse || op(test) == TokenKind::KwNone) return false;
            return std::nullopt;
        case NodeKind::Number: return tree_.token_text(test.block, first_token(test)) != "0";
        case NodeKind::Name:
        case NodeKind::Attribute: {
            const std::string text = dotted_text(tree_, test);
            if (text == "TYPE_CHECKING" || text.ends_with(".TYPE_CHECKING")) return true;
            return std::nullopt;
        }
        case NodeKind::Unary: {
            if (op(test) != TokenKind::KwNot) return std::nullopt;
            const Verdict inner = of(tree_.first_child(test), depth + 1);
            return inner ? Verdict(!*inner) : inner;
        }
        case NodeKind::Boolean: {
            const bool wants_all = op(test) == TokenKind::KwAnd;
            bool all_known = true;
            for (const NodeRef operand : ChildRange(tree_, test)) {
                const Verdict one = of(operand, depth + 1);
                if (one && *one != wants_all) return !wants_all;
                all_known = all_known && one.has_value();
            }
            return all_known ? Verdict(wants_all) : std::nullopt;
        }
        case NodeKind::Compare: return compared(test);
        case NodeKind::Call: {
            // sys.platform.startswith("win")
            const NodeRef callee = tree_.first_child(test);
            if (dotted_text(tree_, callee) != "sys.platform.startswith") return std::nullopt;
            std::string prefix;
            if (!string_value(tree_, tree_.next_sibling(callee), prefix)) return std::nullopt;
            return platform.starts_with(prefix);
        }
        default: return std::nullopt;
        }
    }

private:
    TokenKind op(NodeRef node) const { return static_cast<TokenKind>(tree_.node(node).op); }
    std::uint32_t first_token(NodeRef node) const { return tree_.node(node).first_token; }

    Verdict compared(NodeRef test) const {
        const NodeRef left = tree_.first_child(test);
        const NodeRef comparator = left ? tree_.next_sibling(left) : NodeRef{};
        if (!comparator || tree_.next_sibling(comparator)) return std::nullopt;
        const NodeRef right = without_parens(tree_, tree_.first_child(comparator));
        if (!right) return std::nullopt;
        const TokenKind its_op = op(comparator);
        const std::string text = dotted_text(tree_, left);
        if (text == "sys.platform" || text == "os.name") {
            std::string value;
            if (!string_value(tree_, right, value)) return std::nullopt;
            const bool equal = value == (text == "os.name" ? "posix" : platform);
            if (its_op == TokenKind::EqualEqual) return equal;
            if (its_op == TokenKind::NotEqual) return !equal;
            return std::nullopt;
        }
        if (text == "sys.version_info") return ordered(its_op, compare_version(right));
        if (tree_.kind(left) == NodeKind::Subscript &&
            dotted_text(tree_, tree_.first_child(left)) == "sys.version_info") {
            const NodeRef index = child_at(tree_, left, 1);
            if (!index) return std::nullopt;
            if (tree_.kind(index) == NodeKind::Slice)
                return ordered(its_op, compare_version(right));
            const auto place = number(index);
            const auto value = number(right);
            if (!place || !value || *place < 0 || *place > 1) return std::nullopt;
            return ordered(its_op, version[static_cast<std::size_t>(*place)] - *value);
        }
        return std::nullopt;
    }

    std::optional<int> number(NodeRef node) const {
        if (tree_.kind(node) != NodeKind::Number) return std::nullopt;
        const std::string_view text = tree_.token_text(node.block, first_token(node));
        int value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
        return value;
    }

    // The version against a tuple of numbers, as tuples are compared.
    std::optional<int> compare_version(NodeRef tuple) const {
        std::size_t place = 0;
        for (const NodeRef element : ChildRange(tree_, tuple)) {
            const auto value = number(element);
            if (!value) return std::nullopt;
            if (place >= version.size()) return 1;  // micro versions: taken as late
            if (version[place] != *value) return version[place] - *value;
            ++place;
        }
        return place < version.size() + 1 ? std::optional<int>(1) : std::nullopt;
    }

    static Verdict ordered(TokenKind op, std::optional<int> order) {
        if (!order) return std::nullopt;
        switch (op) {
        case TokenKind::Less: return *order < 0;
        case TokenKind::LessEqual: return *order <= 0;
        case TokenKind::Greater: return *order > 0;
        case TokenKind::GreaterEqual: return *order >= 0;
        case TokenKind::EqualEqual: return *order == 0;
        case TokenKind::NotEqual: return *order != 0;
        default: return std::nullopt;
        }
    }

    const Tree& tree_;
};

}  // namespace

std::optional<bool> Engine::condition(const FileInfo& file, NodeRef test) {
    return Conditions(file.t()).of(test);
}

// Whether the block of an If, Elif or Else is known to be passed over.
bool Engine::is_dead_branch(const FileInfo& file, NodeRef header) {
    const Tree& tree = file.t();
    const NodeKind kind = tree.kind(header);
    if (kind != NodeKind::If && kind != NodeKind::Elif && kind != NodeKind::Else) return false;
    const auto kept = file.dead_branches.find(header.block);
    if (kept != file.dead_branches.end()) return kept->second;
    bool dead = false;
    if (kind != NodeKind::Else) dead = condition(file, tree.first_child(header)) == false;
    // A branch before it that is always taken. Those far before it are not looked at.
    BlockId before = header.block;
    for (int count = 0; !dead && kind != NodeKind::If && count < 64; ++count) {
        before = statement_before(tree, before);
        const NodeRef clause = root_of(tree, before);
        if (!clause) break;
        const NodeKind its_kind = tree.kind(clause);
        if (its_kind != NodeKind::If && its_kind != NodeKind::Elif) break;
        dead = condition(file, tree.first_child(clause)) == true;
        if (its_kind == NodeKind::If) break;
    }
    file.dead_branches.emplace(header.block, dead);
    return dead;
}

bool Engine::is_dead(const FileInfo& file, BlockId statement) {
    const Tree& tree = file.t();
    BlockId at = statement_of(tree, statement);
    for (int depth = 0; at != no_block && depth < 64; ++depth) {
        const NodeRef root = root_of(tree, at);
        if (root && is_dead_branch(file, root)) return true;
        at = header_of(tree, at);
    }
    return false;
}

}  // namespace pilcrow::lsp
