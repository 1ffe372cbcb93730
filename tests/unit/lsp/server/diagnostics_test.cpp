#include "tests/unit/lsp/server/client.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace pilcrow::lsp {
namespace {

const std::string uri = "file:///project/a.pil";

std::vector<std::string> codes(const Json& diagnostics) {
    std::vector<std::string> codes;
    for (const Json& one : diagnostics) codes.push_back(one["code"]);
    return codes;
}
using Codes = std::vector<std::string>;
// A client that asks for diagnostics.
constexpr std::string_view asks = R"({"textDocument": {"diagnostic": {}}})";

TEST(PushedDiagnostics, AreThoseOfTheNewestVersionOnly) {
    TestClient client;
    client.open(uri, "f(1\n");
    client.change(uri, 2, {{{"text", "import os\n"}}});
    client.change(uri, 3, {{{"text", "import sys\n"}}});
    EXPECT_TRUE(client.told("textDocument/publishDiagnostics").empty());
    client.server().settle();
    const auto pushed = client.told("textDocument/publishDiagnostics");
    ASSERT_EQ(pushed.size(), 1U);
    EXPECT_EQ(pushed[0]["version"], 3);
    EXPECT_EQ(pushed[0]["uri"], uri);
    EXPECT_EQ(codes(pushed[0]["diagnostics"]), Codes{"unused-import"});
    client.server().settle();
    EXPECT_TRUE(client.sent().empty());
}

TEST(PushedDiagnostics, GoWhenTheDocumentIsClosed) {
    TestClient client;
    client.open(uri, "f(1\n");
    client.close(uri);
    client.server().settle();
    const auto pushed = client.told("textDocument/publishDiagnostics");
    ASSERT_EQ(pushed.size(), 1U);
    EXPECT_TRUE(pushed[0]["diagnostics"].empty());
}

TEST(PushedDiagnostics, AreNotSentToAClientThatAsks) {
    TestClient client(asks);
    client.open(uri, "f(1\n");
    client.close(uri);
    client.server().settle();
    EXPECT_TRUE(client.sent().empty());
}

TEST(PulledDiagnostics, SayAllThatIsKnownOfThem) {
    TestClient client(asks);
    client.open(uri, "import os\nx = \"\U0001f600\" + (1]\n");
    const Json report = client.result("textDocument/diagnostic", of_document(uri));
    EXPECT_EQ(report["kind"], "full");
    ASSERT_EQ(codes(report["items"]), (Codes{"unused-import", "mismatched-closer"}));
    const Json& import = report["items"][0];
    EXPECT_EQ(import["severity"], 2);
    EXPECT_EQ(import["source"], "pilcrow");
    EXPECT_EQ(import["tags"], Json::array({1}));
    const Json& closer = report["items"][1];
    EXPECT_EQ(closer["severity"], 1);
    EXPECT_EQ(closer["range"], range_json(1, 13, 1, 14));  // in UTF-16
    EXPECT_EQ(closer["relatedInformation"][0]["location"]["range"], range_json(1, 11, 1, 12));
    EXPECT_EQ(closer["relatedInformation"][0]["location"]["uri"], uri);
}

TEST(PulledDiagnostics, SayWhenNothingHasChanged) {
    TestClient client(asks);
    client.open(uri, "import os\n");
    Json params = of_document(uri);
    params["previousResultId"] = client.result("textDocument/diagnostic", params)["resultId"];
    client.change(uri, 2, {{{"text", "import os\n\n"}}});
    EXPECT_EQ(client.result("textDocument/diagnostic", params),
              (Json{{"kind", "unchanged"}, {"resultId", params["previousResultId"]}}));
    client.change(uri, 3, {{{"text", "\nimport os\n"}}});
    EXPECT_EQ(client.result("textDocument/diagnostic", params)["kind"], "full");
}

TEST(PulledDiagnostics, OfAWorkspaceComeInPartsWhereThatIsWanted) {
    TestClient client(asks, "/project");
    client.open(uri, "import os\n");
    client.open("file:///project/b.pil", "x = 1\n");
    client.open("file:///project/c.py", "import os\n");  // as in `pilcrow check FOLDER`
    const Json report =
        client.result("workspace/diagnostic", {{"previousResultIds", Json::array()}});
    ASSERT_EQ(report["items"].size(), 2U);
    EXPECT_EQ(report["items"][0]["uri"], uri);
    EXPECT_EQ(report["items"][0]["version"], 1);
    EXPECT_EQ(codes(report["items"][0]["items"]), Codes{"unused-import"});
    EXPECT_EQ(report["items"][1]["items"], Json::array());
    for (int count = 0; count < 60; ++count) {
        client.open("file:///project/many" + std::to_string(count) + ".pil", "x = 1\n");
    }
    const Json rest = client.result(
        "workspace/diagnostic",
        {{"previousResultIds", {{{"uri", uri}, {"value", report["items"][0]["resultId"]}}}},
         {"partialResultToken", "t"}});
    const auto parts = client.told("$/progress");
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0]["token"], "t");
    EXPECT_EQ(parts[0]["value"]["items"].size(), 50U);
    EXPECT_EQ(parts[0]["value"]["items"][0]["kind"], "unchanged");
    EXPECT_EQ(rest["items"].size(), 12U);
}

