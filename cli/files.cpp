#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <unordered_set>

namespace pilcrow::cli {
namespace {

namespace fs = std::filesystem;

std::string because(const std::string& what, const std::string& path) {
    return path + ": " + what + ": " + std::strerror(errno);
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ > 2) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    // Closes now, so that an error of the last write is not lost.
    bool close() {
        const int number = number_;
        number_ = -1;
        return ::close(number) == 0;
    }

private:
    int number_;
};

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

FileText read_file(const std::string& path) {
    const Descriptor file(path == "-" ? 0 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0) return {{}, because("cannot be read", path)};
    struct stat status{};
    std::string text;
    if (::fstat(file.number(), &status) == 0) {
        if (S_ISDIR(status.st_mode)) {
            errno = EISDIR;
            return {{}, because("cannot be read", path)};
        }
        if (S_ISREG(status.st_mode)) text.reserve(static_cast<std::size_t>(status.st_size) + 1);
    }
    std::size_t size = 0;
    for (;;) {
        constexpr std::size_t step = 1 << 16;
        text.resize(std::max(text.capacity(), size + step));
        const ssize_t got = ::read(file.number(), text.data() + size, text.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return {{}, because("cannot be read", display_name(path))};
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
        if (size >= 0xffffff00u) {
            return {{}, display_name(path) + ": is larger than 4 GB, which is the limit"};
        }
    }
    text.resize(size);
    return {std::move(text), {}};
}

std::optional<std::string> replace_file(const std::string& path, std::string_view before,
                                        std::string_view text) {
    std::error_code failed;
    const fs::path target = fs::canonical(path, failed);
    if (failed) return path + ": cannot be written: " + failed.message();
    struct stat status{};
    if (::stat(target.c_str(), &status) != 0) return because("cannot be written", path);
    if (::access(target.c_str(), W_OK) != 0) return because("cannot be written", path);
    std::string temporary = target.string() + ".XXXXXX";
    Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (file.number() < 0)
        return because("cannot be written (no file can be made beside it)", path);
    const auto give_up = [&]() -> std::optional<std::string> {
        std::string sentence = because("cannot be written", path);
        ::unlink(temporary.c_str());
        return sentence;
    };
    if (!write_all(file.number(), text)) return give_up();
    // The owner cannot be kept by everyone; who may, keeps it. It goes first: it clears mode bits.
    if (::fchown(file.number(), status.st_uid, status.st_gid) != 0 && errno != EPERM) {
        return give_up();
    }
    if (::fchmod(file.number(), status.st_mode & 07777) != 0) return give_up();
    if (::fsync(file.number()) != 0 || !file.close()) return give_up();
    if (const FileText now = read_file(target.string()); now.error.empty() && now.text != before) {
        ::unlink(temporary.c_str());
        return path + ": has changed while it was read, so nothing was written";
    }
    if (::rename(temporary.c_str(), target.c_str()) != 0) return give_up();
    return std::nullopt;
}

std::vector<std::string> find_files(const std::vector<std::string>& paths,
                                    std::vector<std::string>& errors) {
    std::vector<std::string> files;
    std::unordered_set<std::string> seen;
    const auto add = [&](const std::string& path) {
        if (seen.insert(fs::path(path).lexically_normal().string()).second) files.push_back(path);
    };
    for (const std::string& path : paths) {
        std::error_code failed;
        if (path == "-" || !fs::is_directory(path, failed)) {
            add(path);
            continue;
        }
        std::vector<std::string> found;
        fs::recursive_directory_iterator at(path, failed);
        if (failed) {
            errors.push_back(path + ": cannot be read: " + failed.message());
            continue;
        }
        for (; at != fs::recursive_directory_iterator(); at.increment(failed)) {
            const std::string name = at->path().filename().string();
            std::error_code ignored;
            if (at->is_directory(ignored)) {
                const bool unreadable = ::access(at->path().c_str(), R_OK | X_OK) != 0;
                if (unreadable) errors.push_back(because("cannot be read", at->path().string()));
                if (name.starts_with('.') || name == "__pycache__" || unreadable) {
                    at.disable_recursion_pending();
                }
            } else if (at->path().extension() == ".pil") {
                found.push_back(at->path().string());
            }
        }
        if (failed) errors.push_back(path + ": cannot be read: " + failed.message());
        if (found.empty()) errors.push_back(path + ": holds no .pil file");
        std::sort(found.begin(), found.end());
        for (const std::string& file : found) add(file);
    }
    return files;
}

std::string display_name(const std::string& path) { return path == "-" ? "<stdin>" : path; }

}  // namespace pilcrow::cli
