// Places in a file as the client counts them: lines and columns in the negotiated encoding.
#pragma once

#include "lsp/protocol/json.h"
#include "parser/syntax/tree.h"
#include "parser/text/positions.h"

namespace pilcrow::lsp {

// Beyond a line's end or the text's: that end. BadParams where it is no position.
Position position_from(const Json& position, const Tree& tree, ColumnUnit unit);
Range range_from(const Json& range, const Tree& tree, ColumnUnit unit);

// Positions of one file on their way out. Neighbours on one line are counted from each other, so
// that many in text order cost no more than the lines that they stand on.
class PlaceWriter {
public:
    PlaceWriter(const Tree& tree, ColumnUnit unit) : tree_(&tree), unit_(unit) {}
    Json position(Position place);
    Json range(Range range);
    std::size_t column(Position place);

private:
    const Tree* tree_;
    ColumnUnit unit_;
    Position last_{0, 0};
    std::size_t last_column_ = 0;
};

}  // namespace pilcrow::lsp
