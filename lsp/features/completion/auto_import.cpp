// Names that could be imported: each brings its import as an additional edit.

#include "lsp/features/completion/providers.h"
#include "lsp/features/completion/situation.h"
#include "lsp/features/importing.h"

#include <algorithm>

namespace pilcrow::lsp::completion {
namespace {

CompletionKind kind_of(const Importable& one) {
    switch (one.kind) {
    case IndexedKind::Class:
    case IndexedKind::TypeAlias: return CompletionKind::Class;
    case IndexedKind::Function: return CompletionKind::Function;
    case IndexedKind::Method: return CompletionKind::Method;
    case IndexedKind::Constant: return CompletionKind::Constant;
    case IndexedKind::Field: return CompletionKind::Field;
    case IndexedKind::Module: return CompletionKind::Module;
    case IndexedKind::Variable: break;
    }
    return CompletionKind::Variable;
}

}  // namespace

void offer_importable(const Question& question, Candidates& candidates) {
    const Context& context = question.context;
    if (!question.options.importable || context.prefix.size() < 2) return;
    const Situation situation = situation_of(question.tree(), context);
    constexpr std::size_t most = 60;
    std::size_t count = 0;
    for (const Importable& one :
         question.options.importable(context.prefix, NameMatch::Prefix, *question.file)) {
        if (count == most) break;
        if (one.module == question.file->module && !one.is_module) continue;
        const CompletionKind kind = kind_of(one);
        // (What is no class by its kind may be a type all the same, as Optional is.)
        const int fits = std::max(0, points_of_situation(situation, one.name, kind, false));
        Candidate* made = candidates.add(
            one.name, kind,
            points::importable + points::habit * static_cast<int>(one.weight) + fits);
        if (made == nullptr) continue;
        ++count;
        Candidate::Extra& extra = made->more();
        extra.detail = is_whole_module(one) ? import_statement(one) : "from " + one.module;
        extra.owner = is_whole_module(one) ? std::string() : one.module;
        extra.additional = edits_for_import(question.tree(), one);
        made->resolvable = !one.is_alias;
    }
}

}  // namespace pilcrow::lsp::completion
