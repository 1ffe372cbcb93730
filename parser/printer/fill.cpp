#include "parser/printer/fill.h"

#include "parser/literals/string_value.h"
#include "parser/printer/fstrings.h"
#include "parser/printer/strings.h"

#include <algorithm>

namespace pilcrow::printer {

namespace {

constexpr std::uint8_t open_triple = string_open | string_triple;

std::uint32_t columns_of(std::string_view text) {
    std::uint32_t count = 0;
    for (const char c : text) count += (c & 0xc0) != 0x80 ? 1 : 0;
    return count;
}

std::string_view without_trailing_space(std::string_view text) {
    return text.substr(0, text.find_last_not_of(" \t\f\r\n") + 1);
}

std::uint32_t line_ends(std::string_view text) {
    std::uint32_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n' || (text[at] == '\r' && !text.substr(at + 1).starts_with('\n'))) {
            ++count;
        }
    }
    return count;
}

std::uint16_t bits_of(const Note& note) {
    std::uint16_t bits = 0;
    if (note.has(note_grouping)) bits |= bit_grouping;
    if (note.has(note_preferred)) bits |= bit_preferred;
    if (note.has(note_listing)) bits |= bit_listing;
    if (note.has(note_with_list)) bits |= bit_with_list;
    if (note.has(note_never)) bits |= bit_never;
    if (note.has(note_tuple)) bits |= bit_tuple;
    if (note.has(note_unwrapped)) bits |= bit_unwrapped;
    return bits;
}

}  // namespace

void StreamFiller::fill(BlockId head, std::span<const AnchoredComment> comments, Stream& stream) {
    stream.clear();
    stream_ = &stream;
    anchored_ = comments;
    notes_.clear();
    frames_.clear();
    last_kind_ = TokenKind::End;
    last_note_ = {};
    newline_ = broken_ = blank_ = false;
    line_ = (*tree_.reading)[head].line;
    if (tree_.layout == Layout::Python) {
        fill_python(head);
    } else {
        fill_pilcrow(head);
    }
    finish();
}

StreamToken& StreamFiller::add(TokenKind kind, std::string_view text, const Note& note) {
    StreamToken& token = stream_->tokens.emplace_back();
    const auto count = static_cast<std::uint32_t>(stream_->comments.size());
    token.text = text;
    token.width = columns_of(text);
    token.line = line_;
    token.partner = 0;
    token.literal = 0;
    token.comments = count;
    token.kind = kind;
    token.before = note.before;
    token.comma = note.comma;
    token.bits = bits_of(note);
    if (stream_->tokens.size() > 1 && spaced(last_kind_, last_note_, kind, note)) {
        token.bits |= bit_space;
    }
    if (newline_) token.bits |= bit_newline;
    if (broken_) token.bits |= bit_broken;
    if (blank_) token.bits |= bit_blank;
    newline_ = broken_ = blank_ = false;
    last_kind_ = kind == TokenKind::FStringStart ? TokenKind::String : kind;
    last_note_ = note;
    return token;
}

void StreamFiller::finish() {
    add(TokenKind::End, {}, {});
    stream_->pair_up();
}

// --- Python's layout ---------------------------------------------------------------------------

