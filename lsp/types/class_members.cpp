// The members of a class's own: what its body binds, and what its methods assign to `self.x`.
#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"
#include "parser/lexer/token.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

class MemberReader {
public:
    MemberReader(Engine& engine, ClassInfo& info)
        : engine_(engine), info_(info), file_(*info.file), tree_(file_.t()) {}

    void read_body() {
        for (const NameId name : file_.scopes->bound(info_.scope)) {
            for (const Mention& mention : engine_.bindings_of(file_, info_.scope, name))
                add(std::string(file_.scopes->pool().text(name)),
                    {&file_, mention, false, nullptr});
        }
    }

    // `self.x = …` in the methods of the body, also those under an `if`.
    void read_methods() {
        std::vector<NodeRef> open = {info_.node};
        while (!open.empty()) {
            const NodeRef header = open.back();
            open.pop_back();
            for (const NodeRef statement : statements_in(tree_, header)) {
                const NodeKind kind = tree_.kind(statement);
                if (kind == NodeKind::FunctionDef) {
                    read_method(statement);
                } else if (is_header(kind) && kind != NodeKind::ClassDef &&
                           kind != NodeKind::Decorator) {
                    open.push_back(statement);
                }
            }
        }
    }

private:
    void add(std::string name, MemberBinding binding) {
        const auto found = info_.member_index.find(name);
        if (found != info_.member_index.end()) {
            info_.members[found->second].bindings.push_back(binding);
            return;
        }
        const auto index = static_cast<std::uint32_t>(info_.members.size());
        info_.members.push_back({name, {binding}, nullptr});
        info_.member_index.emplace(std::move(name), index);
    }

    void read_method(NodeRef node) {
        const FunctionInfo* method = engine_.function_of(file_, node);
        if (method == nullptr || method->has(function_static) || method->parameters.empty()) return;
        self_ = method->parameters.front().name;
        method_ = method;
        const BlockTree& blocks = *tree_.reading;
        const BlockId end = blocks.node_end(node.block);
        for (BlockId block = node.block; block < end; ++block) {
            if (!blocks.is_head(block)) continue;
            const Unit* unit = tree_.unit(block);
            if (unit == nullptr) continue;
            for (NodeId id = 1; id < unit->node_count; ++id) read_node({block, id});
        }
    }

    void read_node(NodeRef node) {
        switch (tree_.kind(node)) {
        case NodeKind::Assign: {
            // All but the last child.
            NodeRef before;
            for (const NodeRef child : ChildRange(tree_, node)) {
                if (before) read_target(before);
                before = child;
            }
            break;
        }
        case NodeKind::AnnotatedAssign:
        case NodeKind::For:
        case NodeKind::AugmentedAssign: read_target(tree_.first_child(node)); break;
        case NodeKind::WithItem: {
            const NodeRef context = tree_.first_child(node);
            if (context) read_target(tree_.next_sibling(context));
            break;
        }
        default: break;
        }
    }

    void read_target(NodeRef target, int depth = 0) {
        if (!target || depth > 8) return;
        switch (tree_.kind(target)) {
        case NodeKind::Attribute: {
            const NodeRef value = tree_.first_child(target);
            if (!value || tree_.kind(value) != NodeKind::Name || tree_.name(value) != self_) return;
            const TokenRef name = own_name_token(tree_, target);
            if (!name || engine_.is_dead(file_, target.block)) return;
            const bool on_instance = !method_->has(function_class);
            add(mangled(tree_.token_text(name.block, name.token)),
                {&file_, {name.block, name.token, Use::Assign, false}, on_instance, method_});
            return;
        }
        case NodeKind::Tuple:
        case NodeKind::RoundDisplay:
        case NodeKind::SquareDisplay:
        case NodeKind::Starred:
            for (const NodeRef element : ChildRange(tree_, target)) read_target(element, depth + 1);
            return;
        default: return;
        }
    }

    std::string mangled(std::string_view name) const {
        if (!name.starts_with("__") || name.ends_with("__")) return std::string(name);
        const NameId id = file_.scopes->name(name, method_->scope);
        return std::string(id == no_name ? name : file_.scopes->pool().text(id));
    }

    Engine& engine_;
    ClassInfo& info_;
    const FileInfo& file_;
    const Tree& tree_;
    std::string_view self_;
    const FunctionInfo* method_ = nullptr;
};

}  // namespace

void Engine::read_members(const ClassInfo& constant) {
    auto& info = const_cast<ClassInfo&>(constant);
    if (!info.members_state.wanted(question_)) return;
    Working working(*this, &info, 2);
    Guard guard(*this);
    if (!working || !guard) return;
    info.members_state = {Progress::Working, question_};
    info.members.clear();
    info.member_index.clear();
    info.member_types.clear();
    if (info.file->t().kind(info.node) == NodeKind::ClassDef) {
        MemberReader reader(*this, info);
        reader.read_body();
        if (!info.file->file->is_stub()) reader.read_methods();
        add_dataclass_members(info);
    } else {
        read_made_members(info);
    }
    info.members_state.progress = working.complete() ? Progress::Done : Progress::Provisional;
}

const std::vector<ClassMember>& Engine::own_members(const ClassInfo& info) {
    read_members(info);
    return info.members;
}

const ClassMember* Engine::own_member(const ClassInfo& info, std::string_view name) {
    read_members(info);
    const auto found = info.member_index.find(std::string(name));
    return found != info.member_index.end() ? &info.members[found->second] : nullptr;
}

}  // namespace pilcrow::lsp
