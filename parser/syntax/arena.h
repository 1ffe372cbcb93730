// Memory for units: large pieces, freed together.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace pilcrow {

class Arena {
public:
    // `first` bytes are reserved for the first piece; later ones double up to 1 MiB (a full parse
    // passes an estimate, an edit a small number).
    explicit Arena(std::size_t first = 4096) : next_size_(first) {}
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;

    // `size` bytes aligned to 8, alive as long as the arena.
    void* allocate(std::size_t size);
    // Forgets everything that was allocated, and keeps the last piece for what comes.
    void clear();
    // Bytes taken from the system.
    std::size_t capacity() const { return capacity_; }

private:
    std::vector<std::unique_ptr<std::byte[]>> pieces_;
    std::byte* at_ = nullptr;
    std::size_t left_ = 0;
    std::size_t last_size_ = 0;  // of the last piece
    std::size_t next_size_;
    std::size_t capacity_ = 0;
};

}  // namespace pilcrow
