// Pilcrow's layout: what hangs becomes items, what is broken becomes `\` lines.

#include "parser/printer/writer.h"

namespace pilcrow::printer {

namespace {

constexpr std::uint32_t indent = 4;

class PilcrowWriter {
public:
    PilcrowWriter(const Stream& stream, LineSink& sink)
        : stream_(stream), tokens_(stream.tokens), line_(sink) {}

    void write(std::uint32_t column) {
        parts_.push_back({stream_.size(), column, column, column + indent, Next::First});
        for (std::uint32_t index = 0; index < stream_.size(); ++index) {
            if (index == parts_.back().end) {
                close(index);
            } else {
                token(index);
            }
        }
        gap_at_end(stream_.size());
        line_.flush();
    }

private:
    // How the next token's line begins.
    enum class Next : std::uint8_t {
        SameLine,
        First,
        FirstItem,
        Item,
        BehindHang,  // a `\` that goes on behind what hangs
        Broken,      // a `\` where the line is broken
    };

    // The statement, or the item at hand of a bracket that hangs.
    struct Part {
        std::uint32_t end;       // its bracket's closer, or the statement's end
        std::uint32_t column;    // of its commas
        std::uint32_t content;   // of what it says, where `\` stands too
        std::uint32_t children;  // of the commas below it
        Next next;
        std::uint32_t unclosed = 0;  // brackets that do not hang
        std::uint32_t opened = 0;    // … of them those that its line at hand opens
        bool hung = false;  // the item before the one at hand ended in something that hangs
    };

    void token(std::uint32_t index) {
        const StreamToken& token = tokens_[index];
        Part& part = parts_.back();
        if (token.has(bit_separator) && parts_.size() > 1 && part.unclosed == 0) {
            gap_at_end(index);
            part.hung = part.next == Next::BehindHang;
            part.next = Next::Item;
            return;
        }
        if (part.opened == 0 && is_implied(index)) {
            if (closes(token) && part.unclosed > 0) --part.unclosed;
            gap_at_end(index);
            return;
        }
        if (closes(token) && part.unclosed > 0) --part.unclosed;
        if (closes(token) && part.opened > 0) --part.opened;
        if (token.has(bit_broken) && part.next == Next::SameLine) part.next = Next::Broken;
        if (part.next == Next::SameLine) {
            for (std::uint32_t at = stream_.first_comment(index); at < token.comments; ++at) {
                line_.hoist(stream_.comments[at]);
            }
            if (needs_comma(token)) line_.append(",");
            line_.append(token);
        } else {
            begin_line(index);
            if (needs_comma(token)) line_.append(",");
            line_.append(token.text);
        }
        part.next = Next::SameLine;
        if (token.literal != 0) {
            literal(stream_.literals[token.literal - 1]);
        } else if (opens(token) && token.has(bit_hangs)) {
            const std::uint32_t column = part.children;
            part.next = Next::BehindHang;
            parts_.push_back({token.partner, column, column + 2, column + indent, Next::FirstItem});
        } else if (opens(token)) {
            ++part.unclosed;
            ++part.opened;
        }
    }

    // The end of a bracket that hangs: the `\` that goes on behind it, or the node's end, says it.
    void close(std::uint32_t index) {
        if (tokens_[tokens_[index].partner].comma == TrailingComma::Needed) {
            if (parts_.back().next == Next::BehindHang) continue_line(index);
            parts_.back().next = Next::SameLine;
            line_.append(",");
        }
        gap_at_end(index);
        parts_.pop_back();
    }

    // The closer of a tuple of one element that does not hang.
    bool needs_comma(const StreamToken& token) const {
        return closes(token) && tokens_[token.partner].comma == TrailingComma::Needed;
    }

    // Whether nothing but closers follows in the statement or item: brackets that were opened on
    // lines before this one, which hang, are closed by the end.
    bool is_implied(std::uint32_t index) const {
        const Part& part = parts_.back();
        if (part.unclosed == 0 && !tokens_[index].text.empty()) return false;
        std::uint32_t open = part.unclosed;
        while (index < part.end && (closes(tokens_[index]) || tokens_[index].text.empty())) {
            if (needs_comma(tokens_[index])) return false;
            if (closes(tokens_[index])) --open;
            ++index;
        }
        if (index == part.end) return true;
        return parts_.size() > 1 && open == 0 && tokens_[index].has(bit_separator);
    }

    void begin_line(std::uint32_t index) {
        const StreamToken& token = tokens_[index];
        Part& part = parts_.back();
        part.opened = 0;
        if (part.next == Next::BehindHang || part.next == Next::Broken) {
            for (std::uint32_t at = stream_.first_comment(index); at < token.comments; ++at) {
                const PlacedComment& comment = stream_.comments[at];
                const bool behind = !comment.own_line && part.next == Next::Broken;
                if (!behind || !line_.trail(comment)) line_.comment_line(part.content, comment);
            }
            continue_line(index);
            return;
        }
        gap_at_end(index);
        const bool item = part.next != Next::First;
        line_.begin(part.column, item ? ", " : "", token.line, false);
        if (part.next == Next::Item && token.has(bit_blank)) line_.blank_line();
    }

    void continue_line(std::uint32_t index) {
        line_.begin(parts_.back().content, "\\", tokens_[index].line, true);
    }

    // The comments of a gap where a line ends.
    void gap_at_end(std::uint32_t index) {
        Part& part = parts_.back();
        const bool in_group =
            parts_.size() > 1 && (index == part.end || tokens_[index].has(bit_separator) ||
                                  part.next != Next::BehindHang);
        for (std::uint32_t at = stream_.first_comment(index); at < tokens_[index].comments; ++at) {
            const PlacedComment& comment = stream_.comments[at];
            const bool hung =
                part.next == Next::BehindHang || (part.next == Next::Item && part.hung);
            if (!comment.own_line && hung && !line_.has_trailing()) {
                continue_line(index);  // it stood behind a closer
                line_.trail(comment);
            } else if (!comment.own_line && line_.trail(comment)) {
                continue;
            } else if (part.next == Next::First ||
                       (index == stream_.size() && part.next == Next::SameLine)) {
                line_.hoist(comment);
            } else {
                line_.comment_line(in_group ? part.column : part.children, comment);
            }
        }
    }

    void literal(const Literal& literal) {
        const std::uint32_t column = parts_.back().children;
        const std::uint32_t source = line_.source();
        line_.append(literal.lines.front());
        line_.end();
        auto comment = literal.comments.begin();
        for (std::uint32_t index = 1; index < literal.lines.size(); ++index) {
            for (; comment != literal.comments.end() && comment->line <= index; ++comment) {
                line_.comment_line(column, comment->comment);
            }
            line_.begin(column, "\"", source + index, false);
            line_.append(literal.lines[index]);
        }
        line_.end();
        for (; comment != literal.comments.end(); ++comment) {
            line_.comment_line(column, comment->comment);
        }
        parts_.back().next = Next::BehindHang;
        parts_.back().opened = 0;
    }

    const Stream& stream_;
    const std::vector<StreamToken>& tokens_;
    LineWriter line_;
    std::vector<Part> parts_;
};

}  // namespace

void write_pilcrow(const Stream& stream, std::uint32_t level, LineSink& sink) {
    PilcrowWriter(stream, sink).write(level * indent);
}

}  // namespace pilcrow::printer
