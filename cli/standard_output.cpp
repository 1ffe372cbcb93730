#include "cli/standard_output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

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

}  // namespace pilcrow::cli
