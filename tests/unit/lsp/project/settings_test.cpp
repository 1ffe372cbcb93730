#include "lsp/project/settings.h"

#include <gtest/gtest.h>

namespace pilcrow {
namespace {

TEST(ProjectSettings, KnowsWarningsByTheirCodes) {
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
}  // namespace pilcrow
