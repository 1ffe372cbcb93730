// methods_navigation.cpp: what is asked and how the answers are written. What the features answer
// is told by the fixtures of tests/lsp.

#include "tests/unit/lsp/server/client.h"
#include "tests/unit/lsp/temporary_folder.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

constexpr int request_failed = -32803;
const std::string uri = "file:///project/a.pil";
const std::string other = "file:///project/b.pil";
// Two units of UTF-16, four bytes.
const std::string wide = "\U0001f600";

constexpr std::string_view in_bytes = R"({"general": {"positionEncodings": ["utf-8"]}})";

Json nothing() { return nullptr; }

// --- hover ---

TEST(Hover, IsAboutARangeInTheClientsColumns) {
    const std::string text = "def scale(x: C): pass\nf(\"" + wide + "\", scale)\n";
    TestClient utf16;
    utf16.open(uri, text);
    EXPECT_EQ(utf16.result("textDocument/hover", at(uri, 1, 8))["range"], range_json(1, 8, 1, 13));
    EXPECT_EQ(utf16.result("textDocument/hover", at(uri, 1, 13))["range"], range_json(1, 8, 1, 13));
    TestClient utf8(in_bytes);
    utf8.open(uri, text);
    EXPECT_EQ(utf8.result("textDocument/hover", at(uri, 1, 10))["range"], range_json(1, 10, 1, 15));
}

TEST(Hover, IsMarkdownOrPlainTextAsTheClientTakesIt) {
    const std::string text =
        "class C: pass\ndef scale(x_y_z: C):\n"
        "    \"Of [x], with `x_y_z`.\"\nscale\n";
    TestClient markdown(
        R"({"textDocument": {"hover": {"contentFormat": ["plaintext", "markdown"]}}})");
    markdown.open(uri, text);
    const Json marked = markdown.result("textDocument/hover", at(uri, 3, 1))["contents"];
    EXPECT_EQ(marked["kind"], "markdown");
    EXPECT_EQ(marked["value"],
              "```pilcrow\ndef scale(x_y_z: C) -> None\n```\n\nOf \\[x], with `x_y_z`.");
    TestClient plain(R"({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}})");
    plain.open(uri, text);
    EXPECT_EQ(plain.result("textDocument/hover", at(uri, 3, 1))["contents"],
              (Json{{"kind", "plaintext"},
                    {"value", "def scale(x_y_z: C) -> None\n\nOf [x], with `x_y_z`."}}));
}

TEST(Hover, IsNullWhereNothingIs) {
    TestClient client;
    client.open(uri, "x = 1  # x\n");
    EXPECT_EQ(client.ask("textDocument/hover", at(uri, 0, 9)).at("result"), nothing());
    EXPECT_EQ(client.ask("textDocument/hover", at(uri, 7, 7)).at("result"), nothing());
}

// --- signatureHelp ---

TEST(SignatureHelp, CountsInLabelsAndSaysWhichParameterIsNext) {
    const std::string named =
        "class C: pass\ndef move(\u00e9\U00020000: C, y: C):\n"
        "    \"Moves it.\"\nmove(1, \n";
    TestClient offsets(R"({"textDocument": {"signatureHelp": {"signatureInformation": {
        "parameterInformation": {"labelOffsetSupport": true},
        "documentationFormat": ["markdown"]}}}})");
    offsets.open(uri, named);
    const Json help = offsets.result("textDocument/signatureHelp", at(uri, 3, 8));
    EXPECT_EQ(help["activeSignature"], 0);
    EXPECT_EQ(help["activeParameter"], 1);
    ASSERT_EQ(help["signatures"].size(), 1U);
    const Json& signature = help["signatures"][0];
    EXPECT_EQ(signature["label"], "move(\u00e9\U00020000: C, y: C) -> None");
    EXPECT_EQ(signature["activeParameter"], 1);
    EXPECT_EQ(signature["documentation"], (Json{{"kind", "markdown"}, {"value", "Moves it."}}));
    EXPECT_EQ(signature["parameters"][0]["label"], (Json{5, 11}));  // always UTF-16
    EXPECT_EQ(signature["parameters"][1]["label"], (Json{13, 17}));

    TestClient texts;
    texts.open(uri, named);
    const Json plain = texts.result("textDocument/signatureHelp", at(uri, 3, 8))["signatures"][0];
    EXPECT_EQ(plain["parameters"][1]["label"], "y: C");
    EXPECT_EQ(plain["documentation"]["kind"], "plaintext");
}

