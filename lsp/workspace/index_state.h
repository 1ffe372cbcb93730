// IndexState: how far the Indexer is, for those who answer meanwhile.
//
// From any thread; it may outlive the Indexer.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace pilcrow::lsp {

enum class IndexStage : std::uint8_t {
    Walking,  // some of the workspace's files may not be known
    Listed,   // all are known
    Indexed,  // and the index has read them
};

class IndexState {
public:
    using Paths = std::shared_ptr<const std::vector<std::string>>;

    // Absolute paths of the workspace's source files, sorted: those found so far.
    Paths files() const;
    IndexStage stage() const;
    // Waits for a stage. False where it is not reached in time, or `cancelled` is set meanwhile.
    bool wait(IndexStage stage, std::chrono::milliseconds longest,
              const std::atomic<bool>& cancelled) const;

    // --- the Indexer's ---
    void set_files(Paths files);
    void set_stage(IndexStage stage);

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    Paths files_ = std::make_shared<const std::vector<std::string>>();
    IndexStage stage_ = IndexStage::Indexed;
};

}  // namespace pilcrow::lsp
