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
    const FileText now = read_file(target.string());
    if (!now.error.empty()) {
        ::unlink(temporary.c_str());
        return now.error;
    }
    if (now.text != before) {
        ::unlink(temporary.c_str());
        return path + ": has changed while it was read, so nothing was written";
    }
    if (::rename(temporary.c_str(), target.c_str()) != 0) return give_up();
    return std::nullopt;
}

std::string display_name(const std::string& path) { return path == "-" ? "<stdin>" : path; }

}  // namespace pilcrow::cli
