// The damaged-format test: damages every program of the corpus, as it is and roughened, and holds
// the form that `fmt` gives it to property.h.
//
//     damaged_format [--trials N] [--show N] [--seed N] UNFINISHED FILE…
//
// Each file is tried as it is, in canonical form, and four times with other spaces, columns, blank
// lines, comments and line breaks. In each of these N places are damaged one at a time, and N times
// several at once, all from a fixed seed. Of a failure the lines that are needed for it are shown.
// Ends with `N passed, N failed, N skipped`: one check for each file and kind of damage.

#include "parser/parse.h"
#include "tests/damage/files.h"
#include "tests/damage/trials.h"
#include "tests/damaged_format/property.h"
#include "tests/fuzz/printing_checks.h"
#include "tests/noise/noise.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace pilcrow;
using damage::Damage;
using damage::Trial;
using damaged_format::Counts;
using damaged_format::no_line;
using damaged_format::Undamaged;
using Random = std::mt19937_64;

// The kinds of damage, and several at once.
constexpr auto several = static_cast<std::size_t>(Damage::Count);
constexpr std::size_t kinds = several + 1;

struct Options {
    std::size_t trials = 200;
    std::size_t show = 3;
    std::uint64_t seed = 1;
    std::string unfinished;
    std::vector<std::string> files;
};

struct Row {
    std::uint64_t trials = 0;
    std::uint64_t failed = 0;
    Counts counts;

    void add(const Row& row) {
        trials += row.trials;
        failed += row.failed;
        counts.statements += row.counts.statements;
        counts.damaged += row.counts.damaged;
        counts.staying += row.counts.staying;
        counts.compared += row.counts.compared;
        counts.doubtful += row.counts.doubtful;
    }
};

struct Result {
    std::array<Row, kinds> rows{};
    std::vector<std::string> failures;
};

// The program with some noise in it, or nothing where that made no program of it.
std::string roughened(const Tree& tree, Random& random) {
    std::vector<noise::Edit> edits;
    for (std::size_t kind = 0; kind < noise::noises; ++kind) {
        if (random() % 2 == 0) continue;
        const std::size_t share = std::array<std::size_t, 3>{3, 20, 60}[random() % 3];
        for (noise::Edit& edit : possible_edits(tree, static_cast<noise::Noise>(kind), random)) {
            if (edit.noise == noise::Noise::Indent || random() % 100 < share) {
                edits.push_back(std::move(edit));
            }
        }
    }
    std::stable_sort(edits.begin(), edits.end(),
                     [](const auto& one, const auto& other) { return one.offset < other.offset; });
    std::string text = with_edits(tree.text(), edits);
    return fuzz::is_program(parse(text, Layout::Pilcrow)) ? text : std::string();
}

struct Damaged {
    std::string text;
    std::vector<std::uint32_t> lines;  // as fault_of_format has them
};

// `trials` lie on different lines.
Damaged damaged_by(const Tree& tree, std::vector<Trial> trials) {
    Damaged result;
    result.text = tree.text();
    for (std::uint32_t line = 0; line < tree.line_count; ++line) result.lines.push_back(line);
    std::sort(trials.begin(), trials.end(),
              [](const Trial& one, const Trial& other) { return one.offset > other.offset; });
    for (const Trial& trial : trials) {
        result.text.replace(trial.offset, trial.removed, trial.inserted);
        if (trial.adds_line()) {
            result.lines.insert(result.lines.begin() + trial.line, no_line);
        } else {
            result.lines[trial.line] = no_line;
        }
    }
    return result;
}

class FileTest {
public:
    FileTest(const Options& options, const std::string& path,
             const std::vector<std::string>& unfinished)
        : options_(options), path_(path), unfinished_(unfinished) {}

