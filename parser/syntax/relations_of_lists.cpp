#include "parser/syntax/relations_of_lists.h"

#include "parser/syntax/relation_reporter.h"

#include <algorithm>
#include <utility>

namespace pilcrow {

void ListChecker::check(BlockId block, const Unit& unit) {
    block_ = block;
    unit_ = &unit;
    const std::span<const Node> nodes = unit.nodes();
    for (NodeId id = 1; id < nodes.size(); ++id) {
        switch (nodes[id].kind) {
        case NodeKind::Call: call(id); break;
        case NodeKind::ClassDef:
            if (nodes[id].has(has_parens)) call(id);
            break;
        case NodeKind::Parameters: parameters(id); break;
        case NodeKind::TypeParameters: type_parameters(id); break;
        case NodeKind::PatternClass: class_pattern(id); break;
        case NodeKind::RoundDisplay:
        case NodeKind::SquareDisplay:
        case NodeKind::CurlyDisplay:
            // The parser has seen the others whole.
            if (nodes[id].has(hanging)) display(id);
            break;
        case NodeKind::AnnotatedAssign:
            single_target({block, id}, Code::InvalidAnnotationTarget);
            break;
        case NodeKind::AugmentedAssign:
            single_target({block, id}, Code::InvalidAugmentedTarget);
            break;
        default: break;
        }
    }
}

void ListChecker::gather(NodeId list) {
    elements_.clear();
    few_names_.clear();
    many_names_.clear();
    seen_ = 0;
    damaged_ = false;
    for (NodeId id = unit_->node(list).first_child; id != no_node; id = unit_->node(id).next) {
        if (unit_->node(id).kind != NodeKind::Hang) {
            elements_.push_back({{block_, id}, unit_});
            continue;
        }
        elements_.clear();
        for (const NodeRef child : ChildRange(tree_, {block_, list})) {
            elements_.push_back({child, tree_.unit(child.block)});
        }
        return;
    }
}

void ListChecker::call(NodeId call) {
    gather(call);
    const bool is_class = unit_->node(call).kind == NodeKind::ClassDef;
    bool keyword_seen = false;
    bool unpacking_seen = false;
    std::uint32_t positions = 0;
    NodeRef generator;
    bool first = true;
    for (const Element& argument : elements_) {
        const NodeKind kind = argument.node().kind;
        if (std::exchange(first, false)) continue;  // the callee, the class's name
        if (kind == NodeKind::TypeParameters || kind == NodeKind::Suite) continue;
        ++positions;
        const bool damaged = meet(argument);
        switch (kind) {
        case NodeKind::Keyword:
            keyword_seen = true;
            repeated(argument, Code::RepeatedKeyword);
            break;
        case NodeKind::DoubleStarred: unpacking_seen = true; break;
        case NodeKind::Starred:
            if (unpacking_seen && !damaged) report(Code::PositionalAfterUnpacking, argument.ref);
            break;
        case NodeKind::Error:
        case NodeKind::Missing: break;
        default:
            if (kind == NodeKind::Comprehension) generator = argument.ref;
            if (damaged) break;
            if (unpacking_seen) {
                report(Code::PositionalAfterUnpacking, argument.ref);
            } else if (keyword_seen) {
                report(Code::PositionalAfterKeyword, argument.ref);
            }
            break;
        }
    }
    // On one line, the parser has reported it.
    bool hangs = false;
    for (NodeId id = unit_->node(call).first_child; id != no_node; id = unit_->node(id).next) {
        hangs = hangs || unit_->node(id).kind == NodeKind::Hang;
    }
    const bool crowded = positions > 1 && hangs;
    if (generator && !damaged_ && (crowded || is_class)) {
        report(Code::UnparenthesizedGenerator, generator);
    }
}

void ListChecker::parameters(NodeId list) {
    gather(list);
    bool slash = false;
    bool star = false;
    bool double_star = false;
    bool default_seen = false;
    bool default_missed = false;
    NodeRef bare_star;
    for (const Element& one : elements_) {
        const Node& node = one.node();
        const bool damaged = meet(one);
        if (node.kind == NodeKind::Error || node.kind == NodeKind::Missing) continue;
        const bool first = seen_ == 1;
        if (double_star) {
            if (!damaged) report(Code::ParameterOrder, one.ref);
            continue;
        }
        if (node.kind == NodeKind::ParameterSlash) {
            if ((slash || star || first) && !damaged) report(Code::ParameterOrder, one.ref);
            slash = true;
            continue;
        }
        if (node.kind == NodeKind::ParameterStar ||
            node.op == static_cast<std::uint8_t>(TokenKind::Star)) {
            if (star && !damaged) report(Code::ParameterOrder, one.ref);
            star = true;
            if (node.kind == NodeKind::ParameterStar) bare_star = one.ref;
        } else if (node.op == static_cast<std::uint8_t>(TokenKind::DoubleStar)) {
            double_star = true;
            if (bare_star && !damaged) report(Code::BareStarMisplaced, bare_star);
            bare_star = {};
        } else {
            bare_star = {};
            if (star) continue;
            if (node.has(has_default)) {
                default_seen = true;
            } else if (default_seen && !default_missed && !damaged) {
                report(Code::DefaultMissing, one.ref);
                default_missed = true;  // once: the others may be in order without it
            }
        }
    }
    if (bare_star && !damaged_) report(Code::BareStarMisplaced, bare_star);
}

void ListChecker::type_parameters(NodeId list) {
    gather(list);
    bool default_seen = false;
    for (const Element& one : elements_) {
        const bool damaged = meet(one);
        if (one.node().kind != NodeKind::TypeParameter) continue;
        if (one.node().has(has_default)) {
            default_seen = true;
        } else if (default_seen && !damaged) {
            report(Code::DefaultMissing, one.ref);
        }
    }
}

void ListChecker::class_pattern(NodeId pattern) {
    gather(pattern);
    bool keyword_seen = false;
    bool first = true;
    for (const Element& argument : elements_) {
        if (std::exchange(first, false)) continue;  // the class itself
        const bool damaged = meet(argument);
        if (argument.node().kind == NodeKind::PatternKeyword) {
            keyword_seen = true;
            repeated(argument, Code::RepeatedKeyword);
        } else if (keyword_seen && !damaged && is_pattern(argument.node().kind)) {
            report(Code::PatternOrder, argument.ref);
        }
    }
}

void ListChecker::display(NodeId display) {
    gather(display);
    const Node& node = unit_->node(display);
    std::uint32_t entries = 0;
    std::uint32_t others = 0;
    NodeRef comprehension;
    for (const Element& one : elements_) {
        meet(one);
        switch (one.node().kind) {
        case NodeKind::DictEntry:
        case NodeKind::DoubleStarred: ++entries; break;
        case NodeKind::Comprehension: comprehension = one.ref; break;
        case NodeKind::Error:
        case NodeKind::Missing: break;
        default: ++others; break;
        }
    }
    if (comprehension && seen_ > 1 && !damaged_) {
        report(Code::ComprehensionNotAlone, comprehension);
    }
    if (node.kind == NodeKind::RoundDisplay && seen_ == 1 &&
        elements_[0].node().kind == NodeKind::Starred &&
        !tree_.has_trailing_comma({block_, display})) {
        report(Code::StarredMisplaced, elements_[0].ref);
    }
    if (node.kind != NodeKind::CurlyDisplay || entries == 0 || others == 0) return;
    // The fewer are wrong, each on its own line.
    const bool dict = entries >= others;
    for (const Element& one : elements_) {
        const NodeKind kind = one.node().kind;
        if (kind == NodeKind::Error || kind == NodeKind::Missing ||
            kind == NodeKind::Comprehension) {
            continue;
        }
        const bool entry = kind == NodeKind::DictEntry || kind == NodeKind::DoubleStarred;
        if (entry != dict && !is_damaged(*one.unit)) {
            report(Code::ItemMisfit, one.ref, dict ? "no `key: value`" : "a `key: value`");
        }
    }
}

// The target of an annotation or an augmented assignment, where a parenthesis round it hangs.
void ListChecker::single_target(NodeRef statement, Code code) {
    NodeRef target = tree_.first_child(statement);
    bool hung = false;
    while (tree_.kind(target) == NodeKind::RoundDisplay) {
        hung = hung || tree_.node(target).has(hanging);
        if (tree_.display_kind(target) != Display::Paren) break;
        target = tree_.first_child(target);
    }
    if (!hung || is_damaged_at(tree_, target)) return;
    switch (tree_.kind(target)) {
    case NodeKind::Name:
    case NodeKind::Attribute:
    case NodeKind::Subscript:
    case NodeKind::Error:
    case NodeKind::Missing: return;
    default: report(code, target);
    }
}

bool ListChecker::meet(const Element& element) {
    ++seen_;
    damaged_ = damaged_ || is_damaged(*element.unit);
    return damaged_;
}

void ListChecker::repeated(const Element& element, Code code) {
    constexpr std::size_t few = 16;
    const std::string_view name = tree_.token_text(element.ref.block, element.node().first_token);
    bool is_new = true;
    if (many_names_.empty()) {
        is_new = std::find(few_names_.begin(), few_names_.end(), name) == few_names_.end();
        few_names_.push_back(name);
        if (few_names_.size() > few) many_names_.insert(few_names_.begin(), few_names_.end());
    } else {
        is_new = many_names_.insert(name).second;
    }
    if (!is_new && !damaged_) report(code, element.ref, name);
}

void ListChecker::report(Code code, NodeRef at, std::string_view name) {
    found_.push_back(relation_diagnostic(tree_, code, tree_.range(at), name));
}

}  // namespace pilcrow
