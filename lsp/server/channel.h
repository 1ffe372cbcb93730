// Channels: queues of messages between a client's pipe and the thread that works on them.
#pragma once

#include "lsp/protocol/json.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace pilcrow::lsp {

// Something to wake up a thread that polls a file descriptor.
class Waker {
public:
    Waker();
    ~Waker();
    Waker(const Waker&) = delete;
    Waker& operator=(const Waker&) = delete;
    void wake();
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

// What comes from the client, read and parsed on a thread of its own.
class Inbox {
public:
    struct Item {
        Json message;
        std::string fault;  // else: what came was none; one sentence
        bool is_parse_fault = false;
        bool is_end = false;  // the client has closed its end, or is gone
    };
    explicit Inbox(int input);
    ~Inbox();

    // The next; waits for it.
    Item next();
    // No more can come of it.
    void end();
    // The process whose end is the client's end, or 0.
    void watch(std::int64_t process);

private:
    void read();
    void put(Item item);

    const int input_;
    Waker waker_;
    std::atomic<std::int64_t> process_ = 0;
    std::mutex mutex_;
    std::condition_variable news_;
    std::deque<Item> items_;
    std::thread thread_;
};

// What goes to the client, written on a thread of its own: nobody waits for a slow reader.
class Outbox {
public:
    // `on_failure` is called once where nothing can be written any more.
    Outbox(int output, std::function<void()> on_failure);
    // Writes what is left, as long as the client takes it.
    ~Outbox();
    void put(std::string bytes);

private:
    void write();
    bool write_all(const std::string& bytes);

    const int output_;
    const std::function<void()> on_failure_;
    std::atomic<bool> ending_ = false;
    std::mutex mutex_;
    std::condition_variable news_;
    std::deque<std::string> items_;
    std::thread thread_;
};

}  // namespace pilcrow::lsp