    Result run() {
        const std::string text = damage::read_file(path_);
        random_.seed(options_.seed * 1000003 + text.size());
        const Tree tree = parse(text, Layout::Pilcrow);
        damage(text);
        if (std::string canonical = print(tree).text; canonical != text) damage(canonical);
        std::size_t rough = 0;
        for (int attempt = 0; attempt < 40 && rough < 4; ++attempt) {
            const std::string roughly = roughened(tree, random_);
            if (roughly.empty()) continue;
            ++rough;
            damage(roughly);
        }
        return std::move(result_);
    }

private:
    void damage(const std::string& text) {
        const Undamaged before = damaged_format::undamaged(text);
        std::vector<Trial> deletions;
        std::vector<Trial> lines;
        add_deletions(before.tree, deletions);
        add_typed_lines(before.tree, unfinished_, lines);
        const auto any = [&](const std::vector<Trial>& trials) {
            return trials[random_() % trials.size()];
        };
        for (std::size_t count = 0; count < options_.trials; ++count) {
            one(before, {any(count % 2 == 0 ? deletions : lines)});
            std::vector<Trial> trials;
            for (std::size_t more = 2 + random_() % 4; more > 0; --more) {
                const Trial trial = any(random_() % 2 == 0 ? deletions : lines);
                if (std::none_of(trials.begin(), trials.end(),
                                 [&](const Trial& other) { return other.line == trial.line; })) {
                    trials.push_back(trial);
                }
            }
            one(before, trials);
        }
    }

    void one(const Undamaged& before, const std::vector<Trial>& trials) {
        Row& row =
            result_.rows[trials.size() > 1 ? several : static_cast<std::size_t>(trials[0].damage)];
        const Damaged damaged = damaged_by(before.tree, trials);
        const std::string fault = fault_of_format(before, damaged.text, damaged.lines, row.counts);
        ++row.trials;
        if (fault.empty()) return;
        if (row.failed++ < options_.show) {
            result_.failures.push_back(reproduction(before, damaged, fault));
        }
    }

    // The text without the lines that the failure does not need.
    std::string reproduction(const Undamaged& before, Damaged damaged, std::string fault) const {
        Counts counts;
        std::string undamaged_text = before.tree.text();
        const std::string kind = fault.substr(0, 20);
        const auto split = [](const std::string& text) {
            std::vector<std::string> lines;
            for (std::size_t at = 0; at < text.size();) {
                const std::size_t end = std::min(text.find('\n', at), text.size());
                lines.push_back(text.substr(at, end - at));
                at = end + 1;
            }
            return lines;
        };
        const auto joined = [](const std::vector<std::string>& lines) {
            std::string text;
            for (const std::string& line : lines) text.append(line) += '\n';
            return text;
        };
        std::vector<std::string> lines = split(damaged.text);
        std::vector<std::string> old_lines = split(undamaged_text);
        if (lines.size() != damaged.lines.size()) return path_ + ": " + fault;
        // Takes out lines of the damaged text, and with them those that they were.
        const auto without = [&](std::size_t from, std::size_t to) {
            std::vector<std::string> fewer;
            std::vector<std::uint32_t> map;
            std::vector<bool> gone(old_lines.size(), false);
            for (std::size_t line = from; line < to; ++line) {
                if (damaged.lines[line] != no_line) gone[damaged.lines[line]] = true;
            }
            std::vector<std::uint32_t> moved(old_lines.size());
            std::vector<std::string> fewer_old;
            for (std::size_t line = 0; line < old_lines.size(); ++line) {
                moved[line] = static_cast<std::uint32_t>(fewer_old.size());
                if (!gone[line]) fewer_old.push_back(old_lines[line]);
            }
            for (std::size_t line = 0; line < lines.size(); ++line) {
                if (line >= from && line < to) continue;
                fewer.push_back(lines[line]);
                map.push_back(damaged.lines[line] == no_line ? no_line
                                                             : moved[damaged.lines[line]]);
            }
            const Undamaged other = damaged_format::undamaged(joined(fewer_old));
            if (kind.starts_with("(c)") && !fuzz::is_program(other.tree)) return false;
            std::string now = fault_of_format(other, joined(fewer), map, counts);
            if (now.substr(0, 3) != kind.substr(0, 3)) return false;
            fault = std::move(now);
            lines = std::move(fewer);
            old_lines = std::move(fewer_old);
            damaged.lines = std::move(map);
            return true;
        };
        for (std::size_t size = lines.size(); size > 0; size /= 2) {
            for (std::size_t at = 0; at + size <= lines.size();) {
                if (!without(at, at + size)) at += std::max<std::size_t>(1, size / 2);
            }
        }
        for (std::size_t line = 0; line < lines.size();) {
            if (!without(line, line + 1)) ++line;
        }
        std::string result = path_ + ": " + fault + "\nin this text:\n";
        for (std::size_t line = 0; line < lines.size(); ++line) {
            result += (damaged.lines[line] == no_line ? "  > " : "    ") + lines[line] + '\n';
        }
        return result;
    }

