// Filling a stream from a tree, in either layout.
#pragma once

#include "parser/printer/notes.h"
#include "parser/printer/stream.h"

#include <span>
#include <vector>

namespace pilcrow::printer {

class StreamFiller {
public:
    explicit StreamFiller(const Tree& tree) : tree_(tree) {}

    // Makes `stream` that of the undamaged statement `head`. `comments` are the comment lines
    // among its lines (Pilcrow), in order. O(text of the statement).
    void fill(BlockId head, std::span<const AnchoredComment> comments, Stream& stream);

private:
    struct Frame {
        BlockId block;
        const Unit* unit;
        std::uint32_t token;    // next one
        std::uint32_t comment;  // next one
        std::uint32_t segment;  // that the last token lies in
        std::uint32_t notes;    // index of the unit's first note
        BlockId segment_block;
        std::uint32_t depth;      // of brackets in the unit
        std::string_view text;    // of the segment, from its delimiter on
        std::uint32_t own_begin;  // of the segment
    };

    void fill_python(BlockId head);
    void fill_pilcrow(BlockId head);
    void begin_unit(BlockId head);
    void set_text(Frame& frame);
    void token(Frame& frame);
    void hang(Frame& frame, const pilcrow::Token& token);
    BlockId said_from(BlockId item);
    void next_item(BlockId after);
    void enter_segment(Frame& frame, std::uint32_t segment);
    void take_anchored(BlockId anchor, bool at_end);
    void take_comments(Frame& frame, std::uint32_t before);
    void literal_lines(BlockId segment, Literal& literal);
    void add_pilcrow_string(Frame& frame);
    void add_python_string(BlockId head, std::uint32_t first, std::uint32_t end);
    StreamToken& add(TokenKind kind, std::string_view text, const Note& note);
    void add_separator();
    void finish();

    const Tree& tree_;
    Stream* stream_ = nullptr;
    std::vector<Note> notes_;
    std::vector<Frame> frames_;
    std::span<const AnchoredComment> anchored_;
    TokenKind last_kind_ = TokenKind::End;
    Note last_note_;
    std::uint32_t line_ = 0;
    bool newline_ = false;
    bool broken_ = false;
    bool blank_ = false;
};

}  // namespace pilcrow::printer
