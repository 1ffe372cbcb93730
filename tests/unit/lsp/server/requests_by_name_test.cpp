// Requests that a feature answers, as messages: what each asks and how its answer is written. What
// the features answer is told by the fixtures of tests/lsp.

#include "tests/unit/lsp/server/client.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace pilcrow::lsp {
namespace {

const std::string uri = "file:///project/a.pil";

Json at(int line, int character) {
    Json params = of_document(uri);
    params["position"] = {{"line", line}, {"character", character}};
    return params;
}

TEST(DocumentSymbols, AreNestedOrFlatAsTheClientTakesThem) {
    const std::string text = "class Sleigh:\n    def fly(self): pass\n";
    TestClient nested(R"({"textDocument": {"documentSymbol":
        {"hierarchicalDocumentSymbolSupport": true}}})");
    nested.open(uri, text);
    const Json tree = nested.result("textDocument/documentSymbol", of_document(uri));
    ASSERT_EQ(tree.size(), 1U);
    EXPECT_EQ(tree[0]["kind"], 5);
    EXPECT_EQ(tree[0]["selectionRange"], range_json(0, 6, 0, 12));
    EXPECT_EQ(tree[0]["children"][0]["name"], "fly");
    EXPECT_EQ(tree[0]["children"][0]["kind"], 6);

    TestClient flat;
    flat.open(uri, text);
    const Json list = flat.result("textDocument/documentSymbol", of_document(uri));
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[1]["containerName"], "Sleigh");
    EXPECT_EQ(list[1]["location"]["uri"], uri);
}

TEST(FoldingRanges, AreNoMoreThanTheClientTakes) {
    const std::string text =
        "import a\nimport b\n\n\ndef f():\n    if a:\n        b()\n        b()\n    b()\n";
    TestClient all;
    all.open(uri, text);
    const Json folds = all.result("textDocument/foldingRange", of_document(uri));
    ASSERT_EQ(folds.size(), 3U);
    EXPECT_EQ(folds[0], (Json{{"startLine", 0}, {"endLine", 1}, {"kind", "imports"}}));
    EXPECT_EQ(folds[2], (Json{{"startLine", 5}, {"endLine", 7}}));
    TestClient few(R"({"textDocument": {"foldingRange": {"rangeLimit": 1}}})");
    few.open(uri, text);
    EXPECT_EQ(few.result("textDocument/foldingRange", of_document(uri)),
              Json::array({{{"startLine", 4}, {"endLine", 8}}}));
}

TEST(SelectionRanges, AreAChainForEachPosition) {
    TestClient client;
    client.open(uri, "x = f(a)\n");
    Json params = of_document(uri);
    params["positions"] = Json::array({at(0, 6)["position"], at(9, 0)["position"]});
    const Json chains = client.result("textDocument/selectionRange", params);
    ASSERT_EQ(chains.size(), 2U);
    EXPECT_EQ(chains[0]["range"], range_json(0, 6, 0, 7));
    EXPECT_EQ(chains[0]["parent"]["range"], range_json(0, 4, 0, 8));
    EXPECT_TRUE(chains[1].contains("range"));
}

TEST(Highlights, TellReadsFromWrites) {
    TestClient client;
    client.open(uri, "x = 1\nprint(x)\n");
    EXPECT_EQ(client.result("textDocument/documentHighlight", at(0, 0)),
              Json::array({{{"range", range_json(0, 0, 0, 1)}, {"kind", 3}},
                           {{"range", range_json(1, 6, 1, 7)}, {"kind", 2}}}));
}

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

TEST(Structure, AnswersWithEditsAndASelection) {
    TestClient client;
    const std::string text = "x = \U0001f600\nprint(\n    , \U0001f600a\n";
    client.open(uri, text);
    Json params = at(2, 9);
    const Json entered = client.result("pilcrow/onEnter", params);
    EXPECT_EQ(with_edits("x = 12\nprint(\n    , 12a\n", entered["edits"]),
              "x = 12\nprint(\n    , 12a\n    , \n");
    EXPECT_EQ(entered["selection"], range_json(3, 6, 3, 6));
    params = of_document(uri);
    params["range"] = range_json(1, 0, 1, 1);
    params["direction"] = "sideways";
    EXPECT_EQ(client.error("pilcrow/move", params), -32602);
    params["direction"] = "up";
    EXPECT_TRUE(client.result("pilcrow/move", params).contains("edits"));
}

TEST(OnTypeFormatting, GoesOnWithTheStructure) {
    TestClient client;
    const std::string text = "print(\n    , a\n\n";
    client.open(uri, text);
    Json params = at(2, 0);
    params["ch"] = "\n";
    const Json edits = client.result("textDocument/onTypeFormatting", params);
    EXPECT_EQ(with_edits(text, edits), "print(\n    , a\n    , \n");
    params["ch"] = "x";
    EXPECT_EQ(client.result("textDocument/onTypeFormatting", params), nullptr);
}

}  // namespace
}  // namespace pilcrow::lsp
