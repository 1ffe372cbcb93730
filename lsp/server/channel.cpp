#include "lsp/server/channel.h"

#include "lsp/protocol/message_reader.h"

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <utility>

namespace pilcrow::lsp {
namespace {

// How often it is seen after the client's process.
constexpr int watch_milliseconds = 1000;
// So much can be written to a pipe that can be written to, without waiting.
constexpr std::size_t write_at_once = 4096;
constexpr int patience_at_end_milliseconds = 1000;

bool is_alive(std::int64_t process) {
    return ::kill(static_cast<pid_t>(process), 0) == 0 || errno != ESRCH;
}

}  // namespace

Waker::Waker() : descriptor_(::eventfd(0, EFD_CLOEXEC)) {}
Waker::~Waker() { ::close(descriptor_); }
void Waker::wake() {
    const std::uint64_t one = 1;
    while (::write(descriptor_, &one, sizeof one) < 0 && errno == EINTR) {
    }
}

Inbox::Inbox(int input) : input_(input), thread_([this] { read(); }) {}

Inbox::~Inbox() {
    waker_.wake();
    thread_.join();
}

Inbox::Item Inbox::next() {
    std::unique_lock lock(mutex_);
    news_.wait(lock, [this] { return !items_.empty(); });
    Item item = std::move(items_.front());
    items_.pop_front();
    return item;
}

void Inbox::end() {
    Item item;
    item.is_end = true;
    put(std::move(item));
}

void Inbox::watch(std::int64_t process) {
    // One that is not there is that of another machine, or of a container.
    if (process > 0 && is_alive(process)) process_ = process;
}

void Inbox::put(Item item) {
    {
        const std::scoped_lock lock(mutex_);
        items_.push_back(std::move(item));
    }
    news_.notify_one();
}

void Inbox::read() {
    MessageReader reader;
    std::array<char, 64 << 10> buffer;
    while (true) {
        std::array<pollfd, 2> watched{
            pollfd{input_, POLLIN, 0},
            pollfd{waker_.descriptor(), POLLIN, 0},
        };
        const int ready = ::poll(watched.data(), watched.size(), watch_milliseconds);
        if (ready < 0 && errno != EINTR) break;
        if (watched[1].revents != 0) return;
        if (ready == 0 && process_ != 0 && !is_alive(process_)) break;
        if (ready <= 0 || watched[0].revents == 0) continue;
        const ssize_t count = ::read(input_, buffer.data(), buffer.size());
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count <= 0) break;
        reader.feed({buffer.data(), static_cast<std::size_t>(count)});
        while (auto incoming = reader.next()) {
            Item item;
            item.fault = std::move(incoming->fault);
            if (item.fault.empty()) {
                item.is_parse_fault = !parse_json(incoming->content, item.message, item.fault);
            }
            put(std::move(item));
        }
    }
    end();
}

Outbox::Outbox(int output, std::function<void()> on_failure)
    : output_(output), on_failure_(std::move(on_failure)), thread_([this] { write(); }) {}

Outbox::~Outbox() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    news_.notify_one();
    thread_.join();
}

void Outbox::put(std::string bytes) {
    {
        const std::scoped_lock lock(mutex_);
        items_.push_back(std::move(bytes));
    }
    news_.notify_one();
}

void Outbox::write() {
    bool works = true;
    std::unique_lock lock(mutex_);
    while (true) {
        news_.wait(lock, [this] { return ending_ || !items_.empty(); });
        if (items_.empty()) return;
        const std::string bytes = std::move(items_.front());
        items_.pop_front();
        lock.unlock();
        if (works && !write_all(bytes)) {
            works = false;
            on_failure_();
        }
        lock.lock();
    }
}

bool Outbox::write_all(const std::string& bytes) {
    int patience = patience_at_end_milliseconds;
    constexpr int step_milliseconds = 100;
    for (std::size_t at = 0; at < bytes.size();) {
        pollfd watched{output_, POLLOUT, 0};
        const int ready = ::poll(&watched, 1, step_milliseconds);
        if (ready == 0 && ending_ && (patience -= step_milliseconds) <= 0) return false;
        if (ready < 0 && errno != EINTR) return false;
        if (ready <= 0) continue;
        const std::size_t most = std::min(bytes.size() - at, write_at_once);
        const ssize_t count = ::write(output_, bytes.data() + at, most);
        if (count < 0 && errno != EINTR && errno != EAGAIN) return false;
        if (count > 0) at += static_cast<std::size_t>(count);
    }
    return true;
}

}  // namespace pilcrow::lsp
