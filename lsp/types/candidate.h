// Candidate: one way to call something, an overload or the only one. For calls.cpp and its
// neighbours.
#pragma once

#include "lsp/types/engine.h"

namespace pilcrow::lsp {

struct Engine::Candidate {
    TypeRef parameters = nullptr;            // Parameters, a bound first one still among them
    const FunctionInfo* function = nullptr;  // for the result; null: `result` is it
    TypeRef result = nullptr;
    TypeRef self = nullptr;  // fills the first parameter
    Substitution by;
};

}  // namespace pilcrow::lsp
