// What comes from a server with threads, waited for: each answer once.
#pragma once

#include "lsp/protocol/rpc.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pilcrow::lsp {

class Answers {
public:
    // Waits for so long.
    explicit Answers(std::chrono::seconds patience) : patience_(patience) {}

    void take(const Json& message) {
        {
            const std::scoped_lock lock(mutex_);
            const Json* id = find(message, "id");
            if (message.contains("method") || id == nullptr) return;
            if (id->is_null()) {
                ++complaints_;
            } else {
                const auto number = id->get<std::int64_t>();
                if (waiting_.erase(number) == 0) wrong_ += "answered twice: " + text_of(message);
                answers_[number] = message;
            }
        }
        news_.notify_all();
    }
    void expect(std::int64_t id) {
        const std::scoped_lock lock(mutex_);
        waiting_.insert(id);
    }
    // Until no more than so many are waited for.
    bool wait(std::size_t left) {
        std::unique_lock lock(mutex_);
        return news_.wait_for(lock, patience_, [&] { return waiting_.size() <= left; });
    }
    std::optional<Json> answer(std::int64_t id) {
        std::unique_lock lock(mutex_);
        if (!news_.wait_for(lock, patience_, [&] { return answers_.contains(id); })) return {};
        return answers_[id];
    }
    // All answers so far.
    std::map<std::int64_t, Json> take_all() {
        const std::scoped_lock lock(mutex_);
        return std::move(answers_);
    }
    std::vector<std::int64_t> waiting() {
        const std::scoped_lock lock(mutex_);
        return {waiting_.begin(), waiting_.end()};
    }
    std::string wrong() {
        const std::scoped_lock lock(mutex_);
        return wrong_;
    }

private:
    const std::chrono::seconds patience_;
    std::mutex mutex_;
    std::condition_variable news_;
    std::set<std::int64_t> waiting_;
    std::map<std::int64_t, Json> answers_;
    std::size_t complaints_ = 0;
    std::string wrong_;
};

}  // namespace pilcrow::lsp
