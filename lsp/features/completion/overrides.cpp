// Methods of the bases, behind `def` in a class: each with its parameters and a call of super().

#include "lsp/features/completion/wanted.h"
#include "parser/names/builtins.h"

#include <algorithm>
#include <set>

namespace pilcrow::lsp::completion {
namespace {

constexpr std::string_view class_methods[] = {"__new__", "__init_subclass__", "__class_getitem__"};

// Names that the class's own body binds.
std::set<std::string, std::less<>> own_names(const Question& question, BlockId class_block) {
    const Scopes& scopes = question.inference.scopes(*question.file);
    std::set<std::string, std::less<>> found;
    scopes.each_binding(scopes.body(class_block), [&](NameId name, const Mention& mention) {
        if (question.context.walk.word == TokenRef{mention.block, mention.token}) return;
        found.emplace(scopes.pool().text(name));
    });
    return found;
}

// The annotation of a parameter can be written as it is: every name in it is a builtin.
bool is_plain_annotation(std::string_view text) {
    constexpr std::string_view letters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    if (text.find_first_of("\"'(<") != std::string_view::npos) return false;
    const auto builtins = builtin_names();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = text.find_first_of(letters, at);
        if (begin == std::string_view::npos) break;
        const std::size_t end = std::min(text.find_first_not_of(letters, begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        if (!std::binary_search(builtins.begin(), builtins.end(), word)) return false;
        at = end;
    }
    return !text.empty();
}

struct Written {
    std::string parameters;
    std::string arguments;
    std::string result;
};

Written write(const Question& question, const Signature& signature, std::string_view first) {
    Written written;
    written.parameters = first;
    bool bare_star = false;
    bool slash = false;
    const auto add = [](std::string& list, const std::string& text) {
        if (!list.empty()) list += ", ";
        list += text;
    };
    for (const SignatureParameter& parameter : signature.parameters) {
        if (parameter.kind == ParameterKind::PositionalOnly) {
            slash = true;
        } else if (slash) {
            add(written.parameters, "/");
            slash = false;
        }
        if (parameter.kind == ParameterKind::Positionals) bare_star = true;
        if (parameter.kind == ParameterKind::KeywordOnly && !bare_star) {
            add(written.parameters, "*");
            bare_star = true;
        }
        std::string text(parameter.kind == ParameterKind::Positionals ? "*"
                         : parameter.kind == ParameterKind::Keywords  ? "**"
                                                                      : "");
        std::string name = parameter.name;
        // `__x` of an old stub is positional-only by its name.
        text += name;
        std::string annotation =
            parameter.type != nullptr ? question.inference.text(parameter.type) : std::string();
        const bool annotated =
            parameter.declaration && is_plain_annotation(annotation) &&
            parameter.declaration.node &&
            parameter.declaration.file->tree->kind(parameter.declaration.node) ==
                NodeKind::Parameter &&
            parameter.declaration.file->tree->node(parameter.declaration.node).has(has_annotation);
        if (annotated) text += ": " + annotation;
        if (parameter.has_default) {
            text += annotated ? " = " : "=";
            text += parameter.default_text.empty() ? "..." : parameter.default_text;
        }
        add(written.parameters, text);
        switch (parameter.kind) {
        case ParameterKind::KeywordOnly: add(written.arguments, name + '=' + name); break;
        case ParameterKind::Positionals: add(written.arguments, '*' + name); break;
        case ParameterKind::Keywords: add(written.arguments, "**" + name); break;
        default: add(written.arguments, name); break;
        }
    }
    if (slash) add(written.parameters, "/");
    const Declaration& declared = signature.declaration;
    const bool annotated_result =
        declared && declared.node &&
        declared.file->tree->kind(declared.node) == NodeKind::FunctionDef &&
        declared.file->tree->node(declared.node).has(has_returns);
    if (annotated_result && signature.result != nullptr) {
        const std::string result = question.inference.text(signature.result);
        if (is_plain_annotation(result)) written.result = result;
    }
    return written;
}

}  // namespace

void offer_overrides(const Question& question, Candidates& candidates) {
    const Tree& tree = question.tree();
    const Context& context = question.context;
    const BlockId class_block = header_around(question);
    if (class_block == no_block) return;
    const NodeRef root = tree.root(class_block);
    if (!root || tree.kind(root) != NodeKind::ClassDef) return;
    const auto own = own_names(question, class_block);
    // What stands behind the name already is not written twice.
    const std::string_view rest = context.line.substr(context.range.end.byte);
    const bool name_alone = rest.find_first_not_of(" \t") != std::string_view::npos;
    const std::size_t indentation =
        std::min(context.line.find_first_not_of(' '), context.line.size());
    const auto offer = [&](TypeRef base_instance, int points) {
        for (const Member& member : question.inference.members(base_instance)) {
            if (member.declaration.kind != DeclarationKind::Function || own.contains(member.name) ||
                !candidates.fit(member.name)) {
                continue;
            }
            int its = points - std::min<int>(100, 20 * static_cast<int>(member.distance));
            // `__init__` is what is written most, though the last class has it too.
            if (member.name == "__init__") its += -points::dunder + 60;
            Candidate* made = candidates.add(member.name, CompletionKind::Method, its);
            if (made == nullptr || name_alone) continue;
            const std::vector<Signature> signatures = question.inference.signatures(
                question.inference.member(base_instance, member.name));
            if (signatures.empty()) continue;
            const bool of_class = std::find(std::begin(class_methods), std::end(class_methods),
                                            member.name) != std::end(class_methods);
            const Written written = write(question, signatures.front(), of_class ? "cls" : "self");
            std::string text = member.name + '(' + written.parameters + ')';
            if (!written.result.empty()) text += " -> " + written.result;
            made->more().detail = text.substr(member.name.size());
            text += ":\n";
            // A snippet's further lines are indented with its first; plain text stands as it is.
            text += std::string(question.options.snippets ? 4 : indentation + 4, ' ');
            const bool gives = member.name != "__init__" && written.result != "None";
            text += gives ? "return super()." : "super().";
            text += member.name + '(' + written.arguments + ')';
            if (question.options.snippets) {
                std::string escaped;
                for (const char c : text) {
                    if (c == '$' || c == '}' || c == '\\') escaped += '\\';
                    escaped += c;
                }
                text = escaped + "$0";
            }
            made->more().text = std::move(text);
            made->more().snippet = question.options.snippets;
        }
    };
    bool has_base = false;
    for (const NodeRef child : ChildRange(tree, root)) {
        const NodeKind kind = tree.kind(child);
        if (child == tree.first_child(root) || !is_expression(kind) || kind == NodeKind::Keyword) {
            continue;
        }
        has_base = true;
        const TypeRef base = question.inference.type_of(question.file, child);
        offer(question.inference.called(base), points::local);
    }
    if (!has_base) {
        const TypeRef object =
            question.inference.type_of_name(question.file, "object", context.place);
        offer(question.inference.called(object), points::local);
    }
}

// The first parameter of a method; all other names are the programmer's to make up.
void offer_parameter_names(const Question& question, Candidates& candidates) {
    const Context& context = question.context;
    if (context.frame().item != 0 || !context.element_begins) return;
    const BlockId class_block = header_around(question);
    const Unit* unit = class_block == no_block ? nullptr : question.tree().unit(class_block);
    if (unit == nullptr || unit->token(0).kind != TokenKind::KwClass) return;
    candidates.add("self", CompletionKind::Parameter, 20);
    candidates.add("cls", CompletionKind::Parameter, 0);
}

}  // namespace pilcrow::lsp::completion
