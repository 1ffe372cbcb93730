// A stream of any bytes, in pieces of any size: the same messages and faults come out of it, what
// is framed is found again, and reading JSON neither fails nor recurses.
#include "lsp/protocol/json.h"
#include "lsp/protocol/message_reader.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using pilcrow::lsp::MessageReader;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "message reader: %s\n", what);
    std::abort();
}

std::vector<std::string> read(std::string_view stream, std::size_t piece) {
    MessageReader reader;
    std::vector<std::string> found;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        reader.feed(stream.substr(at, piece));
        while (auto incoming = reader.next()) found.push_back(incoming->content + incoming->fault);
    }
    return found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const std::vector<std::string> found = read(bytes, bytes.size() + 1);
    // How much of a header without an end is looked at depends on the pieces.
    if (size < MessageReader::longest_header) {
        require(read(bytes, 1) == found, "pieces change what is read");
    }
    require(read(pilcrow::lsp::framed(bytes), 7) == std::vector{bytes}, "a message is lost");
    pilcrow::lsp::Json value;
    std::string fault;
    if (pilcrow::lsp::parse_json(bytes, value, fault)) {
        const std::string text = pilcrow::lsp::text_of(value);
        require(pilcrow::lsp::parse_json(text, value, fault), "JSON is not read again");
        require(pilcrow::lsp::text_of(value) == text, "JSON changes when it is read again");
    } else {
        require(!fault.empty(), "a fault without a sentence");
    }
    return 0;
}
