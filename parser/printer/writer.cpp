#include "parser/printer/writer.h"

#include <algorithm>

namespace pilcrow::printer {

void LineSink::line(std::uint32_t column, std::string_view text, std::uint32_t source) {
    if (!text.empty()) text_.append(column, ' ');
    text_ += text;
    text_ += '\n';
    sources_.push_back(source);
    // Literals in Python's layout bring further lines.
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1)) {
        sources_.push_back(source == no_line ? no_line : ++source);
    }
}

void LineSink::verbatim(std::string_view lines, std::uint32_t first_source) {
    text_ += lines;
    const auto count = std::count(lines.begin(), lines.end(), '\n');
    for (std::ptrdiff_t index = 0; index < count; ++index) sources_.push_back(first_source++);
}

void LineWriter::begin(std::uint32_t column, std::string_view lead, std::uint32_t source,
                       bool follows) {
    end();
    for (const Waiting& waiting : waiting_) {
        if (waiting.comment.blank_before) sink_.blank_line();
        sink_.line(follows ? column : waiting.column, waiting.comment.text, waiting.comment.line);
    }
    waiting_.clear();
    open_ = true;
    column_ = column;
    source_ = source;
    text_.assign(lead);
}

void LineWriter::append(const StreamToken& token) {
    if (token.has(bit_space)) text_ += ' ';
    text_ += token.text;
}

void LineWriter::end() {
    if (!open_) return;
    for (const PlacedComment& comment : hoisted_) {
        if (blank_) sink_.blank_line();
        blank_ = false;
        sink_.line(column_, comment.text, comment.line);
    }
    hoisted_.clear();
    if (blank_) sink_.blank_line();
    blank_ = false;
    if (!trailing_.empty()) {
        text_ += "  ";
        text_ += trailing_;
        trailing_ = {};
    }
    sink_.line(column_, text_, source_);
    open_ = false;
}

void LineWriter::comment_line(std::uint32_t column, const PlacedComment& comment) {
    waiting_.push_back({column, comment});
}

void LineWriter::hoist(const PlacedComment& comment) {
    if (!trailing_.empty()) hoisted_.push_back({trailing_, true, false, source_});
    trailing_ = {};
    hoisted_.push_back(comment);
}

bool LineWriter::trail(const PlacedComment& comment) {
    if (!open_ || !trailing_.empty() || !waiting_.empty()) return false;
    trailing_ = comment.text;
    return true;
}

void LineWriter::flush() {
    end();
    for (const Waiting& waiting : waiting_) {
        if (waiting.comment.blank_before) sink_.blank_line();
        sink_.line(waiting.column, waiting.comment.text, waiting.comment.line);
    }
    waiting_.clear();
}

}  // namespace pilcrow::printer
