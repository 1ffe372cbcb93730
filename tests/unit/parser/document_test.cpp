// The document's invariant: after any edits the tree equals that of a parse from scratch.

#include "parser/document/document.h"
#include "parser/names/names.h"
#include "parser/parse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace pilcrow {
namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string near(const std::string& text, std::uint32_t line) {
    std::istringstream lines(text);
    std::string out;
    std::string one;
    for (std::uint32_t at = 0; std::getline(lines, one); ++at) {
        if (at + 7 > line && at < line + 7) out += std::to_string(at + 1) + '|' + one + '\n';
    }
    return out;
}

// Where two trees differ first, for the message of a failure.
std::string difference(const Tree& a, const Tree& b) {
    std::ostringstream out;
    const BlockTree& left = *a.reading;
    const BlockTree& right = *b.reading;
    out << "entries " << left.size() << ", " << right.size();
    for (BlockId block = 0; block < std::min(left.size(), right.size()); ++block) {
        if (left[block].line != right[block].line ||
            left[block].previous != right[block].previous || left[block].end != right[block].end ||
            left[block].lead() != right[block].lead() ||
            left[block].column != right[block].column) {
            out << "; entry " << block << " (line " << right[block].line + 1 << "): previous "
                << left[block].previous << ", " << right[block].previous << " end "
                << left[block].end << ", " << right[block].end;
            break;
        }
        if (!left.is_head(block)) continue;
        const Unit* one = a.unit(block);
        const Unit* other = b.unit(block);
        if (one == nullptr || other == nullptr) {
            if (one != other) {
                out << "; line " << right[block].line + 1 << (one ? " has" : " lacks") << " a unit";
                break;
            }
            continue;
        }
        const auto codes = [](const Unit* unit) {
            std::string text;
            for (const UnitDiagnostic& finding : unit->diagnostics()) {
                text += ' ' + std::string(info(finding.code).text);
            }
            return text;
        };
        if (one->bytes() != other->bytes() || std::memcmp(one, other, one->bytes()) != 0) {
            out << "; line " << right[block].line + 1 << ':' << codes(one) << " |" << codes(other)
                << "; roles " << int(one->role) << ", " << int(other->role);
            break;
        }
    }
    return out.str();
}

