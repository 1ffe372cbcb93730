// What a second parse shares with the tree before it changes nothing of what it reads.

#include "parser/document/document.h"
#include "parser/parse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace pilcrow::test {
namespace {

namespace fs = std::filesystem;

struct Lines {
    std::vector<std::string> texts;
    std::vector<std::uint32_t> from;  // parallel: the line that it was

    std::string text() const {
        std::string result;
        for (const std::string& line : texts) result += line + '\n';
        return result;
    }
};

Lines lines_of(const std::string& text) {
    Lines lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        lines.from.push_back(static_cast<std::uint32_t>(lines.texts.size()));
        lines.texts.push_back(std::move(line));
    }
    return lines;
}

std::vector<std::string> corpus() {
    std::vector<std::string> texts;
    for (const char* folder : {"tests/corpus/pilcrow", "tests/corpus/diagnostics"}) {
        for (const auto& entry : fs::directory_iterator(fs::path(PILCROW_SOURCE_DIR) / folder)) {
            if (entry.path().extension() != ".pil") continue;
            std::ifstream file(entry.path(), std::ios::binary);
            std::stringstream text;
            text << file.rdbuf();
            texts.push_back(text.str());
        }
    }
    return texts;
}

// Some lines go, come twice, move in or out, lose a character, or are another's.
Lines changed(Lines lines, std::mt19937& random) {
    const auto below = [&](std::size_t end) { return random() % end; };
    for (std::size_t count = 1 + below(6); count > 0 && !lines.texts.empty(); --count) {
        const std::size_t at = below(lines.texts.size());
        const auto place = static_cast<std::ptrdiff_t>(at);
        std::string& line = lines.texts[at];
        switch (below(6)) {
        case 0:
            lines.texts.erase(lines.texts.begin() + place);
            lines.from.erase(lines.from.begin() + place);
            break;
        case 1:
            lines.texts.insert(lines.texts.begin() + place, std::string(line));
            lines.from.insert(lines.from.begin() + place, lines.from[at]);
            break;
        case 2: line.insert(0, "    "); break;
        case 3: line.erase(0, std::min<std::size_t>(line.size(), 4)); break;
        case 4:
            if (!line.empty()) line.erase(below(line.size()), 1);
            break;
        default: lines.from[at] = static_cast<std::uint32_t>(below(lines.texts.size() + 9)); break;
        }
    }
    return lines;
}

// How many units the trees share; fails where they are not equal.
std::size_t count_shared(const Tree& before, const Tree& again, const std::string& text) {
    const Tree fresh = parse(text, Layout::Pilcrow);
    std::size_t shared = 0;
    EXPECT_EQ(again.text(), text);
    EXPECT_EQ(again.reading->size(), fresh.reading->size()) << text;
    if (again.reading->size() != fresh.reading->size()) return 0;
    for (BlockId block = 0; block < fresh.reading->size(); ++block) {
        if (!fresh.reading->is_head(block)) continue;
        const Unit* unit = again.unit(block);
        const Unit* expected = fresh.unit(block);
        EXPECT_EQ(unit == nullptr, expected == nullptr) << text;
        if (unit == nullptr || expected == nullptr) continue;
        EXPECT_TRUE(unit->bytes() == expected->bytes() &&
                    std::memcmp(unit, expected, unit->bytes()) == 0)
            << "line " << (*fresh.reading)[block].line + 1 << " of\n"
            << text;
        for (const auto& chunk : before.chunks) {
            shared += static_cast<std::size_t>(
                std::count(chunk->units.begin(), chunk->units.end(), unit));
        }
    }
    return shared;
}

TEST(ParseAgain, EqualsAParse) {
    std::mt19937 random(7);
    for (const std::string& text : corpus()) {
        const Tree before = parse(text, Layout::Pilcrow);
        for (int turn = 0; turn < 20; ++turn) {
            const Lines now = changed(lines_of(text), random);
            count_shared(before, parse_again(now.text(), before, now.from), now.text());
        }
    }
}

// A document keeps a header while what stands under it changes: what it then gives away is sound.
TEST(ParseAgain, EqualsAParseAfterEdits) {
    std::mt19937 random(11);
    const auto below = [&](std::size_t end) { return static_cast<std::uint32_t>(random() % end); };
    for (const std::string& text : corpus()) {
        Document document(text, Layout::Pilcrow);
        for (int turn = 0; turn < 20; ++turn) {
            static constexpr const char* typed[] = {", ", "\"", "    ", "a: ", "case b:", "\\"};
            const std::uint32_t line = below(document.tree().line_count);
            const std::uint32_t column = document.tree().line_token(line).column;
            const Position begin{line, below(2) * column};
            document.apply({{begin, {line, begin.byte + below(3)}}, typed[below(6)]});
            const Lines now = lines_of(document.tree().text());
            count_shared(document.tree(), parse_again(now.text(), document.tree(), now.from),
                         now.text());
            document.apply({{{0, 0}, {document.tree().line_count, 0}}, text});
        }
    }
}

TEST(ParseAgain, SharesWhatIsReadByItselfAlone) {
    const std::string text = "a = f(b)\nif a:\n    return c\nx = [\n    , d\n    , e\n";
    const Lines lines = lines_of(text);
    const Tree before = parse(text, Layout::Pilcrow);
    EXPECT_EQ(count_shared(before, parse_again(text, before, lines.from), text), 6u);
    // Another text, another role.
    const std::string other = "a = f(b)\nif a:\n    return cc\nx = {\n    , d\n    , e\n";
    EXPECT_EQ(count_shared(before, parse_again(other, before, lines.from), other), 2u);
    // What stands in a line is not what it asks for.
    const std::string odd = "a = f(b)\nif a:\n    , c\nx = [\n    d\n    e\n";
    EXPECT_EQ(count_shared(before, parse_again(odd, before, lines.from), odd), 1u);
    EXPECT_EQ(count_shared(before, parse_again(text, before, {}), text), 0u);
}

TEST(ParseAgain, OutlivesTheTreeBefore) {
    const std::string text = "a = f(b)\nreturn c\n";
    Tree again;
    {
        const Tree before = parse(text, Layout::Pilcrow);
        again = parse_again(text, before, lines_of(text).from);
    }
    EXPECT_EQ(again.name(again.first_child(again.root(0))), "a");
}

}  // namespace
}  // namespace pilcrow::test
