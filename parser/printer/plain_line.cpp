#include "parser/printer/plain_line.h"

#include "parser/printer/strings.h"

namespace pilcrow::printer {

bool PlainLines::write(const OutlineEntry& entry, const Unit& unit, std::uint32_t width,
                       LineSink& sink) {
    if (entry.line != entry.last_line || unit.segment_count != 1 || unit.comment_count > 1) {
        return false;
    }
    notes_.assign(unit.token_count, {});
    open_.clear();
    take_notes(tree_, entry.head, notes_);
    const LineToken& line_token = tree_.line_token(entry.line);
    const std::string_view line =
        tree_.line_text(entry.line).substr(line_token.lead_at - line_token.begin);
    std::string& out = sink.begin_line(entry.level * 4);
    const std::size_t begin = out.size();
    const auto refuse = [&] {
        sink.take_back(entry.level * 4, begin);
        return false;
    };
    // What is to be written as it stands is copied in one piece: up to white space that changes.
    std::uint32_t piece = 0;
    std::uint32_t piece_end = 0;
    const auto copy_piece = [&] { out += line.substr(piece, piece_end - piece); };
    TokenKind last = TokenKind::End;
    const Note* last_note = nullptr;
    for (std::uint32_t index = 0; index + 1 < unit.token_count; ++index) {
        const pilcrow::Token& token = unit.token(index);
        const Note& note = notes_[index];
        TokenKind kind = token.kind;
        if (kind == TokenKind::Hang || token.hangs != 0 || token.is_virtual()) return refuse();
        const TokenKind shown = kind == TokenKind::FStringStart ? TokenKind::String : kind;
        const bool space = last_note != nullptr && spaced(last, *last_note, shown, note);
        const std::string_view gap = line.substr(piece_end, token.begin - piece_end);
        if (gap.size() != (space ? 1 : 0) || (space && gap[0] != ' ')) {
            copy_piece();
            if (space) out += ' ';
            piece = token.begin;
        }
        std::uint32_t end = token.end;
        if (kind == TokenKind::FStringStart) {
            index = end_of_fstring(unit, index);
            end = unit.token(index).end;
            if (unit.token(index).begin == end) return refuse();  // nothing closes it
            kind = TokenKind::String;
        }
        const std::string_view text = line.substr(token.begin, end - token.begin);
        piece_end = end;
        if (kind == TokenKind::String) {
            if (!text.starts_with('"')) {
                piece_end = token.begin;
                copy_piece();
                append_with_usual_quotes(text, token.flags, out);
                piece = piece_end = end;
            }
        } else {
            if (is_opening(kind)) open_.push_back(index);
            if (is_closing(kind) && !open_.empty()) {
                // A comma at a bracket's end stays where it makes a tuple of one element.
                const bool comma = last == TokenKind::Comma;
                const bool needed = notes_[open_.back()].comma == TrailingComma::Needed;
                if (comma != needed) return refuse();
                open_.pop_back();
            }
        }
        last = kind;
        last_note = &note;
    }
    copy_piece();
    std::size_t columns = out.size() - begin;
    if (entry.level * 4 + columns > width) {
        for (std::size_t at = begin; at < out.size(); ++at) columns -= (out[at] & 0xc0) == 0x80;
        if (entry.level * 4 + columns > width) return refuse();
    }
    if (unit.comment_count == 1) {
        const Comment& comment = unit.comments().front();
        std::string_view text = line.substr(comment.begin, comment.end - comment.begin);
        text = text.substr(0, text.find_last_not_of(" \t\f\r\n") + 1);
        out += "  ";
        out += text;
    }
    sink.end_line(entry.line);
    return true;
}

}  // namespace pilcrow::printer
