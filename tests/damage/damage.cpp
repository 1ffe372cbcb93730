// The damage test: damages every program of the corpus at thousands of places, one at a time, and
// shows that nothing outside the damaged line changes.
//
//     damage [--sample N] [--show N] [--only TEXT] [--seed N] UNFINISHED FILE…
//
// --sample N tries about one typed line in N (deletions: one in N / 8, so with 8 and below all of
// them), chosen by a fixed hash; --show N prints the first N failures of each kind; --only TEXT
// takes the kinds of damage whose name contains TEXT; --seed N makes another choice of trials. Ends
// with `N passed, N failed, N skipped`: one check for each file and kind.

#include "tests/damage/facts.h"
#include "tests/damage/files.h"
#include "tests/damage/judge.h"
#include "tests/damage/trials.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace pilcrow;
using namespace pilcrow::damage;

constexpr auto kinds = static_cast<std::size_t>(Damage::Count);

struct Options {
    std::uint64_t sample = 1;
    std::size_t show = 3;
    std::uint64_t seed = 0;
    std::string only;
    std::string unfinished;
    std::vector<std::string> files;
};

struct Row {
    std::uint64_t trials = 0;
    std::uint64_t legal = 0;
    std::uint64_t either = 0;
    std::uint64_t definitions = 0;
    std::uint64_t lost = 0;
    std::uint64_t with_lost = 0;
    std::uint64_t with_errors = 0;
    std::uint64_t with_warnings = 0;
    std::uint64_t located = 0;
    std::uint64_t failed = 0;  // trials

    void add(const Verdict& verdict) {
        ++trials;
        if (verdict.legal) {
            ++legal;
            return;
        }
        if (verdict.either) {
            ++either;
            return;
        }
        definitions += verdict.definitions;
        lost += verdict.lost.size();
        with_lost += verdict.lost.empty() ? 0 : 1;
        with_errors += verdict.errors.empty() ? 0 : 1;
        with_warnings += verdict.warnings.empty() ? 0 : 1;
        located += verdict.located ? 1 : 0;
        failed += verdict.passed() ? 0 : 1;
    }
    void add(const Row& row) {
        trials += row.trials;
        legal += row.legal;
        either += row.either;
        definitions += row.definitions;
        lost += row.lost;
        with_lost += row.with_lost;
        with_errors += row.with_errors;
        with_warnings += row.with_warnings;
        located += row.located;
        failed += row.failed;
    }
    std::uint64_t judged() const { return trials - legal - either; }
    bool passed() const {
        return lost == 0 && with_errors == 0 && with_warnings == 0 && located == judged();
    }
};
using Table = std::array<Row, kinds>;

struct Failure {
    Damage damage;
    std::string text;
};

struct FileResult {
    Table table;
    std::vector<Failure> failures;
};

// A fixed choice: the same trials on every machine.
std::uint64_t mixed(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15u;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return value ^ (value >> 31);
}

std::string line_of(const Tree& tree, std::uint32_t line) {
    return line < tree.line_count ? std::string(tree.line_text(line)) : std::string();
}

// The damaged line with what stands around it, and what went wrong.
std::string reproduction(const std::string& path, const Facts& undamaged, const Facts& damaged,
                         const Trial& trial, const Verdict& verdict) {
    std::string text = path + ':' + std::to_string(trial.line + 1) + ": " +
                       std::string(text_of(trial.damage)) + '\n';
    if (!trial.adds_line()) text += "    was: " + line_of(undamaged.tree, trial.line) + '\n';
    const std::uint32_t first = trial.line < 3 ? 0 : trial.line - 3;
    for (std::uint32_t line = first; line <= trial.line + 3 && line < damaged.tree.line_count;
         ++line) {
        text += (line == trial.line ? "  > " : "    ") + line_of(damaged.tree, line) + '\n';
    }
    if (!verdict.located) text += "  the damaged line has no finding\n";
    std::size_t rest = 12;
    for (const auto* list : {&verdict.errors, &verdict.warnings, &verdict.lost}) {
        for (const std::string& one : *list) {
            if (rest > 0) text += "  " + one + '\n';
            rest -= rest > 0 ? 1 : 0;
        }
    }
    for (const Diagnostic& finding : damaged.findings) {
        if (finding.range.begin.line != trial.line) continue;
        text += "  on the line: " + std::string(info(finding.code).text) + ": " + finding.message +
                '\n';
    }
    return text;
}

