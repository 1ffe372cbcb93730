// How the cost of a byte grows with hostile texts: of each shape in tests/unit/trust, at 10 000,
// 100 000 and 1 000 000 repetitions (deep ones: 500, 1 500, 5 000 levels), the nanoseconds a byte
// that each reader takes. A row whose cost grows with the text ends in the factor.
//
//     growth [python] [WORD]      only shapes whose name holds the word

#include "cli/tree_command.h"
#include "parser/diagnostics/diagnostics.h"
#include "parser/document/document.h"
#include "parser/names/names.h"
#include "parser/parse.h"
#include "parser/python_ast/python_ast.h"
#include "parser/syntax/relations.h"
#include "tests/bench/worker.h"
#include "tests/unit/trust/shapes.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <memory>

namespace pilcrow {
namespace {

constexpr std::size_t readers = 6;
constexpr std::array<const char*, readers> names = {"parse", "syntax", "names",
                                                    "json",  "ast",    "edit"};
constexpr int most_seconds = 20;            // of one text
using Times = std::array<double, readers>;  // nanoseconds a byte; 0: not reached

void read(const std::string& text, Layout layout, Times& times) {
    std::int64_t before = bench::cpu_nanoseconds();
    std::size_t next = 0;
    const auto step = [&] {
        times[next++] = static_cast<double>(bench::cpu_nanoseconds() - before) /
                        static_cast<double>(text.size());
        before = bench::cpu_nanoseconds();
    };
    Document document(text, layout);
    const std::shared_ptr<const Tree> kept = document.snapshot();
    const Tree& tree = *kept;
    step();
    std::vector<Diagnostic> findings = syntax_diagnostics(tree);
    step();
    check_relations(tree, findings);
    const Names analyzed = Names::analyze(tree);
    analyzed.findings(findings);
    step();
    std::size_t size = cli::tree_json(tree).size();
    step();
    if (has_python_ast(tree)) {
        dump_python_ast(tree, [&](std::string_view part) { size += part.size(); });
    }
    step();
    const std::uint32_t middle = tree.line_count / 2;
    document.apply({{{middle, 0}, {middle, 0}}, "x"});
    step();
}

// In a process of its own, so that one that takes too long can be ended.
Times measure(const std::string& text, Layout layout) {
    std::array<int, 2> ends{};
    Times times{};
    if (pipe(ends.data()) != 0) return times;
    const pid_t child = fork();
    if (child == 0) {
        const rlimit limit{most_seconds, most_seconds};
        setrlimit(RLIMIT_CPU, &limit);
        read(text, layout, times);
        static_cast<void>(!write(ends[1], times.data(), sizeof times));
        _exit(0);
    }
    close(ends[1]);
    static_cast<void>(!::read(ends[0], times.data(), sizeof times));
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return times;
}

void show(const trust::Shape& shape, std::span<const std::size_t> counts, Layout layout) {
    std::array<Times, 3> rows{};
    for (std::size_t index = 0; index < counts.size(); ++index) {
        rows[index] = measure(shape.text(counts[index]), layout);
        if (rows[index][0] == 0) {
            std::printf("%-28s %zu: MORE THAN %d s\n", shape.name, counts[index], most_seconds);
            break;
        }
    }
    std::printf("%-28s", shape.name);
    for (std::size_t reader = 0; reader < readers; ++reader) {
        std::printf(" |");
        for (const Times& row : rows) std::printf(" %6.1f", row[reader]);
    }
    for (std::size_t reader = 0; reader < readers; ++reader) {
        const double factor = rows[2][reader] / rows[1][reader];
        if (factor > 2.5 && rows[2][reader] > 5) std::printf("  %s x %.1f", names[reader], factor);
    }
    std::printf("\n");
    std::fflush(stdout);
}

}  // namespace
}  // namespace pilcrow

int main(int argc, char** argv) {
    using namespace pilcrow;
    Layout layout = Layout::Pilcrow;
    std::string_view word;
    for (int index = 1; index < argc; ++index) {
        if (std::string_view(argv[index]) == "python") {
            layout = Layout::Python;
        } else {
            word = argv[index];
        }
    }
    std::printf("%-28s", "nanoseconds a byte");
    for (const char* name : names) std::printf(" | %-20s", name);
    std::printf("\n");
    const std::array<std::size_t, 3> lengths = {10'000, 100'000, 1'000'000};
    const std::array<std::size_t, 3> depths = {500, 1'500, 5'000};
    for (const trust::Shape& shape : trust::long_shapes()) {
        if (std::string_view(shape.name).find(word) != std::string_view::npos) {
            show(shape, lengths, layout);
        }
    }
    for (const trust::Shape& shape : trust::deep_shapes()) {
        if (std::string_view(shape.name).find(word) != std::string_view::npos) {
            show(shape, depths, layout);
        }
    }
}
