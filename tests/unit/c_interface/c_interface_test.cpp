// Runs the tests of c_interface.c, which is compiled as C11 and linked with the shared library.
#include <gtest/gtest.h>

extern "C" {
const char* c_keeps_lines(void);
const char* c_reports_errors(void);
const char* c_checks_both_layouts(void);
const char* c_formats(void);
const char* c_converts(void);
const char* c_refuses_bad_calls(void);
const char* c_has_the_blocks_and_a_version(void);
}

namespace {

void expect_success(const char* failure) {
    if (failure != nullptr) ADD_FAILURE() << failure;
}

TEST(LibPilcrow, KeepsLines) { expect_success(c_keeps_lines()); }
TEST(LibPilcrow, ReportsErrors) { expect_success(c_reports_errors()); }
TEST(LibPilcrow, ChecksBothLayouts) { expect_success(c_checks_both_layouts()); }
TEST(LibPilcrow, Formats) { expect_success(c_formats()); }
TEST(LibPilcrow, Converts) { expect_success(c_converts()); }
TEST(LibPilcrow, RefusesBadCalls) { expect_success(c_refuses_bad_calls()); }
TEST(LibPilcrow, HasTheBlocksAndAVersion) { expect_success(c_has_the_blocks_and_a_version()); }

}  // namespace
