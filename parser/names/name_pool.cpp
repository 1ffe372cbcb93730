#include "parser/names/name_pool.h"

#include "parser/literals/identifiers.h"
#include "parser/names/builtins.h"

#include <cstring>

namespace pilcrow {
namespace {

constexpr NameId empty = no_name;
constexpr std::uint32_t is_long = 0x80000000u;

template <typename T>
T load(const char* at) {
    T word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

// The first eight bytes of a text, or all of a shorter one with zeros behind; not in the order of
// the text on every machine, but the same for equal texts, and different for different short ones
// of one size.
std::uint64_t head_of(std::string_view text) {
    const char* const at = text.data();
    const std::size_t size = text.size();
    if (size >= 8) return load<std::uint64_t>(at);
    if (size >= 4) {
        return load<std::uint32_t>(at) |
               static_cast<std::uint64_t>(load<std::uint32_t>(at + size - 4)) << 32;
    }
    if (size == 0) return 0;
    const auto byte = [&](std::size_t index) {
        return static_cast<std::uint64_t>(static_cast<unsigned char>(at[index]));
    };
    return byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16;
}

// The mixing step of wyhash.
std::uint64_t mixed(std::uint64_t state, std::uint64_t word) {
    state ^= word;
    state *= 0xd6e8feb86659fd93u;
    return state ^ state >> 32;
}

}  // namespace

NamePool::Key NamePool::key_of(std::string_view text) {
    const std::uint64_t head = head_of(text);
    std::uint64_t state = mixed(0x9e3779b97f4a7c15u ^ text.size(), head);
    if (text.size() <= 8) {
        return {head, static_cast<std::uint32_t>(text.size()),
                static_cast<std::uint32_t>(state ^ state >> 17)};
    }
    const char* at = text.data() + 8;
    std::size_t left = text.size() - 8;
    for (; left > 8; at += 8, left -= 8) state = mixed(state, load<std::uint64_t>(at));
    // The last eight bytes, which may overlap those before.
    state = mixed(state, load<std::uint64_t>(text.data() + text.size() - 8));
    const auto hash = static_cast<std::uint32_t>(state ^ state >> 17);
    return {head, hash | is_long, hash};
}

NamePool::NamePool() : slots_(1024, Slot{0, 0, empty}) {
    for (const std::string_view name : builtin_names()) intern(name);
    builtin_count_ = size();
}

std::size_t NamePool::slot_of(const Key& key, std::string_view text) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = key.hash & mask;
    for (; slots_[at].id != empty; at = (at + 1) & mask) {
        const Slot& slot = slots_[at];
        if (slot.head == key.head && slot.tag == key.tag &&
            (text.size() <= 8 || texts_[slot.id] == text)) {
            break;
        }
    }
    return at;
}

NameId NamePool::intern(std::string_view text, bool ascii) {
    std::string normalized;
    if (!ascii) {
        append_identifier(text, normalized);
        text = normalized;
    }
    const Key key = key_of(text);
    Slot& slot = slots_[slot_of(key, text)];
    if (slot.id != empty) return slot.id;
    const NameId id = size();
    slot = {key.head, key.tag, id};
    texts_.push_back(owned_.emplace_back(text));
    if (texts_.size() * 2 > slots_.size()) grow();
    return id;
}

NameId NamePool::find(std::string_view text) const {
    return slots_[slot_of(key_of(text), text)].id;
}

void NamePool::grow() {
    slots_.assign(slots_.size() * 2, Slot{0, 0, empty});
    for (NameId id = 0; id < size(); ++id) {
        const Key key = key_of(texts_[id]);
        slots_[slot_of(key, texts_[id])] = {key.head, key.tag, id};
    }
}

}  // namespace pilcrow
