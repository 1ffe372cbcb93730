// The fixtures of tests/corpus/names: every finding is expected, and every expectation is met.

#include "tests/unit/names/findings_of.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace pilcrow::test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> fixtures() {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(PILCROW_SOURCE_DIR "/tests/corpus/names")) {
        if (entry.path().extension() != ".md") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \n") - begin + 1);
}

// `LINE: CODE TEXT` for each expectation, as findings_of() writes what is found.
std::vector<std::string> expectations(std::string_view text) {
    std::vector<std::string> expected;
    std::uint32_t line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view content = text.substr(at, end - at);
        at = end + 1;
        std::uint32_t meant = line;
        std::size_t mark = content.find("# expect: ");
        if (mark == std::string_view::npos) {
            mark = content.find("# expect below: ");
            if (mark == std::string_view::npos) continue;
            meant = line + 1;
        }
        content = content.substr(content.find(": ", mark) + 2);
        while (!content.empty()) {
            const std::size_t semicolon = content.find("; ");
            expected.push_back(std::to_string(meant) + ": " +
                               std::string(trimmed(content.substr(0, semicolon))));
            content = semicolon == std::string_view::npos ? std::string_view{}
                                                          : content.substr(semicolon + 2);
        }
    }
    return expected;
}

class Fixture : public testing::TestWithParam<fs::path> {};

TEST_P(Fixture, FindsWhatItSays) {
    const std::string text = read_file(GetParam());
    ASSERT_FALSE(text.empty());
    const Layout layout = GetParam().extension() == ".py" ? Layout::Python : Layout::Pilcrow;
    std::vector<std::string> expected = expectations(text);
    std::vector<std::string> found = findings_of(parse(text, layout));
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    std::vector<std::string> missing;
    std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(),
                        std::back_inserter(missing));
    std::vector<std::string> unexpected;
    std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(),
                        std::back_inserter(unexpected));
    for (const std::string& one : missing) ADD_FAILURE() << "not found: " << one;
    for (const std::string& one : unexpected) ADD_FAILURE() << "not expected: " << one;
}

INSTANTIATE_TEST_SUITE_P(Names, Fixture, testing::ValuesIn(fixtures()), [](const auto& one) {
    std::string name = one.param.filename().string();
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
});

}  // namespace
}  // namespace pilcrow::test
