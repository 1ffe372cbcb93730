// The fast way for plain lines gives what the general way gives, and is the way that most lines go.

#include "parser/layout/pilcrow/unit_assembly.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace pilcrow::test {
namespace {

namespace fs = std::filesystem;

// The lines of a file without their indentation.
std::vector<std::string> lines_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        const std::size_t begin = line.find_first_not_of(" \t");
        if (begin != std::string::npos && line[begin] != '#') lines.push_back(line.substr(begin));
    }
    return lines;
}

struct Built {
    std::string unit;  // its bytes; empty: none
    bool unfinished = false;
};

Built built(const layout::UnitAssembler& assembler, const Unit* unit) {
    if (unit == nullptr) return {};
    return {std::string(reinterpret_cast<const char*>(unit), unit->bytes()),
            assembler.readings()[0].unfinished};
}

// How many of the lines are plain in the role; fails where one is not what it should be.
std::size_t count_plain(const std::vector<std::string>& lines, Role role) {
    layout::UnitAssembler fast;
    layout::UnitAssembler general;
    std::size_t plain = 0;
    for (const std::string& line : lines) {
        Arena arena;
        const Built quick = built(fast, fast.build_plain(line, role, arena));
        if (quick.unit.empty()) continue;
        ++plain;
        const std::string_view own = line;
        const layout::SegmentContext facts;
        layout::UnitContext context;
        context.role = role;
        context.segments = {&facts, 1};
        const Built slow = built(general, general.build({&own, 1}, context, arena));
        EXPECT_EQ(quick.unit, slow.unit) << line;
        EXPECT_EQ(quick.unfinished, slow.unfinished) << line;
        EXPECT_EQ(general.readings()[0].raw, layout::LineReading{}.raw) << line;
        EXPECT_EQ(general.readings()[0].opener, layout::LineReading{}.opener) << line;
        EXPECT_FALSE(general.compound() || general.incomplete() || general.seems_empty()) << line;
    }
    return plain;
}

TEST(PilcrowPlainLine, IsTheSameUnitInEachRole) {
    std::vector<std::string> lines =
        lines_of(fs::path(PILCROW_SOURCE_DIR) / "tests/corpus/damage/unfinished.txt");
    for (const auto& entry :
         fs::directory_iterator(fs::path(PILCROW_SOURCE_DIR) / "tests/corpus/pilcrow")) {
        for (std::string& line : lines_of(entry.path())) lines.push_back(std::move(line));
    }
    for (const char* line : {",", ", a,", ", (a, b)", "f(", ", f(", "\"\"\"", "return", ")", "a )",
                             "if a: b", "else:", "x = \xff", "x: int", "f\"{a\"", "a = (b"}) {
        lines.emplace_back(line);
    }
    for (int role = 0; role < static_cast<int>(Role::LiteralLine); ++role) {
        count_plain(lines, static_cast<Role>(role));
    }
    count_plain(lines, Role::Unknown);
}

TEST(PilcrowPlainLine, IsMostLines) {
    EXPECT_EQ(count_plain({"a = f(b)", "return x", "pass", "\"text\"", "x += [1, {2: 3}]"},
                          Role::Statement),
              5u);
    EXPECT_EQ(count_plain({", a", ", b=f(c)", ", *d"}, Role::Argument), 3u);
    // What opens something, or has something to say.
    EXPECT_EQ(count_plain({"f(", "if a:", "else:", "x = \"\"\"", "x = (", "x = )", "x ="},
                          Role::Statement),
              0u);
    EXPECT_EQ(count_plain({",", ", a,", ", f("}, Role::Argument), 0u);
}

}  // namespace
}  // namespace pilcrow::test
