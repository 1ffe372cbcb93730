#include "cli/progress.h"

#include <unistd.h>
#include <cstdio>

namespace pilcrow::cli {
namespace {

constexpr std::size_t fewest_shown = 20;
constexpr std::size_t shown_every = 16;

}  // namespace

Progress::Progress(std::size_t total, bool wanted)
    : total_(total), shown_(wanted && total > fewest_shown && ::isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
    if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::step() {
    if (!shown_) return;
    const std::scoped_lock lock(mutex_);
    if (++done_ % shown_every != 0) return;
    std::fprintf(stderr, "\r%zu of %zu files", done_, total_);
    std::fflush(stderr);
}

}  // namespace pilcrow::cli
