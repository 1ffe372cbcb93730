#include "lsp/features/hover.h"

#include "lsp/features/docstring.h"
#include "lsp/features/signature_help.h"
#include "lsp/source/places.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t most_overloads = 6;

std::string fenced(std::string_view code) { return "```pilcrow\n" + std::string(code) + "\n```"; }

// A signature over several lines, in Pilcrow's own layout, where it is long.
std::string laid_out(const SignatureLabel& signature, std::string_view before) {
    constexpr std::size_t width = 78;
    std::string text = std::string(before) + signature.label;
    if (text.size() <= width || signature.parameters.empty()) return text;
    // The label's parts between the parameters are `, `, `, *, ` and `, /`.
    const std::string& label = signature.label;
    text = std::string(before) + label.substr(0, label.find('(') + 1);
    std::size_t at = label.find('(') + 1;
    const std::size_t last = signature.parameters.back().second;
    std::vector<std::string> items;
    for (const auto& [begin, end] : signature.parameters) {
        std::string between = label.substr(at, begin - at);
        for (const char sign : {'*', '/'}) {
            if (between.find(sign) != std::string::npos) items.emplace_back(1, sign);
        }
        items.push_back(label.substr(begin, end - begin));
        at = end;
    }
    if (label.substr(last).starts_with(", /")) items.emplace_back("/");
    for (const std::string& item : items) text += "\n    , " + item;
    const std::size_t result = label.find(") -> ", last);
    if (result != std::string::npos) text += "\n\\" + label.substr(result + 2);
    return text;
}

std::string and_more(std::size_t count) { return "\n# and " + std::to_string(count) + " more"; }

// `taken`: the overload that is called there, which is shown alone, or none.
std::string functions(Inference& inference, TypeRef type, std::string_view name,
                      std::string_view keyword, const Declaration& taken) {
    const std::vector<Signature> signatures = inference.signatures(type);
    std::string text;
    for (const Signature& one : signatures) {
        if (!taken || one.declaration.file != taken.file || one.declaration.node != taken.node) {
            continue;
        }
        text = laid_out(label_of(inference, one, name), keyword);
        return signatures.size() > 1 ? text + and_more(signatures.size() - 1) : text;
    }
    for (std::size_t index = 0; index < signatures.size(); ++index) {
        if (index == most_overloads) {
            text += and_more(signatures.size() - index);
            break;
        }
        if (index > 0) text += '\n';
        text += laid_out(label_of(inference, signatures[index], name), keyword);
    }
    return text;
}

std::string class_line(Inference& inference, TypeRef type, std::string_view name) {
    std::vector<Signature> signatures = inference.signatures(type);
    if (signatures.size() != 1) return "class " + std::string(name);
    signatures[0].result = nullptr;
    return laid_out(label_of(inference, signatures[0], name), "class ");
}

std::string_view word_of(DeclarationKind kind) {
    switch (kind) {
    case DeclarationKind::Parameter: return "(parameter) ";
    case DeclarationKind::TypeParameter: return "(type parameter) ";
    case DeclarationKind::Attribute: return "(attribute) ";
    default: return "";
    }
}

// The line of code that says what a name is.
std::string describe(Inference& inference, std::string_view name, TypeRef type,
                     const std::vector<Declaration>& declarations, const Declaration& taken) {
    const DeclarationKind kind =
        declarations.empty() ? DeclarationKind::Variable : declarations.front().kind;
    const std::string text = inference.text(type);
    switch (kind) {
    case DeclarationKind::Module: return "module " + declarations.front().file->module;
    case DeclarationKind::Class: return class_line(inference, type, name);
    case DeclarationKind::Function: {
        const std::string signatures = functions(inference, type, name, "def ", taken);
        if (!signatures.empty()) return signatures;
        break;
    }
    default: break;
    }
    if (text.empty()) {
        if (declarations.empty()) return {};
        return std::string(word_of(kind)) + std::string(name);
    }
    return std::string(word_of(kind)) + std::string(name) + ": " + text;
}

std::optional<Hover> of_keyword(const Tree& tree, TokenRef token) {
    const std::string_view help = keyword_help(tree.token_text(token.block, token.token));
    if (help.empty()) return std::nullopt;
    return Hover{std::string(help), range_of(tree, token)};
}

// The sign that a line of Pilcrow's begins with.
std::optional<Hover> of_delimiter(const Tree& tree, Position place) {
    if (tree.layout != Layout::Pilcrow || place.line >= tree.line_count) return std::nullopt;
    const LineToken& line = tree.line_token(place.line);
    const std::uint32_t at = line.lead_at - line.begin;
    const Lead lead = line.lead();
    if (place.byte < at || place.byte > at + 1 ||
        (lead != Lead::Item && lead != Lead::Literal && lead != Lead::Continue)) {
        return std::nullopt;
    }
    // A `"` in a block begins a statement that is a string.
    const BlockId block = block_at(tree, place.line);
    if (lead == Lead::Literal && block != no_block && tree.unit(block) != nullptr &&
        tree.unit(block)->role == Role::Statement) {
        return std::nullopt;
    }
    const std::string_view help = keyword_help(tree.line_text(place.line).substr(at, 1));
    return Hover{std::string(help), {{place.line, at}, {place.line, at + 1}}};
}

