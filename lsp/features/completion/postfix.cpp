// Postfix forms: `value.if`, `value.for`, `value.print` become a statement or call around the value
// that stands before the dot.

#include "lsp/features/completion/providers.h"

namespace pilcrow::lsp::completion {
namespace {

struct Form {
    std::string_view name;
    std::string_view before;
    std::string_view behind;
    bool statement;  // the value must be all of its statement
    bool block;      // a block follows
};
constexpr Form forms[] = {
    {"if", "if ", ":", true, true},
    {"ifn", "if not ", ":", true, true},
    {"while", "while ", ":", true, true},
    {"for", "for ${1:item} in ", ":", true, true},
    {"with", "with ", " as ${1:value}:", true, true},
    {"match", "match ", ":", true, true},
    {"return", "return ", "", true, false},
    {"raise", "raise ", "", true, false},
    {"assert", "assert ", "", true, false},
    {"var", "${1:value} = ", "", true, false},
    {"print", "print(", ")", true, false},
    {"not", "not ", "", false, false},
    {"len", "len(", ")", false, false},
    {"await", "await ", "", false, false},
    {"par", "(", ")", false, false},
};

// `${1:item}` without its marks, for a client that takes no snippets.
std::string plain(std::string_view text) {
    std::string made;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.substr(at).starts_with("${")) {
            at = text.find(':', at);
        } else if (text[at] != '}') {
            made += text[at];
        }
    }
    return made;
}

std::string escaped(std::string_view text) {
    std::string made;
    for (const char c : text) {
        if (c == '$' || c == '}' || c == '\\') made += '\\';
        made += c;
    }
    return made;
}

}  // namespace

void offer_postfix_forms(const Question& question, Candidates& candidates) {
    const Tree& tree = question.tree();
    const Context& context = question.context;
    const NodeRef value = primary_before(tree, context.dot);
    if (!value) return;
    const Range range = tree.range(value);
    if (range.begin.line != context.place.line || range.end.line != context.place.line) return;
    // A decorator or a definition's header is no place for a value.
    if (context.walk.head != Head::None && context.walk.frames.size() == 1 &&
        (context.walk.head == Head::Decorator || context.walk.head == Head::Def)) {
        return;
    }
    const Frame& frame = context.frame();
    const bool whole_line =
        context.line.find_first_not_of(" \t", context.range.end.byte) == std::string_view::npos;
    const bool statement = frame.kind == FrameKind::Statement && whole_line &&
                           frame.opener == tree.node(value).first_token &&
                           frame.block == value.block;
    const std::string_view text =
        context.line.substr(range.begin.byte, range.end.byte - range.begin.byte);
    const std::size_t indentation =
        std::min(context.line.find_first_not_of(' '), context.line.size());
    for (const Form& form : forms) {
        if (form.statement && !statement) continue;
        Candidate* made = candidates.add(form.name, CompletionKind::Snippet, points::postfix);
        if (made == nullptr) continue;
        Candidate::Extra& extra = made->more();
        const bool snippets = question.options.snippets;
        extra.snippet = snippets;
        if (snippets) {
            extra.text = std::string(form.before) + escaped(text) + std::string(form.behind);
            if (form.block) extra.text += "\n    ";
            extra.text += "$0";
        } else {
            extra.text = plain(form.before) + std::string(text) + plain(form.behind);
            if (form.block) extra.text += '\n' + std::string(indentation + 4, ' ');
        }
        extra.detail = plain(form.before) + std::string(text) + plain(form.behind);
        extra.range = Range{range.begin, context.range.end};
        extra.filter_text = std::string(text) + '.' + std::string(form.name);
    }
}

}  // namespace pilcrow::lsp::completion
