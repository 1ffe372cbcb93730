// lsp_fixtures: runs the cases under tests/lsp; README.md there says how.

#include "tests/lsp/topics.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using pilcrow::lsp::fixtures::Fixture;
using pilcrow::lsp::fixtures::Topic;

struct Totals {
    int passed = 0;
    int failed = 0;
};

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

bool chosen(const fs::path& file, const std::string& topic, const Fixture& fixture,
            const std::vector<std::string>& words) {
    return words.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& word) {
               return word == topic || file.string().find(word) != std::string::npos ||
                      fixture.name.find(word) != std::string::npos;
           });
}

void run_file(const fs::path& path, const std::string& name, Topic topic, bool update,
              const std::vector<std::string>& words, Totals& totals) {
    std::string error;
    std::vector<Fixture> fixtures = pilcrow::lsp::fixtures::read_fixtures(read(path), error);
    if (!error.empty()) {
        std::printf("%s: %s\n", path.c_str(), error.c_str());
        ++totals.failed;
        return;
    }
    bool changed = false;
    for (Fixture& fixture : fixtures) {
        if (!chosen(path, name, fixture, words)) continue;
        std::string answer = topic(fixture);
        while (answer.ends_with('\n')) answer.pop_back();
        if (answer == fixture.expected) {
            ++totals.passed;
            continue;
        }
        ++totals.failed;
        std::printf("FAILED %s/%s: %s\n%s--- expected\n%s\n--- answered\n%s\n\n", name.c_str(),
                    path.filename().c_str(), fixture.name.c_str(), fixture.text.c_str(),
                    fixture.expected.c_str(), answer.c_str());
        if (update) {
            fixture.expected = answer;
            changed = true;
        }
    }
    if (changed) std::ofstream(path, std::ios::binary) << write_fixtures(fixtures);
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    const bool update = std::erase(words, "--update") > 0;
    const std::vector<std::pair<std::string, Topic>> topics = {
#define X(name) {#name, pilcrow::lsp::fixtures::name},
#include "lsp_topics.def"
#undef X
    };
    Totals totals;
    for (const auto& [name, topic] : topics) {
        const fs::path folder = fs::path(PILCROW_SOURCE_DIR) / "tests/lsp" / name;
        std::vector<fs::path> files;
        if (fs::is_directory(folder)) {
            for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
                if (entry.path().extension() == ".txt") files.push_back(entry.path());
            }
        }
        std::sort(files.begin(), files.end());
        for (const fs::path& file : files) run_file(file, name, topic, update, words, totals);
    }
    std::printf("%d passed, %d failed, 0 skipped\n", totals.passed, totals.failed);
    return totals.failed == 0 ? 0 : 1;
}
