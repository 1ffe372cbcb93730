// FileStore: files as they are on disk, read and parsed once for all threads.
//
// A file is believed to be unchanged for a second; then its size and time of change are looked at
// again. What was read lately is kept, up to a number of bytes of text. What somebody still holds
// is never read twice, however old.
//
// From any thread; two that ask for the same file wait for one reading of it.
#pragma once

#include "lsp/source/source_file.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace pilcrow::lsp {

// What a file is to those who import it.
struct FileIdentity {
    std::string module;
    Origin origin = Origin::Workspace;
};

class FileStore {
public:
    // Larger files are not read: they are data, and hold up whoever asks.
    static constexpr std::size_t largest_file = 8 << 20;
    static constexpr std::size_t usual_budget = 16 << 20;

    explicit FileStore(std::size_t budget = usual_budget) : budget_(budget) {}
    using Identify = std::function<FileIdentity(const std::string& path)>;

    // The file at an absolute path, or null: no file (a folder, a pipe), unreadable, too large.
    // `identify` says what it is, when it is read. O(1) while it is believed, else a look at its
    // size and time, else reading and parsing it.
    FilePtr get(const std::string& path, const Identify& identify);

    // The file at `path`, or those below it, have changed: look again when they are asked for.
    void forget(const std::string& path);
    // Files may be called otherwise now: drops all.
    void clear();

    std::size_t bytes() const;  // of the texts that are kept
    std::size_t parsed() const { return parsed_; }

private:
    using Clock = std::chrono::steady_clock;
    struct Entry {
        std::atomic<std::uint32_t> told = 0;  // how often its file was said to have changed
        std::mutex mutex;                     // of what follows
        std::uint32_t heard = 0;              // `told` when it was looked at
        Clock::time_point believed_until;
        std::int64_t changed = -1;  // time of change, in nanoseconds
        std::int64_t size = -1;
        std::uint64_t number = 0;  // inode
        bool fresh = false;        // read so soon after its change that another may bear that time
        std::weak_ptr<const SourceFile> file;
        // Under the store's mutex:
        FilePtr kept;
        std::size_t kept_bytes = 0;
        std::list<std::shared_ptr<Entry>>::iterator place;
    };
    std::shared_ptr<Entry> entry_of(const std::string& path);
    FilePtr look_at(const std::string& path, Entry& entry, const Identify& identify);
    void keep(const std::shared_ptr<Entry>& entry, FilePtr file);
    void let_go(Entry& entry, std::vector<FilePtr>& dropped);

    const std::size_t budget_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<Entry>> entries_;
    std::list<std::shared_ptr<Entry>> order_;  // of those kept, what was asked for last first
    std::size_t bytes_ = 0;
    std::atomic<std::size_t> parsed_ = 0;
};

// The text of a source file as the front-end takes it: UTF-8, `coding:` comments of Python files
// obeyed. None where there is no file that can be read, or one that is too large.
std::optional<std::string> read_source(const std::string& path);

}  // namespace pilcrow::lsp
