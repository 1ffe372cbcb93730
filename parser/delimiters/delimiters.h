// Delimiter tokenizer: one small token per physical line, from the line's prefix alone.
//
// The first character after the indentation decides a line's lead, and nothing else on the line or
// in the file does. Everything that follows (the block tree, which line belongs to which) is built
// from (column, lead); no content is read. The characters are a setting, so that other languages
// can choose theirs (see docs in parser/blocks/README.md); Pilcrow's are the default.
//
// Lines end in LF, CR LF or CR. A byte order mark at the start of the text belongs to the first
// line's indentation but counts no column. A form feed in the indentation sets the column to 0; a
// tab counts to the next multiple of 4 and is flagged.
//
// Cost: one pass, about 15 ns a line (2 GB/s of usual code).
// Limits: texts below 4 GiB, columns below 2^27 (greater ones are clamped).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace pilcrow {

enum class Lead : std::uint8_t {
    Blank,     // nothing but white space
    Comment,   // `#`
    Instr,     // anything else: a statement
    Item,      // `,`
    Literal,   // `"`
    Continue,  // `\`
    Closer,    // `)` `]` `}`: tolerated, means `\` or nothing
};

// True for the leads that take part in the block tree.
constexpr bool is_structural(Lead lead) { return lead >= Lead::Instr; }
// True for the leads that continue an open node instead of beginning one.
constexpr bool is_continuation(Lead lead) { return lead >= Lead::Continue; }

// The lead that each first byte gives. To choose other characters, copy `DelimiterSet::pilcrow()`
// and change entries. Space, tab, form feed and the line ends are white space whatever their
// entries say; a byte whose entry is Blank makes its line blank.
struct DelimiterSet {
    std::array<Lead, 256> lead;
    static const DelimiterSet& pilcrow();
};

// One physical line. All offsets are bytes from the beginning of the text that was tokenized.
struct LineToken {
    std::uint32_t begin;    // first byte of the line (its indentation)
    std::uint32_t lead_at;  // first byte after the indentation (== end on a blank line)
    std::uint32_t end;      // one past the last byte, line terminator excluded
    std::uint32_t column : 27;
    std::uint32_t lead_bits : 3;
    std::uint32_t tab_in_indentation : 1;
    std::uint32_t reserved : 1;

    Lead lead() const { return static_cast<Lead>(lead_bits); }
    // Where the content begins: behind a delimiter character, else at lead_at.
    std::uint32_t content() const {
        const Lead l = lead();
        return lead_at + (l == Lead::Item || l == Lead::Literal || l == Lead::Continue ? 1 : 0);
    }
};
static_assert(sizeof(LineToken) == 16);

// Appends the tokens of every line of `text` (below 4 GiB) to `lines`. A text that ends in a line
// terminator has no further empty line behind it; an empty text has no lines.
void tokenize_lines(std::string_view text, const DelimiterSet& delimiters,
                    std::vector<LineToken>& lines);

// The token of one line, given without its terminator, that begins `begin` bytes into the text: the
// token's offsets count from the text's beginning. A line at 0 may start with a byte order mark.
LineToken tokenize_line(std::string_view line, std::uint32_t begin, const DelimiterSet& delimiters);

}  // namespace pilcrow
