// Python's layout: what hangs is indented in its brackets, what is broken stands in parentheses.

#include "parser/printer/strings.h"
#include "parser/printer/writer.h"

namespace pilcrow::printer {

namespace {

constexpr std::uint32_t indent = 4;

class PythonWriter {
public:
    PythonWriter(const Stream& stream, bool docstring, LineSink& sink)
        : stream_(stream), tokens_(stream.tokens), docstring_(docstring), line_(sink) {}

    void write(std::uint32_t column) {
        parts_.push_back({stream_.size(), column, true});
        find_wrapped();
        for (std::uint32_t index = 0; index < stream_.size(); ++index) {
            end_wrapped(index);
            if (index == parts_.back().end) {
                close(index);
            } else {
                begin_wrapped(index);
                token(index);
            }
        }
        // Comments at the end stand where the last line does, in parentheses round it too.
        gap_at_line_end(stream_.size(), parts_.back().column);
        end_wrapped(stream_.size());
        line_.flush();
    }

private:
    // The statement, what hangs in a bracket, or an expression that is put in parentheses.
    struct Part {
        std::uint32_t end;     // the closer, or one past the last token
        std::uint32_t column;  // of its lines
        bool fresh;            // the next token begins a line
        bool wrapped = false;
        std::uint32_t unclosed = 0;
    };

    // Regions outside brackets in which a line is broken.
    void find_wrapped() {
        std::uint32_t from = 0;
        for (const Region& region : stream_.regions) {
            if (region.begin < from) continue;
            while (from < region.begin) {
                from = opens(tokens_[from]) ? tokens_[from].partner + 1 : from + 1;
            }
            if (from > region.begin) continue;  // it stands in a bracket
            if (region.is_tuple && !is_broken_at_commas(region)) continue;
            for (; from < region.end; ++from) {
                if (from > region.begin && tokens_[from].has(bit_broken) && !goes_on(from)) {
                    wrapped_.push_back(region);
                    from = region.end;
                    break;
                }
                if (opens(tokens_[from])) from = tokens_[from].partner;
            }
        }
    }

    bool is_broken_at_commas(const Region& region) const {
        for (std::uint32_t index = region.begin; index < region.end; ++index) {
            const StreamToken& token = tokens_[index];
            if (opens(token)) {
                index = token.partner;
            } else if (token.before == Break::Comma && token.has(bit_broken)) {
                return true;
            }
        }
        return false;
    }

    // Behind a bracket that hung, or a literal, Pilcrow begins a line anyway; Python does where a
    // comment stands there.
    bool goes_on(std::uint32_t index) const {
        return behind_hang(stream_, index) && !stream_.has_comments(index);
    }

    void begin_wrapped(std::uint32_t index) {
        if (next_wrapped_ == wrapped_.size() || wrapped_[next_wrapped_].begin != index) return;
        const Region region = wrapped_[next_wrapped_++];
        const std::uint32_t column = parts_.back().column;
        if (parts_.back().fresh) {
            begin_line(index);
        } else if (tokens_[index].has(bit_space) && !skip_space_) {
            line_.append(" ");
        }
        skip_space_ = false;
        line_.append("(");
        parts_.push_back({region.end, column + indent, true, true});
    }

    void end_wrapped(std::uint32_t index) {
        while (parts_.back().wrapped && parts_.back().end == index) {
            parts_.pop_back();
            line_.begin(parts_.back().column, ")", tokens_[index - 1].line, false);
        }
    }

