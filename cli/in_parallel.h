// The same work for many things, on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace pilcrow::cli {

// Calls work(index) for each index below `count`, in order but at the same time, on `jobs` threads
// (0: as many as there are cores). Returns when all is done.
template <typename Work>
void in_parallel(std::size_t count, unsigned jobs, const Work& work) {
    std::atomic<std::size_t> next = 0;
    const auto take = [&] {
        for (std::size_t index = next++; index < count; index = next++) work(index);
    };
    if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::thread> threads;
    for (std::size_t index = 1; index < std::min<std::size_t>(jobs, count); ++index) {
        threads.emplace_back(take);
    }
    take();
    for (std::thread& thread : threads) thread.join();
}

}  // namespace pilcrow::cli
