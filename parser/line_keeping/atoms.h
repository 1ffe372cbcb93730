// A statement as a row of **atoms**: pieces of Python text, each with the place in the Pilcrow file
// that it should stand at. What the layout implies is written out here (a closer for a `\`, a comma
// for an item's delimiter, quotes for a literal's lines); where a line may be broken, and what
// becomes of comments there, is left to StatementWriter. Internal to line_keeping.
#pragma once

#include "parser/line_keeping/line_keeping.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::line_keeping {

inline constexpr std::uint32_t no_token = 0xffffffffu;

enum class Bracket : std::uint8_t { None, Opens, Closes };

struct Atom {
    std::string_view text;
    std::uint32_t line;
    std::uint32_t column;      // where it should stand; meaningless for `at_end`
    std::uint32_t source_end;  // column behind what it stands for in the Pilcrow line
    std::uint32_t last_line;   // > line: a triple-quoted string that spans lines
    std::uint32_t token;       // in the statement's own unit, or no_token inside its brackets
    Bracket bracket;
    bool at_end;  // right behind what is written already: closers that a node's end implies
};

struct TrailingComment {
    std::string_view text;
    std::uint32_t line;
    std::uint32_t column;
};

struct Statement {
    BlockId head = no_block;
    std::vector<Atom> atoms;  // by line
    std::vector<TrailingComment> comments;
    std::deque<std::string> made;  // texts that stand nowhere in the file

    std::string_view keep(std::string text) { return made.emplace_back(std::move(text)); }
};

// Column of a byte of a line as the atoms count it: bytes, but a byte order mark counts none and a
// form feed in the indentation begins anew.
std::uint32_t column_of(const LineToken& line, std::uint32_t byte_from_lead);

// Fills `statement` with the atoms of the statement at `head`, the block that it opens left out.
// `column` is where its first token stands in Python.
class AtomMaker {
public:
    AtomMaker(const Tree& tree, const LineKeepingOptions& options)
        : tree_(tree), options_(options) {}
    // What to say instead of the name `print`, or empty.
    std::string_view print_instead;

    // `docstring`: the statement stands where a docstring does, so that its value is cleaned up as
    // inspect.cleandoc does it; a suite on a header's own line is seen to here.
    void make(BlockId head, std::uint32_t column, bool docstring, Statement& statement);

private:
    struct Frame {  // a unit that is being taken
        BlockId head = no_block;
        const Unit* unit = nullptr;
        std::uint32_t token = 0;
        std::uint32_t comment = 0;
        std::uint32_t segment = 0;         // index, and …
        BlockId segment_block = no_block;  // … entry
        std::uint32_t line = 0;            // of the segment
        std::uint32_t lead_column = 0;
        BlockId item = no_block;  // of the group that hangs at `token`: the next one
        bool in_group = false;    // `item` counts
        bool drops_comma =
            false;  // the comma behind the item is written by the next one, or by none
    };
    // What is said of a docstring whose value is not what its text says.
    struct Docstring {
        std::uint32_t first_token = no_token;
        std::uint32_t end_token = no_token;
        std::string text;            // instead of it, or empty:
        bool skips_newline = false;  // … it only loses its first newline
    };

    Frame frame_of(BlockId head, bool drops_comma) const;
    // Takes the next token; false where the unit is at its end.
    bool step();
    void enter_segment(Frame& frame, std::uint32_t index) const;
    void take_token(const Token& token);
    void take_items();
    void take_comments(std::uint32_t before);
    void take_fstring();
    void take_literal(std::uint32_t start, BlockId segment);
    void find_docstring(bool whole_statement);
    void add(std::string_view text, std::uint32_t begin, std::uint32_t end, Bracket bracket);
    std::string_view source(std::uint32_t begin, std::uint32_t end) const;
    // Column of an own offset of the segment at hand.
    std::uint32_t column(std::uint32_t own) const;
    bool is_read_print(std::uint32_t token) const;

    const Tree& tree_;
    const LineKeepingOptions& options_;
    Statement* statement_ = nullptr;
    std::vector<Frame> frames_;
    Docstring docstring_;
};

}  // namespace pilcrow::line_keeping
