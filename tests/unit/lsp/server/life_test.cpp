#include "tests/unit/lsp/server/client.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

constexpr int invalid_request = -32600;
constexpr int method_not_found = -32601;
constexpr int invalid_params = -32602;
constexpr int not_initialized = -32002;
constexpr int request_failed = -32803;

TEST(Life, BeginsWithInitialize) {
    TestClient client{TestClient::Fresh{}};
    EXPECT_EQ(client.error("textDocument/formatting", of_document("file:///a.pil")),
              not_initialized);
    client.open("file:///a.pil", "x");  // is dropped
    EXPECT_TRUE(client.sent().empty());
    const Json answer = client.ask("initialize", {{"capabilities", Json::object()}});
    EXPECT_EQ(answer["result"]["serverInfo"]["name"], "pilcrow");
    EXPECT_EQ(client.error("initialize", Json::object()), invalid_request);
}

TEST(Life, EndsWithShutdownAndExit) {
    TestClient client;
    const Json answer = client.ask("shutdown", nullptr);
    EXPECT_TRUE(answer.contains("result"));
    EXPECT_EQ(answer["result"], nullptr);
    EXPECT_EQ(client.error("textDocument/formatting", of_document("file:///a.pil")),
              invalid_request);
    EXPECT_EQ(client.server().status_at_end(), 0);
    EXPECT_FALSE(client.server().exit_status());
    client.notify("exit", nullptr);
    EXPECT_EQ(client.server().exit_status(), 0);
}

TEST(Life, EndsBadlyWithoutShutdown) {
    TestClient client;
    EXPECT_EQ(client.server().status_at_end(), 1);
    client.notify("exit", nullptr);
    EXPECT_EQ(client.server().exit_status(), 1);
    TestClient fresh{TestClient::Fresh{}};
    fresh.notify("exit", nullptr);
    EXPECT_EQ(fresh.server().exit_status(), 1);
}

TEST(Life, AnswersWhatItDoesNotKnowByTheBook) {
    TestClient client;
    EXPECT_EQ(client.error("textDocument/nonsense", Json::object()), method_not_found);
    EXPECT_EQ(client.error("$/nonsense", Json::object()), method_not_found);
    client.notify("$/nonsense", Json::object());
    client.notify("textDocument/didNonsense", 5);
    client.server().receive({{"id", 7}, {"result", nullptr}});  // nobody asked
    EXPECT_TRUE(client.sent().empty());
    for (const Json& wrong : {Json(5), Json::array({1}), Json{{"id", 5}}, Json{{"method", 5}},
                              Json{{"id", nullptr}, {"method", "shutdown"}}}) {
        client.server().receive(wrong);
        ASSERT_EQ(client.sent().size(), 1U) << wrong;
        EXPECT_EQ(client.sent()[0]["error"]["code"], invalid_request);
        EXPECT_EQ(client.sent()[0]["id"], nullptr);
        client.sent().clear();
    }
}

TEST(Life, SaysWhichParametersAreWrong) {
    TestClient client;
    client.open("file:///a.pil", "x = 1\n");
    client.sent().clear();
    const char* const method = "textDocument/rangeFormatting";
    EXPECT_EQ(client.error(method, nullptr), invalid_params);
    EXPECT_EQ(client.error(method, Json::array()), invalid_params);
    EXPECT_EQ(client.error(method, of_document("file:///a.pil")), invalid_params);
    EXPECT_EQ(client.error(method, of_document("not a uri")), invalid_params);
    EXPECT_EQ(client.error(method, of_document("file:///not-there.pil")), request_failed);
    Json params = of_document("file:///a.pil");
    params["range"] = {{"start", {{"line", -1}, {"character", 0}}}, {"end", 5}};
    const Json answer = client.ask(method, params);
    EXPECT_EQ(answer["error"]["message"], "`line` must be a number from 0 on");
}

TEST(Life, KeepsTheDocumentsThatBadNotificationsAreAbout) {
    TestClient client;
    const std::string uri = "file:///a.pil";
    client.open(uri, "x  =  1\n");
    client.sent().clear();
    client.change(uri, 2, 5);
    client.change(uri, 2, Json::array({{{"range", 5}, {"text", "y"}}}));
    client.change("file:///b.pil", 2, Json::array());
    client.notify("textDocument/didOpen", {{"textDocument", 5}});
    client.close("file:///b.pil");
    EXPECT_EQ(client.told("window/logMessage").size(), 3U);
    const Json edits = client.result("textDocument/formatting", of_document(uri));
    EXPECT_EQ(with_edits("x  =  1\n", edits), "x = 1\n");
}

TEST(Life, AgreesOnTheEncodingThatTheClientLikesBest) {
    const auto encoding = [](const std::string& list) {
        TestClient client(R"({"general": {"positionEncodings": )" + list + "}}");
        return client.start()["result"]["capabilities"]["positionEncoding"];
    };
    EXPECT_EQ(encoding(R"(["utf-8", "utf-16"])"), "utf-8");
    EXPECT_EQ(encoding(R"(["ebcdic", "utf-32", "utf-16"])"), "utf-32");
    EXPECT_EQ(encoding("[]"), "utf-16");
    EXPECT_EQ(encoding("5"), "utf-16");
}

TEST(Life, RegistersWhatTheClientLetsRegister) {
    TestClient client{TestClient::Fresh{}};
    const Json can = Json::parse(R"({"workspace": {
        "didChangeWatchedFiles": {"dynamicRegistration": true}, "configuration": true,
        "didChangeConfiguration": {"dynamicRegistration": true}}})");
    client.ask("initialize", {{"capabilities", can}});
    client.notify("initialized", Json::object());
    const auto registered = client.told("client/registerCapability");
    ASSERT_EQ(registered.size(), 1U);
    EXPECT_EQ(registered[0]["registrations"].size(), 2U);
    const auto asked = client.told("workspace/configuration");
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0]["items"][0]["section"], "pilcrow");
}

}  // namespace
}  // namespace pilcrow::lsp
