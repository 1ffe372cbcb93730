// Property: damage to one line moves no definition that stands outside the damaged line's node, and
// is reported on that line alone.

#include "parser/syntax/relations.h"
#include "tests/unit/parser/layout_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

namespace pilcrow::test {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> programs() {
    std::vector<std::string> result;
    for (const auto& entry :
         fs::directory_iterator(fs::path(PILCROW_SOURCE_DIR) / "tests/corpus/pilcrow")) {
        if (entry.path().extension() == ".pil") result.push_back(read_file(entry.path()));
    }
    std::sort(result.begin(), result.end());
    return result;
}

using Definitions = std::map<std::uint32_t, std::string>;  // line, qualified name

void add_definitions(const Tree& tree, BlockId head, const std::string& path, Definitions& found) {
    for (; head != no_block; head = tree.next_statement(head)) {
        const NodeRef root = tree.root(head);
        std::string inner = path;
        if (root &&
            (tree.kind(root) == NodeKind::FunctionDef || tree.kind(root) == NodeKind::ClassDef)) {
            const NodeRef name = tree.first_child(root);
            if (tree.kind(name) == NodeKind::Name) {
                inner += '.' + std::string(tree.name(name));
                found[(*tree.reading)[head].line] = inner;
            }
        }
        add_definitions(tree, tree.first_statement(head), inner, found);
    }
}

Definitions definitions(const Tree& tree) {
    Definitions found;
    add_definitions(tree, tree.first_statement(no_block), "", found);
    return found;
}

struct Tally {
    std::uint32_t damaged = 0;    // damages that leave an error
    std::uint32_t elsewhere = 0;  // … and are reported on another line too
    std::string example;
};

class DamageTest : public testing::Test {
protected:
    // `inserted`: the line is new, and those behind it have moved down.
    void damage(const Definitions& before, const std::string& text, std::uint32_t line,
                bool inserted, Tally& tally) {
        const Tree tree = parse_pilcrow(text);
        ASSERT_EQ(tree.text(), text);
        ASSERT_TRUE(tree.reading->verify());
        std::vector<Diagnostic> findings = syntax_diagnostics(tree);
        check_relations(tree, findings);
        const auto on_line = [&](const Diagnostic& found) {
            return found.range.begin.line == line;
        };
        const auto is_error = [](const Diagnostic& found) {
            return info(found.code).severity == Severity::Error;
        };
        if (!std::any_of(findings.begin(), findings.end(), [&](const Diagnostic& found) {
                return on_line(found) && is_error(found);
            })) {
            return;  // legal code, of another meaning
        }
        ++tally.damaged;
        if (!std::all_of(findings.begin(), findings.end(), on_line)) {
            ++tally.elsewhere;
            if (tally.example.empty()) {
                tally.example = std::to_string(line + 1) + ": " +
                                std::string(tree.line_text(line)) + '\n' + findings_of(tree);
            }
        }
        const Definitions after = definitions(tree);
        const BlockId block = tree.shape->at_line(line);
        std::uint32_t first = line;
        std::uint32_t end = line + 1;
        if (block != no_block) {
            first = (*tree.shape)[tree.shape->head(block)].line;
            const BlockId behind = tree.shape->node_end(block);
            end = behind < tree.shape->size() ? (*tree.shape)[behind].line : tree.line_count;
        }
        for (const auto& [old_line, name] : before) {
            const std::uint32_t now = old_line + (inserted && old_line >= line ? 1 : 0);
            if (now >= first && now < end) continue;
            const auto found = after.find(now);
            ASSERT_TRUE(found != after.end() && found->second == name)
                << name << " moved by line " << line + 1 << ":\n"
                << tree.line_text(line);
        }
    }
};

TEST_F(DamageTest, OfOneCharacter) {
    std::mt19937 random(20240229);  // fixed, so that a failure can be seen again
    Tally tally;
    for (const std::string& text : programs()) {
        const Tree tree = parse_pilcrow(text);
        const Definitions before = definitions(tree);
        for (std::uint32_t line = 0; line < tree.line_count; ++line) {
            const LineToken& token = tree.line_token(line);
            for (std::uint32_t at = token.lead_at; at < token.end; ++at) {
                const bool lead = at == token.lead_at && token.content() > token.lead_at;
                const bool part = !lead && token.lead() != Lead::Literal &&
                                  std::string_view("()[]{}\"':=+-*/.,<>@|&%").find(text[at]) !=
                                      std::string_view::npos;
                if (!is_structural(token.lead()) || !(lead || part) || random() % 12 != 0) continue;
                std::string damaged = text;
                damaged.erase(at, 1);
                damage(before, damaged, line, false, tally);
                if (HasFatalFailure()) return;
            }
        }
    }
    EXPECT_GT(tally.damaged, 500u);
    EXPECT_LE(tally.elsewhere * 1000, tally.damaged * 2) << tally.elsewhere << '\n'
                                                         << tally.example;
}

TEST_F(DamageTest, OfALineThatIsNotFinished) {
    std::vector<std::string> lines;
    std::istringstream unfinished(
        read_file(fs::path(PILCROW_SOURCE_DIR) / "tests/corpus/damage/unfinished.txt"));
    for (std::string line; std::getline(unfinished, line);) lines.push_back(line);
    ASSERT_GE(lines.size(), 40u);
    std::mt19937 random(20240301);
    Tally tally;
    for (const std::string& text : programs()) {
        const Tree tree = parse_pilcrow(text);
        const Definitions before = definitions(tree);
        for (std::uint32_t line = 1; line < tree.line_count; ++line) {
            for (const std::uint32_t neighbour : {line - 1, line}) {
                const LineToken& token = tree.line_token(neighbour);
                if (!is_structural(token.lead()) || random() % 3 != 0) continue;
                std::string damaged = text;
                damaged.insert(
                    tree.line_token(line).begin,
                    std::string(token.column, ' ') + lines[random() % lines.size()] + '\n');
                damage(before, damaged, line, true, tally);
                if (HasFatalFailure()) return;
            }
        }
    }
    EXPECT_GT(tally.damaged, 1000u);
    EXPECT_LE(tally.elsewhere * 1000, tally.damaged * 2) << tally.elsewhere << '\n'
                                                         << tally.example;
}

}  // namespace
}  // namespace pilcrow::test