std::vector<std::filesystem::path> corpus() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(PILCROW_SOURCE_DIR) / "tests/corpus/pilcrow")) {
        if (entry.path().extension() == ".pil") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

// Edits as people and tools make them: characters, lines, indentation, and rubbish.
class Editor {
public:
    explicit Editor(unsigned seed) : random_(seed) {}

    DocumentEdit next(const Tree& tree) {
        const std::uint32_t line = tree.line_count == 0 ? 0 : below(tree.line_count + 1);
        const auto size =
            line < tree.line_count ? static_cast<std::uint32_t>(tree.line_text(line).size()) : 0;
        Position begin{line, below(size + 1)};
        Position end = begin;
        switch (below(8)) {
        case 0: end.byte += below(4); break;
        case 1: end = {line + below(4), below(30)}; break;
        case 2:
            begin.byte = 0;
            end = {line, below(9)};
            break;
        case 3:
            begin = {line, 0};
            end = {line + 1, 0};
            break;  // the line is removed
        default: break;
        }
        static const char* const pieces[] = {
            "",
            "",
            "x",
            "foo",
            " ",
            "    ",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ", a",
            "\"",
            "\"\"\"",
            "'",
            "\\",
            ":",
            "=",
            ".",
            "\n",
            "\n    ",
            "\n, ",
            "\n    , b",
            "\n\\",
            "\n\n",
            "#",
            "# c\n",
            "def f(",
            "if x:",
            "\nelse:\n",
            "\r\n",
            "\r",
            "\t",
            "\xff",
            "f\"\"\"",
            "{x}",
            "\n    \"text",
            "class A:\n    pass\n",
            "for",
            " if ",
            "return",
            "lambda",
            "import a\n",
        };
        text_ = pieces[below(std::size(pieces))];
        if (below(30) == 0) text_ += pieces[below(std::size(pieces))];
        return {{begin, end}, text_};
    }
    std::uint32_t below(std::size_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

private:
    std::mt19937 random_;
    std::string text_;
};

TEST(Document, EqualsAParseFromScratchAfterEveryEdit) {
    unsigned seed = 1;
    std::size_t windows = 0;
    std::size_t edits = 0;
    for (const auto& path : corpus()) {
        const std::string text = read(path);
        Document document(text, Layout::Pilcrow);
        Editor editor(seed++);
        for (int count = 0; count < 600; ++count) {
            const std::string before = document.tree().text();
            const DocumentEdit edit = editor.next(document.tree());
            const DocumentChange change = document.apply(edit);
            const Tree fresh = parse(document.tree().text(), Layout::Pilcrow);
            ++edits;
            windows += change.whole ? 0 : 1;
            ASSERT_TRUE(same_tree(document.tree(), fresh))
                << path.filename() << " seed " << seed - 1 << " edit " << count << " at "
                << edit.range.begin.line + 1 << ':' << edit.range.begin.byte << '-'
                << edit.range.end.line + 1 << ':' << edit.range.end.byte << " '" << edit.text
                << "': " << difference(document.tree(), fresh) << "\n--- before:\n"
                << near(before, edit.range.begin.line) << "--- after:\n"
                << near(document.tree().text(), edit.range.begin.line);
            ASSERT_TRUE(document.tree().shape->verify());
            ASSERT_TRUE(document.tree().reading->verify());
            if (count % 12 == 11) document = Document(text, Layout::Pilcrow);
        }
    }
    // Else the test would show nothing about windows.
    EXPECT_GT(windows * 2, edits);
}

struct SmallEdit {
    const char* text;
    Position at;
    const char* added;
};

TEST(Document, SeesHowFarAnEditReaches) {
    const SmallEdit edits[] = {
        {"\ne\nclass e:\n\\", {0, 0}, "{"},
        {" s\na\ne\ndeff():s", {3, 3}, "\n\\"},
        {"\ne\nif x: y\n\\+ 2\n", {0, 0}, "{"},
        {"def o():\n    w\n        \na\n        r", {2, 8}, "x"},
        {"match x:\nmatch x:\n    case", {2, 8}, "d"},
    };
    for (const SmallEdit& edit : edits) {
        Document document(edit.text, Layout::Pilcrow);
        document.apply({{edit.at, edit.at}, edit.added});
        const Tree fresh = parse(document.tree().text(), Layout::Pilcrow);
        EXPECT_TRUE(same_tree(document.tree(), fresh))
            << edit.text << ": " << difference(document.tree(), fresh);
    }
}

TEST(Document, AnEditWithinALineLeavesTheOtherUnitsAlone) {
    std::string text;
    for (int index = 0; index < 600; ++index) {
        text += "def f" + std::to_string(index) + "(a):\n    b = a + 1\n    return b\n";
    }
    Document document(text, Layout::Pilcrow);
    const std::shared_ptr<const Tree> before = document.snapshot();
    const DocumentChange change = document.apply({{{901, 8}, {901, 9}}, "(a * 2)"});
    EXPECT_FALSE(change.whole);
    EXPECT_FALSE(change.shape_changed);
    ASSERT_EQ(change.changed.size(), 1u);
    EXPECT_EQ((*document.tree().reading)[change.changed[0]].line, 901u);
    EXPECT_EQ(document.tree().shape, before->shape);
    EXPECT_EQ(before->line_text(901), "    b = a + 1");  // the snapshot stands
    EXPECT_EQ(document.tree().line_text(901), "    b = (a * 2) + 1");
    EXPECT_EQ(document.tree().unit(900), before->unit(900));
}

TEST(Document, NamesAreCollectedAgainOnlyWhereSomethingChanged) {
    Document document("import os\ndef f(a):\n    return a\ndef g():\n    return os\n",
                      Layout::Pilcrow);
    const Names before = Names::analyze(document.tree());
    EXPECT_EQ(before.parts_collected(), 3u);
    document.apply({{{4, 11}, {4, 13}}, "oz"});
    const Names after = Names::analyze(document.tree(), &before);
    EXPECT_EQ(after.parts_collected(), 1u);
    std::vector<Diagnostic> found;
    after.findings(found);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].code, Code::UnusedImport);
    EXPECT_EQ(found[1].code, Code::UndefinedName);
}

TEST(Document, TakesPositionsBeyondTheTextAsItsEnd) {
    Document document("a\nb", Layout::Pilcrow);
    document.apply({{{9, 9}, {10, 0}}, "c\n"});
    EXPECT_EQ(document.tree().text(), "a\nbc\n");
    document.apply({{{2, 0}, {2, 0}}, "d"});
    EXPECT_EQ(document.tree().text(), "a\nbc\nd");
    document.apply({{{0, 0}, {9, 0}}, ""});
    EXPECT_EQ(document.tree().text(), "");
    document.apply({{{0, 0}, {0, 0}}, "x = 1\n"});
    EXPECT_TRUE(same_tree(document.tree(), parse("x = 1\n", Layout::Pilcrow)));
}

TEST(Document, JoinsTerminatorsThatAnEditBringsTogether) {
    Document document("a\rb\rc", Layout::Pilcrow);
    document.apply({{{1, 0}, {1, 0}}, "\n"});
    EXPECT_EQ(document.tree().text(), "a\r\nb\rc");
    EXPECT_TRUE(same_tree(document.tree(), parse("a\r\nb\rc", Layout::Pilcrow)));
}

}  // namespace
}  // namespace pilcrow
