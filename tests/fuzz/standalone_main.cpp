// Drives a fuzzer without libFuzzer: replays files, then runs fixed mutations of them.
//
//     NAME [--seed N] [--runs N] [--seconds N] [--dictionary FILE] FILE-OR-FOLDER…
//
// The inputs depend on the seed alone; --seconds ends the run early. What is being run is kept in a
// file (fuzz-NAME.input in the current folder, removed at the end), so that a crash leaves it
// behind: `NAME FILE` replays it.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <unistd.h>
#include <csignal>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

struct Options {
    std::uint64_t seed = 1;
    std::uint64_t runs = 0;
    double seconds = 0;
    std::string dictionary;
    std::vector<std::string> paths;
};

// The input at hand, for the signal handler.
const char* input_data = nullptr;
std::size_t input_size = 0;
std::string input_path;

void write_input(int signal) {
    const int file = open(input_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file >= 0) {
        for (std::size_t at = 0; at < input_size;) {
            const ssize_t written = write(file, input_data + at, input_size - at);
            if (written <= 0) break;
            at += static_cast<std::size_t>(written);
        }
        close(file);
        constexpr std::string_view text = "the input is in ";
        static_cast<void>(!write(2, text.data(), text.size()));
        static_cast<void>(!write(2, input_path.data(), input_path.size()));
        static_cast<void>(!write(2, "\n", 1));
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void run(const std::string& input) {
    input_data = input.data();
    input_size = input.size();
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> read_seeds(const std::vector<std::string>& paths) {
    std::vector<fs::path> files;
    for (const std::string& path : paths) {
        if (!fs::is_directory(path)) {
            files.emplace_back(path);
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(path)) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> seeds;
    seeds.reserve(files.size());
    for (const fs::path& file : files) seeds.push_back(read_file(file));
    return seeds;
}

// libFuzzer's form: lines of "text", with \\, \" and \xNN.
std::vector<std::string> read_dictionary(const std::string& path) {
    std::vector<std::string> words;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const std::size_t begin = line.find('"');
        const std::size_t end = line.rfind('"');
        if (line.starts_with('#') || begin == std::string::npos || end <= begin) continue;
        std::string word;
        for (std::size_t at = begin + 1; at < end; ++at) {
            if (line[at] == '\\' && at + 3 < end && line[at + 1] == 'x') {
                word += static_cast<char>(std::stoi(line.substr(at + 2, 2), nullptr, 16));
                at += 3;
            } else {
                if (line[at] == '\\') ++at;
                word += line[at];
            }
        }
        words.push_back(std::move(word));
    }
    return words;
}

class Mutator {
public:
    Mutator(std::uint64_t seed, std::vector<std::string> seeds, std::vector<std::string> words)
        : random_(seed), seeds_(std::move(seeds)), words_(std::move(words)) {}

    std::string next() {
        std::string text = lines_of_a_seed(40);
        for (std::size_t count = 1 + below(6); count > 0; --count) mutate(text);
        return text;
    }

private:
    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }

    // Some lines in a row, so that a run costs little whatever the seed's size.
    std::string lines_of_a_seed(std::size_t most) {
        const std::string& seed = seeds_[below(seeds_.size())];
        std::size_t begin = below(seed.size() + 1);
        begin = begin == 0 ? 0 : seed.rfind('\n', begin - 1) + 1;  // npos + 1 is 0
        std::size_t end = begin;
        for (std::size_t line = 1 + below(most); line > 0 && end < seed.size(); --line) {
            end = std::min(seed.find('\n', end), seed.size() - 1) + 1;
        }
        return seed.substr(begin, std::min<std::size_t>(end - begin, 4096));
    }

    std::size_t line_begin(const std::string& text) {
        const std::size_t at = below(text.size() + 1);
        return at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    }

    void mutate(std::string& text) {
        const std::size_t at = below(text.size() + 1);
        const std::size_t size = std::min(1 + below(1 + below(40)), text.size() - at);
        switch (below(12)) {
        case 0: text.erase(at, size); break;
        case 1: text.erase(at, 1); break;
        case 2: text.insert(at, text.substr(at, size)); break;
        case 3:
        case 4:
        case 5:
            if (!words_.empty()) text.insert(at, words_[below(words_.size())]);
            break;
        case 6:
            if (at < text.size()) text[at] = static_cast<char>(below(256));
            break;
        case 7: text.insert(line_begin(text), std::string(1 + below(8), ' ')); break;
        case 8: {  // a line moves left
            const std::size_t begin = line_begin(text);
            std::size_t spaces = 0;
            while (begin + spaces < text.size() && text[begin + spaces] == ' ') ++spaces;
            text.erase(begin, std::min(spaces, 1 + below(8)));
            break;
        }
        case 9: text.insert(line_begin(text), lines_of_a_seed(3)); break;
        case 10: {  // a line goes elsewhere
            const std::size_t begin = line_begin(text);
            const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
            if (text.empty() || end < begin) break;
            const std::string line = text.substr(begin, end - begin);
            text.erase(begin, end - begin);
            text.insert(line_begin(text), line);
            break;
        }
        default: text.resize(at); break;
        }
    }

    std::mt19937_64 random_;
    std::vector<std::string> seeds_;
    std::vector<std::string> words_;
};

bool read_options(int count, char** arguments, Options& options) {
    for (int at = 1; at < count; ++at) {
        const std::string_view name = arguments[at];
        if (!name.starts_with("--")) {
            options.paths.emplace_back(name);
            continue;
        }
        if (++at == count) return false;
        const char* value = arguments[at];
        if (name == "--seed") {
            options.seed = std::strtoull(value, nullptr, 10);
        } else if (name == "--runs") {
            options.runs = std::strtoull(value, nullptr, 10);
        } else if (name == "--seconds") {
            options.seconds = std::strtod(value, nullptr);
        } else if (name == "--dictionary") {
            options.dictionary = value;
        } else {
            return false;
        }
    }
    return !options.paths.empty();
}

}  // namespace

int main(int count, char** arguments) {
    Options options;
    if (!read_options(count, arguments, options)) {
        std::fprintf(stderr,
                     "usage: %s [--seed N] [--runs N] [--seconds N] [--dictionary FILE] "
                     "FILE-OR-FOLDER…\n",
                     arguments[0]);
        return 2;
    }
    input_path = "fuzz-" + fs::path(arguments[0]).filename().string() + ".input";
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
        std::signal(signal, write_input);
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto seconds = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    std::vector<std::string> seeds = read_seeds(options.paths);
    for (const std::string& seed : seeds) run(seed);
    const std::size_t replayed = seeds.size();
    std::uint64_t runs = 0;
    if (options.runs > 0 && !seeds.empty()) {
        Mutator mutator(options.seed, std::move(seeds), read_dictionary(options.dictionary));
        for (; runs < options.runs; ++runs) {
            if (options.seconds > 0 && runs % 64 == 0 && seconds() > options.seconds) break;
            run(mutator.next());
        }
    }
    std::printf("%s: %zu files replayed, %llu mutations of them, %.1f s\n", arguments[0], replayed,
                static_cast<unsigned long long>(runs), seconds());
    return 0;
}
