// The noise test: puts programs of both layouts under other white space, comments and line ends,
// and holds their printed forms to what they were (fuzz/printing_checks.h).
//
//     noise [--runs N] [--seed N] [--show N] FILE…
//
// Each file is tried N times, with some kinds of noise in some of their places, from a fixed seed.
// Noise that makes another program of it, or none, is counted and passed over. Of a failure the
// lines that are needed for it are shown. Ends with `N passed, N failed`: one check for each file.

#include "parser/parse.h"
#include "parser/python_ast/python_ast.h"
#include "tests/fuzz/printing_checks.h"
#include "tests/noise/noise.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using namespace pilcrow;
using noise::Edit;
using noise::Noise;
using noise::noises;

constexpr std::array<std::string_view, noises> names{
#define X(name, text) text,
    PILCROW_NOISES(X)
#undef X
};

struct Options {
    std::uint64_t runs = 40;
    std::uint64_t seed = 1;
    std::size_t show = 3;
    std::vector<std::string> files;
};

struct Counts {
    std::uint64_t tried = 0;
    std::uint64_t others = 0;  // noise that made another program
    std::uint64_t failed = 0;
};

struct Result {
    std::array<Counts, noises> of_kind{};
    Counts all;
    std::string failure;  // the first
};

std::string with_line_ends(const std::string& text, std::string_view end) {
    std::string result;
    for (const char c : text) {
        if (c == '\n') {
            result += end;
        } else {
            result += c;
        }
    }
    return result;
}

// CPython's dump of the program, or nothing where it is none.
std::string dump_of(const Tree& tree) {
    std::string dump;
    if (!fuzz::is_program(tree) || !has_python_ast(tree) || dump_python_ast(tree, dump)) return {};
    return dump;
}

class FileTest {
public:
    FileTest(const Options& options, const std::string& path) : options_(options), path_(path) {
        std::ifstream file(path, std::ios::binary);
        text_.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
        layout_ = path.ends_with(".py") ? Layout::Python : Layout::Pilcrow;
        random_.seed(options.seed * 1000003 + text_.size());
    }

    Result run() {
        const Tree tree = parse(text_, layout_);
        dump_ = dump_of(tree);
        if (dump_.empty()) return {};
        for (std::uint64_t index = 0; index < options_.runs; ++index) one(tree, index);
        return std::move(result_);
    }

private:
    std::size_t below(std::size_t bound) { return random_() % bound; }

    void one(const Tree& tree, std::uint64_t index) {
        std::array<bool, noises> kinds{};
        // Each kind by itself first, then some together.
        if (index < noises) {
            kinds[index] = true;
        } else {
            for (std::size_t count = 1 + below(4); count > 0; --count) kinds[below(noises)] = true;
        }
        static constexpr std::array<std::size_t, 4> shares{2, 20, 60, 100};  // of 100 places
        std::vector<Edit> edits;
        for (std::size_t kind = 0; kind < noises; ++kind) {
            if (!kinds[kind]) continue;
            const std::size_t share = shares[below(shares.size())];
            for (Edit& edit : possible_edits(tree, static_cast<Noise>(kind), random_)) {
                const bool taken = edit.noise == Noise::Indent || below(100) < share;
                if (taken) edits.push_back(std::move(edit));
            }
        }
        std::stable_sort(edits.begin(), edits.end(), [](const Edit& one, const Edit& other) {
            return one.offset < other.offset;
        });
        static constexpr std::array<std::string_view, 6> ends{"\n", "\n", "\n", "\n", "\r\n", "\r"};
        end_ = ends[below(ends.size())];
        drop_what_changes(edits);
        const std::string fault = fault_of(edits);
        const auto note = [&](Counts& counts) {
            ++counts.tried;
            if (fault == other_program) {
                ++counts.others;
            } else if (!fault.empty()) {
                ++counts.failed;
            }
        };
        note(result_.all);
        for (std::size_t kind = 0; kind < noises; ++kind) {
            if (kinds[kind]) note(result_.of_kind[kind]);
        }
        if (fault.empty() || fault == other_program || !result_.failure.empty()) return;
        result_.failure = reproduction(edits, fault);
    }

    // Halves the edits where they make another program, so that few places cannot spoil a run.
    void drop_what_changes(std::vector<Edit>& edits) {
        for (int round = 0; round < 4 && !edits.empty(); ++round) {
            if (dump_of(parse(with_edits(text_, edits), layout_)) == dump_) return;
            std::erase_if(edits, [&](const Edit& edit) {
                return edit.noise != Noise::Indent && below(2) == 0;
            });
        }
    }

    std::string fault_of(const std::vector<Edit>& edits) const {
        const Tree noisy = parse(with_line_ends(with_edits(text_, edits), end_), layout_);
        if (dump_of(noisy) != dump_) return std::string(other_program);
        return fuzz::fault_of_printing(noisy);
    }

