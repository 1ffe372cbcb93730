// Folders: what lies in folders on disk, remembered.
//
// Resolving one import asks for a dozen files that are not there. So folders are listed whole, and
// a listing is kept: it is believed for a second, and then as long as the folder's own time of
// change stays the same. forget() is for whoever hears of a change earlier.
//
// From any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pilcrow::lsp {

// The names in a folder, each list sorted; links count as what they lead to.
struct Listing {
    std::vector<std::string> files;
    std::vector<std::string> folders;

    bool has_file(std::string_view name) const;
    bool has_folder(std::string_view name) const;
};
using ListingPtr = std::shared_ptr<const Listing>;

class Folders {
public:
    // What is in a folder; null where it is none or cannot be read. O(1) while it is believed.
    ListingPtr in(const std::string& folder) const;
    bool has_file(const std::string& path) const;

    // A file or folder at `path` has come, gone or changed.
    void forget(const std::string& path) const;
    // Where nothing is certain any more.
    void forget_all() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Kept {
        ListingPtr listing;        // or null
        std::int64_t changed = 0;  // the folder's time of change, in nanoseconds
        std::uint64_t number = 0;  // and its inode
        bool fresh = false;        // it was listed so soon after its change that another may follow
                                   // with the same time
        Clock::time_point believed_until;
    };

    mutable std::mutex mutex_;
    mutable std::unordered_map<std::string, Kept> kept_;
};

// An absolute path without `.`, `..`, doubled slashes and a slash at its end (but for the root).
// A relative one is taken from `base`.
std::string clean_path(std::string_view path, std::string_view base = "/");
// The folder that a path stands in, and its last name.
std::string folder_of(std::string_view path);
std::string_view name_of_path(std::string_view path);
// `path` is `folder` or lies below it.
bool lies_in(std::string_view path, std::string_view folder);

}  // namespace pilcrow::lsp
