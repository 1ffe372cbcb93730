#include "parser/syntax/relations.h"

#include "parser/syntax/relations_of_statements.h"

#include <algorithm>

namespace pilcrow {
namespace {

// The elements of one list (arguments, parameters, …) and what is reported about them.
class ListChecker {
  public:
    ListChecker(const Tree& tree, std::vector<Diagnostic>& found) : tree_(tree), found_(found) {}

    void call(NodeRef call, bool skip_first) {
        bool keyword_seen = false;
        bool unpacking_seen = false;
        std::uint32_t positions = 0;
        NodeRef generator;
        begin();
        NodeRef argument = tree_.first_child(call);
        for (bool first = true; argument; argument = tree_.next_sibling(argument), first = false) {
            const Node& node = tree_.node(argument);
            if (first && skip_first) continue;
            if (node.kind == NodeKind::TypeParameters || node.kind == NodeKind::Suite) continue;
            ++positions;
            const bool damaged = meet(argument);
            switch (node.kind) {
            case NodeKind::Keyword:
                keyword_seen = true;
                repeated(argument, token_name(argument, node.first_token), Code::RepeatedKeyword);
                break;
            case NodeKind::DoubleStarred: unpacking_seen = true; break;
            case NodeKind::Starred:
                if (unpacking_seen && !damaged) {
                    report(Code::PositionalAfterUnpacking, argument);
                }
                break;
            case NodeKind::Error:
            case NodeKind::Missing: break;
            default:
                if (node.kind == NodeKind::Comprehension) generator = argument;
                if (damaged) break;
                if (unpacking_seen) {
                    report(Code::PositionalAfterUnpacking, argument);
                } else if (keyword_seen) {
                    report(Code::PositionalAfterKeyword, argument);
                }
                break;
            }
        }
        if (generator && positions > 1 && tree_.node(call).has(hanging)) {
            report(Code::UnparenthesizedGenerator, generator);
        }
    }

    void parameters(NodeRef list) {
        bool slash = false;
        bool star = false;
        bool default_seen = false;
        NodeRef bare_star;
        begin();
        for (NodeRef one : ChildRange(tree_, list)) {
            const Node& node = tree_.node(one);
            const bool damaged = meet(one);
            if (node.kind == NodeKind::Error || node.kind == NodeKind::Missing) continue;
            const bool first = seen_ == 1;
            if (double_star_) {
                if (!damaged) report(Code::ParameterOrder, one);
                continue;
            }
            if (node.kind == NodeKind::ParameterSlash) {
                if ((slash || star || first) && !damaged) report(Code::ParameterOrder, one);
                slash = true;
                continue;
            }
            if (node.kind == NodeKind::ParameterStar ||
                node.op == static_cast<std::uint8_t>(TokenKind::Star)) {
                if (star && !damaged) report(Code::ParameterOrder, one);
                star = true;
                if (node.kind == NodeKind::ParameterStar) {
                    bare_star = one;
                    continue;
                }
            } else if (node.op == static_cast<std::uint8_t>(TokenKind::DoubleStar)) {
                double_star_ = true;
                if (bare_star && !damaged) report(Code::BareStarMisplaced, bare_star);
                bare_star = {};
            } else {
                bare_star = {};
                if (!star) {
                    if (node.has(has_default)) {
                        default_seen = true;
                    } else if (default_seen && !damaged) {
                        report(Code::DefaultMissing, one);
                        default_seen = false; // once: the others may be in order without it
                    }
                }
            }
            const std::uint32_t name = node.op != 0 ? node.first_token + 1 : node.first_token;
            repeated(one, token_name(one, name), Code::RepeatedParameter);
        }
        if (bare_star && !damaged_) report(Code::BareStarMisplaced, bare_star);
    }

    void type_parameters(NodeRef list) {
        bool default_seen = false;
        begin();
        for (NodeRef one : ChildRange(tree_, list)) {
            const Node& node = tree_.node(one);
            const bool damaged = meet(one);
            if (node.kind != NodeKind::TypeParameter) continue;
            if (node.has(has_default)) {
                default_seen = true;
            } else if (default_seen && !damaged) {
                report(Code::DefaultMissing, one);
            }
        }
    }

    void class_pattern(NodeRef pattern) {
        bool keyword_seen = false;
        begin();
        NodeRef argument = tree_.first_child(pattern);
        if (argument) argument = tree_.next_sibling(argument); // the class itself
        for (; argument; argument = tree_.next_sibling(argument)) {
            const Node& node = tree_.node(argument);
            const bool damaged = meet(argument);
            if (node.kind == NodeKind::PatternKeyword) {
                keyword_seen = true;
                repeated(argument, token_name(argument, node.first_token), Code::RepeatedKeyword);
            } else if (keyword_seen && !damaged && is_pattern(node.kind)) {
                report(Code::PatternOrder, argument);
            }
        }
    }

