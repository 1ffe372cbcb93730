// Which parts of an analysis still hold after an edit. Internal to parser/names.
//
// Two trees are compared once, from the front and from the back: how far their entries have the
// same units and the same structure. A part that lies in one of these stretches was collected from
// the same lines.
#pragma once

#include "parser/names/names.h"

namespace pilcrow::names {

class KeptParts {
public:
    // Nothing is kept.
    KeptParts() = default;
    // What of `before` holds for `tree`. O(chunks + lines of those that differ), and O(lines) where
    // an edit changed the tree's shape.
    KeptParts(const Tree& tree, const Names& before);

    // The part collected from the node [first, end) with that context, or null. O(log parts).
    std::shared_ptr<const NamesPart> find(BlockId first, BlockId end,
                                          const PartContext& context) const;

private:
    const Names* before_ = nullptr;
    BlockId front_ = 0;        // entries [0, front_) are the same …
    BlockId back_ = 0;         // … and [back_, …), which were `shift_` before
    std::uint32_t shift_ = 0;  // modulo 2^32
};

}  // namespace pilcrow::names