    // The program without the lines that the failure does not need.
    std::string reproduction(const std::vector<Edit>& edits, const std::string& fault) const {
        std::vector<std::string> lines;
        std::string text = with_line_ends(with_edits(text_, edits), end_);
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(end_, at), text.size());
            lines.push_back(text.substr(at, end - at));
            at = end + end_.size();
        }
        const auto joined = [&](const std::vector<std::string>& some) {
            std::string result;
            for (const std::string& line : some) result.append(line).append(end_);
            return result;
        };
        const std::string kind = fault.substr(0, 30);
        std::string shown = fault;
        const auto without = [&](std::size_t from, std::size_t to) {
            std::vector<std::string> fewer = lines;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(from),
                        fewer.begin() + static_cast<std::ptrdiff_t>(to));
            const Tree tree = parse(joined(fewer), layout_);
            std::string other = dump_of(tree).empty() ? "" : fuzz::fault_of_printing(tree);
            if (other.substr(0, 30) != kind) return false;
            lines = std::move(fewer);
            shown = std::move(other);
            return true;
        };
        for (std::size_t before = 0; before != lines.size();) {
            before = lines.size();
            // Statements with their blocks, items with all below them, then lines.
            Tree tree = parse(joined(lines), layout_);
            for (BlockId block = 0; block < tree.reading->size();) {
                const BlockTree& blocks = *tree.reading;
                std::size_t last = block + 1;
                while (last < blocks.size() &&
                       (blocks[static_cast<BlockId>(last)].column > blocks[block].column ||
                        !blocks.is_head(static_cast<BlockId>(last)))) {
                    ++last;
                }
                const std::size_t to =
                    last < blocks.size() ? blocks[static_cast<BlockId>(last)].line : lines.size();
                if (without(blocks[block].line, to)) {
                    tree = parse(joined(lines), layout_);
                } else {
                    ++block;
                }
            }
            for (std::size_t line = 0; line < lines.size();) {
                if (!without(line, line + 1)) ++line;
            }
        }
        std::string result = path_ + ": " + shown + "\nin this program:\n";
        for (const std::string& line : lines) result += "    " + line + '\n';
        return result;
    }

    const Options& options_;
    std::string path_;
    static constexpr std::string_view other_program = "another program";
    std::string text_;
    Layout layout_ = Layout::Pilcrow;
    std::string dump_;
    std::string_view end_ = "\n";
    std::mt19937_64 random_;
    Result result_;
};

std::vector<Result> run_files(const Options& options) {
    std::vector<Result> results(options.files.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t index; (index = next++) < results.size();) {
            results[index] = FileTest(options, options.files[index]).run();
        }
    };
    std::vector<std::thread> threads;
    const unsigned count = std::max(1u, std::thread::hardware_concurrency());
    for (unsigned index = 0; index < count; ++index) threads.emplace_back(work);
    for (std::thread& thread : threads) thread.join();
    return results;
}

void print_row(std::string_view name, const Counts& counts) {
    std::printf("%-44.*s %8llu %16llu %8llu\n", static_cast<int>(name.size()), name.data(),
                static_cast<unsigned long long>(counts.tried),
                static_cast<unsigned long long>(counts.others),
                static_cast<unsigned long long>(counts.failed));
}

int report(const Options& options, const std::vector<Result>& results) {
    std::array<Counts, noises + 1> table{};
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::size_t skipped = 0;
    const auto add = [](Counts& sum, const Counts& counts) {
        sum.tried += counts.tried;
        sum.others += counts.others;
        sum.failed += counts.failed;
    };
    for (const Result& result : results) {
        for (std::size_t kind = 0; kind < noises; ++kind) add(table[kind], result.of_kind[kind]);
        add(table[noises], result.all);
        if (result.all.tried == result.all.others) {
            ++skipped;
        } else {
            ++(result.all.failed > 0 ? failed : passed);
        }
        if (!result.failure.empty() && failed <= options.show) {
            std::printf("FAILED: %s\n", result.failure.c_str());
        }
    }
    std::printf("%-44s %8s %16s %8s\n", "noise", "trials", "another program", "failed");
    for (std::size_t kind = 0; kind < noises; ++kind) print_row(names[kind], table[kind]);
    print_row("all", table[noises]);
    std::printf("%zu passed, %zu failed, %zu skipped\n", passed, failed, skipped);
    return failed == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    Options options;
    for (int at = 1; at < count; ++at) {
        const std::string_view name = arguments[at];
        if (!name.starts_with("--") || at + 1 == count) {
            options.files.emplace_back(name);
            continue;
        }
        const std::uint64_t value = std::strtoull(arguments[++at], nullptr, 10);
        if (name == "--runs") options.runs = value;
        if (name == "--seed") options.seed = value;
        if (name == "--show") options.show = value;
    }
    if (options.files.empty()) {
        std::fprintf(stderr, "usage: %s [--runs N] [--seed N] [--show N] FILE…\n", arguments[0]);
        return 2;
    }
    return report(options, run_files(options));
}