TEST(SignatureHelp, SaysThatNoParameterIsNextAsTheClientTakesIt) {
    const std::string text = "def f(x): pass\nf(1, 2, \n";
    TestClient null(R"({"textDocument": {"signatureHelp": {"signatureInformation": {
        "noActiveParameterSupport": true}}}})");
    null.open(uri, text);
    Json help = null.result("textDocument/signatureHelp", at(uri, 1, 8));
    EXPECT_TRUE(help["signatures"][0].at("activeParameter").is_null());
    EXPECT_TRUE(help.at("activeParameter").is_null());
    TestClient behind;
    behind.open(uri, text);
    help = behind.result("textDocument/signatureHelp", at(uri, 1, 8));
    EXPECT_EQ(help["signatures"][0]["activeParameter"], 1);  // one more than there are
    EXPECT_EQ(help["activeParameter"], 1);
}

TEST(SignatureHelp, IsNullOutsideOfCalls) {
    TestClient client;
    client.open(uri, "def f(x): pass\nf(1) \n");
    EXPECT_EQ(client.ask("textDocument/signatureHelp", at(uri, 1, 5)).at("result"), nothing());
}

// --- definition, declaration, typeDefinition, implementation ---

class Locations : public testing::Test {
protected:
    // A class, its subclass, and uses of both behind characters of several units.
    void open(TestClient& client) const {
        client.open(uri, "class Sledge:\n    def fly(self): pass\n");
        client.open(other,
                    "from a import Sledge\nclass Fast(Sledge):\n    def fly(self): pass\n"
                    "f(\"" +
                        wide + "\", Sledge)\none = Sledge()\none\n");
        client.server().settle();
    }
};

TEST_F(Locations, AreNamesForClientsThatTakeNoLinks) {
    TestClient client("{}", "/project");
    open(client);
    const Json klass = Json::array({{{"uri", uri}, {"range", range_json(0, 6, 0, 12)}}});
    EXPECT_EQ(client.result("textDocument/definition", at(other, 3, 8)), klass);
    EXPECT_EQ(client.result("textDocument/typeDefinition", at(other, 5, 1)), klass);
    EXPECT_EQ(client.result("textDocument/declaration", at(other, 3, 8)),
              Json::array({{{"uri", other}, {"range", range_json(0, 14, 0, 20)}}}));
    EXPECT_EQ(client.result("textDocument/implementation", at(uri, 1, 10)),
              Json::array({{{"uri", other}, {"range", range_json(2, 8, 2, 11)}}}));
}

TEST_F(Locations, AreLinksWhereThoseAreTaken) {
    TestClient client(R"({"textDocument": {"definition": {"linkSupport": true},
                                           "implementation": {"linkSupport": true}}})",
                      "/project");
    open(client);
    EXPECT_EQ(client.result("textDocument/definition", at(other, 3, 8)),
              Json::array({{{"targetUri", uri},
                            {"targetRange", range_json(0, 0, 1, 23)},
                            {"targetSelectionRange", range_json(0, 6, 0, 12)}}}));
    EXPECT_TRUE(
        client.result("textDocument/implementation", at(uri, 1, 10))[0].contains("targetUri"));
    // Each method has a word of its own for it.
    EXPECT_TRUE(client.result("textDocument/declaration", at(other, 3, 8))[0].contains("uri"));
    EXPECT_TRUE(client.result("textDocument/typeDefinition", at(other, 5, 1))[0].contains("uri"));
}

TEST_F(Locations, AreEmptyWhereNothingIs) {
    TestClient client("{}", "/project");
    open(client);
    client.open(uri, "unknown\n");
    for (const char* method : {"textDocument/definition", "textDocument/declaration",
                               "textDocument/typeDefinition", "textDocument/implementation"}) {
        EXPECT_EQ(client.result(method, at(uri, 0, 3)), Json::array()) << method;
        EXPECT_EQ(client.result(method, at(uri, 9, 9)), Json::array()) << method;
    }
}

// --- references ---

TEST(References, AreInAllFilesAndInTheirColumns) {
    for (const bool utf8 : {false, true}) {
        TestClient client(utf8 ? in_bytes : "{}", "/project");
        client.open(uri, "def fly(): pass\n");
        client.open(other, "from a import fly\nf(\"" + wide + "\", fly)\n");
        client.server().settle();
        Json params = at(uri, 0, 5);
        params["context"] = {{"includeDeclaration", true}};
        const int column = utf8 ? 10 : 8;
        const Json uses = {{{"uri", other}, {"range", range_json(0, 14, 0, 17)}},
                           {{"uri", other}, {"range", range_json(1, column, 1, column + 3)}}};
        const Json own = {{"uri", uri}, {"range", range_json(0, 4, 0, 7)}};
        EXPECT_EQ(client.result("textDocument/references", params),
                  Json::array({own, uses[0], uses[1]}));
        params["context"]["includeDeclaration"] = false;
        EXPECT_EQ(client.result("textDocument/references", params),
                  Json::array({uses[1]}));  // an import gives the name its meaning, too
        EXPECT_EQ(client.result("textDocument/references", at(uri, 0, 9)), Json::array());
    }
}

// --- workspace/symbol ---

