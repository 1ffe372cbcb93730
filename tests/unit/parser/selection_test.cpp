#include "parser/diagnostics/selection.h"

#include "parser/parse.h"

#include <gtest/gtest.h>

namespace pilcrow {
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

}  // namespace
}  // namespace pilcrow
