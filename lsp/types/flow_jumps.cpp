// Where control leaves a block: found once for a file (flow_graph.h).

#include "lsp/types/flow_graph.h"
#include "lsp/types/tree_tools.h"
#include "parser/syntax/unit_cursor.h"

#include <algorithm>
#include <array>

namespace pilcrow::lsp {
namespace {

// Calls that may never return, by the last part of the callee's name. What they are is looked up
// when it matters.
constexpr std::array<std::string_view, 8> leaving_names = {
    "exit", "_exit", "quit", "abort", "fail", "skip", "error", "assert_never"};

bool returns_never(const Tree& tree, NodeRef function) {
    if (!tree.node(function).has(has_returns)) return false;
    for (const NodeRef child : ChildRange(tree, function)) {
        const NodeKind kind = tree.kind(child);
        if (kind != NodeKind::Name && kind != NodeKind::Attribute) continue;
        if (tree.node(child).has(name_bound)) continue;
        const std::string_view name =
            kind == NodeKind::Name ? tree.name(child) : own_name(tree, child);
        if (name == "NoReturn" || name == "Never") return true;
    }
    return false;
}

class Finder {
public:
    Finder(Engine& engine, const FileInfo& file, FlowJumps& jumps)
        : engine_(engine), file_(file), tree_(file.t()), jumps_(jumps) {}

    void find() {
        const BlockTree& blocks = *tree_.reading;
        UnitCursor units(tree_);
        std::vector<NodeRef> found;  // those that may leave, if the names say so
        for (BlockId block = 0; block < blocks.size(); ++block) {
            if (!blocks.is_head(block)) continue;
            const Unit* unit = units.unit(blocks[block].line);
            if (unit == nullptr || unit->root == no_node) continue;
            const NodeRef root{block, unit->root};
            switch (unit->node(unit->root).kind) {
            case NodeKind::FunctionDef:
                if (returns_never(tree_, root)) never_.emplace_back(own_function_name(root));
                break;
            case NodeKind::Return:
            case NodeKind::Raise:
            case NodeKind::Break:
            case NodeKind::Continue:
            case NodeKind::Assert:
            case NodeKind::While: found.push_back(root); continue;
            default: break;
            }
            if (unit->node(unit->root).next != no_node || calls_something(*unit) ||
                (unit->flags & unit_one_line_suite) != 0) {
                found.push_back(root);
            }
        }
        for (const NodeRef root : found) {
            if (leaves(root)) jumps_.by_body[body_of(root.block, root)].push_back(root.block);
        }
    }

private:
    static bool calls_something(const Unit& unit) {
        const Node& root = unit.node(unit.root);
        return root.kind == NodeKind::ExpressionStatement && root.first_child != no_node &&
               unit.node(root.first_child).kind == NodeKind::Call;
    }

    std::string_view own_function_name(NodeRef function) const {
        const TokenRef token = name_token(tree_, function);
        return token ? tree_.token_text(token.block, token.token) : std::string_view();
    }

    bool leaves(NodeRef root) const {
        const NodeKind kind = tree_.kind(root);
        if (kind == NodeKind::While &&
            engine_.condition(file_, tree_.first_child(root)).value_or(false)) {
            return true;
        }
        NodeRef at = root;
        if (is_header(kind)) {
            const NodeRef suite = child_of_kind(tree_, root, NodeKind::Suite);
            if (!suite) return false;
            at = {suite.block, tree_.node(suite).first_child};
        }
        for (; at; at.node = tree_.node(at).next) {
            switch (tree_.kind(at)) {
            case NodeKind::Return:
            case NodeKind::Raise:
            case NodeKind::Break:
            case NodeKind::Continue:
            case NodeKind::Assert: return true;
            case NodeKind::ExpressionStatement: {
                const NodeRef value = tree_.first_child(at);
                if (value && tree_.kind(value) == NodeKind::Call && may_not_return(value)) {
                    return true;
                }
                break;
            }
            default: break;
            }
        }
        return false;
    }

    bool may_not_return(NodeRef call) const {
        const NodeRef callee = tree_.first_child(call);
        if (!callee) return false;
        std::string_view name;
        if (tree_.kind(callee) == NodeKind::Name) name = tree_.name(callee);
        if (tree_.kind(callee) == NodeKind::Attribute) name = own_name(tree_, callee);
        return std::find(leaving_names.begin(), leaving_names.end(), name) != leaving_names.end() ||
               std::find(never_.begin(), never_.end(), name) != never_.end();
    }

    // The header whose body a statement runs in. A suite on a def's own line is in that def.
    BlockId body_of(BlockId block, NodeRef root) const {
        const auto is_body = [&](NodeRef header) {
            return header && (tree_.kind(header) == NodeKind::FunctionDef ||
                              tree_.kind(header) == NodeKind::ClassDef);
        };
        if (is_body(root)) return block;
        BlockId header = header_of(tree_, block);
        while (header != no_block && !is_body(root_of(tree_, header))) {
            header = header_of(tree_, header);
        }
        return header;
    }

    Engine& engine_;
    const FileInfo& file_;
    const Tree& tree_;
    FlowJumps& jumps_;
    std::vector<std::string_view> never_;  // functions of the file that say that they never return
};

}  // namespace

const FlowJumps& flow_jumps(Engine& engine, const FileInfo& file) {
    if (file.flow_jumps == nullptr) {
        const auto jumps = std::make_shared<FlowJumps>();
        Finder(engine, file, *jumps).find();
        file.flow_jumps = jumps;
    }
    return *file.flow_jumps;
}

}  // namespace pilcrow::lsp
