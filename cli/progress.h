// A line on the terminal that says how far a long command is.
#pragma once

#include <cstddef>
#include <mutex>

namespace pilcrow::cli {

// Shown on standard error where that is a terminal, and only for work that is worth it.
class Progress {
public:
    Progress(std::size_t total, bool wanted);
    ~Progress();  // removes the line
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    // One more is done. From any thread.
    void step();

private:
    std::size_t total_;
    bool shown_;
    std::size_t done_ = 0;
    std::mutex mutex_;
};

}  // namespace pilcrow::cli
