// lsp_ranking: how early completion has the name that was really written.
//
//     lsp_ranking                    the table of README.md, anew
//     lsp_ranking --check            holds that no figure is below the table's by more than 0.005
//     lsp_ranking --tasks            each task with its ranks
//     lsp_ranking --choose N FILE…   N tasks of each file, as they stand in tasks.txt
//     lsp_ranking --of FILE          the table of another list of tasks
//
// A task is a place in a program where a name stands. Its first 0, 1 and 2 letters are left, and
// the rest of the name taken away; once with what follows it on the line ("within"), and once
// without ("at the end"), as it is when a line is written from left to right.

#include "lsp/features/completion/completion.h"
#include "parser/names/builtins.h"
#include "parser/parse.h"
#include "tests/lsp/fixture_world.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <sstream>

namespace {

using namespace pilcrow;
using namespace pilcrow::lsp;

struct Task {
    std::string program;  // path from the repository's root, or absolute
    Position place{};
    std::string kind;
    std::string name;
};

std::filesystem::path root() { return PILCROW_SOURCE_DIR; }

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<Task> read_tasks(const std::filesystem::path& path) {
    std::vector<Task> tasks;
    std::istringstream lines(read(path));
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        Task task;
        words >> task.program >> task.place.line >> task.place.byte >> task.name;
        std::getline(words >> std::ws, task.kind);
        --task.place.line;
        tasks.push_back(task);
    }
    return tasks;
}

// --- choosing ---

std::optional<std::string> kind_of(const Tree& tree, const Scopes& scopes, BlockId block,
                                   std::uint32_t at) {
    const Unit& unit = *tree.unit(block);
    const Token& token = unit.token(at);
    const std::string_view text = tree.token_text(block, at);
    const TokenKind before = at > 0 ? unit.token(at - 1).kind : TokenKind::End;
    const TokenKind after = at + 1 < unit.token_count ? unit.token(at + 1).kind : TokenKind::End;
    if (token.kind != TokenKind::Name || text.size() < 2) return std::nullopt;
    if (unit.role == Role::ImportName) return "imported";
    if (unit.root != no_node && (unit.node(unit.root).kind == NodeKind::ImportFrom ||
                                 unit.node(unit.root).kind == NodeKind::Import)) {
        return before == TokenKind::KwAs ? std::nullopt : std::optional<std::string>("imported");
    }
    if (before == TokenKind::Dot) {
        return at > 1 && tree.token_text(block, at - 2) == "self" ? "self attribute" : "attribute";
    }
    const auto found = scopes.found_at(block, at);
    if (!found) {
        return after == TokenKind::Equal && unit.role == Role::Argument
                   ? std::optional<std::string>("argument")
                   : std::nullopt;
    }
    if (binds(found->mention.use)) {
        // A name that is assigned to again could be completed; one that is new could not.
        return std::nullopt;
    }
    if (!found->bound) {
        const auto builtins = builtin_names();
        return std::binary_search(builtins.begin(), builtins.end(), text)
                   ? std::optional<std::string>("builtin")
                   : std::nullopt;
    }
    return found->scope.is_module() ? "module name" : "local name";
}

void choose(std::size_t count, const std::vector<std::string>& programs) {
    std::mt19937 random(20260101);  // the same tasks each time
    for (const std::string& program : programs) {
        const Tree tree = parse(read(program), layout_of(program));
        const Names names = Names::analyze(tree);
        const Scopes scopes(names);
        std::map<std::string, std::vector<std::pair<Position, std::string>>> kinds;
        for (BlockId block = 0; block < tree.reading->size(); ++block) {
            const Unit* unit = tree.reading->is_head(block) ? tree.unit(block) : nullptr;
            for (std::uint32_t at = 0; unit != nullptr && at + 1 < unit->token_count; ++at) {
                if (const auto kind = kind_of(tree, scopes, block, at)) {
                    kinds[*kind].emplace_back(tree.position(block, unit->token(at).begin),
                                              std::string(tree.token_text(block, at)));
                }
            }
        }
        // Each kind in turn, so that none is left out.
        for (auto& [kind, places] : kinds) std::shuffle(places.begin(), places.end(), random);
        std::vector<std::string> lines;
        for (std::size_t round = 0; lines.size() < count && round < count; ++round) {
            for (const auto& [kind, places] : kinds) {
                if (round >= places.size() || lines.size() == count) continue;
                const auto& [place, name] = places[round];
                lines.push_back(program + ' ' + std::to_string(place.line + 1) + ' ' +
                                std::to_string(place.byte) + ' ' + name + ' ' + kind);
            }
        }
        for (const std::string& line : lines) std::printf("%s\n", line.c_str());
    }
}

// --- asking ---

