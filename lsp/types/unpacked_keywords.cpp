#include "lsp/types/unpacked_keywords.h"

#include "lsp/types/engine.h"
#include "lsp/types/tree_tools.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

// Whether `NotRequired[…]` or `Required[…]` is written outermost; nothing where neither is.
std::optional<bool> said_to_be_required(Engine& engine, const MemberBinding& binding) {
    const Tree& tree = binding.file->t();
    const NodeRef statement = engine.binding_node(*binding.file, binding.mention);
    if (!statement || tree.kind(statement) != NodeKind::AnnotatedAssign) return std::nullopt;
    const NodeRef annotation = child_at(tree, statement, 1);
    if (!annotation || tree.kind(annotation) != NodeKind::Subscript) return std::nullopt;
    switch (engine.form_of(*binding.file, tree.first_child(annotation))) {
    case Form::Required: return true;
    case Form::NotRequired: return false;
    default: return std::nullopt;
    }
}

}  // namespace

TypeRef unpacked_dictionary(Engine& engine, TypeRef type) {
    if (!type->is(TypeKind::Unpacked)) return nullptr;
    const TypeRef inner = type->items[0];
    const bool has_keys = inner->is(TypeKind::Instance) && inner->class_info != nullptr &&
                          (engine.flags(*inner->class_info) & class_typed_dict) != 0;
    return has_keys ? inner : nullptr;
}

void add_keys_as_parameters(Engine& engine, const FunctionInfo& function, std::uint32_t index,
                            TypeRef dictionary, std::vector<ParameterData>& list) {
    const std::size_t first = list.size();
    const std::vector<TypeRef> classes = engine.mro(*dictionary->class_info);
    for (std::size_t at = classes.size(); at-- > 0;) {
        const ClassInfo& info = *classes[at]->class_info;
        if ((engine.flags(info) & class_typed_dict) == 0) continue;
        for (const ClassMember& member : engine.own_members(info)) {
            if (member.bindings.empty()) continue;
            const MemberBinding& binding = member.bindings.front();
            if (!assigns(binding.mention.use)) continue;
            ParameterData data;
            data.name = binding.file->t().token_text(binding.mention.block, binding.mention.token);
            data.kind = ParameterKind::KeywordOnly;
            data.has_default =
                !said_to_be_required(engine, binding).value_or(!info.has(class_total_false));
            data.function = &function;
            data.index = index;
            const Engine::Found found = engine.find_member(dictionary, member.name);
            data.type = found ? engine.member_type(found) : engine.unknown();
            const auto same = [&](const ParameterData& one) { return one.name == data.name; };
            const auto before =
                std::find_if(list.begin() + static_cast<std::ptrdiff_t>(first), list.end(), same);
            if (before != list.end()) {
                *before = data;
            } else {
                list.push_back(data);
            }
        }
    }
}

Declaration key_of_parameter(Engine& engine, const ParameterData& data) {
    const TypeRef dictionary =
        unpacked_dictionary(engine, engine.parameter_type(*data.function, data.index, true));
    if (dictionary == nullptr) return {};
    const std::vector<Declaration> found = engine.declarations(dictionary, data.name);
    return found.empty() ? Declaration{} : found.front();
}

}  // namespace pilcrow::lsp
