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

// Prints, reads the result and compares the two programs (equivalence.h). A tree that is taken from
// one layout to the other must have no error of syntax. From Pilcrow to Pilcrow it may: the damaged
// statements stay as they are. How these are read may depend on how their neighbours are written;
// where the result is read otherwise, or its own form is another, more stays as it is, in the end
// all of it. So what has errors is never refused, and its form is a fixed point. Line ends are
// those that the source's first line has. O(text), a few times where it is damaged.
CheckedPrint print_checked(const Tree& tree, const PrintOptions& options = {});

}  // namespace pilcrow
