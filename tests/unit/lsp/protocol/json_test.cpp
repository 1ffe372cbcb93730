#include "lsp/protocol/json.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

std::string parsed(std::string_view text) {
    Json value;
    std::string fault;
    return parse_json(text, value, fault) ? text_of(value) : "fault: " + fault;
}

TEST(ParseJson, ReplacesWhatIsNoCharacter) {
    EXPECT_EQ(parsed(R"("a\ud800b\udc00c")"), "\"a\ufffdb\ufffdc\"");
    EXPECT_EQ(parsed(R"("\ud83d\ude00 \ud83d")"), "\"\U0001f600 \ufffd\"");
    EXPECT_EQ(parsed("\"caf\xe9 \xff\""), "\"caf\ufffd \ufffd\"");
    EXPECT_EQ(parsed(R"("\\ud800 \" \n \ud800")"), "\"\\\\ud800 \\\" \\n \ufffd\"");
}

TEST(ParseJson, RefusesWhatIsNoJson) {
    EXPECT_EQ(parsed(""), "fault: this is no JSON");
    EXPECT_EQ(parsed("{\"a\": }"), "fault: this is no JSON");
    EXPECT_EQ(parsed("{\"a\": 1} x"), "fault: this is no JSON");
    EXPECT_EQ(parsed("\"\\u12"), "fault: this is no JSON");
    EXPECT_EQ(parsed("\""), "fault: this is no JSON");
}

TEST(ParseJson, RefusesWhatIsNestedTooDeeply) {
    EXPECT_EQ(parsed(std::string(1'000'000, '[')),
              "fault: lists and objects are nested too deeply");
    EXPECT_EQ(parsed(std::string(200, '[') + std::string(200, ']')).size(), 400U);
    EXPECT_EQ(parsed('"' + std::string(1000, '[') + '"').size(), 1002U);
}

TEST(Find, FollowsAPathOfKeys) {
    const Json value = Json::parse(R"({"a": {"b": {"c": true}, "list": ["x"]}, "n": 1})");
    EXPECT_TRUE(has_flag(value, "a.b.c"));
    EXPECT_FALSE(has_flag(value, "a.b"));
    EXPECT_FALSE(has_flag(value, "n.b.c"));
    EXPECT_TRUE(lists(value, "a.list", "x"));
    EXPECT_FALSE(lists(value, "a.b", "c"));
    EXPECT_EQ(text_at(value, "n"), "");
}

TEST(Required, SaysWhatIsWrong) {
    const Json value = Json::parse(R"({"n": -1, "big": 99999999999, "t": 5})");
    const auto sentence = [](const auto& read) -> std::string {
        try {
            read();
        } catch (const BadParams& bad) {
            return bad.sentence;
        }
        return "";
    };
    EXPECT_EQ(sentence([&] { required_text(value, "x"); }), "`x` is missing");
    EXPECT_EQ(sentence([&] { required_text(value, "t"); }), "`t` must be a text");
    EXPECT_EQ(sentence([&] { required_number(value, "n"); }), "`n` must be a number from 0 on");
    EXPECT_EQ(sentence([&] { required_list(Json::array(), "n"); }), "an object with `n` is needed");
    EXPECT_EQ(required_number(value, "big"), 0x7fffffffU);
}

}  // namespace
}  // namespace pilcrow::lsp
