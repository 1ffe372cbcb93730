// Text to tree, in one call. The way in for everyone who has a whole file.
#pragma once

#include "parser/syntax/tree.h"

#include <cstdint>
#include <span>
#include <string>

namespace pilcrow {

// Parses a file's text. Never fails; see Tree and diagnostics/diagnostics.h for what was found.
// One thread; O(bytes). The text is kept in the tree.
Tree parse(std::string text, Layout layout);

// The same tree for a text in Pilcrow's layout that was made from another tree's, `before`, in the
// same layout. `lines` says of each line which one of `before` it came from, or any number beyond;
// it is a hint: where both are equal, and nothing around them plays a part, the two trees share
// what was read of it. O(bytes), less where much is shared.
Tree parse_again(std::string text, const Tree& before, std::span<const std::uint32_t> lines);

}  // namespace pilcrow
