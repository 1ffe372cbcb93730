#include "parser/python_ast/writer.h"

#include <cstring>

namespace pilcrow::python_ast {

void Writer::field(std::string_view name) {
    if (frames_.empty()) {
        return;
    }
    Frame& frame = frames_.back();
    if (frame.arguments < frame.begin.size()) {
        frame.begin[frame.arguments] = text_.size();
    }
    if (frame.arguments++ > 0) {
        text_ += ',';
    }
    text_ += '\n';
    text_.append(frames_.size(), ' ');
    if (!name.empty()) {
        text_ += name;
        text_ += '=';
    }
}

void Writer::open_node(std::string_view type) {
    text_ += type;
    text_ += '(';
    frames_.emplace_back();
}

void Writer::close_node() {
    const Frame frame = frames_.back();
    if (frame.simple && frame.arguments > 0 && frame.arguments <= frame.begin.size()) {
        draw_together(frame);
    }
    frames_.pop_back();
    text_ += ')';
    if (frame.arguments > 0) {
        not_simple();
    }
}

// Takes the line ends and indentations of the open node's arguments out again.
void Writer::draw_together(const Frame& frame) {
    std::size_t to = frame.begin[0];
    for (std::size_t index = 0; index < frame.arguments; ++index) {
        const std::size_t separator = (index > 0 ? 1 : 0) + 1 + frames_.size();
        const std::size_t from = frame.begin[index] + separator;
        const std::size_t end = index + 1 < frame.arguments ? frame.begin[index + 1] : text_.size();
        if (index > 0) {
            text_[to++] = ',';
            text_[to++] = ' ';
        }
        std::memmove(text_.data() + to, text_.data() + from, end - from);
        to += end - from;
    }
    text_.resize(to);
}

void Writer::open_list() {
    not_simple();
    text_ += '[';
    frames_.emplace_back();
}

void Writer::close_list() {
    frames_.pop_back();
    text_ += ']';
}

void Writer::flush(const std::function<void(std::string_view)>& sink, std::size_t piece) {
    if (text_.size() >= piece) {
        sink(text_);
        text_.clear();
    }
}

}  // namespace pilcrow::python_ast
