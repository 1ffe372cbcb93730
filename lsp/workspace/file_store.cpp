#include "lsp/workspace/file_store.h"

#include "lsp/workspace/disk_time.h"
#include "lsp/workspace/folders.h"
#include "parser/layout/python/source_encoding.h"
#include "parser/parse.h"

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <vector>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t most_entries = 32768;

// All bytes of an open file, or none where reading fails or it is too large.
std::optional<std::string> read_all(int file) {
    struct stat status{};
    if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    std::string text;
    text.resize(static_cast<std::size_t>(status.st_size) + 1);
    std::size_t size = 0;
    for (;;) {
        if (size > FileStore::largest_file) return std::nullopt;
        if (size == text.size()) text.resize(2 * size);  // it has grown, or says no size (/proc)
        const ssize_t got = ::read(file, text.data() + size, text.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::nullopt;
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    text.resize(size);
    return text;
}

}  // namespace

std::optional<std::string> read_source(const std::string& path) {
    // A pipe would be waited for.
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return std::nullopt;
    std::optional<std::string> bytes = read_all(file);
    ::close(file);
    if (bytes && layout_of(path) == Layout::Python) {
        return decode_python_source(*std::move(bytes)).text;
    }
    return bytes;
}

FilePtr FileStore::get(const std::string& path, const Identify& identify) {
    const std::shared_ptr<Entry> entry = entry_of(path);
    const std::scoped_lock lock(entry->mutex);
    FilePtr file = entry->file.lock();
    const bool believed =
        Clock::now() < entry->believed_until && entry->heard == entry->told.load();
    // What nobody holds any more and was not there when it was looked at is not there now.
    if (!believed || (file == nullptr && entry->size >= 0)) {
        file = look_at(path, *entry, identify);
    }
    keep(entry, file);
    return file;
}

FilePtr FileStore::look_at(const std::string& path, Entry& entry, const Identify& identify) {
    const std::uint32_t told = entry.told.load();
    FilePtr file = entry.file.lock();
    struct stat status{};
    const bool readable = ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
                          static_cast<std::uint64_t>(status.st_size) <= largest_file;
    const bool same = file != nullptr && readable && !entry.fresh && entry.heard == told &&
                      entry.changed == time_of_change(status) && entry.size == status.st_size &&
                      entry.number == status.st_ino;
    entry.heard = told;
    entry.believed_until = Clock::now() + disk_belief;
    if (same) return file;
    std::optional<std::string> text;
    if (readable) {
        entry.changed = time_of_change(status);
        entry.number = status.st_ino;
        entry.fresh = changed_just_now(status);
        text = read_source(path);
    }
    if (!text) {
        entry.size = -1;
        entry.file.reset();
        return nullptr;
    }
    entry.size = status.st_size;
    // The same object as long as nothing is different: much is kept about it elsewhere.
    if (file == nullptr || !file->tree->has_text(*text)) {
        FileIdentity identity = identify(path);
        const Layout layout = layout_of(path);
        auto tree = std::make_shared<const Tree>(parse(*std::move(text), layout));
        file = std::make_shared<const SourceFile>(
            SourceFile{path, std::move(identity.module), identity.origin, std::move(tree)});
        ++parsed_;
        entry.file = file;
    }
    return file;
}

std::shared_ptr<FileStore::Entry> FileStore::entry_of(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    std::shared_ptr<Entry>& entry = entries_[path];
    if (entry != nullptr) return entry;
    entry = std::make_shared<Entry>();
    const std::shared_ptr<Entry> made = entry;
    if (entries_.size() > most_entries) {
        std::erase_if(entries_, [](const auto& one) {
            const std::unique_lock unused(one.second->mutex, std::try_to_lock);
            return unused && one.second->kept == nullptr && one.second->file.expired();
        });
    }
    return made;
}

void FileStore::keep(const std::shared_ptr<Entry>& entry, FilePtr file) {
    std::vector<FilePtr> dropped;  // to be freed when the lock is
    const std::scoped_lock lock(mutex_);
    if (entry->kept == file && file != nullptr) {
        order_.splice(order_.begin(), order_, entry->place);
        return;
    }
    let_go(*entry, dropped);
    if (file == nullptr) return;
    entry->kept_bytes = static_cast<std::size_t>(entry->size);
    entry->kept = std::move(file);
    order_.push_front(entry);
    entry->place = order_.begin();
    bytes_ += entry->kept_bytes;
    while (bytes_ > budget_ && order_.back() != entry) {
        const std::shared_ptr<Entry> oldest = order_.back();
        let_go(*oldest, dropped);
    }
}

void FileStore::let_go(Entry& entry, std::vector<FilePtr>& dropped) {
    if (entry.kept == nullptr) return;
    dropped.push_back(std::move(entry.kept));
    entry.kept = nullptr;
    bytes_ -= entry.kept_bytes;
    order_.erase(entry.place);
}

void FileStore::forget(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = entries_.find(path); found != entries_.end()) {
        ++found->second->told;
        return;
    }
    for (auto& [name, entry] : entries_) {
        if (lies_in(name, path)) ++entry->told;
    }
}

void FileStore::clear() {
    const std::scoped_lock lock(mutex_);
    for (const std::shared_ptr<Entry>& entry : order_) entry->kept = nullptr;
    order_.clear();
    entries_.clear();
    bytes_ = 0;
}

std::size_t FileStore::bytes() const {
    const std::scoped_lock lock(mutex_);
    return bytes_;
}

}  // namespace pilcrow::lsp
