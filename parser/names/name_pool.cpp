#include "parser/names/name_pool.h"

#include "parser/literals/identifiers.h"
#include "parser/names/builtins.h"

#include <cstring>

namespace pilcrow {
namespace {

constexpr NameId empty = no_name;

// Eight bytes at a time, multiplied and folded (the mixing step of wyhash); names are short.
std::uint32_t hash_of(std::string_view text) {
    std::uint64_t state = 0x9e3779b97f4a7c15u ^ text.size();
    const char* at = text.data();
    std::size_t left = text.size();
    const auto mix = [&](std::uint64_t word) {
        state ^= word;
        state *= 0xd6e8feb86659fd93u;
        state ^= state >> 32;
    };
    for (; left >= 8; at += 8, left -= 8) {
        std::uint64_t word;
        std::memcpy(&word, at, 8);
        mix(word);
    }
    if (left > 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, left);
        mix(word);
    }
    return static_cast<std::uint32_t>(state ^ (state >> 17));
}

}  // namespace

NamePool::NamePool() : slots_(1024, Slot{0, empty}) {
    for (const std::string_view name : builtin_names()) intern(name);
    builtin_count_ = size();
}

NameId NamePool::intern(std::string_view text, bool ascii) {
    std::string normalized;
    if (!ascii) {
        append_identifier(text, normalized);
        text = normalized;
    }
    const std::uint32_t hash = hash_of(text);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    for (; slots_[at].id != empty; at = (at + 1) & mask) {
        if (slots_[at].hash == hash && texts_[slots_[at].id] == text) return slots_[at].id;
    }
    const NameId id = size();
    slots_[at] = {hash, id};
    texts_.push_back(owned_.emplace_back(text));
    if (texts_.size() * 2 > slots_.size()) grow();
    return id;
}

NameId NamePool::find(std::string_view text) const {
    const std::uint32_t hash = hash_of(text);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask; slots_[at].id != empty; at = (at + 1) & mask) {
        if (slots_[at].hash == hash && texts_[slots_[at].id] == text) return slots_[at].id;
    }
    return no_name;
}

void NamePool::grow() {
    std::vector<Slot> old(slots_.size() * 2, Slot{0, empty});
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.id == empty) continue;
        std::size_t at = slot.hash & mask;
        while (slots_[at].id != empty) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

}  // namespace pilcrow
