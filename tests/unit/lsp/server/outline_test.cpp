// methods_outline.cpp: what is asked and how the answers are written. What the features answer is
// told by the fixtures of tests/lsp.

#include "tests/unit/lsp/server/client.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

const std::string uri = "file:///project/a.pil";
// Two units of UTF-16, four bytes.
const std::string wide = "\U0001f600";
constexpr std::string_view in_bytes = R"({"general": {"positionEncodings": ["utf-8"]}})";

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

TEST(DocumentSymbols, AreWholeDefinitionsInTheClientsColumns) {
    const std::string text =
        "\"" + wide + "\"; SNOW = 1\n@deprecated(\"" + wide + "\")\ndef fly(x, y): pass\n";
    for (const bool utf8 : {false, true}) {
        TestClient client(utf8 ? R"({"general": {"positionEncodings": ["utf-8"]}, "textDocument": {
                                  "documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}})"
                               : R"({"textDocument": {"documentSymbol":
                                  {"hierarchicalDocumentSymbolSupport": true}}})");
        client.open(uri, text);
        const Json tree = client.result("textDocument/documentSymbol", of_document(uri));
        ASSERT_EQ(tree.size(), 2U);
        const int column = utf8 ? 8 : 6;
        EXPECT_EQ(tree[0]["kind"], 14);
        EXPECT_EQ(tree[0]["range"], range_json(0, column, 0, column + 8));
        EXPECT_EQ(tree[0]["selectionRange"], range_json(0, column, 0, column + 4));
        EXPECT_EQ(tree[0]["children"], Json::array());
        EXPECT_EQ(tree[1]["range"], range_json(1, 0, 2, 19));
        EXPECT_EQ(tree[1]["selectionRange"], range_json(2, 4, 2, 7));
        EXPECT_EQ(tree[1]["detail"], "(x, y)");
        EXPECT_EQ(tree[1]["tags"], Json::array({1}));
    }
    TestClient flat;
    flat.open(uri, text);
    const Json list = flat.result("textDocument/documentSymbol", of_document(uri));
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0]["location"]["range"], range_json(0, 6, 0, 14));
    EXPECT_FALSE(list[0].contains("deprecated"));
    EXPECT_EQ(list[1]["deprecated"], true);
    EXPECT_FALSE(list[1].contains("containerName"));
    flat.open(uri, "1\n");
    EXPECT_EQ(flat.result("textDocument/documentSymbol", of_document(uri)), Json::array());
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

TEST(FoldingRanges, SayOfWhichKindTheyAre) {
    TestClient client;
    client.open(uri, "# one\n# two\n# region x\ny = (\n    , 1\n# endregion\n");
    EXPECT_EQ(client.result("textDocument/foldingRange", of_document(uri)),
              Json::array({{{"startLine", 0}, {"endLine", 1}, {"kind", "comment"}},
                           {{"startLine", 2}, {"endLine", 5}, {"kind", "region"}},
                           {{"startLine", 3}, {"endLine", 4}}}));
    client.open(uri, "x = 1\n");
    EXPECT_EQ(client.result("textDocument/foldingRange", of_document(uri)), Json::array());
}

TEST(SelectionRanges, AreAChainForEachPosition) {
    TestClient client;
    client.open(uri, "x = f(a)\n");
    Json params = of_document(uri);
    params["positions"] = Json::array({at(uri, 0, 6)["position"], at(uri, 9, 0)["position"]});
    const Json chains = client.result("textDocument/selectionRange", params);
    ASSERT_EQ(chains.size(), 2U);
    EXPECT_EQ(chains[0]["range"], range_json(0, 6, 0, 7));
    EXPECT_EQ(chains[0]["parent"]["range"], range_json(0, 4, 0, 8));
    EXPECT_TRUE(chains[1].contains("range"));
}

TEST(SelectionRanges, AreInTheClientsColumns) {
    const std::string text = "f(\"" + wide + "\", a)\n";
    for (const bool utf8 : {false, true}) {
        TestClient client(utf8 ? in_bytes : "{}");
        client.open(uri, text);
        const int column = utf8 ? 10 : 8;
        Json params = of_document(uri);
        params["positions"] = Json::array({at(uri, 0, column)["position"]});
        const Json chain = client.result("textDocument/selectionRange", params)[0];
        EXPECT_EQ(chain["range"], range_json(0, column, 0, column + 1));
        Json outer = chain;
        while (outer.contains("parent")) outer = Json(outer["parent"]);
        EXPECT_EQ(outer["range"], range_json(0, 0, 1, 0));
        EXPECT_EQ(client.error("textDocument/selectionRange", of_document(uri)), -32602);
    }
}

TEST(Highlights, TellReadsFromWrites) {
    TestClient client;
    client.open(uri, "x = 1\nprint(x)\n");
    EXPECT_EQ(client.result("textDocument/documentHighlight", at(uri, 0, 0)),
              Json::array({{{"range", range_json(0, 0, 0, 1)}, {"kind", 3}},
                           {{"range", range_json(1, 6, 1, 7)}, {"kind", 2}}}));
}

TEST(Highlights, AreInTheClientsColumnsAndEmptyWhereNothingIs) {
    for (const bool utf8 : {false, true}) {
        TestClient client(utf8 ? in_bytes : "{}");
        client.open(uri, "f(\"" + wide + "\", x)\n");
        const int column = utf8 ? 10 : 8;
        EXPECT_EQ(client.result("textDocument/documentHighlight", at(uri, 0, column)),
                  Json::array({{{"range", range_json(0, column, 0, column + 1)}, {"kind", 2}}}));
        EXPECT_EQ(client.result("textDocument/documentHighlight", at(uri, 0, 4)), Json::array());
    }
}

}  // namespace
}  // namespace pilcrow::lsp
