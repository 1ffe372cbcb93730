// methods_tokens.cpp: how semantic tokens are counted and what changed of them. Which words are
// which is told by the fixtures of tests/lsp.

#include "tests/unit/lsp/server/client.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

const std::string uri = "file:///project/a.pil";

TEST(SemanticTokens, AreRelativeAndTheirChangesMakeTheNewFromTheOld) {
    TestClient client;
    client.open(uri, "def f(\U0001f600a): return a\nx = 1\ny = x\n");
    const Json whole = client.result("textDocument/semanticTokens/full", of_document(uri));
    auto data = whole["data"].get<std::vector<std::uint32_t>>();
    ASSERT_EQ(data.size() % 5, 0U);
    Json previous = whole["resultId"];
    int version = 1;
    for (const char* text :
         {"def f(a): return a\nz = 'z'\nx = 1\ny = x\n", "z = 'z'\nx = 1\ny = x\n", "",
          "while x: pass", "\nwhile x: pass", "while x: pass"}) {
        client.change(uri, ++version, Json::array({{{"text", text}}}));
        Json params = of_document(uri);
        params["previousResultId"] = previous;
        const Json delta = client.result("textDocument/semanticTokens/full/delta", params);
        for (const Json& one : delta["edits"]) {
            const auto begin = data.begin() + one["start"].get<std::ptrdiff_t>();
            const auto gone = data.erase(begin, begin + one["deleteCount"].get<std::ptrdiff_t>());
            const auto added = one["data"].get<std::vector<std::uint32_t>>();
            data.insert(gone, added.begin(), added.end());
        }
        previous = delta["resultId"];
        TestClient fresh;
        fresh.open(uri, text);
        EXPECT_EQ(fresh.result("textDocument/semanticTokens/full", of_document(uri))["data"],
                  Json(data));
    }
    Json params = of_document(uri);
    params["previousResultId"] = "of another life";
    EXPECT_TRUE(client.result("textDocument/semanticTokens/full/delta", params).contains("data"));
}

// The lines, columns and lengths of tokens, as they are in the text.
Json places_of(const Json& data) {
    Json places = Json::array();
    int line = 0;
    int column = 0;
    for (std::size_t at = 0; at + 4 < data.size(); at += 5) {
        if (data[at] != 0) column = 0;
        line += data[at].get<int>();
        column += data[at + 1].get<int>();
        places.push_back({line, column, data[at + 2]});
    }
    return places;
}

TEST(SemanticTokens, AreInTheClientsColumns) {
    const std::string text = "x = \"\U0001f600\"; y = x\n";
    TestClient utf16;
    utf16.open(uri, text);
    const auto whole = [&](TestClient& client) {
        return places_of(
            client.result("textDocument/semanticTokens/full", of_document(uri))["data"]);
    };
    EXPECT_EQ(whole(utf16), Json::parse("[[0, 0, 1], [0, 4, 4], [0, 10, 1], [0, 14, 1]]"));
    TestClient utf8(R"({"general": {"positionEncodings": ["utf-8"]}})");
    utf8.open(uri, text);
    EXPECT_EQ(whole(utf8), Json::parse("[[0, 0, 1], [0, 4, 6], [0, 12, 1], [0, 16, 1]]"));
}

TEST(SemanticTokens, AreNamesOnlyWhereTheClientColoursTheRest) {
    TestClient client(R"({"textDocument": {"semanticTokens": {"augmentsSyntaxTokens": true}}})");
    client.open(uri, "x = \"text\"  # comment\n");
    EXPECT_EQ(
        places_of(client.result("textDocument/semanticTokens/full", of_document(uri))["data"]),
        Json::parse("[[0, 0, 1]]"));
}

TEST(SemanticTokens, OfARangeAreThoseThatTouchIt) {
    TestClient client;
    client.open(uri, "a = 1\nb = 2\nc = 3\n");
    Json params = of_document(uri);
    params["range"] = range_json(1, 0, 2, 0);
    const Json tokens = client.result("textDocument/semanticTokens/range", params);
    EXPECT_EQ(places_of(tokens["data"]), Json::parse("[[1, 0, 1], [1, 4, 1]]"));
    EXPECT_FALSE(tokens.contains("resultId"));
    // What a range was told is no beginning for a delta.
    const Json whole = client.result("textDocument/semanticTokens/full", of_document(uri));
    client.result("textDocument/semanticTokens/range", params);
    params["previousResultId"] = whole["resultId"];
    EXPECT_EQ(client.result("textDocument/semanticTokens/full/delta", params)["edits"],
              Json::array());
}

TEST(SemanticTokens, AreOfTheKindsInTheLegend) {
    TestClient client;
    const Json provider = client.start()["result"]["capabilities"]["semanticTokensProvider"];
    const Json legend = provider["legend"];
    client.open(uri, "class Sledge: pass\n");
    const Json data = client.result("textDocument/semanticTokens/full", of_document(uri))["data"];
    EXPECT_EQ(legend["tokenTypes"][data[3].get<std::size_t>()], "keyword");
    EXPECT_EQ(legend["tokenTypes"][data[8].get<std::size_t>()], "class");
    EXPECT_EQ(legend["tokenModifiers"][0], "declaration");
    EXPECT_EQ(data[9], 1);
}

}  // namespace
}  // namespace pilcrow::lsp
