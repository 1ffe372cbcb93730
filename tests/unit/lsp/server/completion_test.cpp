// methods_completion.cpp: what is asked and how items are written. What is offered where is told by
// the fixtures of tests/lsp.

#include "tests/unit/lsp/server/client.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

const std::string uri = "file:///project/a.pil";

// The item with a label, or null.
Json item(const Json& list, const std::string& label) {
    for (const Json& one : list["items"]) {
        if (one["label"] == label) return one;
    }
    return nullptr;
}

const std::string text =
    "class Sledge:\n"
    "    \"A *sledge* of `wood_and_iron`.\"\n"
    "    speed: int\n"
    "    def fly_far(self, to: int):\n"
    "        \"Flies.\"\n"
    "f(\"\U0001f600\", Sledge().fl_r)\n";

TEST(Completion, ReplacesTheWordAroundTheCursor) {
    for (const bool utf8 : {false, true}) {
        TestClient client(utf8 ? R"({"general": {"positionEncodings": ["utf-8"]}})" : "{}");
        client.open(uri, text);
        const int word = utf8 ? 19 : 17;
        const Json list = client.result("textDocument/completion", at(uri, 5, word + 2));
        EXPECT_EQ(list["isIncomplete"], false);
        const Json found = item(list, "fly_far");
        ASSERT_TRUE(found.is_object());
        EXPECT_EQ(found["kind"], 2);
        EXPECT_EQ(found["textEdit"],
                  (Json{{"range", range_json(5, word, 5, word + 4)}, {"newText", "fly_far"}}));
        EXPECT_FALSE(found.contains("insertTextFormat"));
        EXPECT_TRUE(item(list, "print").is_null());
    }
}

TEST(Completion, TellsInsertingFromReplacingWhereTheClientDoes) {
    TestClient client(R"({"textDocument": {"completion": {"completionItem": {
        "insertReplaceSupport": true}}}})");
    client.open(uri, text);
    EXPECT_EQ(item(client.result("textDocument/completion", at(uri, 5, 19)), "fly_far")["textEdit"],
              (Json{{"insert", range_json(5, 17, 5, 19)},
                    {"replace", range_json(5, 17, 5, 21)},
                    {"newText", "fly_far"}}));
}

TEST(Completion, SaysTheRangeOnceWhereTheClientTakesThat) {
    for (const bool both : {false, true}) {
        Json can = Json::parse(R"({"textDocument": {"completion": {
            "completionList": {"itemDefaults": ["editRange", "data"]}}}})");
        can["textDocument"]["completion"]["completionItem"]["insertReplaceSupport"] = both;
        can["textDocument"]["completion"]["completionItem"]["snippetSupport"] = true;
        TestClient client(can.dump());
        client.open(uri, text + "de\n");
        const Json list = client.result("textDocument/completion", at(uri, 5, 19));
        Json range = range_json(5, 17, 5, 21);
        if (both) range = {{"insert", range_json(5, 17, 5, 19)}, {"replace", range}};
        EXPECT_EQ(list["itemDefaults"], (Json{{"editRange", range}}));
        const Json found = item(list, "fly_far");
        ASSERT_TRUE(found.is_object());
        EXPECT_FALSE(found.contains("textEdit"));
        EXPECT_FALSE(found.contains("textEditText"));  // the label
        const Json other = client.result("textDocument/completion", at(uri, 6, 2));
        bool snippet = false;
        for (const Json& one : other["items"]) {
            if (!one.contains("insertTextFormat")) continue;
            snippet = true;
            EXPECT_TRUE(one.contains("textEditText") || one.contains("textEdit")) << one;
        }
        EXPECT_TRUE(snippet);
    }
}

TEST(Completion, WritesSnippetsWhereTheClientTakesThem) {
    const auto formats = [](std::string_view can) {
        TestClient client(can);
        client.open(uri, "de\n");
        const Json list = client.result("textDocument/completion", at(uri, 0, 2));
        int snippets = 0;
        for (const Json& one : list["items"]) {
            if (one.contains("insertTextFormat")) ++snippets;
        }
        return snippets;
    };
    EXPECT_EQ(formats("{}"), 0);
    EXPECT_GT(formats(R"({"textDocument": {"completion": {"completionItem": {
                          "snippetSupport": true}}}})"),
              0);
}

