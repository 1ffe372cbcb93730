#include "parser/syntax/relations_of_targets.h"

#include "parser/syntax/relation_reporter.h"

namespace pilcrow {
namespace {

class TargetChecker {
public:
    TargetChecker(const Tree& tree, std::vector<Diagnostic>& found) : tree_(tree), found_(found) {}

    // A list of targets holds at most one that is starred, and so does each list in it.
    void target(NodeRef target) {
        std::vector<NodeRef> lists{target};
        while (!lists.empty()) {
            const NodeRef list = lists.back();
            lists.pop_back();
            switch (tree_.kind(list)) {
            case NodeKind::Starred: lists.push_back(tree_.first_child(list)); continue;
            case NodeKind::Tuple:
            case NodeKind::RoundDisplay:
            case NodeKind::SquareDisplay: break;
            default: continue;
            }
            bool starred = false;
            bool damaged = false;
            for (const NodeRef one : ChildRange(tree_, list)) {
                damaged = damaged || is_damaged_at(tree_, one);
                const bool is_starred = tree_.kind(one) == NodeKind::Starred;
                if (is_starred && starred && !damaged) report(Code::MultipleStarred, one);
                starred = starred || is_starred;
                lists.push_back(one);
            }
        }
    }
    // A value that is no list cannot be starred.
    void value(NodeRef value, Code code = Code::LoneStarred) {
        if (value && tree_.kind(value) == NodeKind::Starred && !is_damaged_at(tree_, value)) {
            report(code, value);
        }
    }

private:
    void report(Code code, NodeRef at) {
        found_.push_back(relation_diagnostic(tree_, code, tree_.range(at), {}));
    }

    const Tree& tree_;
    std::vector<Diagnostic>& found_;
};

}  // namespace

void check_targets(const Tree& tree, BlockId block, const Unit& unit,
                   std::vector<Diagnostic>& found) {
    TargetChecker checker(tree, found);
    for (NodeId id = 1; id < unit.node_count; ++id) {
        const Node& node = unit.node(id);
        const NodeRef first{block, node.first_child};
        const auto second = [&] { return NodeRef{block, unit.node(node.first_child).next}; };
        switch (node.kind) {
        case NodeKind::Assign:
            for (NodeId child = node.first_child; child != no_node; child = unit.node(child).next) {
                const NodeRef one{block, child};
                unit.node(child).next != no_node ? checker.target(one) : checker.value(one);
            }
            break;
        case NodeKind::For:
            checker.target(first);
            checker.value(second());
            break;
        case NodeKind::CompFor: checker.target(first); break;
        case NodeKind::WithItem:
            if (const NodeRef target = second()) {
                checker.target(target);
                checker.value(target);
            }
            break;
        case NodeKind::AugmentedAssign: checker.value(second()); break;
        case NodeKind::AnnotatedAssign:
            if (const NodeRef annotation = second()) {
                checker.value({block, unit.node(annotation.node).next});
            }
            break;
        case NodeKind::ExpressionStatement:
        case NodeKind::Return:
        case NodeKind::Yield:
        case NodeKind::Field: checker.value(first); break;
        case NodeKind::Match: checker.value(first, Code::StarredMisplaced); break;
        default: break;
        }
    }
}

}  // namespace pilcrow