void StreamFiller::fill_python(BlockId head) {
    const Unit& unit = *tree_.unit(head);
    notes_.assign(unit.token_count, {});
    take_notes(tree_, head, notes_);
    take_wholes(tree_, head, notes_, stream_->regions);
    const std::string_view text = tree_.own_text(head, 0, unit.own_size);
    std::uint32_t depth = 0;
    std::uint32_t end = 0;  // of what was read last
    std::uint32_t next_comment = 0;
    std::vector<std::uint32_t> first_of(unit.token_count, 0);  // stream token of each unit token
    const auto pass_gap = [&](std::uint32_t to) {
        const std::uint32_t count = line_ends(text.substr(end, to - end));
        line_ += count;
        newline_ = newline_ || count > 0;
        end = to;
        return count;
    };
    for (std::uint32_t index = 0; index < unit.token_count; ++index) {
        const pilcrow::Token& token = unit.token(index);
        for (; next_comment < unit.comment_count; ++next_comment) {
            const Comment& comment = unit.comments()[next_comment];
            if (comment.begin >= token.begin && token.kind != TokenKind::End) break;
            const std::uint32_t count = pass_gap(comment.begin);
            stream_->comments.push_back(
                {without_trailing_space(text.substr(comment.begin, comment.end - comment.begin)),
                 count > 0, count > 1, line_});
            end = comment.end;
        }
        first_of[index] = static_cast<std::uint32_t>(stream_->tokens.size());
        if (token.kind == TokenKind::End) break;
        if (pass_gap(token.begin) > 1) blank_ = true;
        const Note& note = notes_[index];
        if (token.kind == TokenKind::String || token.kind == TokenKind::FStringStart) {
            std::uint32_t last = index;
            if (token.kind == TokenKind::FStringStart) last = end_of_fstring(unit, index);
            const std::string_view string =
                text.substr(token.begin, unit.token(last).end - token.begin);
            StreamToken& added = add(TokenKind::String, string, note);
            const std::uint32_t inside = line_ends(string);
            if (inside > 0) {
                add_python_string(head, index, last);
                line_ += inside;
            } else {
                added.text = with_usual_quotes(*stream_, string, token.flags);
            }
            end = unit.token(last).end;
            while (next_comment < unit.comment_count && unit.comments()[next_comment].begin < end) {
                ++next_comment;  // in a field; taken with the string
            }
            for (; index < last; ++index) first_of[index + 1] = first_of[index];
            continue;
        }
        if (is_closing(token.kind) && depth > 0) --depth;
        StreamToken& added =
            add(token.kind, text.substr(token.begin, token.end - token.begin), note);
        if (token.kind == TokenKind::Comma && depth > 0 && !note.has(note_inner_comma)) {
            added.bits |= bit_separator;
        }
        if (is_opening(token.kind)) ++depth;
        end = token.end;
    }
    for (Region& region : stream_->regions) {
        region.begin = first_of[region.begin];
        region.end = first_of[region.end];
    }
}

void StreamFiller::add_python_string(BlockId head, std::uint32_t first, std::uint32_t end) {
    const Unit& unit = *tree_.unit(head);
    Literal literal;
    const pilcrow::Token& token = unit.token(first);
    const std::string_view whole = tree_.own_text(head, token.begin, unit.token(end).end);
    std::string_view one_line;
    if (token.kind == TokenKind::String) {
        one_line = literal_of(*stream_, whole, token.flags, literal);
    } else {
        std::vector<std::string_view> comments;
        one_line = fstring_literal_of(*stream_, tree_, head, first, end, literal, comments);
        // They stand in the gap before the string.
        for (const std::string_view comment : comments) {
            stream_->comments.push_back({without_trailing_space(comment), true, false, line_});
        }
        stream_->tokens.back().comments = static_cast<std::uint32_t>(stream_->comments.size());
    }
    StreamToken& added = stream_->tokens.back();
    if (literal.lines.empty()) {
        added.text = one_line;
        added.width = columns_of(one_line);
        return;
    }
    stream_->literals.push_back(std::move(literal));
    added.literal = static_cast<std::uint32_t>(stream_->literals.size());
    added.text = stream_->keep(pilcrow_opening(stream_->literals.back()));
    added.width = columns_of(added.text);
}

// --- Pilcrow's layout --------------------------------------------------------------------------

void StreamFiller::take_anchored(BlockId anchor, bool at_end) {
    while (!anchored_.empty() && anchored_.front().anchor == anchor &&
           anchored_.front().at_end == at_end) {
        stream_->comments.push_back(anchored_.front().comment);
        anchored_ = anchored_.subspan(1);
    }
}

// The unit's comments before an own offset: each stands at the end of its line.
void StreamFiller::take_comments(Frame& frame, std::uint32_t before) {
    const auto comments = frame.unit->comments();
    for (; frame.comment < comments.size() && comments[frame.comment].begin < before;
         ++frame.comment) {
        const Comment& comment = comments[frame.comment];
        const std::uint32_t segment = tree_.segment_of(frame.block, comment.begin);
        const std::uint32_t line =
            (*tree_.reading)[tree_.reading->segment(frame.block, segment)].line;
        stream_->comments.push_back(
            {without_trailing_space(tree_.own_text(frame.block, comment.begin, comment.end)), false,
             false, line});
    }
}

