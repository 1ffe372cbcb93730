// Indexer: keeps a SymbolIndex up to date in the background.
//
// It walks the workspace's folders, reads each file, keeps what file_index.h says and drops the
// rest; then it looks through the standard library and the environment for what they offer to be
// imported. Afterwards it does the same for single files as they change: open documents a moment
// after an edit, files on disk when it is told of them. Every now and then it walks again, for what
// nobody told.
//
// Its threads give way to those that answer. From any thread.
#pragma once

#include "lsp/workspace/index_state.h"
#include "lsp/workspace/resolver.h"
#include "lsp/workspace/symbol_index.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace pilcrow::lsp {

class Indexer {
public:
    enum class Threads : bool { No, Yes };
    // Without threads nothing happens but in work().
    Indexer(std::shared_ptr<SymbolIndex> index, Threads threads);
    // Stops at once.
    ~Indexer();
    Indexer(const Indexer&) = delete;
    Indexer& operator=(const Indexer&) = delete;

    // How far the workspace's files are, from one of its threads: at most every 50 ms, and at the
    // end, with done == total.
    using OnProgress = std::function<void(std::size_t done, std::size_t total)>;
    void on_progress(OnProgress told);

    // Other roots: the folders are walked again, and what is called otherwise now is read again.
    // True where all is: each version of Python reads a file in its own way. Then the documents
    // that are open are to be put again too.
    bool configure(std::shared_ptr<const Resolver> resolver);
    // A document was opened or edited.
    void put(FilePtr file);
    void close(const std::string& path);
    void changed_on_disk(const std::vector<std::string>& paths);

    // Does all that is to be done, on this thread.
    void work();
    // Waits until there is nothing to be done; false where that takes longer.
    bool wait(std::chrono::milliseconds longest);

    // How far it is, and which files it found. Without threads it is always said to have done all:
    // nobody would do what is left while somebody waits for it.
    std::shared_ptr<const IndexState> state() const { return state_; }
    std::string problem() const;  // a sentence, or empty

private:
    using Clock = std::chrono::steady_clock;
    struct Edited {
        FilePtr file;
        Clock::time_point due;
        bool is_first = false;  // the index knows nothing of it yet
    };
    struct Job {
        enum class Kind : std::uint8_t { None, Document, File, Walk, Libraries, Library } kind;
        std::string path;
        FilePtr file;
    };
    void run();
    Job next(bool everything);
    void do_job(const Job& job, std::unique_lock<std::mutex>& lock);
    void walk(std::unique_lock<std::mutex>& lock);
    void index_on_disk(const Job& job, std::unique_lock<std::mutex>& lock);
    void list_libraries(std::unique_lock<std::mutex>& lock);
    void queue(const std::string& path);
    void one_changed(const std::string& path);
    bool was_folder(const std::string& path) const;
    void want_walk();
    void list_file(const std::string& path, bool there);
    void drop(const std::string& path, bool library);
    void tell(std::unique_lock<std::mutex>& lock);
    void say_stage();
    bool is_idle() const;
    OpenPaths open_paths() const { return {open_.begin(), open_.end()}; }

    const std::shared_ptr<SymbolIndex> index_;
    const std::shared_ptr<IndexState> state_ = std::make_shared<IndexState>();
    const Threads own_threads_;
    std::atomic<bool> stop_ = false;
    mutable std::mutex mutex_;  // of what follows
    std::condition_variable changed_;
    OnProgress told_;
    std::shared_ptr<const Resolver> resolver_;
    std::uint64_t generation_ = 0;  // counts configure()
    std::set<std::string> open_;
    std::map<std::string, Edited> edited_;
    std::deque<std::string> files_;
    std::set<std::string> queued_;  // those in `files_`
    std::set<std::string> worked_on_;
    std::deque<std::string> libraries_;
    bool walk_wanted_ = false;
    bool is_behind_ = false;  // a walk is to find what it was told of; one that only looks is none
    bool libraries_wanted_ = false;
    int busy_ = 0;
    int files_busy_ = 0;
    int documents_busy_ = 0;
    std::size_t done_ = 0;  // of the files queued since there was nothing to be done
    std::size_t total_ = 0;
    Clock::time_point told_at_;
    Clock::time_point walk_again_ = Clock::time_point::max();
    std::vector<std::string> library_files_;
    std::vector<std::int64_t> site_times_;  // when the environment's folders changed
    std::string problem_;
    std::vector<std::thread> threads_;
};

}  // namespace pilcrow::lsp
