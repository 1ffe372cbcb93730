#include "parser/printer/stream.h"

namespace pilcrow::printer {

void Stream::clear() {
    tokens.clear();
    comments.clear();
    literals.clear();
    regions.clear();
    strings.clear();
}

}  // namespace pilcrow::printer
