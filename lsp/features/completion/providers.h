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

struct CallAtCursor;  // wanted.h
struct Wanted;

// Expression
void offer_names(const Question& question, Candidates& candidates);
void offer_keywords(const Question& question, Candidates& candidates);  // Operator as well
void offer_arguments(const Question& question, const CallAtCursor& call, Candidates& candidates);
void offer_values(const Question& question, TypeRef wanted, Candidates& candidates);
void offer_keys(const Question& question, Candidates& candidates);  // String as well
void offer_snippets(const Question& question, const CallAtCursor& call, Candidates& candidates);
void offer_importable(const Question& question, Candidates& candidates);
// Attribute
void offer_members(const Question& question, Candidates& candidates);
void offer_postfix_forms(const Question& question, Candidates& candidates);
// ImportModule, ImportName
void offer_modules(const Question& question, Candidates& candidates);
void offer_imported_names(const Question& question, Candidates& candidates);
// Scope, Pattern, Definition, ParameterName
void offer_scope_names(const Question& question, Candidates& candidates);
void offer_patterns(const Question& question, Candidates& candidates);
void offer_overrides(const Question& question, Candidates& candidates);
void offer_parameter_names(const Question& question, Candidates& candidates);
// String; false where it is no path.
bool offer_paths(const Question& question, Candidates& candidates);

// Candidates that fit what is wanted come before others.
void prefer_fitting(const Question& question, const Wanted& wanted, Candidates& candidates);

// A string literal of that value.
std::string quoted(std::string_view text, char quote);

// The statement that the cursor's line stands in the block of, or none at the first level.
BlockId header_around(const Question& question);

}  // namespace pilcrow::lsp::completion
