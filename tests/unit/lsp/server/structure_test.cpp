// methods_structure.cpp: what is asked and how the answers are written. What each key does is told
// by the fixtures of tests/lsp.

#include "tests/unit/lsp/server/client.h"

#include <gtest/gtest.h>

#include <vector>

namespace pilcrow::lsp {
namespace {

const std::string uri = "file:///project/a.pil";

TEST(Structure, AnswersWithEditsAndASelection) {
    TestClient client;
    const std::string text = "x = \U0001f600\nprint(\n    , \U0001f600a\n";
    client.open(uri, text);
    Json params = at(uri, 2, 9);
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
    Json params = at(uri, 2, 0);
    params["ch"] = "\n";
    const Json edits = client.result("textDocument/onTypeFormatting", params);
    EXPECT_EQ(with_edits(text, edits), "print(\n    , a\n    , \n");
    params["ch"] = "x";
    EXPECT_EQ(client.result("textDocument/onTypeFormatting", params), nullptr);
}

// Each request at a place where it does something: what it makes of the text.
struct Case {
    const char* method;
    const char* text;
    Json params;  // beside the document
    const char* after;
    Json selection;
};

std::vector<Case> cases() {
    const auto place = [](int line, int character) {
        return Json{{"position", at(uri, line, character)["position"]}};
    };
    const auto range = [](int line, int begin, int end_line, int end) {
        return Json{{"range", range_json(line, begin, end_line, end)}};
    };
    const auto with = [](Json params, const char* key, const char* value) {
        params[key] = value;
        return params;
    };
    return {
        {"pilcrow/onEnter", "f(\n    , a\n", range(1, 7, 1, 7), "f(\n    , a\n    , \n",
         range_json(2, 6, 2, 6)},
        {"pilcrow/indent", "f(a)\nb\n", range(1, 0, 1, 0), "f(a)\nb\n", nullptr},
        {"pilcrow/indent", "if x:\n    a\nb\n", range(2, 0, 2, 0), "if x:\n    a\n    b\n",
         range_json(2, 4, 2, 4)},
        {"pilcrow/outdent", "if x:\n    a\n    b\n", range(2, 4, 2, 4), "if x:\n    a\nb\n",
         range_json(2, 0, 2, 0)},
        {"pilcrow/backspace", "f(\n    , a\n    , \n", place(2, 6), "f(\n    , a\n\n",
         range_json(2, 0, 2, 0)},
        {"pilcrow/move", "a\nb\n", with(range(1, 0, 1, 0), "direction", "up"), "b\na\n",
         range_json(0, 0, 0, 0)},
        {"pilcrow/move", "a\nb\n", with(range(0, 0, 0, 0), "direction", "down"), "b\na\n",
         range_json(1, 0, 1, 0)},
        {"pilcrow/split", "f(a, b)\n", place(0, 3), "f(\n    , a\n    , b\n",
         range_json(1, 7, 1, 7)},
        {"pilcrow/join", "f(\n    , a\n    , b\n", place(1, 7), "f(a, b)\n",
         range_json(0, 3, 0, 3)},
        {"pilcrow/paste", "f(\n    , a\n", with(range(1, 7, 1, 7), "text", "\n, b\n"),
         "f(\n    , a\n    , b\n", nullptr},
    };
}

TEST(Structure, HasARequestForEachKey) {
    TestClient client;
    const Json known = client.start()["result"]["capabilities"]["experimental"];
    for (const Case& one : cases()) {
        const std::string name = std::string(one.method).substr(8);
        EXPECT_EQ(known[name], true) << name;
        client.open(uri, one.text);
        Json params = of_document(uri);
        params.update(one.params);
        const Json answer = client.result(one.method, params);
        if (std::string(one.text) == one.after) {
            EXPECT_FALSE(answer.is_object() && !answer["edits"].empty()) << one.text << answer;
            continue;
        }
        ASSERT_TRUE(answer.is_object()) << one.method << one.text;
        EXPECT_EQ(with_edits(one.text, answer["edits"]), one.after) << one.method;
        if (!one.selection.is_null()) {
            EXPECT_EQ(answer["selection"], one.selection) << one.method << one.text;
        }
    }
}

TEST(Structure, AsksForWhatItNeeds) {
    TestClient client;
    client.open(uri, "a\nb\n");
    EXPECT_EQ(client.error("pilcrow/onEnter", of_document(uri)), -32602);
    EXPECT_EQ(client.error("pilcrow/backspace", of_document(uri)), -32602);
    EXPECT_EQ(client.error("pilcrow/move", at(uri, 0, 0)), -32602);
    EXPECT_EQ(client.error("pilcrow/paste", at(uri, 0, 0)), -32602);
    // A cursor is an empty selection.
    EXPECT_EQ(client.result("pilcrow/indent", at(uri, 1, 0)), client.result("pilcrow/indent", [] {
        Json params = of_document(uri);
        params["range"] = range_json(1, 0, 1, 0);
        return params;
    }()));
}

TEST(Structure, SaysWhyItDoesNotOrNothing) {
    TestClient client;
    client.open(uri, "x = 1\n");
    EXPECT_EQ(client.ask("pilcrow/backspace", at(uri, 0, 3)).at("result"), nullptr);
    EXPECT_EQ(client.ask("pilcrow/split", at(uri, 0, 2)).at("result"), nullptr);
    client.open(uri, "f(\n    , a  # why\n    , b\n");
    const Json refused = client.result("pilcrow/join", at(uri, 1, 6));
    EXPECT_EQ(refused["edits"], Json::array());
    EXPECT_EQ(refused["reason"],
              "these lines cannot be joined: a comment stands behind one of them");
    EXPECT_FALSE(refused.contains("selection"));
}

TEST(Structure, CountsTheSelectionInTheTextThatItMakes) {
    for (const bool utf8 : {false, true}) {
        TestClient client(utf8 ? R"({"general": {"positionEncodings": ["utf-8"]}})" : "{}");
        client.open(uri, "f(\"\U0001f600\", \"\U0001f600\" + c)\n");
        const Json answer = client.result("pilcrow/split", at(uri, 0, utf8 ? 19 : 15));
        // `c` is on a line of its own, behind the string.
        EXPECT_EQ(answer["selection"]["start"]["line"], 2);
        EXPECT_EQ(answer["selection"]["start"]["character"], utf8 ? 15 : 13);
    }
}

}  // namespace
}  // namespace pilcrow::lsp
