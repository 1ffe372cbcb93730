// What a first reading of the lines, in the shape that they have, has found: all that is asked when
// lines are taken otherwise.
#pragma once

#include "parser/layout/pilcrow/unit_context.h"

#include <span>
#include <string_view>

namespace pilcrow::layout {

// What the reading must know of each entry of the shape; see also UnitAssembler.
struct EntryFacts {
    Opener raw = Opener::None;     // what the line's text opens
    Opener opener = Opener::None;  // what it opens together with its children
    bool compound = false;         // its unit begins with a compound statement's keyword
    bool unfinished = false;       // it ends where an expression cannot end
    bool incomplete = false;       // its unit lacks something at its end
    bool damaged = false;          // its unit has an error
    bool faulty = false;           // … about what it says, not about where it stands
    bool faulty_behind = false;    // … in a segment behind the first
    Role role = Role::Unknown;     // in which its unit was read
    bool empty = false;            // what it opens is empty, in one of its segments
    bool items_misfit = false;     // an item that it opens reads better in another bracket
};

// `line_text(line)` is a line without its indentation and terminator.
class LineTexts {
public:
    LineTexts(std::string_view text, std::span<const LineToken> lines)
        : text_(text), lines_(lines) {}
    std::string_view operator()(std::uint32_t line) const {
        const LineToken& token = lines_[line];
        return text_.substr(token.lead_at, token.end - token.lead_at);
    }

private:
    std::string_view text_;
    std::span<const LineToken> lines_;
};

}  // namespace pilcrow::layout
