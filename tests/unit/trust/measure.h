// Runs work in a process of its own, to see what it costs and that it ends well.
#pragma once

#include <functional>
#include <string>

namespace pilcrow::trust {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;  // times and memory say nothing
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif
#else
inline constexpr bool sanitized = false;
#endif

struct Measured {
    std::string fault;   // what `work` returned, or how the process ended; empty if all is well
    double seconds = 0;  // of processor time
    std::size_t peak_bytes = 0;  // of memory, at most
};

// `work` returns a sentence if something does not hold. Linux and macOS.
Measured in_own_process(const std::function<std::string()>& work);

}  // namespace pilcrow::trust
