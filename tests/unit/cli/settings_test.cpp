#include "cli/settings.h"

#include "parser/parse.h"

#include <gtest/gtest.h>

namespace pilcrow::cli {
namespace {

std::vector<Code> left(const std::string& text, Selection selection = {}) {
    const Tree tree = parse(text, Layout::Pilcrow);
    std::vector<Diagnostic> found = syntax_diagnostics(tree);
    apply_selection(tree, selection, found);
    std::vector<Code> codes;
    for (const Diagnostic& one : found) codes.push_back(one.code);
    return codes;
}

TEST(Selection, KeepsErrorsWhateverIsWanted) {
    Selection nothing;
    nothing.wanted.reset();
    EXPECT_EQ(left("f((1)\ng(\n    , 1,\n", nothing), std::vector{Code::UnclosedBracket});
}

TEST(Selection, ACommentSilencesItsOwnLineOnly) {
    EXPECT_EQ(left("f(\n    , 1,  # pilcrow: ignore[extra-comma]\n    , 2,\n"),
              std::vector{Code::ExtraComma});
    EXPECT_EQ(left("f(  # pilcrow: ignore\n    , 1,\n"), std::vector{Code::ExtraComma});
    EXPECT_EQ(left("f(\n    , 1,  # pilcrow: ignore[unknown, extra-comma]\n"), std::vector<Code>{});
    EXPECT_EQ(left("f(\n    , 1,  # pilcrow: ignore[unknown]\n"), std::vector{Code::ExtraComma});
    EXPECT_EQ(left("f(\n    , 1,  # pilcrow: ignore[extra-comma\n"), std::vector<Code>{});
}

TEST(Selection, KnowsWarningsByTheirCodes) {
    std::string error;
    const CodeSet codes = codes_from({"unused-import", "extra-comma"}, error);
    EXPECT_EQ(error, "");
    EXPECT_EQ(codes.count(), 2u);
    EXPECT_TRUE(codes[static_cast<std::size_t>(Code::UnusedImport)]);
    codes_from({"unclosed-bracket"}, error);
    EXPECT_EQ(error, "`unclosed-bracket` is an error: only warnings can be chosen");
    error.clear();
    codes_from({"unused-imports"}, error);
    EXPECT_EQ(error, "there is no code `unused-imports`: did you mean `unused-import`?");
}

}  // namespace
}  // namespace pilcrow::cli
