#include "parser/printer/stream.h"

namespace pilcrow::printer {

void Stream::clear() {
    tokens.clear();
    comments.clear();
    literals.clear();
    regions.clear();
    strings.clear();
}

void Stream::pair_up() {
    std::vector<std::uint32_t> open;
    for (std::uint32_t index = 0; index < tokens.size(); ++index) {
        if (opens(tokens[index])) {
            open.push_back(index);
        } else if (closes(tokens[index]) && !open.empty()) {
            tokens[index].partner = open.back();
            tokens[open.back()].partner = index;
            open.pop_back();
        }
    }
}

}  // namespace pilcrow::printer