TEST(WorkspaceSymbols, SayWhereEachIs) {
    for (const bool utf8 : {false, true}) {
        TestClient client(utf8 ? in_bytes : "{}", "/project");
        client.open(uri, "class Sledge:\n    def fly(self): pass\n\"" + wide + "\"; SNOW = 1\n");
        client.server().settle();
        const auto found = [&](const char* query) {
            return client.result("workspace/symbol", {{"query", query}});
        };
        const auto symbol = [](const char* name, int kind, const char* container, Json range) {
            return Json::array({{{"name", name},
                                 {"kind", kind},
                                 {"containerName", container},
                                 {"location", {{"uri", uri}, {"range", std::move(range)}}}}});
        };
        EXPECT_EQ(found("fly"), symbol("fly", 6, "Sledge", range_json(1, 8, 1, 11)));
        const int column = utf8 ? 8 : 6;
        EXPECT_EQ(found("SNOW"), symbol("SNOW", 14, "a", range_json(2, column, 2, column + 4)));
        EXPECT_EQ(found("nowhere"), Json::array());
        EXPECT_EQ(found("").size(), 3U);
        EXPECT_EQ(client.error("workspace/symbol", Json::object()), -32602);
    }
}

// --- rename ---

TEST(Rename, IsPreparedWithTheNameThatIsThere) {
    TestClient client(R"({"textDocument": {"rename": {"prepareSupport": true}}})", "/project");
    EXPECT_EQ(client.start()["result"]["capabilities"]["renameProvider"],
              (Json{{"prepareProvider", true}}));
    client.open(uri, "f(\"" + wide + "\", (fly := 1))\nprint(1)\n");
    EXPECT_EQ(client.result("textDocument/prepareRename", at(uri, 0, 10)),
              (Json{{"range", range_json(0, 9, 0, 12)}, {"placeholder", "fly"}}));
    const Json refused = client.ask("textDocument/prepareRename", at(uri, 1, 6));
    EXPECT_EQ(refused.at("error").at("code"), request_failed);
    EXPECT_FALSE(refused["error"]["message"].get<std::string>().empty());
    TestClient old;
    EXPECT_EQ(old.start()["result"]["capabilities"]["renameProvider"], true);
}

Json renaming(const std::string& in, int line, int character, const std::string& name) {
    Json params = at(in, line, character);
    params["newName"] = name;
    return params;
}

TEST(Rename, ChangesFilesByTheirUris) {
    TestClient client("{}", "/project");
    client.open(uri, "def fly(): pass\n", 3);
    client.open(other, "from a import fly\nf(\"" + wide + "\", fly)\n", 5);
    EXPECT_EQ(client.result("textDocument/rename", renaming(uri, 0, 5, "soar")),
              (Json{{"changes",
                     {{uri, {{{"range", range_json(0, 4, 0, 7)}, {"newText", "soar"}}}},
                      {other,
                       {{{"range", range_json(0, 14, 0, 17)}, {"newText", "soar"}},
                        {{"range", range_json(1, 8, 1, 11)}, {"newText", "soar"}}}}}}}));
}

TEST(Rename, ChangesVersionsOfDocumentsWhereTheClientTakesThose) {
    const TemporaryFolder disk;
    const std::string closed = "file://" + disk.put("closed.pil", "from open import fly\nfly()\n");
    const std::string open = "file://" + disk.at("open.pil");
    TestClient client(R"({"workspace": {"workspaceEdit": {"documentChanges": true}}})",
                      disk.path());
    client.open(open, "def fly(): pass\n", 3);
    client.server().settle();
    const Json changes =
        client.result("textDocument/rename", renaming(open, 0, 5, "soar"))["documentChanges"];
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0]["textDocument"], (Json{{"uri", closed}, {"version", nullptr}}));
    EXPECT_EQ(changes[0]["edits"].size(), 2U);
    EXPECT_EQ(changes[1]["textDocument"], (Json{{"uri", open}, {"version", 3}}));
    EXPECT_EQ(changes[1]["edits"],
              Json::array({{{"range", range_json(0, 4, 0, 7)}, {"newText", "soar"}}}));
}

TEST(Rename, SaysWhyItDoesNot) {
    TestClient client("{}", "/project");
    client.open(uri, "def fly(): pass\nprint(1)\n");
    for (const Json& params :
         {renaming(uri, 0, 5, "no name"), renaming(uri, 0, 5, "class"), renaming(uri, 1, 6, "x")}) {
        const Json refused = client.ask("textDocument/rename", params);
        EXPECT_EQ(refused.at("error").at("code"), request_failed) << params;
        EXPECT_FALSE(refused["error"]["message"].get<std::string>().empty());
    }
    EXPECT_EQ(client.error("textDocument/rename", at(uri, 0, 5)), -32602);
}

}  // namespace
}  // namespace pilcrow::lsp
