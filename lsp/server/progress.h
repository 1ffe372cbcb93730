// Progress: the bar that an editor shows while the workspace is read for the first time.
#pragma once

#include "lsp/protocol/json.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>

namespace pilcrow::lsp {

// From any thread.
class IndexingProgress {
public:
    using Send = std::function<void(const Json&)>;
    explicit IndexingProgress(Send send) : send_(std::move(send)) {}

    // So many files of all are read. Begins a bar where there are enough of them to wait for, and
    // ends it with the last.
    void tell(std::size_t done, std::size_t total);

private:
    static constexpr std::size_t fewest_files = 50;

    const Send send_;
    std::mutex mutex_;
    std::int64_t number_ = 0;  // of bars so far: each has a token of its own
    bool shown_ = false;
};

}  // namespace pilcrow::lsp
