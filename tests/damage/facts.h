// What a file says, in a form in which two readings of it can be compared: its definitions, its
// bindings and its findings, each with its place.
#pragma once

#include "parser/diagnostics/diagnostics.h"
#include "parser/syntax/tree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow::damage {

// A scope that names belong to. The module is scope 0.
struct ScopeFact {
    std::uint32_t parent;
    std::uint32_t line;  // on which its owner begins
    std::string name;    // of the function or class, "<lambda>", "<comprehension>"
};

// A function or class, a parameter, or a name that is bound: its place, and what it is.
struct Definition {
    Position place;
    std::string what;  // "function", "parameter **"
    std::string name;
    std::uint32_t scope;
};

struct Facts {
    Tree tree;
    std::vector<ScopeFact> scopes;        // parents before children
    std::vector<Definition> definitions;  // by place
    std::vector<Diagnostic> findings;     // of the units, relations and names, by place
};

// Reads a file's text as `pilcrow check` does.
Facts facts_of(std::string text);

// Whether a finding says that the text is not of the language.
bool is_error(const Diagnostic& finding);
bool breaks_layout_or_syntax(const Diagnostic& finding);

}  // namespace pilcrow::damage
