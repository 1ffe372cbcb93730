// What a definition replaces or adds to: the same name in the classes above, the classes themselves.

#include "lsp/types/engine.h"

namespace pilcrow::lsp {

std::vector<Declaration> Engine::overridden(const Declaration& declaration) {
    std::vector<Declaration> found;
    if (!declaration || !declaration.node) return found;
    const FileInfo& info = file(declaration.file);
    const Tree& tree = info.t();
    const NodeKind kind = tree.kind(declaration.node);
    if (kind == NodeKind::ClassDef) {
        const ClassInfo* its_class = class_of(info, declaration.node);
        if (its_class == nullptr) return found;
        for (const TypeRef base : mro(*its_class)) {
            if (base->class_info == its_class) continue;
            if (Declaration one = this->declaration(base)) found.push_back(std::move(one));
        }
        return found;
    }
    if (kind != NodeKind::FunctionDef) return found;
    const FunctionInfo* function = function_of(info, declaration.node);
    if (function == nullptr || function->owner == nullptr) return found;
    for (const TypeRef base : mro(*function->owner)) {
        if (base->class_info == function->owner || base->class_info == nullptr) continue;
        const ClassMember* member = own_member(*base->class_info, function->name);
        if (member == nullptr || member->bindings.empty()) continue;
        const MemberBinding& binding = member->bindings.front();
        found.push_back(declaration_of(*binding.file, binding.mention));
    }
    return found;
}

}  // namespace pilcrow::lsp