TEST(Diagnostics, AreThoseThatTheProjectWants) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::temp_directory_path() / "pilcrow-lsp-diagnostics-test";
    fs::create_directories(folder);
    const std::string toml = (folder / "pyproject.toml").string();
    std::ofstream(toml) << "[tool.pilcrow]\nignore = [\"unused-import\"]\n";
    const std::string file = "file://" + (folder / "a.pil").string();
    TestClient client;
    client.open(file, "import os\nf(\n    , 1,\n");
    EXPECT_EQ(codes(client.result("textDocument/diagnostic", of_document(file))["items"]),
              (Codes{"undefined-name", "extra-comma"}));
    std::ofstream(toml) << "[tool.pilcrow]\nselect = [\"unused-import\"]\n";
    client.notify("workspace/didChangeWatchedFiles",
                  {{"changes", {{{"uri", "file://" + toml}, {"type", 2}}}}});
    client.server().settle();
    const auto pushed = client.told("textDocument/publishDiagnostics");
    ASSERT_EQ(pushed.size(), 1U);
    EXPECT_EQ(codes(pushed[0]["diagnostics"]), Codes{"unused-import"});
    fs::remove_all(folder);
}

TEST(CodeActions, MendWhatIsFoundInTheRange) {
    TestClient client(R"({"textDocument": {"codeAction": {
        "codeActionLiteralSupport": {}, "isPreferredSupport": true}}})");
    const std::string text = "import os\nprint(\n    , 1,\n";
    client.open(uri, text);
    Json params = of_document(uri);
    params["range"] = range_json(2, 4, 2, 8);
    params["context"] = {{"diagnostics", Json::array()}};
    const Json actions = client.result("textDocument/codeAction", params);
    ASSERT_EQ(actions.size(), 1U);
    EXPECT_EQ(actions[0]["kind"], "quickfix");
    EXPECT_EQ(actions[0]["isPreferred"], true);
    EXPECT_EQ(codes(actions[0]["diagnostics"]), Codes{"extra-comma"});
    EXPECT_EQ(with_edits(text, actions[0]["edit"]["changes"][uri]), "import os\nprint(\n    , 1\n");
    params["context"]["only"] = {"refactor"};
    EXPECT_TRUE(client.result("textDocument/codeAction", params).empty());
    params["context"]["only"] = {"quickfix"};
    EXPECT_EQ(client.result("textDocument/codeAction", params).size(), 1U);
}

TEST(CodeActions, NameTheVersionThatTheyMendWhereTheClientTakesIt) {
    TestClient client(R"({"textDocument": {"codeAction": {"codeActionLiteralSupport": {}}},
                          "workspace": {"workspaceEdit": {"documentChanges": true}}})");
    client.open(uri, "import os\n", 7);
    Json params = of_document(uri);
    params["range"] = range_json(0, 0, 0, 9);
    const Json actions = client.result("textDocument/codeAction", params);
    ASSERT_EQ(actions.size(), 1U);
    const Json& change = actions[0]["edit"]["documentChanges"][0];
    EXPECT_EQ(change["textDocument"], (Json{{"uri", uri}, {"version", 7}}));
    EXPECT_EQ(change["edits"].size(), 1U);
}

