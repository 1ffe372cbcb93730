// What the benchmarks' workers share: the corpus, the clock, and the loop that answers commands.
//
// A worker measures one thing in one process. It reads commands from standard input, one a line,
// and answers each with one line of numbers; tests/bench/run asks ours and the peers' in turn.
// README.md lists the commands.
#pragma once

#include <time.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow::bench {

// CPU time of this thread in nanoseconds: what the code costs, whatever else the machine does.
inline std::int64_t cpu_nanoseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

// The most memory this process has had, in kB. Not getrusage's ru_maxrss, which begins with what
// the process that started this one had.
inline long peak_kilobytes() {
    std::FILE* status = std::fopen("/proc/self/status", "r");
    long peak = 0;
    char line[256];
    while (status && std::fgets(line, sizeof line, status))
        if (std::sscanf(line, "VmHWM: %ld", &peak) == 1) break;
    if (status) std::fclose(status);
    return peak;
}

// Keeps the compiler from leaving out a computation whose result nobody reads.
template <typename T>
inline void keep(const T& value) {
    asm volatile("" : : "g"(&value) : "memory");
}

inline std::string read_file(const std::string& name) {
    std::FILE* file = std::fopen(name.c_str(), "rb");
    if (!file) {
        std::perror(name.c_str());
        std::exit(2);
    }
    std::string text;
    std::fseek(file, 0, SEEK_END);
    text.resize(static_cast<std::size_t>(std::ftell(file)));
    std::rewind(file);
    if (std::fread(text.data(), 1, text.size(), file) != text.size()) std::exit(2);
    std::fclose(file);
    return text;
}

// The texts of a corpus: STEM.blob, cut at the offsets that STEM.index lists.
inline std::vector<std::string> load_corpus(const std::string& stem) {
    std::string blob = read_file(stem + ".blob");
    const std::string index = read_file(stem + ".index");
    std::vector<std::size_t> ends;
    for (const char *at = index.data(), *stop = at + index.size(); at < stop;) {
        std::size_t end = 0;
        at = std::from_chars(at, stop, end).ptr + 1;
        ends.push_back(end);
    }
    std::vector<std::string> texts;
    if (ends.size() == 1) {
        texts.push_back(std::move(blob));
        return texts;
    }
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        texts.emplace_back(blob, begin, end - begin);
        begin = end;
    }
    return texts;
}

inline std::size_t total_bytes(const std::vector<std::string>& texts) {
    std::size_t total = 0;
    for (const std::string& text : texts) total += text.size();
    return total;
}

// A command takes the rest of its line and prints its answer without the line's end.
using Commands = std::map<std::string, std::function<void(const std::string&)>, std::less<>>;

// Answers commands until standard input ends. The exit status for main().
inline int serve(const Commands& commands) {
    char buffer[8192];
    while (std::fgets(buffer, sizeof buffer, stdin)) {
        std::string line(buffer);
        if (!line.empty() && line.back() == '\n') line.pop_back();
        const std::size_t space = line.find(' ');
        const auto command = commands.find(line.substr(0, space));
        if (command == commands.end()) {
            std::fprintf(stderr, "no such command: %s\n", line.c_str());
            return 2;
        }
        command->second(space == std::string::npos ? "" : line.substr(space + 1));
        std::putchar('\n');
        std::fflush(stdout);
    }
    return 0;
}

// The time that `one` takes for all texts, and how many of them it says were found faulty.
template <typename One>
void time_pass(const std::vector<std::string>& texts, One one) {
    long faulty = 0;
    const std::int64_t begin = cpu_nanoseconds();
    for (const std::string& text : texts) faulty += one(text);
    std::printf("%lld %ld", static_cast<long long>(cpu_nanoseconds() - begin), faulty);
}

}  // namespace pilcrow::bench
