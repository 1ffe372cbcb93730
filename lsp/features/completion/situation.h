// Situation: what a place favours by its syntax alone: exceptions behind `raise`, classes in an
// annotation, things to be looped over behind `in`.
#pragma once

#include "lsp/features/completion/completion.h"
#include "lsp/features/completion/context.h"

namespace pilcrow::lsp::completion {

enum class Situation : std::uint8_t {
    Plain,
    StatementBegin,
    Raised,      // raise, except
    Annotation,  // a type is written
    Base,        // of a class
    Decorator,
    LoopedOver,   // behind `in` of a for
    Tested,       // if, while, assert, and, or, not
    Entered,      // with
    ClassTested,  // the second argument of isinstance and issubclass
    Returned,
};
Situation situation_of(const Tree& tree, const Context& context);

// Points for a name in a situation; a builtin's alone tell more.
int points_of_situation(Situation situation, std::string_view name, CompletionKind kind,
                        bool builtin);

}  // namespace pilcrow::lsp::completion
