#include "parser/equivalence/same_tokens.h"

#include <string_view>

namespace pilcrow {

namespace {

// A line without its indentation.
std::string_view content(const Tree& tree, std::uint32_t line) {
    const LineToken& token = tree.line_token(line);
    return tree.line_text(line).substr(token.lead_at - token.begin);
}

// Units of one line each. White space outside of tokens says nothing, but in an f-string: there it
// may be what `{x = }` shows.
bool same_line(std::string_view text, const Unit& unit, std::string_view other_text,
               const Unit& other) {
    if (unit.token_count != other.token_count || unit.role != other.role) return false;
    for (std::uint32_t index = 0; index < unit.token_count; ++index) {
        const Token& token = unit.token(index);
        const Token& other_token = other.token(index);
        const std::uint32_t size = token.end - token.begin;
        if (token.kind != other_token.kind || other_token.end - other_token.begin != size ||
            token.flags != other_token.flags || token.kind == TokenKind::FStringStart) {
            return false;
        }
        if (text.substr(token.begin, size) != other_text.substr(other_token.begin, size)) {
            return false;
        }
    }
    return true;
}

// Units whose texts are the same, up to the end of the first line at least: what stands around them
// has not made another thing of one.
bool same_form(const Unit& unit, const Unit& other) {
    return unit.role == other.role && unit.token_count == other.token_count &&
           unit.node_count == other.node_count && unit.segment_count == other.segment_count;
}

}  // namespace

bool same_tokens(const Tree& first, const OutlineEntry& a, const Tree& second,
                 const OutlineEntry& b) {
    const BlockTree& blocks = *first.reading;
    const BlockTree& others = *second.reading;
    const bool one_line = a.line == a.last_line && b.line == b.last_line;
    // A line of Python's may go on over line ends.
    if (!one_line && (first.layout == Layout::Python || second.layout == Layout::Python)) {
        return false;
    }
    BlockId block = a.head;
    BlockId other = b.head;
    for (;; ++block, ++other) {
        const bool ended = block == blocks.size() || blocks[block].line > a.last_line;
        const bool other_ended = other == others.size() || others[other].line > b.last_line;
        if (ended || other_ended) return ended == other_ended;
        const BlockEntry& entry = blocks[block];
        const BlockEntry& other_entry = others[other];
        if (entry.continues != other_entry.continues) return false;
        if (block != a.head && entry.previous - a.head != other_entry.previous - b.head) {
            return false;
        }
        const Unit* unit = first.unit(block);
        const Unit* other_unit = second.unit(other);
        if (unit == other_unit && unit != nullptr) continue;  // shared, see parse_again()
        const std::string_view text = content(first, entry.line);
        const std::string_view other_text = content(second, other_entry.line);
        if ((unit == nullptr) != (other_unit == nullptr)) return false;
        if (text == other_text) {
            if (unit != nullptr && !same_form(*unit, *other_unit)) return false;
        } else if (unit == nullptr || unit->segment_count != 1 || other_unit->segment_count != 1 ||
                   !same_line(text, *unit, other_text, *other_unit)) {
            return false;
        }
    }
}

}  // namespace pilcrow
