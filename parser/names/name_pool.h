// Names as small numbers: equal identifiers (after NFKC, as Python compares them) have equal ids.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace pilcrow {

using NameId = std::uint32_t;
inline constexpr NameId no_name = 0xffffffffu;

class NamePool {
public:
    NamePool();
    // The id of `text` as written; `ascii` says that it needs no normalization. O(text).
    NameId intern(std::string_view text, bool ascii = true);
    // The id of a text that needs no normalization, or no_name where nothing is called so.
    NameId find(std::string_view text) const;
    std::string_view text(NameId id) const { return texts_[id]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
    // True for a name that every module has: a builtin, or one of a module's own (`__name__`).
    bool is_builtin(NameId id) const { return id < builtin_count_; }

private:
    // Most names are no longer than eight bytes: their slot alone tells whether they are equal.
    struct Key {
        std::uint64_t head;  // the first eight bytes
        std::uint32_t tag;   // of a short text its size, of a long one its hash and a bit
        std::uint32_t hash;
    };
    struct Slot {
        std::uint64_t head;
        std::uint32_t tag;
        NameId id;
    };
    static Key key_of(std::string_view text);
    // The slot of `text`, or the free one where it belongs.
    std::size_t slot_of(const Key& key, std::string_view text) const;
    void grow();

    std::vector<Slot> slots_;  // open addressing, a power of two
    std::vector<std::string_view> texts_;
    std::deque<std::string> owned_;  // stable: views point into it
    NameId builtin_count_ = 0;
};

}  // namespace pilcrow
