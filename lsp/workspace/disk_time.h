// When files and folders changed, as far as a file system tells it.
#pragma once

#include <sys/stat.h>
#include <chrono>
#include <cstdint>

namespace pilcrow::lsp {

// For how long what was seen on disk is believed without another look.
inline constexpr auto disk_belief = std::chrono::seconds(1);

inline std::int64_t time_of_change(const struct stat& status) {
    return static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 +
           status.st_mtim.tv_nsec;
}

// So lately that another change may bear the same time: file systems count changes in ticks of the
// kernel's clock, some in whole seconds.
inline bool changed_just_now(const struct stat& status) {
    const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    return now.count() - time_of_change(status) < 1'100'000'000;
}

}  // namespace pilcrow::lsp