void StreamFiller::set_text(Frame& frame) {
    const std::uint32_t line = (*tree_.reading)[frame.segment_block].line;
    const LineToken& token = tree_.line_token(line);
    frame.text = tree_.line_text(line).substr(token.lead_at - token.begin);
    frame.own_begin = frame.unit->segments()[frame.segment].own_begin;
}

void StreamFiller::begin_unit(BlockId head) {
    Frame frame{};
    frame.block = frame.segment_block = head;
    frame.unit = tree_.unit(head);
    frame.notes = static_cast<std::uint32_t>(notes_.size());
    set_text(frame);
    notes_.resize(notes_.size() + frame.unit->token_count);
    std::vector<Region> none;
    const auto notes = std::span(notes_).subspan(frame.notes);
    take_notes(tree_, head, notes);
    take_wholes(tree_, head, notes, frames_.empty() ? stream_->regions : none);
    take_anchored(head, false);
    line_ = (*tree_.reading)[head].line;
    blank_ = !frames_.empty() && line_ > 0 && tree_.line_token(line_ - 1).lead() == Lead::Blank;
    frames_.push_back(frame);
}

void StreamFiller::fill_pilcrow(BlockId head) {
    begin_unit(head);
    const std::uint32_t count = frames_.front().unit->token_count;
    std::vector<std::uint32_t> first_of(count, 0);
    while (!frames_.empty()) {
        Frame& frame = frames_.back();
        if (frames_.size() == 1) {
            first_of[frame.token] = static_cast<std::uint32_t>(stream_->tokens.size());
        }
        if (frame.unit->token(frame.token).kind != TokenKind::End) {
            const std::uint32_t before = frame.token;
            token(frame);
            if (frames_.size() == 1) {
                for (std::uint32_t inner = before + 1; inner < frames_.back().token; ++inner) {
                    first_of[inner] = first_of[before];
                }
            }
            continue;
        }
        enter_segment(frame, frame.unit->segment_count - 1);
        take_comments(frame, 0xffffffffu);
        const BlockId block = frame.block;
        notes_.resize(frame.notes);
        frames_.pop_back();
        if (!frames_.empty()) next_item(block);
    }
    for (Region& region : stream_->regions) {
        region.begin = first_of[region.begin];
        region.end = first_of[region.end];
    }
}

// The first item from this one on that is more than closing quotes that nobody needs.
BlockId StreamFiller::said_from(BlockId item) {
    const BlockTree& blocks = *tree_.reading;
    const auto says_nothing = [&](BlockId at) {
        const Unit* unit = tree_.unit(at);
        return unit != nullptr && (unit->flags & unit_closing_quotes) != 0 &&
               blocks.next_segment(at) == no_block;
    };
    while (item != no_block && says_nothing(item)) {
        take_anchored(item, false);
        item = blocks.next_sibling(item);
    }
    return item;
}

void StreamFiller::next_item(BlockId after) {
    const BlockId next = said_from(tree_.reading->next_sibling(after));
    if (next == no_block) {
        take_anchored(tree_.reading->parent(after), true);
        return;
    }
    add_separator();
    begin_unit(next);
}

void StreamFiller::add_separator() {
    add(TokenKind::Comma, spelling(TokenKind::Comma), {}).bits |= bit_separator;
}

// Goes on to a later segment of the frame's unit.
void StreamFiller::enter_segment(Frame& frame, std::uint32_t segment) {
    while (frame.segment < segment) {
        ++frame.segment;
        take_comments(frame, frame.unit->segments()[frame.segment].own_begin);
        frame.segment_block = tree_.reading->next_segment(frame.segment_block);
        set_text(frame);
        take_anchored(frame.segment_block, false);
        line_ = (*tree_.reading)[frame.segment_block].line;
        broken_ = true;
    }
}

