// What must hold of the printed forms of any text. Shared by the fuzzer and the noise test.
#pragma once

#include "parser/syntax/tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::fuzz {

// Whether a finding of syntax, layout or relations says that the text is no program.
bool is_program(const Tree& tree);

// All comments, white space at their ends removed, by their places. One that names an encoding
// names UTF-8.
std::vector<std::string> comments_in_order(const Tree& tree);

// The first thing that does not hold of the tree's printed forms, as a sentence, or empty.
//
// Of any text: printing in both layouts ends. Of a text of Pilcrow's with errors: `fmt` does not
// refuse it, and the form is read as it was and is a fixed point. Of a program, moreover: both forms are programs that
// are equivalent to it, with the same comments in the same order; Pilcrow's is a fixed point, and
// comes back from Python as it was. (Comments among the lines of a literal move when they go to
// Python: the order is not asked of these, nor the way back.)
std::string fault_of_printing(const Tree& tree);

}  // namespace pilcrow::fuzz