std::optional<Hover> of_name(Inference& inference, const FilePtr& file, TokenRef token) {
    const Tree& tree = *file->tree;
    const std::string_view name = tree.token_text(token.block, token.token);
    const std::vector<Declaration> declarations =
        inference.declarations(file, token.block, token.token);
    // In an expression, what it is there; elsewhere what it is declared as.
    const std::vector<NodeRef> path = path_to(tree, token);
    TypeRef type = nullptr;
    const bool expression = !path.empty() && (tree.kind(path.back()) == NodeKind::Name ||
                                              (tree.kind(path.back()) == NodeKind::Attribute &&
                                               own_name_token(tree, path.back()) == token));
    if (expression && !tree.node(path.back()).has(name_bound)) {
        type = inference.type_of(file, path.back());
    }
    const bool unknown = type == nullptr || inference.text(type).empty();
    if (unknown && !declarations.empty()) type = inference.type_of(declarations.front());
    if (unknown && declarations.empty()) {
        type = inference.type_of_name(file, name, range_of(tree, token).begin);
    }
    Declaration taken;
    if (expression && path.size() > 1) {
        const NodeRef around = path[path.size() - 2];
        const bool called =
            tree.kind(around) == NodeKind::Call && tree.first_child(around) == path.back();
        if (called) taken = inference.taken_overload(file, around);
    }
    const std::string code = describe(inference, name, type, declarations, taken);
    if (code.empty()) return std::nullopt;
    std::string markdown = fenced(code);
    std::string documentation;
    for (const Declaration& one : declarations) {
        documentation = inference.documentation(one);
        if (!documentation.empty()) break;
    }
    if (documentation.empty() && !declarations.empty() &&
        declarations.front().kind != DeclarationKind::Function &&
        declarations.front().kind != DeclarationKind::Class) {
        // A value's own class explains it.
        const Declaration its_class = inference.declaration(type);
        if (its_class && its_class.kind == DeclarationKind::Class &&
            its_class.file->origin == Origin::Workspace) {
            documentation = inference.documentation(its_class);
        }
    }
    if (!documentation.empty()) markdown += "\n\n" + markdown_of_docstring(documentation);
    if (!declarations.empty()) {
        const Declaration& from = declarations.front();
        if (from.file->path != file->path && !from.file->module.empty() &&
            from.kind != DeclarationKind::Module && from.file->module != "builtins") {
            markdown += "\n\nfrom `" + from.file->module + '`';
        }
    }
    return Hover{std::move(markdown), range_of(tree, token)};
}

// The method that an operator calls.
std::optional<Hover> of_operator(Inference& inference, const FilePtr& file, TokenRef token) {
    const Tree& tree = *file->tree;
    const std::vector<NodeRef> path = path_to(tree, token);
    if (path.empty() || tree.kind(path.back()) != NodeKind::Binary) return std::nullopt;
    const TypeRef type = inference.type_of(file, path.back());
    const std::string text = inference.text(type);
    if (text.empty()) return std::nullopt;
    const std::vector<NodeRef> operands = tree.children(path.back());
    if (operands.size() != 2) return std::nullopt;
    const std::string left = inference.text(inference.type_of(file, operands[0]));
    const std::string right = inference.text(inference.type_of(file, operands[1]));
    if (left.empty() || right.empty()) return std::nullopt;
    return Hover{fenced(left + ' ' + std::string(tree.token_text(token.block, token.token)) + ' ' +
                        right + " -> " + text),
                 range_of(tree, token)};
}

}  // namespace

std::optional<Hover> hover(Inference& inference, const FilePtr& file, Position place) {
    const Tree& tree = *file->tree;
    if (const auto delimiter = of_delimiter(tree, place)) return delimiter;
    const TokenRef token = token_touching(tree, place);
    if (!token) return std::nullopt;
    const Token& at = tree.unit(token.block)->token(token.token);
    if (at.kind == TokenKind::Name) {
        const std::vector<NodeRef> path = path_to(tree, token);
        const bool soft = !path.empty() && tree.node(path.back()).first_token == token.token &&
                          (tree.kind(path.back()) == NodeKind::Match ||
                           tree.kind(path.back()) == NodeKind::Case ||
                           tree.kind(path.back()) == NodeKind::TypeAlias);
        return soft ? of_keyword(tree, token) : of_name(inference, file, token);
    }
    if (is_keyword(at.kind)) return of_keyword(tree, token);
    if (at.kind >= TokenKind::Plus && at.kind <= TokenKind::DoubleSlash) {
        return of_operator(inference, file, token);
    }
    return std::nullopt;
}

}  // namespace pilcrow::lsp
