// The plain line: a sound node of one line under which nothing stands, as most are, or nothing but
// what it asks for.
//
// What build() asks of segments, children and findings has one answer here, so it is not asked.
// Whatever is not plain is left to build(), which then starts anew.

#include "parser/layout/pilcrow/line_start.h"
#include "parser/layout/pilcrow/unit_assembly.h"
#include "parser/syntax/parser.h"

namespace pilcrow::layout {

const Unit* UnitAssembler::build_plain(std::string_view line, Role role, Arena& arena) {
    builder_.clear(role);
    builder_.pieces.push_back({0, line});
    builder_.own_size = static_cast<std::uint32_t>(line.size());
    const bool delimiter = !line.empty() && (line[0] == ',' || line[0] == '\\');
    const std::uint32_t content = delimiter ? 1 : 0;
    const LexedSegment lexed = lex_segment(builder_, line.substr(content), content, around_);
    builder_.segments.push_back({0, no_node, Opener::None, Role::Unknown, 0, 0});
    if (lexed.open_literal() || !(lexed.closed || balance_.closed_in_itself(0))) return nullptr;
    compound_ = role == Role::Statement && begins_compound(builder_.tokens);
    if (compound_) return nullptr;
    const bool unfinished = !builder_.tokens.empty() && ends_nothing(builder_.tokens.back().kind);
    parse_unit(builder_);
    constexpr std::uint8_t judged = unit_misfit | unit_item_comma | unit_empty;
    if (!builder_.diagnostics.empty() || (builder_.flags & judged) != 0) return nullptr;
    builder_.flags |= unit_plain;
    incomplete_ = false;
    empty_ = false;
    readings_.resize(1);
    readings_[0] = {Opener::None, Opener::None, unfinished};
    return builder_.finish(arena);
}

// Whether recall() can say all that is to be said about the unit that was read.
bool UnitAssembler::is_plain() const {
    constexpr std::uint8_t judged = unit_misfit | unit_item_comma | unit_empty;
    const LineReading& reading = readings_[0];
    // How the header of a `match` is read depends on what stands under it.
    if (reading.opener == Opener::Block && builder_.tokens.front().soft() != SoftKeyword::None) {
        return false;
    }
    return readings_.size() == 1 && reading.raw == reading.opener && !incomplete_ && !empty_ &&
           !(compound_ && reading.opener == Opener::None) && builder_.diagnostics.empty() &&
           (builder_.flags & judged) == 0;
}

void UnitAssembler::recall(const Unit& unit) {
    const Opener opener = unit.segments()[0].opener;
    // The last token is End; in front of it, where nothing hangs, is the line's last.
    const bool unfinished = opener == Opener::None && unit.token_count > 1 &&
                            ends_nothing(unit.token(unit.token_count - 2).kind);
    readings_.assign(1, {opener, opener, unfinished});
    compound_ =
        opener != Opener::None && unit.role == Role::Statement && begins_compound(unit.tokens());
    incomplete_ = false;
    empty_ = false;
}

}  // namespace pilcrow::layout
