// What `convert` writes: a tree's text in the other layout, for a version of Python.
#pragma once

#include "parser/printer/checked_print.h"
#include "parser/printer/older_python.h"

#include <string>
#include <vector>

namespace pilcrow {

struct Converted {
    Printed printed;  // empty where it is refused or something is newer
    // Why it must not be written, as in CheckedPrint; empty where all is well.
    std::string refusal;
    // What the target cannot read; lines are the source's.
    std::vector<NewerConstruct> newer;
};

// Prints a tree without errors of syntax in the other layout, reads it again and compares. With
// Python's layout `target_minor` is the minor version of the oldest CPython that must read it, 11
// or more. O(text).
Converted convert(const Tree& tree, int target_minor = 13);

}  // namespace pilcrow
