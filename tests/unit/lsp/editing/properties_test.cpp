// What must hold of editing by structure in any program, at any place, in any damaged text: held to
// it at places drawn from a fixed seed in the programs of the corpus. PILCROW_EVERY_PLACE=1 tries
// every place.
#include "lsp/editing/content.h"
#include "lsp/editing/lines.h"
#include "lsp/editing/nodes.h"
#include "lsp/editing/structure.h"
#include "lsp/editing/text_change.h"
#include "parser/diagnostics/diagnostics.h"
#include "parser/equivalence/equivalence.h"
#include "parser/parse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace pilcrow::lsp {
namespace {

using editing::Lines;

struct Program {
    std::string name;
    std::string text;
};

const std::vector<Program>& programs() {
    static const std::vector<Program> all = [] {
        std::vector<Program> found;
        for (const char* folder : {"tests/corpus/pilcrow", "examples"}) {
            for (const auto& entry : std::filesystem::directory_iterator(
                     std::filesystem::path(PILCROW_SOURCE_DIR) / folder)) {
                if (entry.path().extension() != ".pil") continue;
                std::ifstream file(entry.path(), std::ios::binary);
                std::stringstream text;
                text << file.rdbuf();
                found.push_back({entry.path().filename().string(), text.str()});
            }
        }
        std::sort(found.begin(), found.end(),
                  [](const Program& a, const Program& b) { return a.name < b.name; });
        return found;
    }();
    return all;
}

bool every_place() { return std::getenv("PILCROW_EVERY_PLACE") != nullptr; }

std::string after(const Tree& tree, const StructureEdit& edit) {
    return editing::applied(Lines(tree), edit.edits);
}

std::string told(const Program& program, Position at, const std::string& text) {
    std::ostringstream out;
    out << program.name << ':' << at.line + 1 << ':' << at.byte + 1 << '\n';
    std::istringstream lines(text);
    std::string line;
    for (std::uint32_t i = 0; std::getline(lines, line); ++i) {
        if (i + 6 > at.line && i < at.line + 9) out << i + 1 << '|' << line << '\n';
    }
    return out.str();
}

// Which line each line that no edit touches becomes; no_line for those that one does.
constexpr std::uint32_t no_line = 0xffffffffu;
std::vector<std::uint32_t> lines_afterwards(const Tree& tree, const StructureEdit& edit) {
    std::vector<std::uint32_t> map(Lines(tree).count());
    std::int64_t shift = 0;
    std::uint32_t line = 0;
    for (const TextEdit& one : edit.edits) {
        for (; line < one.range.begin.line; ++line) {
            map[line] = static_cast<std::uint32_t>(line + shift);
        }
        const Lines lines(tree);
        // An insertion behind a line's last byte leaves the line as it is.
        const bool behind = one.range.begin == one.range.end &&
                            one.range.begin.byte == lines.text(one.range.begin.line).size() &&
                            (one.text.starts_with('\n') || one.text.starts_with('\r'));
        if (behind && line <= one.range.begin.line) {
            map[line] = static_cast<std::uint32_t>(line + shift);
            ++line;
        }
        const bool ends = one.text.empty() ? one.range.begin.byte == 0
                                           : one.text.ends_with('\n') || one.text.ends_with('\r');
        const bool whole =
            one.range.end.byte == 0 && one.range.end.line > one.range.begin.line && ends;
        const std::uint32_t end = one.range.end.line + (whole ? 0 : 1);
        for (; line < end; ++line) map[line] = no_line;
        shift += std::count(one.text.begin(), one.text.end(), '\n') -
                 static_cast<std::int64_t>(one.range.end.line - one.range.begin.line);
    }
    for (; line < map.size(); ++line) map[line] = static_cast<std::uint32_t>(line + shift);
    return map;
}

// The line that a line's node stands under, or the first of the node that it continues.
std::uint32_t above(const BlockTree& shape, BlockId block) {
    const BlockId above = shape.is_head(block) ? shape[block].previous : shape.head(block);
    return above == no_block ? no_line : shape[above].line;
}

// Nothing, or what is wrong with an answer: edits out of order or of place.
std::string fault_of_places(const Tree& tree, const StructureEdit& edit) {
    const Lines lines(tree);
    Position last{0, 0};
    for (const TextEdit& one : edit.edits) {
        if (one.range.end < one.range.begin || one.range.begin < last) return "edits out of order";
        if (lines.clamped(one.range.begin) != one.range.begin ||
            lines.clamped(one.range.end) != one.range.end) {
            return "an edit outside the text";
        }
        last = one.range.end;
    }
    if (edit.edits.empty()) return {};
    const Tree edited = parse(after(tree, edit), Layout::Pilcrow);
    const Lines new_lines(edited);
    for (const Position place : {edit.selection.begin, edit.selection.end}) {
        if (new_lines.clamped(place) != place) return "a cursor outside the text";
    }
    return {};
}

// … or lines elsewhere that hang together otherwise than before.
std::string fault_of(const Tree& tree, const StructureEdit& edit) {
    if (std::string fault = fault_of_places(tree, edit); !fault.empty()) return fault;
    if (edit.edits.empty()) return {};
    const Lines lines(tree);
    const Tree edited = parse(after(tree, edit), Layout::Pilcrow);
    const Lines new_lines(edited);
    const std::vector<std::uint32_t> map = lines_afterwards(tree, edit);
    std::vector<bool> is_old(new_lines.count(), false);
    for (const std::uint32_t line : map) {
        if (line != no_line && line < is_old.size()) is_old[line] = true;
    }
    const BlockTree& shape = *tree.shape;
    for (BlockId block = 0; block < shape.size(); ++block) {
        const std::uint32_t line = map[shape[block].line];
        if (line == no_line) continue;
        const std::string_view text = lines.text(shape[block].line);
        if (new_lines.text(line) != text) return "a line that no edit touches changed";
        const BlockId now = edited.shape->at_line(line);
        if (now == no_block) return "a line is lost";
        const std::uint32_t was_above = above(shape, block);
        const std::uint32_t is_above = above(*edited.shape, now);
        if (edited.shape->is_head(now) != shape.is_head(block)) return "a line's node is another";
        if (was_above == no_line
                ? is_above == no_line
                : (map[was_above] == is_above ||
                   (map[was_above] == no_line && is_above != no_line && !is_old[is_above]))) {
            continue;
        }
        return "line " + std::to_string(shape[block].line + 1) +
               " hangs elsewhere: " + std::string(text);
    }
    return {};
}

// A place on every third line or so.
std::vector<Position> places_in(const Program& program, std::mt19937& random,
                                std::uint32_t one_in = 3) {
    const Tree tree = parse(program.text, Layout::Pilcrow);
    const Lines lines(tree);
    std::vector<Position> places;
    for (std::uint32_t line = 0; line < lines.count(); ++line) {
        const auto size = static_cast<std::uint32_t>(lines.text(line).size());
        if (every_place()) {
            for (std::uint32_t byte = 0; byte <= size; ++byte) places.push_back({line, byte});
            continue;
        }
        if (random() % one_in != 0) continue;
        places.push_back({line, static_cast<std::uint32_t>(random() % (size + 1))});
    }
    return places;
}

std::vector<std::string> errors_outside(const Tree& tree, const std::vector<bool>& is_old) {
    std::vector<std::string> found;
    for (const Diagnostic& diagnostic : syntax_diagnostics(tree)) {
        if (info(diagnostic.code).severity != Severity::Error) continue;
        if (is_old[diagnostic.range.begin.line]) {
            found.push_back(std::to_string(diagnostic.range.begin.line + 1) + ": " +
                            diagnostic.message);
        }
    }
    return found;
}

TEST(StructureProperties, EnterLeavesEverythingElseAsItIs) {
    std::mt19937 random(1);
    for (const Program& program : programs()) {
        const Tree tree = parse(program.text, Layout::Pilcrow);
        for (const Position at : places_in(program, random)) {
            const StructureAnswer answer = on_enter(tree, {at, at});
            if (!answer) continue;
            ASSERT_EQ(fault_of(tree, *answer), "") << told(program, at, program.text) << "---\n"
                                                   << told(program, at, after(tree, *answer));
            // Half a word may be anything.
            const std::string_view line = Lines(tree).text(at.line);
            const auto is_word = [&](std::size_t byte) {
                return byte < line.size() &&
                       (std::isalnum(static_cast<unsigned char>(line[byte])) || line[byte] == '_');
            };
            if (at.byte > 0 && is_word(at.byte - 1) && is_word(at.byte)) continue;
            const Tree edited = parse(after(tree, *answer), Layout::Pilcrow);
            std::vector<bool> is_old(Lines(edited).count(), false);
            for (const std::uint32_t old : lines_afterwards(tree, *answer)) {
                if (old != no_line) is_old[old] = true;
            }
            ASSERT_EQ(errors_outside(edited, is_old), std::vector<std::string>{})
                << told(program, at, program.text) << "---\n"
                << told(program, at, after(tree, *answer));
        }
    }
}

// In front of a word, an operator or an opening bracket: what Enter breaks there is read as before.
TEST(StructureProperties, EnterInTheMiddleOfCodeKeepsTheProgram) {
    std::mt19937 random(4);
    int tried = 0;
    for (const Program& program : programs()) {
        const Tree tree = parse(program.text, Layout::Pilcrow);
        const Lines lines(tree);
        for (const Position at : places_in(program, random)) {
            const editing::LineKind kind = lines.kind(at.line);
            if (kind == editing::LineKind::Literal || kind == editing::LineKind::Comment) continue;
            const editing::Content content{std::string(lines.content(at.line))};
            const std::uint32_t begin = lines.content_at(at.line);
            if (content.size() == 0 || at.byte <= begin) continue;
            const std::uint32_t index = content.atom_behind(at.byte - begin);
            if (index == 0 || index >= content.size() || is_closing(content[index].kind)) continue;
            const Position before{at.line, begin + content[index].begin};
            const StructureAnswer answer = on_enter(tree, {before, before});
            if (!answer) continue;
            const Tree edited = parse(after(tree, *answer), Layout::Pilcrow);
            const std::string places = told(program, before, program.text) + "---\n" +
                                       told(program, before, after(tree, *answer));
            EXPECT_EQ(errors_outside(edited, std::vector<bool>(Lines(edited).count(), true)),
                      std::vector<std::string>{})
                << places;
            EXPECT_FALSE(difference(tree, edited)) << places;
            ++tried;
        }
    }
    EXPECT_GE(tried, 600);
}

// One step and the step back.
void expect_undone(const std::function<StructureAnswer(const Tree&, Range)>& step,
                   const std::function<StructureAnswer(const Tree&, Range)>& back, int at_least) {
    std::mt19937 random(2);
    int done = 0;
    for (const Program& program : programs()) {
        const Tree tree = parse(program.text, Layout::Pilcrow);
        for (const Position at : places_in(program, random)) {
            if ((every_place() && at.byte != 0) || tree.shape->at_line(at.line) == no_block) {
                continue;
            }
            const StructureAnswer there = step(tree, {at, at});
            if (!there || there->edits.empty()) continue;
            ASSERT_EQ(fault_of(tree, *there), "") << told(program, at, program.text) << "---\n"
                                                  << told(program, at, after(tree, *there));
            const Tree edited = parse(after(tree, *there), Layout::Pilcrow);
            const StructureAnswer again = back(edited, there->selection);
            if (!again || again->edits.empty()) {
                ADD_FAILURE() << "no way back\n"
                              << told(program, at, program.text) << "---\n"
                              << told(program, there->selection.begin, after(tree, *there));
                continue;
            }
            EXPECT_EQ(after(edited, *again), program.text)
                << told(program, at, program.text) << "---\n"
                << told(program, there->selection.begin, after(tree, *there)) << "---\n"
                << told(program, at, after(edited, *again));
            ++done;
        }
    }
    EXPECT_GE(done, at_least);
}

TEST(StructureProperties, MovingUpUndoesMovingDown) {
    expect_undone([](const Tree& tree, Range at) { return move(tree, at, Direction::Down); },
                  [](const Tree& tree, Range at) { return move(tree, at, Direction::Up); }, 1000);
}

TEST(StructureProperties, MovingDownUndoesMovingUp) {
    expect_undone([](const Tree& tree, Range at) { return move(tree, at, Direction::Up); },
                  [](const Tree& tree, Range at) { return move(tree, at, Direction::Down); }, 1000);
}

TEST(StructureProperties, OutdentUndoesIndent) {
    expect_undone([](const Tree& tree, Range at) { return indent(tree, at); },
                  [](const Tree& tree, Range at) { return outdent(tree, at); }, 300);
}

TEST(StructureProperties, SplittingAndJoiningKeepTheProgram) {
    std::mt19937 random(3);
    int splits = 0;
    int joins = 0;
    for (const Program& program : programs()) {
        const Tree tree = parse(program.text, Layout::Pilcrow);
        for (const Position at : places_in(program, random)) {
            for (const bool splitting : {true, false}) {
                const StructureAnswer answer = splitting ? split(tree, at) : join(tree, at);
                if (!answer || answer->edits.empty()) continue;
                const std::string text = after(tree, *answer);
                const Tree edited = parse(text, Layout::Pilcrow);
                ASSERT_FALSE(difference(tree, edited)) << told(program, at, program.text) << "---\n"
                                                       << told(program, at, text);
                ASSERT_EQ(fault_of(tree, *answer), "") << told(program, at, text);
                ++(splitting ? splits : joins);
                if (!splitting) continue;
                const StructureAnswer back = join(edited, answer->selection.begin);
                if (!back || back->edits.empty()) continue;
                const Tree again = parse(after(edited, *back), Layout::Pilcrow);
                ASSERT_FALSE(difference(tree, again)) << told(program, at, text);
            }
        }
    }
    EXPECT_GE(splits, 200);
    EXPECT_GE(joins, 100);
}

std::string damaged(std::string text, std::mt19937& random) {
    static constexpr std::string_view bits[] = {
        "(", ")",  "[", "]",  "{",    "\"",   "'", "\"\"\"", ",",      ":",  "\\",
        "#", "\n", " ", "\t", "\r\n", "f\"{", "ä", "\xff",   "lambda", "if "};
    for (int i = 0; i < 6; ++i) {
        const std::size_t at = random() % (text.size() + 1);
        if (random() % 2 == 0) {
            text.erase(at, 1 + random() % 5);
        } else {
            text.insert(at, bits[random() % std::size(bits)]);
        }
    }
    return text;
}

// Whatever the text and wherever the cursor: an answer is one that can be carried out, and lines
// that it does not touch hang together as before.
TEST(StructureProperties, DamagedTextIsEditedLikeAnyOther) {
    std::mt19937 random(5);
    for (const Program& program : programs()) {
        for (int round = 0; round < (every_place() ? 60 : 2); ++round) {
            const Program broken{program.name, damaged(program.text, random)};
            const Tree tree = parse(broken.text, Layout::Pilcrow);
            const auto place = [&] {
                return Position{static_cast<std::uint32_t>(random() % (tree.line_count + 3)),
                                static_cast<std::uint32_t>(random() % 50)};
            };
            for (int i = 0; i < 12; ++i) {
                const Position at = place();
                const Range cursor{at, at};
                const Position near{at.line + static_cast<std::uint32_t>(random() % 4),
                                    static_cast<std::uint32_t>(random() % 30)};
                const Range selection{at, near};
                const std::pair<const char*, StructureAnswer> answers[] = {
                    {"on_enter", on_enter(tree, cursor)},
                    {"indent", indent(tree, cursor)},
                    {"indent, selection", indent(tree, selection)},
                    {"outdent", outdent(tree, cursor)},
                    {"outdent, selection", outdent(tree, selection)},
                    {"backspace", backspace(tree, at)},
                    {"move down", move(tree, selection, Direction::Down)},
                    {"move up", move(tree, cursor, Direction::Up)},
                    {"split", split(tree, at)},
                    {"join", join(tree, at)},
                    {"paste", paste(tree, cursor, "if (\n    , a\n\\:\n    b\n")},
                    {"paste items", paste(tree, cursor, "1,\n[\n  2,\n],\n")},
                };
                // What is selected may have held other lines, a line break moved some already.
                for (const StructureAnswer& answer :
                     {on_enter(tree, selection), on_line_break_typed(tree, at)}) {
                    if (!answer) continue;
                    EXPECT_EQ(fault_of_places(tree, *answer), "");
                }
                for (const auto& [name, answer] : answers) {
                    if (!answer) continue;
                    EXPECT_EQ(fault_of(tree, *answer), "")
                        << name << ", round " << round << '\n'
                        << told(broken, at, broken.text) << "---\n"
                        << told(broken, at, after(tree, *answer));
                }
            }
        }
    }
}

}  // namespace
}  // namespace pilcrow::lsp
