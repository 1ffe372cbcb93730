// Writing a stream's tokens as the lines of a layout.
#pragma once

#include "parser/printer/stream.h"

#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::printer {

// Whole lines, and of each the line of the source that it came from.
class LineSink {
public:
    static constexpr std::uint32_t no_line = 0xffffffffu;

    void line(std::uint32_t column, std::string_view text, std::uint32_t source);
    void blank_line() { line(0, {}, no_line); }
    // A line that is appended to directly; end_line() ends it.
    std::string& begin_line(std::uint32_t column) {
        text_.append(column, ' ');
        return text_;
    }
    // … and this undoes it; `size` is what the text had when the line began.
    void take_back(std::uint32_t column, std::size_t size) { text_.resize(size - column); }
    void end_line(std::uint32_t source) {
        text_ += '\n';
        sources_.push_back(source);
    }
    // Lines as they are, each with its `\n`.
    void verbatim(std::string_view lines, std::uint32_t first_source);

    std::string& text() { return text_; }
    std::vector<std::uint32_t>& sources() { return sources_; }

private:
    std::string text_;
    std::vector<std::uint32_t> sources_;
};

// A line that grows, with what must stand above it and behind it. Both writers are made of this.
class LineWriter {
public:
    explicit LineWriter(LineSink& sink) : sink_(sink) {}

    bool is_open() const { return open_; }
    bool has_trailing() const { return !trailing_.empty(); }
    // Ends the line at hand and begins one; comments that wait come first, in its column where
    // they belong to it.
    void begin(std::uint32_t column, std::string_view lead, std::uint32_t source, bool follows);
    void append(std::string_view text) { text_ += text; }
    void append(const StreamToken& token);
    std::string& text() { return text_; }
    std::uint32_t source() const { return source_; }
    void end();
    // A comment that stands by itself, in `column` unless a continuation follows it.
    void comment_line(std::uint32_t column, const PlacedComment& comment);
    // … above the line at hand, with the one behind it, if any, which comes first.
    void hoist(const PlacedComment& comment);
    // … behind it. False where one is there already, or one that came before waits to follow it.
    bool trail(const PlacedComment& comment);
    void blank_line() { blank_ = true; }
    void flush();

private:
    struct Waiting {
        std::uint32_t column;
        PlacedComment comment;
    };

    LineSink& sink_;
    bool open_ = false;
    bool blank_ = false;
    std::uint32_t column_ = 0;
    std::uint32_t source_ = 0;
    std::string text_;
    std::string_view trailing_;
    std::vector<PlacedComment> hoisted_;
    std::vector<Waiting> waiting_;
};

// Writes a statement in Pilcrow's layout, in column 4 × level.
void write_pilcrow(const Stream& stream, std::uint32_t level, LineSink& sink);
// … in Python's. With `docstring` its literal, if any, is one.
void write_python(const Stream& stream, std::uint32_t level, bool docstring, LineSink& sink);

}  // namespace pilcrow::printer
