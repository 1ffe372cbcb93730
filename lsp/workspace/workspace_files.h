// Which source files the workspace's folders hold.
#pragma once

#include "lsp/workspace/resolver.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow::lsp {

// True for the endings of source files.
bool is_source_file(std::string_view path);

// What a walk over all folders found (lsp/project/walk.h says what is left out).
struct Walked {
    // More than these are passed over; `problem` says so.
    static constexpr std::size_t most_files = 20'000;

    struct File {
        std::string path;
        std::string module;
        std::int64_t changed;
        std::int64_t size;
    };
    std::vector<File> files;               // by path
    std::vector<std::int64_t> site_times;  // when each of the environment's folders changed
    std::string problem;

    std::vector<std::string> paths() const;
};
// Some 10 µs a file.
Walked walk_workspace(const Resolver& resolver, const OpenPaths& open,
                      const std::atomic<bool>& stop);

// True if a walk would find the file.
bool is_walked(const Resolver& resolver, const std::string& path);

}  // namespace pilcrow::lsp
