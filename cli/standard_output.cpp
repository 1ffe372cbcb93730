#include "cli/standard_output.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace pilcrow::cli {

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

bool finish_output() {
    const bool failed = std::ferror(stdout) != 0;
    const int error = errno;
    if (std::fflush(stdout) == 0 && !failed) return true;
    const int reason = failed ? error : errno;
    if (reason != EPIPE) {
        complain(std::string("standard output cannot be written: ") + std::strerror(reason));
    }
    return false;
}

void complain(std::string_view sentence) {
    std::fprintf(stderr, "pilcrow: %.*s\n", static_cast<int>(sentence.size()), sentence.data());
}

void complain_of_all(std::vector<std::string> sentences) {
    std::sort(sentences.begin(), sentences.end());
    sentences.erase(std::unique(sentences.begin(), sentences.end()), sentences.end());
    for (const std::string& sentence : sentences) complain(sentence);
}

std::string counted(std::size_t count, std::string_view what) {
    return std::to_string(count) + ' ' + std::string(what) + (count == 1 ? "" : "s");
}

}  // namespace pilcrow::cli
