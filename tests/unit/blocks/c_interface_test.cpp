// Runs the tests of c_interface.c, which is compiled as C11.
#include <gtest/gtest.h>

extern "C" {
const char* c_walks_the_tree(void);
const char* c_reads_lines(void);
const char* c_takes_other_delimiters(void);
const char* c_refuses_bad_arguments(void);
const char* c_answers_beyond_the_end(void);
const char* c_converts_columns(void);
}

namespace {

void expect_success(const char* failure) {
    if (failure != nullptr) {
        ADD_FAILURE() << failure;
    }
}

TEST(CInterface, WalksTheTree) { expect_success(c_walks_the_tree()); }
TEST(CInterface, ReadsLines) { expect_success(c_reads_lines()); }
TEST(CInterface, TakesOtherDelimiters) { expect_success(c_takes_other_delimiters()); }
TEST(CInterface, RefusesBadArguments) { expect_success(c_refuses_bad_arguments()); }
TEST(CInterface, AnswersBeyondTheEnd) { expect_success(c_answers_beyond_the_end()); }
TEST(CInterface, ConvertsColumns) { expect_success(c_converts_columns()); }

}  // namespace
