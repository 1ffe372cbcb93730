// Statements of one line that stay one line: most of any program. They need no stream.
#pragma once

#include "parser/printer/notes.h"
#include "parser/printer/writer.h"

#include <string_view>
#include <vector>

namespace pilcrow::printer {

class PlainLines {
public:
    explicit PlainLines(const Tree& tree) : tree_(tree) {}

    // Writes the statement of `entry`, which is not damaged, in the form that both layouts share.
    // Writes nothing and returns false where it has more than one line, does not fit `width`
    // columns, or has something that the layouts write differently. O(tokens).
    bool write(const OutlineEntry& entry, const Unit& unit, std::uint32_t width, LineSink& sink);

private:
    const Tree& tree_;
    std::vector<Note> notes_;
    std::vector<std::uint32_t> open_;  // brackets
};

}  // namespace pilcrow::printer
