// What `fmt` writes of files with errors: damaged/*.txt hold texts, and the form of each.
//
//     === what the example shows
//     the text
//     ---
//     its form

#include "parser/parse.h"
#include "parser/printer/checked_print.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace pilcrow {
namespace {

TEST(DamagedForm, Fixtures) {
    std::size_t count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(PILCROW_SOURCE_DIR "/tests/unit/printer/damaged")) {
        std::ifstream file(entry.path());
        std::string title;
        std::string texts[2];
        std::size_t part = 0;
        const auto check = [&] {
            if (title.empty()) return;
            SCOPED_TRACE(entry.path().filename().string() + ": " + title);
            const CheckedPrint form = print_checked(parse(texts[0], Layout::Pilcrow));
            EXPECT_EQ(form.refusal, "");
            EXPECT_EQ(form.printed.text, texts[1]);
            EXPECT_EQ(print_checked(parse(texts[1], Layout::Pilcrow)).printed.text, texts[1])
                << "a fixed point";
            ++count;
        };
        for (std::string line; std::getline(file, line);) {
            if (line.starts_with("=== ")) {
                check();
                title = line.substr(4);
                texts[0].clear();
                texts[1].clear();
                part = 0;
            } else if (line == "---") {
                part = 1;
            } else {
                texts[part] += line + "\n";
            }
        }
        check();
    }
    EXPECT_GE(count, 8u);
}

}  // namespace
}  // namespace pilcrow
