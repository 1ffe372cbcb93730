// Whole statements in Pilcrow's layout, and a call's arguments as items, for clients that let their
// user step through them.

#include "lsp/features/completion/wanted.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

struct Form {
    std::string_view label;
    std::string_view word;  // what it is found by
    std::string_view text;
};
constexpr Form statements[] = {
    {"def …", "def", "def ${1:name}($2):\n    $0"},
    {"class …", "class", "class ${1:Name}:\n    $0"},
    {"if …", "if", "if ${1:condition}:\n    $0"},
    {"for … in", "for", "for ${1:item} in ${2:items}:\n    $0"},
    {"while …", "while", "while ${1:condition}:\n    $0"},
    {"with … as", "with", "with ${1:context} as ${2:value}:\n    $0"},
    {"try … except", "try", "try:\n    $1\nexcept ${2:Exception} as ${3:error}:\n    $0"},
    {"try … finally", "try", "try:\n    $1\nfinally:\n    $0"},
    {"match … case", "match", "match ${1:subject}:\n    case ${2:pattern}:\n        $0"},
    {"if __name__ == \"__main__\"", "main", "if __name__ == \"__main__\":\n    $0"},
    {"\"\"\" …", "doc", "\"\"\"\n    \"$0"},
};

void statement_forms(const Question& question, Candidates& candidates) {
    const Context& context = question.context;
    const bool pilcrow = question.tree().layout == Layout::Pilcrow;
    const bool first_level = header_around(question) == no_block;
    for (const Form& form : statements) {
        if (!candidates.fit(form.word)) continue;
        if (form.word == "main" && !first_level) continue;
        if (form.word == "doc" && !pilcrow) continue;
        // Found by its word, so that it comes right behind the keyword.
        Candidate made;
        made.label = form.label;
        made.kind = CompletionKind::Snippet;
        const int fit = points_of(*candidates.fit(form.word));
        made.score = points::keyword + points::snippet + fit + (context.prefix.empty() ? -60 : 0);
        Candidate::Extra& extra = made.more();
        extra.text = form.text;
        extra.filter_text = form.word;
        extra.snippet = true;
        candidates.put(std::move(made));
    }
}

// `f(`, and nothing behind it: each parameter that needs a value as an item of its own.
void items_of_call(const Question& question, const CallAtCursor& call, Candidates& candidates) {
    const Context& context = question.context;
    if (question.tree().layout != Layout::Pilcrow || !context.prefix.empty()) return;
    if (kind_of(question.tree(), context.walk.previous) != TokenKind::LeftParen) return;
    const std::string_view rest = context.line.substr(context.place.byte);
    const std::size_t word = rest.find_first_not_of(' ');
    const bool closed = word != std::string_view::npos && rest.substr(word) == ")";
    if (word != std::string_view::npos && !closed) return;
    if (call.signatures.empty()) return;
    std::string text;
    std::string label;
    int stop = 0;
    for (const SignatureParameter& parameter : call.signatures.front().parameters) {
        if (parameter.has_default || parameter.kind == ParameterKind::Positionals ||
            parameter.kind == ParameterKind::Keywords) {
            continue;
        }
        const bool keyword = parameter.kind == ParameterKind::KeywordOnly;
        text += "\n    , ";
        if (keyword) text += parameter.name + '=';
        text += "${" + std::to_string(++stop) + ':' + parameter.name + '}';
        label += ", " + parameter.name + (keyword ? "=" : "") + ' ';
    }
    if (stop < 2) return;
    label.pop_back();
    Candidate made;
    made.label = label;
    made.kind = CompletionKind::Snippet;
    made.score = points::argument - 60;
    Candidate::Extra& extra = made.more();
    extra.text = text + "$0";
    extra.snippet = true;
    extra.detail = "each on a line of its own";
    if (closed) {
        extra.range = Range{context.place,
                            {context.place.line, static_cast<std::uint32_t>(context.line.size())}};
    }
    candidates.put(std::move(made));
}

}  // namespace

void offer_snippets(const Question& question, const CallAtCursor& call, Candidates& candidates) {
    if (!question.options.snippets) return;
    if (question.context.walk.statement_begins) statement_forms(question, candidates);
    if (call.opener) items_of_call(question, call, candidates);
}

}  // namespace pilcrow::lsp::completion
