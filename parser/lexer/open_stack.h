// What the lexer has open: brackets, fields, f-strings. The first levels live in the object itself,
// so that a line that nests as people write allocates nothing.
#pragma once

#include "parser/lexer/token.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

namespace pilcrow::lexer {

struct Open {
    TokenKind kind;       // an opening bracket, or FStringStart
    bool field;           // a `{` that begins a replacement field
    char quote;           // FStringStart: what ends it; 0: nothing does (a literal line)
    std::uint32_t token;  // index of its token
    std::uint8_t flags;   // FStringStart: TokenFlags of the token
    std::uint8_t fields;  // FStringStart: fields of it that are open
};

class OpenStack {
public:
    OpenStack() {}  // leaves the levels uninitialized: clearing them for each line costs time
    OpenStack(const OpenStack&) = delete;
    OpenStack& operator=(const OpenStack&) = delete;

    bool empty() const { return size_ == 0; }
    std::uint32_t size() const { return size_; }
    Open& top() { return data_[size_ - 1]; }
    const Open& top() const { return data_[size_ - 1]; }
    Open& operator[](std::uint32_t index) { return data_[index]; }
    const Open& operator[](std::uint32_t index) const { return data_[index]; }
    void push(const Open& open) {
        if (size_ == capacity_) grow();
        data_[size_++] = open;
    }
    void pop() { --size_; }
    void shrink(std::uint32_t size) { size_ = size; }

private:
    void grow() {
        auto larger = std::make_unique<Open[]>(std::size_t{capacity_} * 2);
        std::memcpy(larger.get(), data_, size_ * sizeof(Open));
        heap_ = std::move(larger);
        data_ = heap_.get();
        capacity_ *= 2;
    }

    static constexpr std::uint32_t inline_size = 24;
    Open* data_ = inline_;
    std::uint32_t size_ = 0;
    std::uint32_t capacity_ = inline_size;
    std::unique_ptr<Open[]> heap_;
    Open inline_[inline_size];
};

}  // namespace pilcrow::lexer
