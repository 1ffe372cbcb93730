// What `fmt` and `convert` write: a tree's text in a layout, after it was read again.
#pragma once

#include "parser/printer/printer.h"

#include <string>

namespace pilcrow {

struct CheckedPrint {
    Printed printed;  // empty where it is refused
    // Why it must not be written: one clause that names the line of the source, as in
    // `line 12: the statement means something else`. Empty where all is well.
    std::string refusal;
};

// Prints, reads the result and compares the two programs (equivalence.h). What is to be in
// Pilcrow's layout may have damaged statements, which stay as they are; a tree that is taken from
// one layout to the other must have no error of syntax. Line ends are those that the source's first
// line has. O(text).
CheckedPrint print_checked(const Tree& tree, const PrintOptions& options = {});

}  // namespace pilcrow
