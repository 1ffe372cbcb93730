#include "lsp/features/completion/candidates.h"

namespace pilcrow::lsp::completion {

Candidate* Candidates::add(std::string_view label, CompletionKind kind, int points,
                           bool attribute) {
    const std::optional<Match> fits = fit(label);
    if (!fits || has(label)) return nullptr;
    Candidate& made = all_.emplace_back();
    made.label = label;
    made.kind = kind;
    made.member = attribute;
    made.score = points + points_of(*fits) + points_of_shape(typed_(), label) +
                 points_of_use(usage_.of(label), attribute) + popularity(label, attribute);
    index_.emplace(made.label, all_.size() - 1);
    return &made;
}

void Candidates::put(Candidate candidate) {
    if (has(candidate.label)) return;
    const Candidate& made = all_.emplace_back(std::move(candidate));
    index_.emplace(made.label, all_.size() - 1);
}

}  // namespace pilcrow::lsp::completion
