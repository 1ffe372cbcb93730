// How something can be called.
#include "lsp/types/candidate.h"
#include "lsp/types/tree_tools.h"
#include "lsp/types/unpacked_keywords.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t max_signatures = 64;
constexpr std::size_t max_default = 80;  // bytes of a default's text

// A default as it is written, on one line.
std::string text_of(const Tree& tree, NodeRef node) {
    const Range range = tree.range(node);
    if (range.begin.line != range.end.line) return "...";
    const std::string_view line = tree.line_text(range.begin.line);
    const std::string_view text = line.substr(
        range.begin.byte, std::max(range.end.byte, range.begin.byte) - range.begin.byte);
    return text.size() > max_default ? "..." : std::string(text);
}

}  // namespace

Signature Engine::signature(TypeRef callable) {
    Signature signature;
    signature.result = callable->items[1];
    if (callable->function != nullptr) {
        const FunctionInfo& function = *callable->function;
        signature.name = function.name;
        signature.declaration = declaration_of_function(function);
    }
    for (const ParameterData& data : callable->items[0]->parameters) {
        SignatureParameter parameter;
        parameter.name = data.name;
        parameter.kind = data.kind;
        parameter.has_default = data.has_default;
        if (data.type != nullptr && !data.type->is(TypeKind::Unknown)) parameter.type = data.type;
        if (data.function != nullptr && data.index < data.function->parameters.size()) {
            const ParameterInfo& info = data.function->parameters[data.index];
            const FileInfo& file = *data.function->file;
            if (info.default_value) parameter.default_text = text_of(file.t(), info.default_value);
            if (info.kind == ParameterKind::Keywords && data.kind != info.kind) {
                parameter.declaration = key_of_parameter(*this, data);
            } else if (const TokenRef name = own_name_token(file.t(), info.node)) {
                parameter.declaration = {file.file, DeclarationKind::Parameter, info.node,
                                         range_of(file.t(), name)};
            }
        }
        signature.parameters.push_back(std::move(parameter));
    }
    if (callable->items[0]->gradual && callable->items[0]->parameters.empty()) {
        SignatureParameter rest;
        rest.name = "args";
        rest.kind = ParameterKind::Positionals;
        signature.parameters.push_back(rest);
        rest.name = "kwargs";
        rest.kind = ParameterKind::Keywords;
        signature.parameters.push_back(rest);
    }
    return signature;
}

// A dataclass's parameters are declared by its fields.
void Engine::add_field_places(const ClassInfo& info, Signature& signature) {
    std::vector<std::pair<const ClassInfo*, const Field*>> fields;
    for (const TypeRef entry : mro(info)) {
        const ClassInfo& one = *entry->class_info;
        if ((flags(one) & (class_dataclass | class_named_tuple)) == 0) continue;
        for (const Field& field : own_fields(one)) fields.emplace_back(&one, &field);
    }
    for (SignatureParameter& parameter : signature.parameters) {
        for (const auto& [owner, field] : fields) {
            const std::string& name = field->parameter.empty() ? field->name : field->parameter;
            if (parameter.declaration || name != parameter.name) continue;
            const Tree& tree = owner->file->t();
            parameter.declaration = Declaration{owner->file->file, DeclarationKind::Attribute,
                                                field->statement, tree.range(field->target)};
            const bool plain = field->value && tree.kind(field->value) != NodeKind::Call;
            const NodeRef given = field->default_value ? field->default_value
                                  : plain              ? field->value
                                                       : NodeRef{};
            if (given) parameter.default_text = text_of(tree, given);
        }
    }
}

const FunctionInfo* Engine::taken_overload(const FileInfo& file, NodeRef call) {
    Guard guard(*this);
    const NodeRef callee = file.t().first_child(call);
    if (!guard || !callee) return nullptr;
    const TypeRef function = infer(file, callee);
    if (!function->is(TypeKind::Function)) return nullptr;
    const std::vector<Candidate> candidates = candidates_of(function, false);
    if (candidates.size() < 2) return nullptr;
    Chosen chosen;
    call_candidates(candidates, arguments_of(file, call), &chosen);
    return chosen.function;
}

std::vector<Signature> Engine::signatures(TypeRef callee) {
    std::vector<Signature> found;
    for (const TypeRef part : parts_of(callee)) {
        for (const TypeRef callable : callables_of(part)) {
            if (found.size() >= max_signatures) return found;
            Signature one = signature(callable);
            if (part->is(TypeKind::Class)) {
                const ClassInfo& info = *part->class_info;
                one.name = info.name;
                if (!one.declaration) {
                    one.declaration = declaration(part);
                    add_field_places(info, one);
                }
            }
            found.push_back(std::move(one));
        }
    }
    return found;
}

}  // namespace pilcrow::lsp
