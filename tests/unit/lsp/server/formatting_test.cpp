#include "tests/unit/lsp/server/client.h"

#include "lsp/features/formatting.h"
#include "parser/parse.h"
#include "parser/printer/checked_print.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

const std::string uri = "file:///project/a.pil";

Json format(const std::string& text, Json range = nullptr) {
    TestClient client;
    client.open(uri, text);
    Json params = of_document(uri);
    params["options"] = {{"tabSize", 8}, {"insertSpaces", false}};
    if (range.is_null()) return client.result("textDocument/formatting", params);
    params["range"] = std::move(range);
    return client.result("textDocument/rangeFormatting", params);
}

TEST(Formatting, GivesEditsOfTheLinesThatChange) {
    const std::string text = "a = 1\nb  = 2\n\n\n\n\nc = 3\nd=4\ne = 5\n";
    const Json edits = format(text);
    EXPECT_EQ(with_edits(text, edits), "a = 1\nb = 2\n\n\nc = 3\nd = 4\ne = 5\n");
    ASSERT_EQ(edits.size(), 2U);
    EXPECT_EQ(edits[0]["range"], range_json(1, 0, 4, 0));
    EXPECT_EQ(edits[1]["range"], range_json(7, 0, 8, 0));
    EXPECT_TRUE(format("a = 1\n").empty());
}

TEST(Formatting, OfARangeTouchesNothingElse) {
    const std::string text = "a  = 1\nb  = 2\nc  = 3\n";
    EXPECT_EQ(with_edits(text, format(text, range_json(1, 0, 2, 0))), "a  = 1\nb = 2\nc  = 3\n");
    EXPECT_EQ(with_edits(text, format(text, range_json(1, 2, 2, 1))), "a  = 1\nb = 2\nc = 3\n");
}

TEST(Formatting, OfSeveralRangesTouchesNothingElse) {
    TestClient client(R"({"textDocument": {"rangeFormatting": {"rangesSupport": true}}})");
    EXPECT_EQ(client.start()["result"]["capabilities"]["documentRangeFormattingProvider"],
              (Json{{"rangesSupport", true}}));
    const std::string text = "a  = 1\nb  = 2\nc  = [\n    ,  3\nd  = 4\ne  = 5\n";
    client.open(uri, text);
    Json params = of_document(uri);
    // The last two touch one statement, in the wrong order.
    params["ranges"] = {range_json(5, 0, 6, 0), range_json(3, 0, 3, 1), range_json(0, 0, 0, 1),
                        range_json(2, 0, 3, 0)};
    EXPECT_EQ(with_edits(text, client.result("textDocument/rangesFormatting", params)),
              "a = 1\nb  = 2\nc = [\n    , 3\nd  = 4\ne = 5\n");
    params["ranges"] = Json::array();
    EXPECT_EQ(client.result("textDocument/rangesFormatting", params), Json::array());
    EXPECT_EQ(client.error("textDocument/rangesFormatting", of_document(uri)), -32602);
    TestClient old;
    EXPECT_EQ(old.start()["result"]["capabilities"]["documentRangeFormattingProvider"], true);
}

TEST(Formatting, EndsALastLineThatDoesNotEnd) {
    const Json edits = format("a = 1\nb = 2");
    EXPECT_EQ(with_edits("a = 1\nb = 2", edits), "a = 1\nb = 2\n");
    ASSERT_EQ(edits.size(), 1U);
    EXPECT_EQ(edits[0]["range"], range_json(1, 0, 1, 5));
}

TEST(Formatting, LeavesPythonsLayoutToOthers) {
    TestClient client;
    const std::string python = "file:///project/a.py";
    client.open(python, "a  = 1\n");
    EXPECT_TRUE(client.result("textDocument/formatting", of_document(python)).empty());
}

// Whatever is in the text, the edits make of it what `pilcrow fmt` writes.
TEST(Formatting, IsWhatTheCommandWrites) {
    for (const std::string text :
         {"", "\n\n", "x=1", "# c\n\n\n\nx = [\n  , 1\n  , 2,\n]\n",
          "f(\r\n    , 1,\r\n)\r\ny=2\r\n", "def f():\n  return 1\ndef g( ): pass\nx = (1\n",
          "a=1\n\n\n\n\nb=2\n\n\n\n\n\nc = 3\n", "\xef\xbb\xbfx=1\n",
          "x = f(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, "
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, ccccccccccccccccc)  # c\n"}) {
        const bool marked = text.starts_with("\xef\xbb\xbf");
        const Tree tree = parse(marked ? text.substr(3) : text, Layout::Pilcrow);
        std::string expected = print_checked(tree).printed.text;
        if (marked) expected.insert(0, "\xef\xbb\xbf");
        const Formatting formatting = lsp::format(parse(text, Layout::Pilcrow), {});
        Json edits = Json::array();
        for (const TextEdit& edit : formatting.edits) {
            edits.push_back({{"range", range_json(static_cast<int>(edit.range.begin.line),
                                                  static_cast<int>(edit.range.begin.byte),
                                                  static_cast<int>(edit.range.end.line),
                                                  static_cast<int>(edit.range.end.byte))},
                             {"newText", edit.text}});
        }
        EXPECT_EQ(with_edits(text, edits), expected) << text;
    }
}

}  // namespace
}  // namespace pilcrow::lsp