// The rank of the name, from 1; 0: it is not there.
std::size_t rank_of(Inference& inference, const Task& task, std::size_t typed, bool keep_rest) {
    std::string text = read(root() / task.program);
    std::size_t at = 0;
    for (std::uint32_t line = 0; line < task.place.line; ++line) at = text.find('\n', at) + 1;
    at += task.place.byte;
    if (text.compare(at, task.name.size(), task.name) != 0) {
        std::fprintf(stderr, "%s:%u: %s does not stand there\n", task.program.c_str(),
                     task.place.line + 1, task.name.c_str());
        std::exit(2);
    }
    const std::size_t end =
        keep_rest ? at + task.name.size() : std::min(text.find('\n', at), text.size());
    text.erase(at + typed, end - at - typed);
    fixtures::Fixture fixture;
    fixture.main = std::filesystem::path(task.program).filename();
    fixture.files[fixture.main] = text;
    const WorldPtr world = fixtures::world_of(fixture);
    inference.begin(world);
    const Position place{task.place.line, task.place.byte + static_cast<std::uint32_t>(typed)};
    const CompletionList list = complete(inference, fixtures::main_file(*world, fixture), place);
    for (std::size_t index = 0; index < list.items.size(); ++index) {
        std::string_view label = list.items[index].label;
        if (label.ends_with('=')) label.remove_suffix(1);
        if (label == task.name) return index + 1;
    }
    return 0;
}

struct Row {
    std::size_t tasks = 0;
    double sums[6] = {};  // at the end with 0, 1, 2 letters; within likewise
};

std::map<std::string, Row> measure(const std::vector<Task>& tasks, bool print) {
    std::map<std::string, Row> rows;
    Inference inference;  // one for all: it keeps what it knows of typeshed
    for (const Task& task : tasks) {
        std::string ranks;
        for (std::size_t column = 0; column < 6; ++column) {
            const std::size_t typed = std::min(column % 3, task.name.size());
            const std::size_t rank = rank_of(inference, task, typed, column >= 3);
            for (const std::string& row : {task.kind, std::string("all")}) {
                rows[row].sums[column] += rank == 0 ? 0.0 : 1.0 / static_cast<double>(rank);
            }
            ranks += ' ' + std::to_string(rank);
        }
        ++rows[task.kind].tasks;
        ++rows["all"].tasks;
        if (print) {
            std::printf("%s:%u:%u %s (%s)%s\n", task.program.c_str(), task.place.line + 1,
                        task.place.byte, task.name.c_str(), task.kind.c_str(), ranks.c_str());
        }
    }
    return rows;
}

std::string table_of(const std::map<std::string, Row>& rows) {
    std::string table =
        "| kind | tasks | at the end of a line, 0 letters | 1 | 2 | within a line, 0 | 1 | 2 |\n"
        "|---|---|---|---|---|---|---|---|\n";
    const auto add = [&](const std::string& kind, const Row& row) {
        table += "| " + kind + " | " + std::to_string(row.tasks);
        for (const double sum : row.sums) {
            char figure[16];
            std::snprintf(figure, sizeof figure, " | %.3f",
                          sum / static_cast<double>(std::max<std::size_t>(row.tasks, 1)));
            table += figure;
        }
        table += " |\n";
    };
    for (const auto& [kind, row] : rows) {
        if (kind != "all") add(kind, row);
    }
    if (rows.contains("all")) add("all", rows.at("all"));
    return table;
}

// The figures of a table, row by row.
std::map<std::string, std::vector<double>> figures_of(const std::string& text) {
    std::map<std::string, std::vector<double>> figures;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("| ") || line.starts_with("| kind")) continue;
        std::istringstream cells(line.substr(2));
        std::string kind;
        std::getline(cells, kind, '|');
        kind.pop_back();
        for (std::string cell; std::getline(cells, cell, '|');) {
            if (!cell.empty()) figures[kind].push_back(std::atof(cell.c_str()));
        }
    }
    return figures;
}

int check(const std::string& table) {
    const auto committed = figures_of(read(root() / "tests/lsp/ranking/README.md"));
    const auto now = figures_of(table);
    int passed = 0;
    int failed = 0;
    for (const auto& [kind, figures] : committed) {
        const auto found = now.find(kind);
        for (std::size_t column = 1; column < figures.size(); ++column) {
            const double is =
                found == now.end() || found->second.size() <= column ? 0 : found->second[column];
            const bool fine = is >= figures[column] - 0.005;
            ++(fine ? passed : failed);
            if (!fine) {
                std::printf("%s, column %zu: %.3f, in the table %.3f\n", kind.c_str(), column, is,
                            figures[column]);
            }
        }
    }
    if (passed + failed == 0) ++failed;
    std::printf("%d passed, %d failed, 0 skipped\n", passed, failed);
    return failed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() >= 2 && words[0] == "--choose") {
        choose(std::stoul(words[1]), {words.begin() + 2, words.end()});
        return 0;
    }
    std::filesystem::path list = root() / "tests/lsp/ranking/tasks.txt";
    bool checked = false;
    bool print = false;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at] == "--of" && at + 1 < words.size()) list = words[++at];
        checked = checked || words[at] == "--check";
        print = print || words[at] == "--tasks";
    }
    const std::string table = table_of(measure(read_tasks(list), print));
    std::printf("%s", table.c_str());
    return checked ? check(table) : 0;
}
