// Lines of Python, filled from top to bottom. Internal to line_keeping.
#pragma once

#include "parser/line_keeping/atoms.h"

#include <string>
#include <string_view>

namespace pilcrow::line_keeping {

class Writer {
public:
    explicit Writer(const Tree& tree) : tree_(tree) {}

    // Writes a statement on the lines of its atoms; lines before it that were not written yet hold
    // the file's own comments.
    void statement(const Statement& statement);
    // Puts a statement on a line between others that holds a comment or nothing, below all that was
    // written.
    void line_between(std::uint32_t line, std::string_view text);
    // The lines that are left. Nothing may follow.
    std::string finish();

private:
    void move_to(std::uint32_t line, bool inside_statement);
    void end_line(bool inside_statement);
    void comment_line(std::uint32_t line);
    void put(const Atom& atom, bool opens_wrap);
    void end_statement();
    void pad(std::uint32_t column);
    void separate_comment(std::uint32_t column);
    void append_comment(std::string_view comment);

    const Tree& tree_;
    std::string out_;
    std::size_t line_begin_ = 0;    // offset of the line being written
    std::uint32_t line_ = 0;        // that line
    std::uint32_t source_end_ = 0;  // column in the file behind what was written last on the line
    std::uint32_t depth_ = 0;       // open brackets
    const Statement* statement_ = nullptr;  // whose comments are being passed
    std::size_t comment_ = 0;
    std::string moved_;  // comments that wait for their statement's last line
};

}  // namespace pilcrow::line_keeping
