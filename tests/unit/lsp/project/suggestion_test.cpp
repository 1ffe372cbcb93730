#include "lsp/project/suggestion.h"

#include <gtest/gtest.h>

#include <array>

namespace pilcrow {
namespace {

constexpr std::array<std::string_view, 3> known{"check", "completions", "tree"};

TEST(Suggestion, IsTheNearestWord) {
    EXPECT_EQ(suggestion("chekc", known), ": did you mean `check`?");
    EXPECT_EQ(suggestion("completion", known), ": did you mean `completions`?");
    EXPECT_EQ(suggestion("tre", known), ": did you mean `tree`?");
}

TEST(Suggestion, IsLeftOutWhereNoneIsNear) {
    EXPECT_EQ(suggestion("deploy", known), "");
    EXPECT_EQ(suggestion("", known), "");
    EXPECT_EQ(suggestion(std::string(5000, 'c'), known), "");
}

}  // namespace
}  // namespace pilcrow
