// What must hold for the tree of any text. Shared by the fuzzers and the trust tests.
#pragma once

#include "parser/syntax/tree.h"

#include <string>
#include <string_view>

namespace pilcrow::fuzz {

// The first thing that does not hold, as a sentence, or empty: the tree gives the text back; both
// block trees verify; tokens, nodes, segments and findings of every unit lie in it, in order; and
// a walk over the syntax ends.
std::string fault_of(const Tree& tree, std::string_view text);

// Runs everything that reads a tree (findings of all kinds, names, CPython's dump); returns the
// first thing that does not hold of their results, or empty.
std::string fault_of_consumers(const Tree& tree);

// Ends the program with the sentence, if there is one.
void require(const std::string& fault);

}  // namespace pilcrow::fuzz
