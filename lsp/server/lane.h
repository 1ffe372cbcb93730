// Lane: one thread that makes answers, in the order in which they were asked for.
//
// What it knows (its Desk) belongs to its thread alone. Without a thread of its own a lane works
// when it is given something, in the caller's: that is how tests see every answer at once.
#pragma once

#include "lsp/types/inference.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace pilcrow::lsp {

// The semantic tokens that a client was told last of a file.
struct KeptTokens {
    std::string id;
    std::vector<std::uint32_t> data;
};

// What answers are made with.
struct Desk {
    Inference inference;
    std::unordered_map<std::string, KeptTokens> tokens;  // by path
    std::uint64_t last_tokens_id = 0;
};

class Lane {
public:
    using Job = std::function<void(Desk&)>;
    using Delay = std::chrono::milliseconds;

    explicit Lane(bool own_thread);
    ~Lane();  // drops what was not begun
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    void post(Job job);
    // Once `delay` has passed and nothing else is to be done. Takes the place of a job with the
    // same key that was not begun, and its time: who goes on typing is answered meanwhile.
    void post_later(std::string key, Delay delay, Job job);
    void forget(const std::string& key);
    // Without a thread: does now what was to be done later.
    void settle();

private:
    using Clock = std::chrono::steady_clock;
    struct Later {
        Clock::time_point due;
        Job job;
    };
    void work();

    Desk desk_;
    std::mutex mutex_;  // of what follows
    std::condition_variable news_;
    std::deque<Job> jobs_;
    std::map<std::string, Later> later_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace pilcrow::lsp
