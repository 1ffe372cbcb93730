// What is shown beside an item: its type or signature, and its documentation.

#include "lsp/features/completion/providers.h"

namespace pilcrow::lsp {

using namespace completion;

CompletionDetail resolve(Inference& inference, const CompletionData& data) {
    CompletionDetail found;
    if (data.path.empty() || data.name.empty()) return found;
    const FilePtr file = inference.world().file(data.path);
    if (file == nullptr) return found;
    TypeRef type = nullptr;
    std::vector<Declaration> declarations;
    if (data.member) {
        const Context context = context_at(*file->tree, data.place);
        if (!context.dot) return found;
        const CompletionOptions options;
        const TypeRef owner = receiver_type({inference, file, context, options}, context.dot);
        if (owner == nullptr) return found;
        type = inference.member(owner, data.name);
        declarations = inference.declarations(owner, data.name);
    } else if (!data.owner.empty()) {
        const Module module = inference.world().module(data.owner, *file);
        if (!module) return found;
        const TypeRef owner = inference.type_of_module(module);
        type = inference.member(owner, data.name);
        declarations = inference.declarations(owner, data.name);
    } else {
        type = inference.type_of_name(file, data.name, data.place);
        if (type != nullptr) {
            if (const Declaration declaration = inference.declaration(type)) {
                declarations.push_back(declaration);
            }
        }
    }
    if (type != nullptr) found.detail = inference.text(type);
    for (const Declaration& declaration : declarations) {
        found.documentation = inference.documentation(declaration);
        if (!found.documentation.empty()) break;
    }
    return found;
}

}  // namespace pilcrow::lsp