FileResult run_file(const Options& options, const std::string& path,
                    const std::vector<std::string>& unfinished) {
    FileResult result;
    const std::string text = read_file(path);
    const Facts undamaged = facts_of(text);
    std::vector<Trial> trials;
    add_deletions(undamaged.tree, trials);
    add_typed_lines(undamaged.tree, unfinished, trials);
    std::array<std::size_t, kinds> failed{};
    for (std::size_t index = 0; index < trials.size(); ++index) {
        const Trial& trial = trials[index];
        // There are many more lines to type than characters to delete.
        const std::uint64_t sample = trial.adds_line() ? options.sample : options.sample / 8;
        if (sample > 1 &&
            mixed(index + text.size() * 1000003 + options.seed * 0x51ed2701) % sample != 0)
            continue;
        if (text_of(trial.damage).find(options.only) == std::string_view::npos) continue;
        std::string changed = text;
        changed.replace(trial.offset, trial.removed, trial.inserted);
        const Facts damaged = facts_of(std::move(changed));
        const Verdict verdict = judge(undamaged, damaged, trial);
        const auto kind = static_cast<std::size_t>(trial.damage);
        result.table[kind].add(verdict);
        if (verdict.passed() || failed[kind]++ >= options.show) continue;
        result.failures.push_back(
            {trial.damage, reproduction(path, undamaged, damaged, trial, verdict)});
    }
    return result;
}

std::vector<FileResult> run_files(const Options& options) {
    const std::vector<std::string> unfinished = read_lines(options.unfinished);
    return for_each_file<FileResult>(options.files, [&](const std::string& path) {
        return run_file(options, path, unfinished);
    });
}

double percent(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 100.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void print_row(std::string_view name, const Row& row) {
    const std::uint64_t judged = row.judged();
    const std::uint64_t kept = row.definitions - std::min(row.lost, row.definitions);
    std::printf(
        "%-26.*s %8llu %7llu %7llu %11.4f %11.3f %10llu %12llu %9.3f\n",
        static_cast<int>(name.size()), name.data(), static_cast<unsigned long long>(row.trials),
        static_cast<unsigned long long>(row.legal), static_cast<unsigned long long>(row.either),
        percent(kept, row.definitions), percent(judged - row.with_lost, judged),
        static_cast<unsigned long long>(row.with_errors),
        static_cast<unsigned long long>(row.with_warnings), percent(row.located, judged));
}

int report(const Options& options, const std::vector<FileResult>& results) {
    Table table{};
    std::uint64_t passed = 0;
    std::uint64_t failed = 0;
    std::uint64_t trials_failed = 0;
    for (const FileResult& result : results) {
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            const Row& row = result.table[kind];
            table[kind].add(row);
            if (row.trials == 0) continue;
            ++(row.passed() ? passed : failed);
            trials_failed += row.failed;
        }
    }
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        std::size_t shown = 0;
        for (const FileResult& result : results) {
            for (const Failure& failure : result.failures) {
                if (static_cast<std::size_t>(failure.damage) != kind) continue;
                if (shown++ < options.show) std::printf("FAILED: %s\n", failure.text.c_str());
            }
        }
    }
    std::printf("%-26s %8s %7s %7s %11s %11s %10s %12s %9s\n", "damage", "trials", "legal",
                "either", "kept %", "all kept %", "errors", "new warnings", "located");
    std::printf("%-26s %8s %7s %7s %11s %11s %10s %12s %9s\n", "", "", "", "", "definitions",
                "trials", "elsewhere", "elsewhere", "%");
    Row all;
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        print_row(text_of(static_cast<Damage>(kind)), table[kind]);
        all.add(table[kind]);
    }
    print_row("all", all);
    std::printf("%llu trials do not hold\n", static_cast<unsigned long long>(trials_failed));
    std::printf("%llu passed, %llu failed, 0 skipped\n", static_cast<unsigned long long>(passed),
                static_cast<unsigned long long>(failed));
    return failed == 0 ? 0 : 1;
}

std::optional<Options> options_of(int count, char** arguments) {
    Options options;
    int at = 1;
    for (; at + 1 < count && std::string_view(arguments[at]).starts_with("--"); at += 2) {
        const std::string_view name = arguments[at];
        const char* value = arguments[at + 1];
        if (name == "--sample") {
            options.sample = std::strtoull(value, nullptr, 10);
        } else if (name == "--seed") {
            options.seed = std::strtoull(value, nullptr, 10);
        } else if (name == "--show") {
            options.show = std::strtoull(value, nullptr, 10);
        } else if (name == "--only") {
            options.only = value;
        } else {
            return std::nullopt;
        }
    }
    if (at + 1 >= count) return std::nullopt;
    options.unfinished = arguments[at];
    options.files.assign(arguments + at + 1, arguments + count);
    return options;
}

}  // namespace

int main(int count, char** arguments) {
    const std::optional<Options> options = options_of(count, arguments);
    if (!options) {
        std::fprintf(
            stderr, "usage: %s [--sample N] [--show N] [--only TEXT] [--seed N] UNFINISHED FILE…\n",
            arguments[0]);
        return 2;
    }
    return report(*options, run_files(*options));
}
