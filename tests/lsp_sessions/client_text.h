// A text as a client has it: its places in lines and columns of the encoding agreed on.
#pragma once

#include "lsp/protocol/json.h"
#include "parser/text/positions.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace pilcrow::lsp {

class ClientText {
public:
    ClientText(std::string text, ColumnUnit unit) : text_(std::move(text)), unit_(unit) {}
    const std::string& text() const { return text_; }

    Json place(std::size_t offset) const {
        std::size_t line = 0;
        std::size_t begin = 0;
        for (std::size_t at = 0; at < offset; ++at) {
            if (!ends_line(at)) continue;
            ++line;
            begin = at + 1;
        }
        const std::string_view whole = std::string_view(text_).substr(begin, offset - begin);
        return {{"line", line}, {"character", column_from_byte(whole, whole.size(), unit_)}};
    }
    Json range(std::size_t begin, std::size_t end) const {
        return {{"start", place(begin)}, {"end", place(end)}};
    }
    // An offset that is no part of a character or a line end.
    std::size_t near(std::size_t offset) const {
        while (offset < text_.size() && (text_[offset] & 0xc0) == 0x80) ++offset;
        if (offset > 0 && offset < text_.size() && text_[offset - 1] == '\r' &&
            text_[offset] == '\n') {
            ++offset;
        }
        return offset;
    }
    void replace(std::size_t begin, std::size_t end, std::string_view by) {
        text_.replace(begin, end - begin, by);
    }

private:
    bool ends_line(std::size_t at) const {
        return text_[at] == '\n' ||
               (text_[at] == '\r' && !(at + 1 < text_.size() && text_[at + 1] == '\n'));
    }
    std::string text_;
    ColumnUnit unit_;
};

}  // namespace pilcrow::lsp
