// Text in the form of CPython's ast.dump(..., indent=1).
//
// A node with at most three arguments, all of them simple, stands on one line; any other has each
// argument on a line of its own, indented by its depth. Simple are constants, names, and nodes
// without arguments. Which form it is is known only when a node ends, so it is written in lines
// and, where need be, drawn together at its end.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::python_ast {

class Writer {
public:
    // Begins the next argument of the open node, or (with no name) element of the open list; its
    // value must follow.
    void field(std::string_view name);

    // Values.
    void open_node(std::string_view type);
    void close_node();
    void open_list();  // of at least one element: empty lists are not printed
    void close_list();
    // A value that is written into text() by the caller, in one line.
    std::string& text() { return text_; }

    // A value that is a whole node of constant arguments, written by the caller.
    std::string& short_node() {
        frames_.back().simple = false;
        return text_;
    }
    void simple(std::string_view value) { text_ += value; }

    std::size_t depth() const { return frames_.size(); }
    // Gives what is written to `sink` if it is more than a piece. Only where every open node has a
    // list or a node among its arguments: at the beginning of a statement.
    void flush(const std::function<void(std::string_view)>& sink, std::size_t piece);

private:
    struct Frame {
        std::size_t arguments = 0;
        bool simple = true;
        std::array<std::size_t, 3> begin{};  // of the first arguments' separators
    };

    void not_simple() {
        if (!frames_.empty()) {
            frames_.back().simple = false;
        }
    }
    void draw_together(const Frame& frame);

    std::string text_;
    std::vector<Frame> frames_;
};

}  // namespace pilcrow::python_ast
