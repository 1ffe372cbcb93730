// Wanted: what its surroundings ask of the value at the cursor: a parameter's name, a type.
#pragma once

#include "lsp/features/completion/providers.h"

#include <string>
#include <vector>

namespace pilcrow::lsp::completion {

// The call that the cursor is an argument of, as far as it is known.
struct CallAtCursor {
    TokenRef opener;                      // none: the cursor is in no call's list
    std::vector<Signature> signatures;    // of the callee
    std::vector<std::string_view> given;  // keywords that stand anywhere in the list
    std::uint32_t positional = 0;         // arguments without a keyword before the cursor's
};
CallAtCursor call_at(const Question& question);

struct Wanted {
    std::string name;        // of the parameter that it would be given to
    TypeRef type = nullptr;  // or null
};
Wanted wanted_at(const Question& question, const CallAtCursor& call);

// A value of the type could stand where `wanted` is: the same class, one below it is not looked
// for. Null and unknown types fit nothing.
bool fits(TypeRef type, TypeRef wanted);

}  // namespace pilcrow::lsp::completion
