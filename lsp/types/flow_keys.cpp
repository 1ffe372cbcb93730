// The keys that are known of a mapping: those of a dict display, and what is put in later; those of
// a TypedDict.

#include "lsp/types/flow.h"
#include "parser/literals/string_value.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t most_keys = 400;

void add_key(const Tree& tree, NodeRef node, std::vector<std::string>& keys) {
    if (!node || tree.kind(node) != NodeKind::String || keys.size() >= most_keys) return;
    std::string key;
    if (append_string_value(tree, node, key)) return;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
}

void add_display(const FileInfo& file, NodeRef display, std::vector<std::string>& keys) {
    const Tree& tree = file.t();
    for (const NodeRef entry : ChildRange(tree, display)) {
        if (tree.kind(entry) == NodeKind::DictEntry) {
            add_key(tree, tree.first_child(entry), keys);
        } else if (tree.kind(entry) == NodeKind::Keyword) {  // dict(a=1)
            const TokenRef token = own_name_token(tree, entry);
            if (token) keys.emplace_back(tree.token_text(token.block, token.token));
        }
    }
    // What is put into the name that the display is assigned to.
    const NodeRef assign = parent_of(tree, display);
    if (!assign || tree.kind(assign) != NodeKind::Assign) return;
    const NodeRef target = tree.first_child(assign);
    if (!target || tree.kind(target) != NodeKind::Name) return;
    const auto found = file.scopes->found_at(target.block, tree.node(target).first_token);
    if (!found) return;
    for (const Mention& mention : file.scopes->occurrences(found->scope, found->name)) {
        if (mention.use != Use::Read) continue;
        const std::vector<NodeRef> path = path_to(tree, TokenRef{mention.block, mention.token});
        if (path.size() < 3 || tree.kind(path[path.size() - 2]) != NodeKind::Subscript) continue;
        const NodeRef around = path[path.size() - 3];
        if (tree.kind(around) != NodeKind::Assign) continue;
        const std::vector<NodeRef> subscript = tree.children(path[path.size() - 2]);
        if (subscript.size() == 2) add_key(tree, subscript[1], keys);
    }
}

}  // namespace

std::vector<std::string> Engine::keys(TypeRef value) {
    std::vector<std::string> keys;
    for (const TypeRef part : parts_of(value)) {
        if (part->display_file != nullptr) {
            add_display(*static_cast<const FileInfo*>(part->display_file),
                        {part->display_block, part->display_node}, keys);
        }
        if (!part->is(TypeKind::Instance) || part->class_info == nullptr ||
            (flags(*part->class_info) & class_typed_dict) == 0) {
            continue;
        }
        for (const TypeRef base : mro(*part->class_info)) {
            if ((flags(*base->class_info) & class_typed_dict) == 0) continue;
            for (const ClassMember& member : own_members(*base->class_info)) {
                const bool annotated = !member.bindings.empty();
                if (annotated && keys.size() < most_keys &&
                    std::find(keys.begin(), keys.end(), member.name) == keys.end()) {
                    keys.push_back(member.name);
                }
            }
        }
    }
    return keys;
}

}  // namespace pilcrow::lsp
