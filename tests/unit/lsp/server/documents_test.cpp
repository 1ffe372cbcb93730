#include "tests/unit/lsp/server/client.h"

#include <gtest/gtest.h>

namespace pilcrow::lsp {
namespace {

const std::string uri = "file:///project/a.pil";

// The text of the open document, as the server has it.
std::string text(Documents& documents) { return documents.now()->begin()->second.tree->text(); }

Json edit(Json range, const std::string& text) {
    return {{"range", std::move(range)}, {"text", text}};
}
Json change(int version, Json changes) {
    return {{"textDocument", {{"uri", uri}, {"version", version}}},
            {"contentChanges", std::move(changes)}};
}
Json opened(const std::string& text) {
    return {{"textDocument", {{"uri", uri}, {"version", 1}, {"text", text}}}};
}

TEST(Documents, TakeEditsOneAfterAnother) {
    Documents documents(ColumnUnit::Utf16);
    documents.open(opened("a = \U0001f600\nb\n"));
    const auto before = documents.now();
    documents.change(change(
        2, {edit(range_json(0, 6, 0, 6), "!"), edit(range_json(0, 0, 0, 1), "cc"),
            edit(range_json(1, 0, 2, 0), "d\r\ne"), edit(range_json(99, 99, 99, 99), "\n")}));
    EXPECT_EQ(text(documents), "cc = \U0001f600!\nd\r\ne\n");
    EXPECT_EQ(documents.now()->begin()->second.version, 2);
    EXPECT_EQ(before->begin()->second.tree->text(), "a = \U0001f600\nb\n");
    documents.change(change(3, {{{"text", "whole"}}, edit(range_json(0, 5, 0, 5), "!")}));
    EXPECT_EQ(text(documents), "whole!");
    documents.change(change(4, {edit(range_json(0, 5, 0, 0), "")}));  // the wrong way round
    EXPECT_EQ(text(documents), "!");
}

TEST(Documents, AreKnownByPathAndCalledByTheClientsUri) {
    Documents documents(ColumnUnit::Utf16);
    Json params = opened("x");
    params["textDocument"]["uri"] = "file:///project/%61%3A.pil";
    EXPECT_EQ(documents.open(params), "/project/a:.pil");
    EXPECT_EQ(documents.now()->at("/project/a:.pil").uri, "file:///project/%61%3A.pil");
    EXPECT_EQ(documents.close({{"textDocument", {{"uri", "file:///project/a%3A.pil"}}}}),
              "/project/a:.pil");
    EXPECT_TRUE(documents.now()->empty());
}

TEST(Documents, ThatAreNoFilesSayTheirLanguage) {
    Documents documents(ColumnUnit::Utf16);
    for (const auto& [language, layout] :
         {std::pair{"python", Layout::Python}, {"pilcrow", Layout::Pilcrow}}) {
        documents.open(
            {{"textDocument", {{"uri", "untitled:1"}, {"languageId", language}, {"text", "x"}}}});
        EXPECT_EQ(documents.now()->at("untitled:1").tree->layout, layout);
    }
}

}  // namespace
}  // namespace pilcrow::lsp
