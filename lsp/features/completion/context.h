// Context: what the cursor stands in, as completion asks for it.
//
// A function of (tree, place) alone. It says what kind of thing is being written and where the word
// begins; what could be written there is the providers' business.
#pragma once

#include "lsp/features/completion/frames.h"

#include <string>
#include <string_view>

namespace pilcrow::lsp::completion {

enum class What : std::uint8_t {
    Nothing,        // a comment, a number, a name that is being made up, text
    Expression,     // an operand; at a statement's beginning a statement
    Operator,       // behind a whole operand: a keyword could follow
    Attribute,      // behind a dot
    ImportModule,   // import a.b, from a.b
    ImportKeyword,  // from a.b, then a space
    ImportName,     // from m import
    Pattern,        // case
    String,         // inside a string
    Scope,          // global, nonlocal
    Definition,     // def, the name
    ParameterName,  // the name of a function's parameter
};

struct Context {
    What what = What::Nothing;
    Walk walk;
    Position place{};
    Range range{};            // the word that the cursor touches, or nothing at `place`
    std::string_view prefix;  // the part of it before the cursor
    std::string_view line;

    // The element of a call, class header or display begins with the word.
    bool element_begins = false;
    TokenRef dot;  // Attribute
    // ImportModule: the package before the last dot; ImportName: the module. Dots that lead
    // outwards are counted, not written.
    std::string module;
    std::size_t level = 0;

    const Frame& frame() const { return walk.top(); }
    // An annotation: types are wanted.
    bool wants_type() const { return frame().mode == Mode::Annotation; }
};

Context context_at(const Tree& tree, Position place);

// The expression before a dot or an opening bracket, as the tree has it; none where it has none.
NodeRef primary_before(const Tree& tree, TokenRef token);

}  // namespace pilcrow::lsp::completion
