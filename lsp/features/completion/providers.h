// The providers: what fits at a place, one kind of thing each. A provider looks at the context and
// adds candidates; it decides nothing about the order but what its own things are worth.
#pragma once

#include "lsp/features/completion/candidates.h"

namespace pilcrow::lsp::completion {

// What all of them look at.
struct Question {
    Inference& inference;
    const FilePtr& file;
    const Context& context;
    const CompletionOptions& options;

    const Tree& tree() const { return *file->tree; }
};

// The value before the dot, or before the bracket that the cursor stands in.
TypeRef receiver_type(const Question& question, TokenRef end);

void offer_names(const Question& question, Candidates& candidates);
void offer_keywords(const Question& question, Candidates& candidates);
void offer_members(const Question& question, Candidates& candidates);
void offer_modules(const Question& question, Candidates& candidates);         // import |
void offer_imported_names(const Question& question, Candidates& candidates);  // from m import |
void offer_scope_names(const Question& question, Candidates& candidates);     // global |

// The statement that the cursor's line stands in the block of, or none at the first level.
BlockId header_around(const Question& question);

}  // namespace pilcrow::lsp::completion
