#include "parser/syntax/arena.h"

#include <algorithm>

namespace pilcrow {

void* Arena::allocate(std::size_t size) {
    size = (size + 7) & ~std::size_t{7};
    if (size > left_) {
        constexpr std::size_t largest = std::size_t{1} << 20;
        const std::size_t piece = std::max(size, next_size_);
        pieces_.push_back(std::make_unique_for_overwrite<std::byte[]>(piece));
        at_ = pieces_.back().get();
        left_ = last_size_ = piece;
        capacity_ += piece;
        next_size_ = std::min(std::max(piece, next_size_) * 2, largest);
    }
    void* result = at_;
    at_ += size;
    left_ -= size;
    return result;
}

void Arena::clear() {
    if (pieces_.empty()) return;
    pieces_.erase(pieces_.begin(), pieces_.end() - 1);
    at_ = pieces_.back().get();
    left_ = capacity_ = last_size_;
}

}  // namespace pilcrow
