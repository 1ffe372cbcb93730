// What a statement says, as bytes: equal for equal syntax, whatever its layout.
#pragma once

#include "parser/syntax/tree.h"

#include <memory>
#include <string_view>

namespace pilcrow {

class MeaningWriter;

// The meanings of a tree's statements. The tree must outlive it.
class Meanings {
public:
    explicit Meanings(const Tree& tree);
    ~Meanings();

    // What the statement `head` says (its own line and what hangs in it, not its block), valid
    // until the next one. With `begins_body`, a plain string is a docstring. O(text).
    std::string_view of(BlockId head, bool begins_body);

private:
    std::unique_ptr<MeaningWriter> writer_;
};

}  // namespace pilcrow