TEST(Completion, OfASpaceIsOnlyWhereANameBegins) {
    TestClient client;
    client.open(uri, "from \nx = \nf(\n    , \n");
    const auto by_space = [&](int line, int character) {
        Json params = at(uri, line, character);
        params["context"] = {{"triggerKind", 2}, {"triggerCharacter", " "}};
        return client.ask("textDocument/completion", params).at("result");
    };
    EXPECT_FALSE(by_space(0, 5).is_null());
    EXPECT_TRUE(by_space(1, 4).is_null());
    EXPECT_FALSE(by_space(3, 6).is_null());
    EXPECT_FALSE(client.ask("textDocument/completion", at(uri, 1, 4)).at("result").is_null());
}

TEST(Completion, IsEmptyWhereNothingCanFollow) {
    TestClient client;
    client.open(uri, "# a comm\n");
    EXPECT_EQ(client.result("textDocument/completion", at(uri, 0, 8))["items"], Json::array());
}

TEST(Completion, ShowsMoreOfAnItemThatIsLookedAt) {
    const char* const markdown = R"({"textDocument": {"completion": {"completionItem": {
        "documentationFormat": ["markdown", "plaintext"]}}}})";
    for (const bool marked : {false, true}) {
        TestClient client(marked ? markdown : "{}");
        client.open(uri, text + "Sled\n");
        const Json list = client.result("textDocument/completion", at(uri, 6, 4));
        Json asked = item(list, "Sledge");
        ASSERT_TRUE(asked.is_object());
        EXPECT_FALSE(asked.contains("documentation"));
        asked["unknown"] = "what the client keeps there";
        const Json resolved = client.result("completionItem/resolve", asked);
        EXPECT_EQ(resolved["label"], "Sledge");
        EXPECT_EQ(resolved["textEdit"], asked["textEdit"]);
        EXPECT_EQ(resolved["unknown"], asked["unknown"]);
        EXPECT_EQ(resolved["documentation"], (Json{{"kind", marked ? "markdown" : "plaintext"},
                                                   {"value", "A *sledge* of `wood_and_iron`."}}));
        EXPECT_EQ(resolved["detail"], "type[Sledge]");
    }
}

TEST(Completion, ResolvesWhatCanNoLongerBeFoundAsItIs) {
    TestClient client;
    client.open(uri, text + "Sled\n");
    const Json asked = item(client.result("textDocument/completion", at(uri, 6, 4)), "Sledge");
    client.close(uri);
    EXPECT_EQ(client.result("completionItem/resolve", asked), asked);
    EXPECT_EQ(client.error("completionItem/resolve", {{"label", "x"}}), -32602);
    EXPECT_EQ(client.error("completionItem/resolve", {{"label", "x"}, {"data", 5}}), -32602);
    EXPECT_EQ(client.error("completionItem/resolve",
                           {{"label", "x"}, {"data", {"/a", -1, 0, "x", "", false}}}),
              -32602);
    EXPECT_EQ(client.error("completionItem/resolve", nullptr), -32602);
}

TEST(Completion, ImportsModulesByTheirUsualNames) {
    TestClient client("{}", "/project");
    client.open("file:///project/numpy.pil", "def array(): pass\n");
    client.open(uri, "x = 1\nnp\n");
    client.server().settle();
    const Json found = item(client.result("textDocument/completion", at(uri, 1, 2)), "np");
    ASSERT_TRUE(found.is_object());
    EXPECT_EQ(found["detail"], "import numpy as np");
    EXPECT_EQ(found["additionalTextEdits"][0]["newText"], "import numpy as np\n\n");
}

TEST(Completion, ImportsWhatItInserts) {
    TestClient client("{}", "/project");
    client.open("file:///project/sledges.pil", "class Sledge: pass\n");
    client.open(uri, "x = 1\nSledg\n");
    client.server().settle();
    const Json found = item(client.result("textDocument/completion", at(uri, 1, 5)), "Sledge");
    ASSERT_TRUE(found.is_object());
    EXPECT_EQ(with_edits("x = 1\nSledg\n", found["additionalTextEdits"]),
              "from sledges import Sledge\n\nx = 1\nSledg\n");
    EXPECT_EQ(found["detail"], "from sledges");
    EXPECT_FALSE(found.contains("labelDetails"));
    TestClient details(R"({"textDocument": {"completion": {"completionItem": {
        "labelDetailsSupport": true}}}})",
                       "/project");
    details.open("file:///project/sledges.pil", "class Sledge: pass\n");
    details.open(uri, "Sledg\n");
    details.server().settle();
    EXPECT_EQ(
        item(details.result("textDocument/completion", at(uri, 0, 5)), "Sledge")["labelDetails"],
        (Json{{"description", "from sledges"}}));
}

}  // namespace
}  // namespace pilcrow::lsp
