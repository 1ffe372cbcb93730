#include "lsp/workspace/index_state.h"

#include <algorithm>
#include <utility>

namespace pilcrow::lsp {
namespace {

// Nobody wakes up who waits when a request is cancelled: it looks.
constexpr std::chrono::milliseconds look_delay{10};

}  // namespace

IndexState::Paths IndexState::files() const {
    const std::scoped_lock lock(mutex_);
    return files_;
}

IndexStage IndexState::stage() const {
    const std::scoped_lock lock(mutex_);
    return stage_;
}

bool IndexState::wait(IndexStage stage, std::chrono::milliseconds longest,
                      const std::atomic<bool>& cancelled) const {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point end = Clock::now() + longest;
    std::unique_lock lock(mutex_);
    while (stage_ < stage) {
        const Clock::time_point now = Clock::now();
        if (cancelled || now >= end) return false;
        changed_.wait_until(lock, std::min(end, now + look_delay));
    }
    return true;
}

void IndexState::set_files(Paths files) {
    const std::scoped_lock lock(mutex_);
    files_ = std::move(files);
}

void IndexState::set_stage(IndexStage stage) {
    {
        const std::scoped_lock lock(mutex_);
        if (stage == stage_) return;
        stage_ = stage;
    }
    changed_.notify_all();
}

}  // namespace pilcrow::lsp
