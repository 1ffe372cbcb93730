#include "lsp/features/signature_help.h"

#include "lsp/features/completion/context.h"
#include "lsp/features/docstring.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

using completion::Frame;
using completion::FrameKind;

// What the arguments before the cursor give by name, and by place.
struct Given {
    std::size_t positional = 0;         // elements before the cursor's that have no name
    bool starred = false;               // *args among them: how many is not known
    std::vector<std::string> keywords;  // before the cursor's
    std::string keyword;                // of the cursor's own element
    bool keyword_begins = false;        // the cursor's element is a word, maybe a name
};

NodeRef call_of(const Tree& tree, const Frame& frame) {
    if (frame.block == no_block || frame.opener == Frame::no_token) return {};
    const std::vector<NodeRef> path = path_to(tree, TokenRef{frame.block, frame.opener});
    for (auto node = path.rbegin(); node != path.rend(); ++node) {
        const NodeKind kind = tree.kind(*node);
        if (kind == NodeKind::Call || kind == NodeKind::ClassDef) return *node;
    }
    return {};
}

Given given_before(const Tree& tree, NodeRef call, const Frame& frame) {
    Given given;
    if (frame.mode == completion::Mode::KeywordValue && frame.keyword) {
        given.keyword = tree.token_text(frame.keyword.block, frame.keyword.token);
    }
    std::size_t index = 0;
    bool first = true;
    const bool has_callee = call && tree.kind(call) == NodeKind::Call;
    if (!call) {
        given.positional = frame.item;
        return given;
    }
    for (const NodeRef child : ChildRange(tree, call)) {
        const NodeKind kind = tree.kind(child);
        if (first && has_callee) {
            first = false;
            continue;
        }
        if (!has_callee && (kind == NodeKind::Name || kind == NodeKind::TypeParameters) && first) {
            first = false;
            continue;  // a class's name
        }
        if (index++ >= frame.item) break;
        if (kind == NodeKind::Keyword) {
            const TokenRef name = own_name_token(tree, child);
            if (name) given.keywords.emplace_back(tree.token_text(name.block, name.token));
        } else if (kind == NodeKind::Starred) {
            given.starred = true;
        } else if (kind != NodeKind::DoubleStarred) {
            ++given.positional;
        }
    }
    return given;
}

std::optional<std::uint32_t> active_parameter(const Signature& signature, const Given& given) {
    const std::vector<SignatureParameter>& parameters = signature.parameters;
    const auto find = [&](auto matches) -> std::optional<std::uint32_t> {
        const auto at = std::find_if(parameters.begin(), parameters.end(), matches);
        if (at == parameters.end()) return std::nullopt;
        return static_cast<std::uint32_t>(at - parameters.begin());
    };
    const auto rest = [&](ParameterKind kind) {
        return find([kind](const SignatureParameter& p) { return p.kind == kind; });
    };
    if (!given.keyword.empty()) {
        const auto named = find([&](const SignatureParameter& p) {
            return p.name == given.keyword &&
                   (p.kind == ParameterKind::Positional || p.kind == ParameterKind::KeywordOnly);
        });
        return named ? named : rest(ParameterKind::Keywords);
    }
    // By place, where no argument before it has a name.
    if (given.keywords.empty()) {
        std::size_t place = 0;
        for (std::uint32_t index = 0; index < parameters.size(); ++index) {
            const ParameterKind kind = parameters[index].kind;
            if (kind == ParameterKind::Positionals) return index;
            if (kind == ParameterKind::KeywordOnly || kind == ParameterKind::Keywords) break;
            if (place++ == given.positional) return index;
        }
        if (given.positional > place) return std::nullopt;  // too many
    }
    // The next that has not been given.
    std::size_t place = 0;
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        const SignatureParameter& parameter = parameters[index];
        if (parameter.kind == ParameterKind::Keywords) return index;
        if (parameter.kind == ParameterKind::Positionals) continue;
        const bool by_place =
            parameter.kind != ParameterKind::KeywordOnly && place++ < given.positional;
        const bool by_name = std::find(given.keywords.begin(), given.keywords.end(),
                                       parameter.name) != given.keywords.end();
        if (!by_place && !by_name && parameter.kind != ParameterKind::PositionalOnly) return index;
    }
    return std::nullopt;
}

