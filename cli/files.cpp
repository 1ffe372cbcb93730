#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
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

// A file beside another that takes its place, or goes.
class Temporary {
public:
    explicit Temporary(const std::string& target)
        : path_(target + ".XXXXXX"), file_(::mkostemp(path_.data(), O_CLOEXEC)) {}
    ~Temporary() {
        if (!is_made()) return;
        const int error = errno;
        ::unlink(path_.c_str());
        errno = error;
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    bool is_made() const { return made_; }

    // Writes, with the mode and the owner of another file or with the mode that new files have.
    // Where something fails, a full disk too, errno says why.
    bool write(std::string_view text, const struct stat* like, Reaching reaching) {
        if (!write_all(file_.number(), text)) return false;
        // The owner cannot be kept by everyone; who may, keeps it. It goes first: it clears bits
        // of the mode.
        if (like != nullptr && ::fchown(file_.number(), like->st_uid, like->st_gid) != 0 &&
            errno != EPERM) {
            return false;
        }
        if (::fchmod(file_.number(), like != nullptr ? like->st_mode & 07777 : new_mode()) != 0) {
            return false;
        }
        if (reaching == Reaching::Disk && ::fsync(file_.number()) != 0) return false;
        return file_.close();
    }

    bool becomes(const std::string& target, Existing existing) {
        if (existing == Existing::Refuse) {
            // Nobody can take the name in the moment before; not every file system can do that.
            made_ = ::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target.c_str(),
                                RENAME_NOREPLACE) != 0;
            if (!made_) return true;
            if (errno != EINVAL && errno != ENOSYS) return false;
            if (::access(target.c_str(), F_OK) == 0) {
                errno = EEXIST;
                return false;
            }
        }
        if (::rename(path_.c_str(), target.c_str()) != 0) return false;
        made_ = false;
        return true;
    }

private:
    static mode_t new_mode() {
        const mode_t mask = ::umask(0);
        ::umask(mask);
        return 0666 & ~mask;
    }

    std::string path_;
    Descriptor file_;
    bool made_ = file_.number() >= 0;
};

// One sentence where a file's bytes are not what they were.
std::optional<std::string> change_since(const std::string& path, std::string_view before) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0) return because("cannot be read", path);
    std::array<char, 1 << 16> piece;
    for (;;) {
        const ssize_t got = ::read(file.number(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return because("cannot be read", path);
        const std::string_view now(piece.data(), static_cast<std::size_t>(got));
        if (now.empty() && before.empty()) return std::nullopt;
        if (now.empty() || !before.starts_with(now)) break;
        before.remove_prefix(now.size());
    }
    return path + ": has changed while it was read, so nothing was written";
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
        // One byte more than a file has is enough to see its end.
        const std::size_t room = text.capacity() - size;
        text.resize(room > 0 ? text.capacity() : size + step);
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
    std::string target = path;
    struct stat status{};
    if (::lstat(path.c_str(), &status) != 0) return because("cannot be written", path);
    if (S_ISLNK(status.st_mode)) {
        std::error_code failed;
        target = fs::canonical(path, failed).string();
        if (failed) return path + ": cannot be written: " + failed.message();
        if (::stat(target.c_str(), &status) != 0) return because("cannot be written", path);
    }
    if (::access(target.c_str(), W_OK) != 0) return because("cannot be written", path);
    Temporary temporary(target);
    if (!temporary.is_made()) {
        return because("cannot be written (no file can be made beside it)", path);
    }
    if (!temporary.write(text, &status, Reaching::System)) {
        return because("cannot be written", path);
    }
    if (auto changed = change_since(target, before)) return changed;
    if (!temporary.becomes(target, Existing::Replace)) {
        return because("cannot be written", path);
    }
    return std::nullopt;
}

std::optional<std::string> write_file(const std::string& path, std::string_view text,
                                      const std::string& like, Existing existing,
                                      Reaching reaching) {
    const fs::path folder = fs::path(path).parent_path();
    std::error_code failed;
    if (!folder.empty()) fs::create_directories(folder, failed);
    if (failed) return path + ": cannot be written: " + failed.message();
    struct stat status{};
    const bool alike = !like.empty() && like != "-" && ::stat(like.c_str(), &status) == 0;
    Temporary temporary(path);
    if (!temporary.is_made() || !temporary.write(text, alike ? &status : nullptr, reaching) ||
        !temporary.becomes(path, existing)) {
        return because("cannot be written", path);
    }
    return std::nullopt;
}

std::optional<std::string> remove_file(const std::string& path, std::string_view before) {
    if (auto changed = change_since(path, before)) return changed;
    if (::unlink(path.c_str()) != 0) return because("cannot be removed", path);
    return std::nullopt;
}

std::string display_name(const std::string& path) { return path == "-" ? "<stdin>" : path; }

}  // namespace pilcrow::cli
