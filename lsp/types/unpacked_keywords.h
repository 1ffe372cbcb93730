// `**options: Unpack[Options]`: the keys of a TypedDict as keyword arguments of their own.
#pragma once

#include "lsp/types/inference.h"

#include <vector>

namespace pilcrow::lsp {

class Engine;

// The TypedDict whose keys an annotation of `**options` means; null where it means none.
TypeRef unpacked_dictionary(Engine& engine, TypeRef type);

// Adds its keys to a function's parameters, those of the classes above first. They stand for the
// parameter at `index`, the `**options`.
void add_keys_as_parameters(Engine& engine, const FunctionInfo& function, std::uint32_t index,
                            TypeRef dictionary, std::vector<ParameterData>& list);

// Where the key is declared that such a parameter is.
Declaration key_of_parameter(Engine& engine, const ParameterData& data);

}  // namespace pilcrow::lsp