    void token(std::uint32_t index) {
        const StreamToken& token = tokens_[index];
        Part& part = parts_.back();
        if (token.has(bit_separator) && parts_.size() > 1 && !part.wrapped && part.unclosed == 0) {
            line_.append(",");
            gap_at_line_end(index, part.column);
            part.fresh = true;
            first_ = false;
            return;
        }
        if (closes(token) && part.unclosed > 0) --part.unclosed;
        if (part.fresh) {
            gap_at_line_end(index, part.column);
            begin_line(index);
            line_.append(token.text);
        } else if (token.has(bit_broken) && part.unclosed == 0 && !goes_on(index)) {
            broken(index);
        } else {
            hoist_gap(index);
            if (closes(token) && tokens_[token.partner].comma == TrailingComma::Needed) {
                line_.append(",");
            }
            if (skip_space_) {
                line_.append(token.text);
            } else {
                line_.append(token);
            }
            skip_space_ = false;
        }
        if (token.literal != 0) literal(stream_.literals[token.literal - 1]);
        if (opens(token) && token.has(bit_hangs)) {
            parts_.push_back({token.partner, part.column + indent, true});
            first_ = true;
        } else if (opens(token)) {
            ++part.unclosed;
        }
    }

    void begin_line(std::uint32_t index) {
        Part& part = parts_.back();
        line_.begin(part.column, "", tokens_[index].line, false);
        if (!first_ && parts_.size() > 1 && !part.wrapped && tokens_[index].has(bit_blank)) {
            line_.blank_line();
        }
        part.fresh = false;
    }

    void broken(std::uint32_t index) {
        const StreamToken& token = tokens_[index];
        const Part& part = parts_.back();
        if (parts_.size() > 1) {
            gap_at_line_end(index, part.column);
            line_.begin(part.column, "", token.line, false);
            line_.append(token.text);
            return;
        }
        // Outside parentheses only a backslash joins lines, and no comment can stand there.
        hoist_gap(index);
        const std::string next = "\\\n" + std::string(part.column + indent, ' ');
        if (token.kind == TokenKind::Comma) {
            line_.append(", " + next);
            skip_space_ = true;
        } else {
            line_.append(" " + next);
            line_.append(token.text);
        }
    }

    void close(std::uint32_t index) {
        const StreamToken& opener = tokens_[tokens_[index].partner];
        const bool empty = index == tokens_[index].partner + 1;
        const bool comma =
            opener.comma == TrailingComma::Usual || opener.comma == TrailingComma::Needed;
        if (comma && !empty) line_.append(",");
        gap_at_line_end(index, parts_.back().column);
        parts_.pop_back();
        line_.begin(parts_.back().column, tokens_[index].text, tokens_[index].line, false);
        first_ = false;
    }

    // Comments where a line ends: the first behind it, the others on lines of their own.
    void gap_at_line_end(std::uint32_t index, std::uint32_t column) {
        for (std::uint32_t at = stream_.first_comment(index); at < tokens_[index].comments; ++at) {
            const PlacedComment& comment = stream_.comments[at];
            if (!comment.own_line && line_.trail(comment)) continue;
            if (index == 0 || index == stream_.size()) {
                line_.hoist(comment);
            } else {
                line_.comment_line(column, comment);
            }
        }
    }
    void hoist_gap(std::uint32_t index) {
        for (std::uint32_t at = stream_.first_comment(index); at < tokens_[index].comments; ++at) {
            line_.hoist(stream_.comments[at]);
        }
    }

    void literal(const Literal& literal) {
        for (const Literal::Inside& inside : literal.comments) line_.hoist(inside.comment);
        std::string& text = line_.text();
        text.resize(text.size() - opening_size(literal));
        const std::string spaces(parts_.front().column, ' ');
        append_python_literal(literal, spaces, docstring_ && can_indent_docstring(literal, spaces),
                              text);
    }
    static std::size_t opening_size(const Literal& literal) {
        return pilcrow_opening(literal).size();
    }

    const Stream& stream_;
    const std::vector<StreamToken>& tokens_;
    bool docstring_;
    LineWriter line_;
    std::vector<Part> parts_;
    std::vector<Region> wrapped_;
    std::size_t next_wrapped_ = 0;
    bool first_ = false;       // the next item is its bracket's first
    bool skip_space_ = false;  // the line at hand begins with the next token
};

}  // namespace

void write_python(const Stream& stream, std::uint32_t level, bool docstring, LineSink& sink) {
    PythonWriter(stream, docstring, sink).write(level * indent);
}

}  // namespace pilcrow::printer
