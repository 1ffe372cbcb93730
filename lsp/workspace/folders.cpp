#include "lsp/workspace/folders.h"

#include "lsp/workspace/disk_time.h"

#include <dirent.h>
#include <algorithm>
#include <filesystem>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t most_kept = 8192;

ListingPtr list(const std::string& folder) {
    DIR* opened = ::opendir(folder.c_str());
    if (opened == nullptr) return nullptr;
    auto found = std::make_shared<Listing>();
    while (const dirent* entry = ::readdir(opened)) {
        const std::string_view name = entry->d_name;
        if (name == "." || name == "..") continue;
        unsigned char type = entry->d_type;
        if (type == DT_LNK || type == DT_UNKNOWN) {
            struct stat status{};
            if (::fstatat(::dirfd(opened), entry->d_name, &status, 0) != 0) continue;
            type = S_ISDIR(status.st_mode) ? DT_DIR : S_ISREG(status.st_mode) ? DT_REG : DT_FIFO;
        }
        if (type == DT_DIR) found->folders.emplace_back(name);
        if (type == DT_REG) found->files.emplace_back(name);
    }
    ::closedir(opened);
    std::sort(found->files.begin(), found->files.end());
    std::sort(found->folders.begin(), found->folders.end());
    return found;
}

bool holds(const std::vector<std::string>& sorted, std::string_view name) {
    return std::binary_search(sorted.begin(), sorted.end(), name, std::less<>());
}

}  // namespace

bool Listing::has_file(std::string_view name) const { return holds(files, name); }
bool Listing::has_folder(std::string_view name) const { return holds(folders, name); }

ListingPtr Folders::in(const std::string& folder) const {
    const auto now = Clock::now();
    Kept kept;
    bool known = false;
    {
        const std::scoped_lock lock(mutex_);
        const auto found = kept_.find(folder);
        if (found != kept_.end()) {
            if (now < found->second.believed_until) return found->second.listing;
            kept = found->second;
            known = true;
        }
    }
    struct stat status{};
    const bool there = ::stat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
    const std::int64_t changed = there ? time_of_change(status) : 0;
    const std::uint64_t number = there ? static_cast<std::uint64_t>(status.st_ino) : 0;
    if (!known || kept.fresh || kept.changed != changed || kept.number != number) {
        const bool fresh = there && changed_just_now(status);
        kept = {there ? list(folder) : nullptr, changed, number, fresh, {}};
    }
    kept.believed_until = now + disk_belief;
    const std::scoped_lock lock(mutex_);
    if (kept_.size() >= most_kept) kept_.clear();
    kept_[folder] = kept;
    return kept.listing;
}

bool Folders::has_file(const std::string& path) const {
    const ListingPtr listing = in(folder_of(path));
    return listing != nullptr && listing->has_file(name_of_path(path));
}

void Folders::forget(const std::string& path) const {
    const std::scoped_lock lock(mutex_);
    kept_.erase(folder_of(path));
    std::erase_if(kept_, [&](const auto& entry) { return lies_in(entry.first, path); });
}

void Folders::forget_all() const {
    const std::scoped_lock lock(mutex_);
    kept_.clear();
}

std::string clean_path(std::string_view path, std::string_view base) {
    namespace fs = std::filesystem;
    std::string clean = (fs::path(base) / fs::path(path)).lexically_normal().string();
    while (clean.size() > 1 && clean.ends_with('/')) clean.pop_back();
    if (clean.starts_with("//")) clean.erase(0, clean.find_first_not_of('/') - 1);
    return clean;
}

std::string folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return ".";
    return std::string(path.substr(0, std::max<std::size_t>(slash, 1)));
}

std::string_view name_of_path(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool lies_in(std::string_view path, std::string_view folder) {
    if (folder == "/") return path.starts_with('/');
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

}  // namespace pilcrow::lsp