// Whether the arguments before the cursor can be this signature's.
bool fits(const Signature& signature, const Given& given) {
    std::size_t places = 0;
    bool any_place = given.starred;
    bool any_name = false;
    for (const SignatureParameter& parameter : signature.parameters) {
        any_place = any_place || parameter.kind == ParameterKind::Positionals;
        any_name = any_name || parameter.kind == ParameterKind::Keywords;
        places += parameter.kind == ParameterKind::PositionalOnly ||
                  parameter.kind == ParameterKind::Positional;
    }
    if (!any_place && given.positional > places) return false;
    std::vector<std::string> names = given.keywords;
    if (!given.keyword.empty()) names.push_back(given.keyword);
    return any_name || std::all_of(names.begin(), names.end(), [&](const std::string& name) {
               return std::any_of(signature.parameters.begin(), signature.parameters.end(),
                                  [&](const SignatureParameter& p) {
                                      return p.name == name &&
                                             (p.kind == ParameterKind::Positional ||
                                              p.kind == ParameterKind::KeywordOnly);
                                  });
           });
}

}  // namespace

SignatureLabel label_of(Inference& inference, const Signature& signature, std::string_view name) {
    SignatureLabel made;
    made.label = std::string(name) + '(';
    bool slash_due = false;
    bool star_seen = false;
    bool first = true;
    const auto separate = [&] {
        if (!first) made.label += ", ";
        first = false;
    };
    for (const SignatureParameter& parameter : signature.parameters) {
        if (slash_due && parameter.kind != ParameterKind::PositionalOnly) {
            separate();
            made.label += '/';
            slash_due = false;
        }
        if (parameter.kind == ParameterKind::KeywordOnly && !star_seen) {
            separate();
            made.label += '*';
            star_seen = true;
        }
        separate();
        const auto begin = static_cast<std::uint32_t>(made.label.size());
        if (parameter.kind == ParameterKind::Positionals) {
            made.label += '*';
            star_seen = true;
        }
        if (parameter.kind == ParameterKind::Keywords) made.label += "**";
        slash_due = slash_due || parameter.kind == ParameterKind::PositionalOnly;
        made.label += parameter.name;
        const std::string type =
            parameter.type != nullptr ? inference.text(parameter.type) : std::string();
        if (!type.empty()) made.label += ": " + type;
        if (parameter.has_default) {
            const std::string value =
                parameter.default_text.empty() ? "..." : parameter.default_text;
            made.label += (type.empty() ? "=" : " = ") + value;
        }
        made.parameters.emplace_back(begin, static_cast<std::uint32_t>(made.label.size()));
        made.parameter_documentation.emplace_back();
    }
    if (slash_due) made.label += first ? "/" : ", /";
    made.label += ')';
    if (signature.result != nullptr) {
        const std::string result = inference.text(signature.result);
        if (!result.empty()) made.label += " -> " + result;
    }
    return made;
}

std::optional<SignatureHelp> signature_help(Inference& inference, const FilePtr& file,
                                            Position place) {
    const Tree& tree = *file->tree;
    const completion::Walk walk = completion::walk_to(tree, place);
    // The innermost call that is open; displays in it are its arguments.
    for (auto frame = walk.frames.rbegin(); frame != walk.frames.rend(); ++frame) {
        if (frame->kind == FrameKind::Lambda || frame->kind == FrameKind::Parameters) {
            return std::nullopt;
        }
        if (frame->kind != FrameKind::Call && frame->kind != FrameKind::Bases) continue;
        if (frame->block == no_block || frame->opener == 0 || frame->opener == Frame::no_token) {
            continue;
        }
        if (frame->kind == FrameKind::Bases) return std::nullopt;
        const TokenRef before{frame->block, frame->opener - 1};
        const NodeRef callee =
            completion::primary_before(tree, TokenRef{frame->block, frame->opener});
        if (!callee) return std::nullopt;
        const TypeRef type = inference.type_of(file, callee);
        const std::vector<Signature> signatures = inference.signatures(type);
        if (signatures.empty()) return std::nullopt;
        const NodeRef call = call_of(tree, *frame);
        const Given given = given_before(tree, call, *frame);
        // By the types of all that is written in the call, if it is read as one; else the first
        // that has a place for what stands before the cursor.
        const Declaration taken =
            call && signatures.size() > 1 ? inference.taken_overload(file, call) : Declaration{};
        std::string name(completion::text_of(tree, before));
        if (tree.unit(before.block)->token(before.token).kind != TokenKind::Name) {
            name = signatures.front().name;
        }
        SignatureHelp help;
        bool found = false;
        for (const Signature& signature : signatures) {
            SignatureLabel label = label_of(inference, signature, name);
            label.active_parameter = active_parameter(signature, given);
            label.documentation =
                markdown_of_docstring(inference.documentation(signature.declaration));
            const bool is_taken = taken && taken.file == signature.declaration.file &&
                                  taken.node == signature.declaration.node;
            if ((!found || is_taken) && fits(signature, given) &&
                (label.active_parameter || signature.parameters.empty())) {
                help.active = static_cast<std::uint32_t>(help.signatures.size());
                found = true;
            }
            help.signatures.push_back(std::move(label));
        }
        return help;
    }
    return std::nullopt;
}

}  // namespace pilcrow::lsp
