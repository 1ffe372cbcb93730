// MessageReader: a stream of bytes as the messages in it (LSP's base protocol).
//
// A message is a header (lines `Name: value`, an empty line) and as many bytes as its
// Content-Length says. Tolerated: names in any case, other headers, spaces, lines that end in LF.
// What cannot be a message is reported as a fault and passed over: one that is longer than
// `longest`, or in another encoding, is skipped whole; after a header without a length the stream
// is searched for the next `Content-Length:`. Nothing of what is skipped is kept.
//
// O(bytes); memory: the message at hand.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pilcrow::lsp {

struct Incoming {
    std::string content;  // of a message
    std::string fault;    // else one sentence
};

class MessageReader {
public:
    static constexpr std::size_t longest = std::size_t{512} << 20;
    static constexpr std::size_t longest_header = 16 << 10;

    void feed(std::string_view bytes);
    // The next message or fault; nothing until more bytes are fed.
    std::optional<Incoming> next();

private:
    std::optional<Incoming> read_header(std::size_t end, std::size_t body);
    void search();
    void drop(std::size_t count) { begin_ += count; }
    std::string_view rest() const { return std::string_view(bytes_).substr(begin_); }

    std::string bytes_;
    std::size_t begin_ = 0;              // of what was not read yet
    std::size_t searched_ = 0;           // so much of it holds no end of a header
    std::size_t skip_ = 0;               // bytes of a message that is passed over
    std::optional<std::size_t> length_;  // of the message whose header was read
    bool lost_ = false;                  // searching for a header
};

// A message's bytes: header and content.
std::string framed(std::string_view content);

}  // namespace pilcrow::lsp