TEST(CodeActions, ImportWhatIsNotDefined) {
    TestClient client(R"({"textDocument": {"codeAction": {"codeActionLiteralSupport": {},
                          "isPreferredSupport": true}}})",
                      "/project");
    const std::string text = "from shed import (\n    , Runner\nRunner(Sledge, np)\n";
    client.open("file:///project/shed.pil", "class Sledge: pass\nclass Runner: pass\n");
    client.open("file:///project/numpy.pil", "");
    client.open(uri, text);
    client.server().settle();
    const auto titles_at = [&](int character, std::string* mended = nullptr) {
        Json params = of_document(uri);
        params["range"] = range_json(2, character, 2, character);
        std::vector<std::string> titles;
        for (const Json& action : client.result("textDocument/codeAction", params)) {
            titles.push_back(action["title"]);
            EXPECT_EQ(action["kind"], "quickfix");
            EXPECT_FALSE(action.contains("isPreferred"));
            EXPECT_EQ(action["diagnostics"][0]["code"], "undefined-name");
            if (mended != nullptr) *mended = with_edits(text, action["edit"]["changes"][uri]);
        }
        return titles;
    };
    std::string mended;
    EXPECT_EQ(titles_at(8, &mended), (std::vector<std::string>{"Add `from shed import Sledge`"}));
    EXPECT_EQ(mended, "from shed import (\n    , Runner\n    , Sledge\nRunner(Sledge, np)\n");
    EXPECT_EQ(titles_at(15, &mended), (std::vector<std::string>{"Add `import numpy as np`"}));
    EXPECT_EQ(mended, "from shed import (\n    , Runner\nimport numpy as np\nRunner(Sledge, np)\n");
    EXPECT_TRUE(titles_at(2).empty());
}

class FixAll : public testing::Test {
protected:
    Json ask(TestClient& client, Json context) {
        context["diagnostics"] = Json::array();
        Json params = of_document(uri);
        params["range"] = range_json(0, 0, 0, 0);
        params["context"] = std::move(context);
        return client.result("textDocument/codeAction", params);
    }
    static constexpr std::string_view takes = R"({"textDocument": {"codeAction": {
        "codeActionLiteralSupport": {}}}})";
};

// As `pilcrow check --fix` does: round by round, and unsafe fixes left alone.
TEST_F(FixAll, MendsAllThatIsSafe) {
    const std::string text =
        "import os\nf(\n    , g(\n        , 1\n    )\n)\n"
        "x = \"\U0001f600\"\ny(\n    , x,\n";
    TestClient client(takes);
    client.open(uri, text);
    for (const char* only : {"source", "source.fixAll", "source.fixAll.pilcrow"}) {
        const Json actions = ask(client, {{"only", {only}}});
        ASSERT_EQ(actions.size(), 1U) << only;
        EXPECT_EQ(actions[0]["kind"], "source.fixAll.pilcrow");
        const Json& edits = actions[0]["edit"]["changes"][uri];
        EXPECT_EQ(with_edits(text, edits),
                  "import os\nf(\n    , g(\n        , 1\n"
                  "x = \"\U0001f600\"\ny(\n    , x\n");
        EXPECT_EQ(edits.size(), 2U);  // only lines that change
    }
    for (const char* only : {"quickfix", "source.fixAll.other", "source.organizeImports"}) {
        for (const Json& action : ask(client, {{"only", {only}}})) {
            EXPECT_EQ(action["kind"], "quickfix");
        }
    }
}

TEST_F(FixAll, IsOfferedToWhoAsksForActionsAndNotAtEachStepOfTheCursor) {
    TestClient client(takes);
    client.open(uri, "\nf(\n    , 1,\n");
    EXPECT_EQ(ask(client, {{"triggerKind", 1}}).size(), 1U);
    EXPECT_EQ(ask(client, {{"triggerKind", 2}}).size(), 0U);
    EXPECT_EQ(ask(client, Json::object()).size(), 0U);
    client.open(uri, "import os\n");  // has nothing that is safe to mend
    EXPECT_EQ(ask(client, {{"only", {"source.fixAll"}}}), Json::array());
    client.open(uri, "f(1,\n");
    TestClient other;
    other.open(uri, "f(\n    , 1,\n");
    EXPECT_EQ(ask(other, {{"only", {"source.fixAll"}}}), Json::array());
}

}  // namespace
}  // namespace pilcrow::lsp
