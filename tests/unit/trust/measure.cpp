#include "tests/unit/trust/measure.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>

namespace pilcrow::trust {
namespace {

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

std::string read_all(int file) {
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t size = 0; (size = read(file, part.data(), part.size())) > 0;) {
        text.append(part.data(), static_cast<std::size_t>(size));
    }
    return text;
}

}  // namespace

Measured in_own_process(const std::function<std::string()>& work) {
    Measured measured;
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) {
        measured.fault = "no pipe could be opened";
        return measured;
    }
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        const std::string fault = work();
        const ssize_t written = write(ends[1], fault.data(), fault.size());
        _exit(written == static_cast<ssize_t>(fault.size()) ? 0 : 1);
    }
    close(ends[1]);
    if (child < 0) {
        measured.fault = "no process could be started";
    } else {
        measured.fault = read_all(ends[0]);
        int status = 0;
        rusage usage{};
        wait4(child, &status, 0, &usage);
        if (WIFSIGNALED(status)) {
            measured.fault =
                std::string("it was ended by a signal: ") + strsignal(WTERMSIG(status));
        } else if (WEXITSTATUS(status) != 0) {
            measured.fault = "it ended with status " + std::to_string(WEXITSTATUS(status));
        }
        measured.seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
#ifdef __APPLE__
        measured.peak_bytes = static_cast<std::size_t>(usage.ru_maxrss);
#else
        measured.peak_bytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
#endif
    }
    close(ends[0]);
    return measured;
}

}  // namespace pilcrow::trust
