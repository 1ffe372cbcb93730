// A text through the whole front-end: parsed, checked, and read by everyone who reads trees.
#pragma once

#include "parser/syntax/tree.h"

#include <string>

namespace pilcrow::trust {

// The first thing that does not hold, or empty.
std::string fault_of_text(const std::string& text, Layout layout);

}  // namespace pilcrow::trust
