#include "lsp/server/lane.h"

#include <algorithm>
#include <utility>

namespace pilcrow::lsp {

Lane::Lane(bool own_thread) {
    if (own_thread) thread_ = std::thread([this] { work(); });
}

Lane::~Lane() {
    if (!thread_.joinable()) return;
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    news_.notify_one();
    thread_.join();
}

void Lane::post(Job job) {
    if (!thread_.joinable()) {
        job(desk_);
        return;
    }
    {
        const std::scoped_lock lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    news_.notify_one();
}

void Lane::post_later(std::string key, Delay delay, Job job) {
    {
        const std::scoped_lock lock(mutex_);
        const auto [place, added] = later_.try_emplace(std::move(key));
        if (added) place->second.due = Clock::now() + delay;
        place->second.job = std::move(job);
    }
    news_.notify_one();
}

void Lane::forget(const std::string& key) {
    const std::scoped_lock lock(mutex_);
    later_.erase(key);
}

void Lane::settle() {
    while (!later_.empty()) {
        const auto first = later_.begin();
        const Job job = std::move(first->second.job);
        later_.erase(first);
        job(desk_);
    }
}

void Lane::work() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        Job job;
        if (!jobs_.empty()) {
            job = std::move(jobs_.front());
            jobs_.pop_front();
        } else if (!later_.empty()) {
            const auto next = std::min_element(
                later_.begin(), later_.end(),
                [](const auto& a, const auto& b) { return a.second.due < b.second.due; });
            const auto due = next->second.due;
            if (due > Clock::now()) {
                news_.wait_until(lock, due);
                continue;
            }
            job = std::move(next->second.job);
            later_.erase(next);
        } else {
            news_.wait(lock);
            continue;
        }
        lock.unlock();
        job(desk_);
        job = nullptr;
        lock.lock();
    }
}

}  // namespace pilcrow::lsp