    // Only hung ones: the parser has seen the others whole.
    void display(NodeRef display) {
        const Node& node = tree_.node(display);
        if (!node.has(hanging)) return;
        begin();
        std::uint32_t entries = 0;
        std::uint32_t elements = 0;
        NodeRef comprehension;
        NodeRef only;
        for (NodeRef one : ChildRange(tree_, display)) {
            meet(one);
            only = one;
            switch (tree_.kind(one)) {
            case NodeKind::DictEntry:
            case NodeKind::DoubleStarred: ++entries; break;
            case NodeKind::Comprehension: comprehension = one; break;
            case NodeKind::Error:
            case NodeKind::Missing: break;
            default: ++elements; break;
            }
        }
        if (comprehension && seen_ > 1 && !damaged_) report(Code::ComprehensionNotAlone, comprehension);
        if (node.kind == NodeKind::RoundDisplay && seen_ == 1 &&
            tree_.kind(only) == NodeKind::Starred && !tree_.has_trailing_comma(display)) {
            report(Code::StarredMisplaced, only);
        }
        if (node.kind != NodeKind::CurlyDisplay || entries == 0 || elements == 0) return;
        // The fewer are wrong, each on its own line.
        const bool dict = entries >= elements;
        for (NodeRef one : ChildRange(tree_, display)) {
            const NodeKind kind = tree_.kind(one);
            if (kind == NodeKind::Error || kind == NodeKind::Missing ||
                kind == NodeKind::Comprehension) {
                continue;
            }
            const bool entry = kind == NodeKind::DictEntry || kind == NodeKind::DoubleStarred;
            if (entry != dict && !unit_damaged_at(one)) {
                report(Code::ItemMisfit, one, dict ? "no `key: value`" : "a `key: value`");
            }
        }
    }

    // The target of an annotation or an augmented assignment, where a parenthesis round it hangs.
    void single_target(NodeRef statement, Code code) {
        NodeRef target = tree_.first_child(statement);
        bool hung = false;
        while (tree_.kind(target) == NodeKind::RoundDisplay) {
            hung = hung || tree_.node(target).has(hanging);
            if (tree_.display_kind(target) != Display::Paren) break;
            target = tree_.first_child(target);
        }
        if (!hung || unit_damaged_at(target)) return;
        switch (tree_.kind(target)) {
        case NodeKind::Name:
        case NodeKind::Attribute:
        case NodeKind::Subscript:
        case NodeKind::Error:
        case NodeKind::Missing: return;
        default: report(code, target);
        }
    }

  private:
    void begin() {
        names_.clear();
        seen_ = 0;
        damaged_ = false;
        double_star_ = false;
    }
    bool unit_damaged_at(NodeRef ref) const {
        return (tree_.unit(ref.block)->flags & unit_damaged) != 0;
    }
    // Notes an element; true once it or one before it stands on a damaged line.
    bool meet(NodeRef element) {
        ++seen_;
        damaged_ = damaged_ || unit_damaged_at(element);
        return damaged_;
    }
    std::string_view token_name(NodeRef ref, std::uint32_t token) const {
        return tree_.token_text(ref.block, token);
    }
    void repeated(NodeRef element, std::string_view name, Code code) {
        if (std::find(names_.begin(), names_.end(), name) == names_.end()) {
            names_.push_back(name);
        } else if (!damaged_) {
            report(code, element, name);
        }
    }
    void report(Code code, NodeRef at, std::string_view name = {}) {
        const Range range = tree_.range(at);
        found_.push_back(relation_diagnostic(tree_, code, range, name));
    }

    const Tree& tree_;
    std::vector<Diagnostic>& found_;
    std::vector<std::string_view> names_;
    std::uint32_t seen_ = 0;
    bool damaged_ = false;
    bool double_star_ = false;
};

} // namespace

Diagnostic relation_diagnostic(const Tree& tree, Code code, Range range, std::string_view name) {
    const std::string_view line = tree.line_text(range.begin.line);
    const std::uint32_t end = range.end.line == range.begin.line
                                  ? range.end.byte : static_cast<std::uint32_t>(line.size());
    const Range on_line{range.begin, {range.begin.line, std::max(end, range.begin.byte)}};
    const std::string_view text = line.substr(on_line.begin.byte, on_line.end.byte - on_line.begin.byte);
    const std::string_view shown = name.empty() ? text : name;
    return Diagnostic{code, on_line, message_of(code, shown, {}, name),
                      help_of(code, shown, {}, name), {}, {}};
}

void check_relations(const Tree& tree, std::vector<Diagnostic>& found) {
    check_statement_relations(tree, found);
    ListChecker checker(tree, found);
    const BlockTree& blocks = *tree.reading;
    for (BlockId block = 0; block < blocks.size(); ++block) {
        if (!blocks.is_head(block)) continue;
        const Unit* unit = tree.unit(block);
        if (unit == nullptr) continue;
        const std::span<const Node> nodes = unit->nodes();
        for (NodeId id = 1; id < nodes.size(); ++id) {
            switch (nodes[id].kind) {
            case NodeKind::Call: checker.call({block, id}, true); break;
            case NodeKind::ClassDef:
                if (nodes[id].has(has_parens)) checker.call({block, id}, true);
                break;
            case NodeKind::Parameters: checker.parameters({block, id}); break;
            case NodeKind::AnnotatedAssign:
                checker.single_target({block, id}, Code::InvalidAnnotationTarget);
                break;
            case NodeKind::AugmentedAssign:
                checker.single_target({block, id}, Code::InvalidAugmentedTarget);
                break;
            case NodeKind::TypeParameters: checker.type_parameters({block, id}); break;
            case NodeKind::PatternClass: checker.class_pattern({block, id}); break;
            case NodeKind::RoundDisplay:
            case NodeKind::SquareDisplay:
            case NodeKind::CurlyDisplay: checker.display({block, id}); break;
            default: break;
            }
        }
    }
}

} // namespace pilcrow
