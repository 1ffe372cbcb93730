// The bytes of a Python source file as text: what CPython does before its tokenizer starts.
//
// UTF-8 unless a `coding:` comment in the first two lines (the second counts only behind a blank or
// comment line) names another encoding; a byte order mark is dropped and stands for UTF-8. Python's
// names of encodings are understood; the conversion is iconv's. NUL bytes are an error, as in
// CPython.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pilcrow {

struct SourceError {
    std::uint32_t line;   // from 0
    std::string message;  // one sentence, in lower case and without a full stop
};
struct SourceText {
    std::string
        text;  // UTF-8, line ends as they were; the bytes themselves where there is an error
    std::string encoding;  // as the file names it, or "utf-8"
    std::optional<SourceError> error;
};

// O(bytes); UTF-8 is not copied but for a byte order mark.
SourceText decode_python_source(std::string bytes);

// The name in a `coding:` comment of the first two lines, or empty. `line` becomes its line.
std::string_view coding_comment(std::string_view text, std::uint32_t& line);

// Of a text that is UTF-8 now: makes its `coding:` comment say so, if it names another encoding.
void declare_utf8(std::string& text);

}  // namespace pilcrow
