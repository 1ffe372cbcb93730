#include "lsp/features/completion/completion.h"

#include "lsp/features/completion/wanted.h"
#include "parser/parse.h"

#include <algorithm>
#include <cstdio>

namespace pilcrow::lsp {
namespace {

using namespace completion;

// Python's layout: a triple quote that nothing closes takes the rest of the file. Where the cursor
// stands in such a string, below its first line, the file is read as if it were closed there.
FilePtr without_stray_quotes(const FilePtr& file, const Context& context) {
    const Tree& tree = *file->tree;
    if (tree.layout != Layout::Python || !context.walk.string) return nullptr;
    const Token& token = tree.unit(context.walk.string.block)->token(context.walk.string.token);
    Position begin = tree.position(context.walk.string.block, token.begin);
    std::string_view opening;
    if (token.kind == TokenKind::String && (token.flags & string_triple) != 0 &&
        (token.flags & string_open) != 0) {
        opening = tree.token_text(context.walk.string.block, context.walk.string.token);
    }
    if (opening.empty() || begin.line >= context.place.line) return nullptr;
    std::size_t offset = opening.find_first_of("'\"");
    std::size_t in_text = 0;
    for (std::uint32_t line = 0; line < begin.line; ++line) {
        in_text += tree.line_text(line).size() + 1;
    }
    std::string text = tree.text();
    // Lines may end in more than one byte.
    const std::string_view first = tree.line_text(begin.line);
    in_text = text.find(first, in_text);
    if (in_text == std::string::npos) return nullptr;
    in_text += begin.byte + offset;
    if (in_text + 3 > text.size()) return nullptr;
    text[in_text + 2] = ' ';
    SourceFile copy = *file;
    copy.tree = std::make_shared<const Tree>(parse(text, Layout::Python));
    return std::make_shared<const SourceFile>(std::move(copy));
}

void expression(const Question& question, Candidates& candidates) {
    const CallAtCursor call = call_at(question);
    const Wanted wanted = wanted_at(question, call);
    offer_arguments(question, call, candidates);
    offer_keys(question, candidates);
    offer_names(question, candidates);
    offer_values(question, wanted.type, candidates);
    offer_keywords(question, candidates);
    prefer_fitting(question, wanted, candidates);
    offer_snippets(question, call, candidates);
    offer_importable(question, candidates);
}

void in_string(const Question& question, Candidates& candidates) {
    if (question.context.frame().mode == Mode::Pattern) return offer_patterns(question, candidates);
    const CallAtCursor call = call_at(question);
    offer_keys(question, candidates);
    offer_values(question, wanted_at(question, call).type, candidates);
    offer_paths(question, candidates);
}

void ask_providers(const Question& question, Candidates& candidates) {
    switch (question.context.what) {
    case What::Expression: expression(question, candidates); break;
    case What::Operator:
    case What::ImportKeyword: offer_keywords(question, candidates); break;
    case What::Attribute:
        offer_members(question, candidates);
        offer_postfix_forms(question, candidates);
        break;
    case What::ImportModule: offer_modules(question, candidates); break;
    case What::ImportName: offer_imported_names(question, candidates); break;
    case What::Scope: offer_scope_names(question, candidates); break;
    case What::Pattern: offer_patterns(question, candidates); break;
    case What::String: in_string(question, candidates); break;
    case What::Definition: offer_overrides(question, candidates); break;
    case What::ParameterName: offer_parameter_names(question, candidates); break;
    case What::Nothing: break;
    }
}

// What is written inside the cursor's string for a value: escaped, and closed if the string is not.
std::string text_in_string(const Question& question, std::string_view value) {
    const TokenRef string = question.context.walk.string;
    const std::string_view text = question.tree().token_text(string.block, string.token);
    const char quote = text[text.find_first_of("'\"")];
    std::string written = quoted(value, quote).substr(1);
    const Token& token = question.tree().unit(string.block)->token(string.token);
    if ((token.flags & string_open) == 0) written.pop_back();
    return written;
}

CompletionItem item_of(Candidate& candidate, const Question& question, std::size_t rank) {
    CompletionItem item;
    item.label = std::move(candidate.label);
    item.kind = candidate.kind;
    item.text = item.label;
    item.range = question.context.range;
    if (candidate.resolvable) {
        item.data = {question.file->path, question.context.place, item.label, {}, candidate.member};
    }
    if (question.context.what == What::String && candidate.kind != CompletionKind::File &&
        candidate.kind != CompletionKind::Folder) {
        item.text = text_in_string(question, item.label);
    }
    if (candidate.extra != nullptr) {
        Candidate::Extra& extra = *candidate.extra;
        if (!extra.text.empty()) item.text = std::move(extra.text);
        item.detail = std::move(extra.detail);
        item.filter_text = std::move(extra.filter_text);
        item.data.owner = std::move(extra.owner);
        item.additional = std::move(extra.additional);
        if (extra.range) item.range = *extra.range;
        item.snippet = extra.snippet;
        item.deprecated = extra.deprecated;
    }
    char digits[8];
    std::snprintf(digits, sizeof digits, "%04u", static_cast<unsigned>(rank));
    item.sort_text = digits;
    return item;
}

}  // namespace

CompletionList complete(Inference& inference, const FilePtr& file, Position place,
                        const CompletionOptions& options) {
    CompletionList list;
    if (file == nullptr || file->tree == nullptr) return list;
    const Context context = context_at(*file->tree, place);
    if (const FilePtr mended = without_stray_quotes(file, context)) {
        return complete(inference, mended, place, options);
    }
    if (context.what == What::Nothing) return list;
    const Usage usage(*file->tree, context);
    Candidates candidates(context, usage);
    const Question question{inference, file, context, options};
    ask_providers(question, candidates);

    std::vector<Candidate*> order;
    order.reserve(candidates.all().size());
    for (Candidate& candidate : candidates.all()) order.push_back(&candidate);
    const std::size_t count = std::min(order.size(), options.limit);
    list.incomplete = order.size() > count;
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count),
                      order.end(), [](const Candidate* a, const Candidate* b) {
                          if (a->score != b->score) return a->score > b->score;
                          return a->label < b->label;
                      });
    list.items.reserve(count);
    for (std::size_t rank = 0; rank < count; ++rank) {
        list.items.push_back(item_of(*order[rank], question, rank));
    }
    return list;
}

}  // namespace pilcrow::lsp
