// The line-keeping Python form: line n of it is line n of the Pilcrow file, and as far as may be
// column m is column m. It is what CPython compiles, so tracebacks, debuggers, profilers and
// coverage tools of the Python world point into the `.pil` file unchanged. It is not made to be
// read; README.md of this folder says how each piece of the layout is written.
#pragma once

#include "parser/syntax/tree.h"

#include <string>

namespace pilcrow {

struct LineKeepingOptions {
    // CPython's minor version that will read the text: below 12, an f-string's quotes do not come
    // again in its fields where other quotes can be had. What such a version's grammar lacks
    // altogether (type parameters) is given as it is, for CPython to say so on the right line.
    int target_minor = 13;
    // A docstring's value is what inspect.cleandoc makes of it, as the language has it. Without
    // this it is the literal's own.
    bool clean_docstrings = true;
};

// The Python text of a tree in Pilcrow's layout, UTF-8, every line ended by LF; as many lines as
// the tree has. A module that says `print(start=…)` gets its `print` from `pilcrow.printing`, on a
// line that it has already; other modules depend on nothing.
//
// The tree must have no errors of syntax and layout (syntax_diagnostics, check_relations); for
// others the text means nothing, but nothing fails. Nothing recurses. O(text).
std::string python_keeping_lines(const Tree& tree, const LineKeepingOptions& options = {});

}  // namespace pilcrow
