#include "parser/syntax/relations_of_patterns.h"

#include "parser/literals/string_value.h"
#include "parser/syntax/relation_reporter.h"

#include <set>

namespace pilcrow {
namespace {

// Patterns that nest deeper are not judged.
constexpr std::uint32_t deepest = 400;

bool is_grouping(const Tree& tree, NodeRef pattern) {
    if (tree.kind(pattern) != NodeKind::PatternGroup || tree.has_trailing_comma(pattern)) {
        return false;
    }
    const NodeRef only = tree.first_child(pattern);
    return only && !tree.next_sibling(only);
}

// The capture or wildcard by which a pattern matches whatever comes, or none.
NodeRef irrefutable(const Tree& tree, NodeRef pattern) {
    for (std::uint32_t depth = 0; pattern && depth < deepest; ++depth) {
        switch (tree.kind(pattern)) {
        case NodeKind::PatternCapture:
        case NodeKind::PatternWildcard: return pattern;
        case NodeKind::PatternAs: pattern = tree.first_child(pattern); break;
        case NodeKind::PatternGroup:
            pattern = is_grouping(tree, pattern) ? tree.first_child(pattern) : NodeRef{};
            break;
        case NodeKind::PatternOr: {  // only the last alternative may be
            NodeRef last;
            for (const NodeRef one : ChildRange(tree, pattern)) last = one;
            pattern = last;
            break;
        }
        default: return {};
        }
    }
    return {};
}

class PatternChecker {
public:
    PatternChecker(const Tree& tree, std::vector<Diagnostic>& found) : tree_(tree), found_(found) {}

    using Names = std::set<std::string_view>;

    // Adds the names that a pattern captures.
    void captures(NodeRef pattern, Names& names, std::uint32_t depth = 0) {
        if (depth > deepest) return;
        const Node& node = tree_.node(pattern);
        switch (node.kind) {
        case NodeKind::PatternCapture: capture(pattern, node.first_token, names); return;
        case NodeKind::PatternStar:
        case NodeKind::PatternDoubleStar: capture(pattern, node.first_token + 1, names); return;
        case NodeKind::PatternAs:
            children(pattern, names, depth);
            capture(pattern, node.end_token - 1, names);
            return;
        case NodeKind::PatternOr: alternatives(pattern, names, depth); return;
        case NodeKind::PatternMapping:
            keys(pattern);
            children(pattern, names, depth);
            return;
        case NodeKind::PatternGroup:
        case NodeKind::PatternSequence:
            stars(pattern);
            children(pattern, names, depth);
            return;
        case NodeKind::PatternClass:
        case NodeKind::PatternValue: begins_with_wildcard(pattern); [[fallthrough]];
        case NodeKind::PatternEntry:
        case NodeKind::PatternKeyword: children(pattern, names, depth); return;
        default: return;
        }
    }

private:
    void children(NodeRef pattern, Names& names, std::uint32_t depth) {
        for (const NodeRef one : ChildRange(tree_, pattern)) captures(one, names, depth + 1);
    }

    void capture(NodeRef pattern, std::uint32_t token, Names& names) {
        const std::string_view name = tree_.token_text(pattern.block, token);
        if (name == "_" || is_damaged_at(tree_, pattern)) return;  // `*_`
        if (!names.insert(name).second) report(Code::RepeatedCapture, pattern, name);
    }

    void alternatives(NodeRef pattern, Names& names, std::uint32_t depth) {
        Names first_names;
        bool first = true;
        bool reported = false;
        for (NodeRef one = tree_.first_child(pattern); one;) {
            Names own;
            captures(one, own, depth + 1);
            if (!first && own != first_names && !reported) {
                report(Code::DifferentCaptures, pattern);
                reported = true;
            }
            if (first) first_names = std::move(own);
            first = false;
            const NodeRef next = tree_.next_sibling(one);
            if (next) {
                if (const NodeRef all = irrefutable(tree_, one)) {
                    report(Code::UnreachablePattern, all);
                }
            }
            one = next;
        }
        for (const std::string_view name : first_names) {
            if (!names.insert(name).second) report(Code::RepeatedCapture, pattern, name);
        }
    }

    void stars(NodeRef sequence) {
        bool seen = false;
        for (const NodeRef one : ChildRange(tree_, sequence)) {
            if (tree_.kind(one) != NodeKind::PatternStar || is_damaged_at(tree_, one)) continue;
            if (seen) report(Code::MultipleStarred, one);
            seen = true;
        }
    }

    // Keys that are literals, by their value.
    void keys(NodeRef mapping) {
        std::set<std::string> seen;
        for (const NodeRef entry : ChildRange(tree_, mapping)) {
            if (tree_.kind(entry) != NodeKind::PatternEntry || is_damaged_at(tree_, entry))
                continue;
            const NodeRef key = tree_.first_child(entry);
            const NodeKind kind = key ? tree_.kind(key) : NodeKind::Error;
            const NodeRef literal = kind == NodeKind::PatternValue ? tree_.first_child(key) : key;
            if (!literal) continue;
            const std::string_view text =
                tree_.token_text(literal.block, tree_.node(literal).first_token);
            std::string value;
            switch (tree_.kind(literal)) {
            case NodeKind::String: {
                const Token& token =
                    tree_.unit(literal.block)->token(tree_.node(literal).first_token);
                value = (token.flags & string_bytes) != 0 ? "b" : "s";
                append_string_value(tree_, literal, value);
                break;
            }
            case NodeKind::Number:
            case NodeKind::Constant:
            case NodeKind::PatternSingleton: value = text; break;
            default: continue;
            }
            if (!seen.insert(value).second) report(Code::RepeatedKey, literal);
        }
    }

    // `_` is no name in a pattern, so neither `_.a` nor `_()` is one.
    void begins_with_wildcard(NodeRef pattern) {
        const Unit& unit = *tree_.unit(pattern.block);
        const Node& node = tree_.node(pattern);
        if (unit.token(node.first_token).soft() == SoftKeyword::Underscore &&
            node.end_token > node.first_token + 1) {
            report(Code::InvalidPattern, pattern);
        }
    }

    void report(Code code, NodeRef at, std::string_view name = {}) {
        if (is_damaged_at(tree_, at)) return;
        found_.push_back(relation_diagnostic(tree_, code, tree_.range(at), name));
    }

    const Tree& tree_;
    std::vector<Diagnostic>& found_;
};

}  // namespace

void check_patterns(const Tree& tree, BlockId block, const Unit& unit,
                    std::vector<Diagnostic>& found) {
    if (is_damaged(unit)) return;
    for (NodeId id = 1; id < unit.node_count; ++id) {
        if (unit.node(id).kind != NodeKind::Case) continue;
        PatternChecker::Names names;
        const NodeRef pattern = tree.first_child({block, id});
        if (pattern) PatternChecker(tree, found).captures(pattern, names);
    }
}

NodeRef always_matching(const Tree& tree, NodeRef case_header) {
    if (tree.node(case_header).has(has_guard)) return {};
    const NodeRef pattern = tree.first_child(case_header);
    return pattern ? irrefutable(tree, pattern) : NodeRef{};
}

}  // namespace pilcrow
