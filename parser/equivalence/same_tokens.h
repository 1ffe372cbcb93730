// The short way to see that two statements are the same: most keep their lines and their tokens.
#pragma once

#include "parser/outline/outline.h"

namespace pilcrow {

// True only where both statements have the same lines, standing to each other in the same way, and
// these the same tokens: then they mean the same. Where it is false, they may still. O(text).
bool same_tokens(const Tree& first, const OutlineEntry& a, const Tree& second,
                 const OutlineEntry& b);

}  // namespace pilcrow