    const Options& options_;
    std::string path_;
    const std::vector<std::string>& unfinished_;
    Random random_;
    Result result_;
};

std::vector<Result> run_files(const Options& options) {
    const std::vector<std::string> unfinished = damage::read_lines(options.unfinished);
    return damage::for_each_file<Result>(options.files, [&](const std::string& path) {
        return FileTest(options, path, unfinished).run();
    });
}

int report(const Options& options, const std::vector<Result>& results) {
    std::uint64_t passed = 0;
    std::uint64_t failed = 0;
    std::size_t shown = 0;
    std::array<Row, kinds> table{};
    Row all;
    for (const Result& result : results) {
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            const Row& row = result.rows[kind];
            table[kind].add(row);
            all.add(row);
            if (row.trials > 0) ++(row.failed == 0 ? passed : failed);
        }
        for (const std::string& failure : result.failures) {
            if (shown++ < options.show) std::printf("FAILED: %s\n", failure.c_str());
        }
    }
    const auto print_row = [](std::string_view name, const Row& row) {
        std::printf("%-26.*s %8llu %12llu %10llu %10llu %10llu %10llu %8llu\n",
                    static_cast<int>(name.size()), name.data(),
                    static_cast<unsigned long long>(row.trials),
                    static_cast<unsigned long long>(row.counts.statements),
                    static_cast<unsigned long long>(row.counts.damaged),
                    static_cast<unsigned long long>(row.counts.staying),
                    static_cast<unsigned long long>(row.counts.compared),
                    static_cast<unsigned long long>(row.counts.doubtful),
                    static_cast<unsigned long long>(row.failed));
    };
    std::printf("%-26s %8s %12s %10s %10s %10s %10s %8s\n", "damage", "trials", "statements",
                "damaged", "staying", "compared", "doubtful", "failed");
    for (std::size_t kind = 0; kind < several; ++kind) {
        print_row(text_of(static_cast<Damage>(kind)), table[kind]);
    }
    print_row("several at once", table[several]);
    print_row("all", all);
    std::printf("%llu passed, %llu failed, 0 skipped\n", static_cast<unsigned long long>(passed),
                static_cast<unsigned long long>(failed));
    return failed == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    Options options;
    std::vector<std::string> paths;
    for (int at = 1; at < count; ++at) {
        const std::string_view name = arguments[at];
        if (!name.starts_with("--") || at + 1 == count) {
            paths.emplace_back(name);
            continue;
        }
        const std::uint64_t value = std::strtoull(arguments[++at], nullptr, 10);
        if (name == "--trials") options.trials = value;
        if (name == "--seed") options.seed = value;
        if (name == "--show") options.show = value;
    }
    if (paths.size() < 2) {
        std::fprintf(stderr, "usage: %s [--trials N] [--show N] [--seed N] UNFINISHED FILE…\n",
                     arguments[0]);
        return 2;
    }
    options.unfinished = paths.front();
    options.files.assign(paths.begin() + 1, paths.end());
    return report(options, run_files(options));
}