void StreamFiller::token(Frame& frame) {
    const Unit& unit = *frame.unit;
    const pilcrow::Token& token = unit.token(frame.token);
    if (token.kind == TokenKind::Hang) {
        const std::uint32_t index = frame.token++;
        hang(frame, unit.token(index));
        return;
    }
    while (frame.segment + 1 < unit.segment_count &&
           token.begin >= unit.segments()[frame.segment + 1].own_begin) {
        enter_segment(frame, frame.segment + 1);
    }
    if (token.kind == TokenKind::String || token.kind == TokenKind::FStringStart) {
        add_pilcrow_string(frame);
        return;
    }
    const Note& note = notes_[frame.notes + frame.token];
    const bool item_comma = token.kind == TokenKind::Comma && frames_.size() > 1 &&
                            unit.token(frame.token + 1).kind == TokenKind::End &&
                            !note.has(note_inner_comma);
    ++frame.token;
    if (item_comma) return;  // the bracket's opener knows whether it is needed
    const bool separator =
        token.kind == TokenKind::Comma && frame.depth > 0 && !note.has(note_inner_comma);
    if (is_closing(token.kind) && frame.depth > 0) --frame.depth;
    if (is_opening(token.kind)) ++frame.depth;
    const std::string_view text =
        token.is_virtual()
            ? spelling(token.kind)
            : frame.text.substr(token.begin - frame.own_begin, token.end - token.begin);
    StreamToken& added = add(token.kind, text, note);
    if (separator) added.bits |= bit_separator;
}

void StreamFiller::hang(Frame& frame, const pilcrow::Token& token) {
    const Unit& unit = *frame.unit;
    const std::uint32_t segment = tree_.segment_of(frame.block, token.begin);
    enter_segment(frame, segment);
    take_comments(frame, segment + 1 < unit.segment_count ? unit.segments()[segment + 1].own_begin
                                                          : 0xffffffffu);
    if (!stream_->tokens.empty() && opens(stream_->tokens.back())) {
        stream_->tokens.back().bits |= bit_hangs;
    }
    const BlockId item = said_from(tree_.reading->first_child(frame.segment_block));
    if (item == no_block) {
        take_anchored(frame.segment_block, true);
    } else {
        begin_unit(item);
    }
}

void StreamFiller::literal_lines(BlockId segment, Literal& literal) {
    const auto take = [&](BlockId anchor, bool at_end) {
        while (!anchored_.empty() && anchored_.front().anchor == anchor &&
               anchored_.front().at_end == at_end) {
            literal.comments.push_back(
                {static_cast<std::uint32_t>(literal.lines.size()), anchored_.front().comment});
            anchored_ = anchored_.subspan(1);
        }
    };
    for (BlockId line = tree_.reading->first_child(segment); line != no_block;
         line = tree_.reading->next_sibling(line)) {
        take(line, false);
        literal.lines.push_back(literal_line_text(tree_, line));
    }
    take(segment, true);
}

void StreamFiller::add_pilcrow_string(Frame& frame) {
    const Unit& unit = *frame.unit;
    const std::uint32_t first = frame.token;
    const pilcrow::Token& start = unit.token(first);
    const Note note = notes_[frame.notes + first];
    std::uint32_t last = first;
    std::uint32_t text_end = start.end;
    bool hangs = (start.flags & open_triple) == open_triple && start.hangs != 0;
    if (start.kind == TokenKind::FStringStart) {
        hangs = false;
        last = end_of_fstring(unit, first);
        text_end = unit.token(last).end;
        const bool triple = (start.flags & string_triple) != 0;
        hangs = triple && unit.token(last).begin == unit.token(last).end;  // closed by implication
        // All that stands behind the quotes on the line is text.
        if (hangs) text_end = frame.own_begin + static_cast<std::uint32_t>(frame.text.size());
    }
    frame.token = last + 1;
    const std::string_view text =
        frame.text.substr(start.begin - frame.own_begin, text_end - start.begin);
    if (!hangs) {
        add(TokenKind::String, with_usual_quotes(*stream_, text, start.flags), note);
        return;
    }
    const std::size_t quote = text.find_first_of("\"'");
    Literal literal;
    literal.flags = start.flags;
    literal.prefix = text.substr(0, quote);
    literal.lines.push_back(text.substr(quote + 3));
    literal_lines(frame.segment_block, literal);
    if (literal.lines.size() == 1) {  // nothing hangs: it is a string on one line
        for (const Literal::Inside& inside : literal.comments) {
            stream_->comments.push_back(inside.comment);
        }
        add(TokenKind::String, one_line_string(*stream_, literal), note);
        return;
    }
    stream_->literals.push_back(std::move(literal));
    StreamToken& added = add(TokenKind::String, {}, note);
    added.literal = static_cast<std::uint32_t>(stream_->literals.size());
    added.text = stream_->keep(pilcrow_opening(stream_->literals.back()));
    added.width = columns_of(added.text);
}

}  // namespace pilcrow::printer
