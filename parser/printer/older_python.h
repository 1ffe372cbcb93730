// Python's text for an older CPython than the one whose grammar it has.
#pragma once

#include "parser/syntax/tree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow {

// Something that a version of Python cannot read.
struct NewerConstruct {
    std::uint32_t line;  // from 0
    int minor;           // of the first CPython that reads it
    std::string what;    // "a type alias"
};

struct OlderPython {
    std::string text;                   // as many lines as the tree's
    std::vector<NewerConstruct> newer;  // in text order; empty: CPython 3.`minor` reads the text
};

// Before 3.12 the quotes around an f-string could not stand in its fields. Where other quotes
// suffice, inside or around, the text gets them. The rest is named: backslashes, comments and line
// ends in fields, `type` statements and type parameters (3.12), their defaults (3.13).
//
// `tree` is in Python's layout and without errors of syntax; `minor` is 11 or more. O(text).
OlderPython for_older_python(const Tree& tree, int minor);

}  // namespace pilcrow
