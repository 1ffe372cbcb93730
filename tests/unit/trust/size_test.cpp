// Large files: what they cost in time and memory.

#include "parser/names/names.h"
#include "parser/parse.h"
#include "parser/syntax/relations.h"
#include "tests/unit/trust/measure.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace pilcrow::trust {
namespace {

constexpr std::size_t mega = 1'000'000;

// Everything that `pilcrow check` does.
std::string check(std::string text) {
    const std::size_t size = text.size();
    const Tree tree = parse(std::move(text), Layout::Pilcrow);
    std::vector<Diagnostic> found = syntax_diagnostics(tree);
    check_relations(tree, found);
    Names::analyze(tree).findings(found);
    if (tree.line_count == 0 && size > 0) return "there are no lines";
    return {};
}

// What `work` takes beyond what a process like this one takes anyway.
Measured measured(const std::function<std::string()>& work) {
    const Measured idle = in_own_process([] { return std::string(); });
    Measured result = in_own_process(work);
    result.peak_bytes -= std::min(result.peak_bytes, idle.peak_bytes);
    return result;
}

std::string repeated(std::string_view text, std::size_t bytes) {
    std::string result;
    result.reserve(bytes + text.size());
    while (result.size() < bytes) result += text;
    return result;
}

TEST(Size, OneLineThatIsAString) {
    const Measured one =
        measured([] { return check("x = \"" + std::string(100 * mega, 'a') + "\"\n"); });
    EXPECT_EQ(one.fault, "");
    if (sanitized) return;
    EXPECT_LT(one.seconds, 2);
    EXPECT_LT(one.peak_bytes, 1000 * mega);
}

TEST(Size, OneLineThatIsAStringNobodyCloses) {
    for (const char* prefix : {"x = \"", "x = f\"", "x = \"\"\"", "# ", "x = f\"\"\""}) {
        const Measured one =
            measured([&] { return check(prefix + repeated("ab\xc3\xa9 (", 100 * mega) + "\n"); });
        EXPECT_EQ(one.fault, "") << prefix;
        if (sanitized) continue;
        EXPECT_LT(one.seconds, 2) << prefix;
        EXPECT_LT(one.peak_bytes, 1000 * mega) << prefix;
    }
}

TEST(Size, OneLineThatIsAName) {
    const Measured one = measured([] { return check(std::string(100 * mega, 'a') + "\n"); });
    EXPECT_EQ(one.fault, "");
    if (sanitized) return;
    EXPECT_LT(one.seconds, 2);
    EXPECT_LT(one.peak_bytes, 1000 * mega);
}

TEST(Size, AMillionShortLines) {
    const Measured one = measured([] { return check(repeated("x\n", 2 * mega)); });
    EXPECT_EQ(one.fault, "");
    if (sanitized) return;
    EXPECT_LT(one.seconds, 3);
}

TEST(Size, AMillionEmptyLines) {
    const Measured one = measured([] { return check(std::string(mega, '\n')); });
    EXPECT_EQ(one.fault, "");
    if (sanitized) return;
    EXPECT_LT(one.seconds, 1);
}

TEST(Size, MemoryIsFifteenTimesTheTextOfPrograms) {
    std::string programs;
    const std::filesystem::path corpus =
        std::filesystem::path(PILCROW_SOURCE_DIR) / "tests/corpus/pilcrow";
    for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
        if (entry.path().extension() != ".pil") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        programs.append(std::istreambuf_iterator<char>(file), {});
    }
    ASSERT_GT(programs.size(), 100'000u);
    const Measured one = measured([&] { return check(repeated(programs, 10 * mega)); });
    EXPECT_EQ(one.fault, "");
    if (sanitized) return;
    const double ratio = static_cast<double>(one.peak_bytes) / (10.0 * mega);
    RecordProperty("ratio", std::to_string(ratio));
    EXPECT_LT(ratio, 15) << "times the text";
}

}  // namespace
}  // namespace pilcrow::trust
