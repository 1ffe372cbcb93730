#include "lsp/protocol/message_reader.h"

#include <gtest/gtest.h>

#include <vector>

namespace pilcrow::lsp {
namespace {

// What is read of a stream that comes in pieces of `piece` bytes: contents, and "!" for faults.
std::vector<std::string> read(const std::string& stream, std::size_t piece = 1 << 20) {
    MessageReader reader;
    std::vector<std::string> read;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        reader.feed(std::string_view(stream).substr(at, piece));
        while (const auto incoming = reader.next()) {
            read.push_back(incoming->fault.empty() ? incoming->content : "!");
        }
    }
    return read;
}
using List = std::vector<std::string>;

TEST(MessageReader, ReadsMessagesInPiecesOfAnySize) {
    const std::string stream = framed("{\"a\": 1}") + framed("") + framed("two\r\n\r\nlines");
    for (std::size_t piece = 1; piece < 30; ++piece) {
        EXPECT_EQ(read(stream, piece), (List{"{\"a\": 1}", "", "two\r\n\r\nlines"})) << piece;
    }
}

TEST(MessageReader, ToleratesOtherHeadersCaseSpacesAndLineEnds) {
    const std::string stream =
        "content-LENGTH :  2 \nX-Other: 7\n\nab"
        "Content-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length:2\r\n\r\ncd"
        "\r\n\r\nContent-Length: 2\r\n\nef";
    for (const std::size_t piece : {1U, 2U, 3U, 1000U}) {
        EXPECT_EQ(read(stream, piece), (List{"ab", "cd", "ef"})) << piece;
    }
}

TEST(MessageReader, PassesOverWhatIsNoMessageAndFindsTheNext) {
    for (const std::string wrong :
         {"Content-Length: many\r\n\r\n{\"lost\": 1}", "Content-Length: -5\r\n\r\nabcde",
          "Content-Length: 99999999999999999999999\r\n\r\n{}", "Content-Length: 3x\r\n\r\nabc",
          "Hello: 1\r\n\r\nworld",
          "Content-Type: x; charset=latin1\r\nContent-Length: 3\r\n\r\nabc"}) {
        for (const std::size_t piece : {1U, 5U, 1000U}) {
            EXPECT_EQ(read(framed("a") + wrong + framed("b"), piece), (List{"a", "!", "b"}))
                << wrong;
        }
    }
}

TEST(MessageReader, KeepsNothingOfAMessageThatIsTooLong) {
    MessageReader reader;
    const std::size_t length = MessageReader::longest + 10;
    reader.feed("Content-Length: " + std::to_string(length) + "\r\n\r\n");
    const auto fault = reader.next();
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->fault,
              "a message of 536870922 bytes is passed over: the longest that is read "
              "has 536870912");
    const std::string part(1 << 20, ' ');
    for (std::size_t left = length; left > 0; left -= std::min(left, part.size())) {
        reader.feed(std::string_view(part).substr(0, std::min(left, part.size())));
        ASSERT_FALSE(reader.next());
    }
    reader.feed(framed("next"));
    const auto next = reader.next();
    ASSERT_TRUE(next);
    EXPECT_EQ(next->content, "next");
}

TEST(MessageReader, GivesUpOnAHeaderThatDoesNotEnd) {
    EXPECT_EQ(read(std::string(100'000, 'x') + framed("a"), 1000), (List{"!", "a"}));
}

TEST(MessageReader, ReadsManyMessagesInLinearTime) {
    std::string stream;
    for (int count = 0; count < 200'000; ++count) stream += framed("{}");
    EXPECT_EQ(read(stream).size(), 200'000U);
}

}  // namespace
}  // namespace pilcrow::lsp
