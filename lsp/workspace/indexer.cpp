#include "lsp/workspace/indexer.h"

#include "lsp/workspace/disk_time.h"
#include "lsp/workspace/library_files.h"
#include "lsp/workspace/workspace_files.h"
#include "parser/parse.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <iterator>

namespace pilcrow::lsp {
namespace {

constexpr auto edit_delay = std::chrono::milliseconds(200);
constexpr auto progress_delay = std::chrono::milliseconds(50);
constexpr auto least_walk_delay = std::chrono::seconds(20);
constexpr int walk_share = 100;  // at most a hundredth of the time goes into walking again
constexpr std::int64_t largest_library_file = 1 << 20;

bool is_folder(const std::string& path) {
    struct stat status{};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

// A change of one of these may change what a walk finds, or what modules are called.
bool needs_walk(const std::string& path) {
    const std::string_view name = name_of_path(path);
    return name == ".gitignore" || name == "pyproject.toml" || name == "setup.py" ||
           name == "setup.cfg" || name == "pyvenv.cfg" || name.starts_with("__init__.");
}

// What the index knows of a file is what it would be read as now.
bool is_of(const FileIndexPtr& known, const FileIdentity& identity, std::int64_t changed,
           std::int64_t size) {
    return known != nullptr && known->changed == changed && known->size == size &&
           known->module == identity.module && known->origin == identity.origin;
}

bool is_in_folders(const Resolver& resolver, const std::string& path) {
    const std::vector<std::string>& folders = resolver.roots().folders;
    return std::any_of(folders.begin(), folders.end(),
                       [&](const std::string& folder) { return lies_in(path, folder); });
}

void give_way() {
    const auto thread = static_cast<id_t>(::gettid());
    ::setpriority(PRIO_PROCESS, thread, 5);
}

}  // namespace

Indexer::Indexer(std::shared_ptr<SymbolIndex> index, Threads threads)
    : index_(std::move(index)), own_threads_(threads) {
    if (threads == Threads::No) return;
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const unsigned count = std::clamp(cores / 2, 1U, 4U);
    for (unsigned i = 0; i < count; ++i) {
        threads_.emplace_back([this] {
            give_way();
            run();
        });
    }
}

Indexer::~Indexer() {
    {
        const std::scoped_lock lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void Indexer::on_progress(OnProgress told) {
    const std::scoped_lock lock(mutex_);
    told_ = std::move(told);
}

// --- what is told ---

bool Indexer::configure(std::shared_ptr<const Resolver> resolver) {
    const std::scoped_lock lock(mutex_);
    ++generation_;
    const bool anew = resolver_ == nullptr || resolver_->roots().environment.version !=
                                                  resolver->roots().environment.version;
    resolver_ = std::move(resolver);
    if (anew) {
        index_->clear();
        library_files_.clear();
    }
    // What lies in none of the folders any more goes at once.
    std::vector<std::string> listed;
    for (const std::string& path : *state_->files()) {
        if (is_in_folders(*resolver_, path)) {
            listed.push_back(path);
        } else if (!open_.contains(path)) {
            drop(path, false);
        }
    }
    state_->set_files(std::make_shared<const std::vector<std::string>>(std::move(listed)));
    site_times_.clear();
    libraries_.clear();  // they are listed anew
    libraries_wanted_ = true;
    want_walk();
    say_stage();
    changed_.notify_all();
    return anew;
}

void Indexer::put(FilePtr file) {
    const std::scoped_lock lock(mutex_);
    open_.insert(file->path);
    const std::string path = file->path;
    const auto [found, is_new] = edited_.try_emplace(path);
    // While somebody types, the index follows every so often.
    if (is_new) {
        found->second.is_first = index_->file(path) == nullptr;
        found->second.due = Clock::now();
        if (!found->second.is_first) found->second.due += edit_delay;
    }
    found->second.file = std::move(file);
    if (!is_new) return;
    say_stage();
    changed_.notify_all();
}

void Indexer::close(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    open_.erase(path);
    edited_.erase(path);
    if (std::binary_search(library_files_.begin(), library_files_.end(), path)) {
        libraries_.push_back(path);
    } else {
        queue(path);
    }
    if (needs_walk(path)) want_walk();
    say_stage();
    changed_.notify_all();
}

void Indexer::changed_on_disk(const std::vector<std::string>& paths) {
    const std::scoped_lock lock(mutex_);
    for (const std::string& path : paths) one_changed(path);
    say_stage();
    changed_.notify_all();
}

void Indexer::one_changed(const std::string& path) {
    if (resolver_ == nullptr) return;
    if (resolver_->identify(path, {}).origin != Origin::Workspace) {
        libraries_wanted_ = true;
    } else if (is_source_file(path) && !needs_walk(path)) {
        queue(path);
    } else if (needs_walk(path) || is_folder(path) || was_folder(path)) {
        want_walk();
    }
}

void Indexer::want_walk() { walk_wanted_ = is_behind_ = true; }

// Files that were listed lie below it.
bool Indexer::was_folder(const std::string& path) const {
    const auto listed = state_->files();
    const std::string folder = path + '/';
    const auto below = std::lower_bound(listed->begin(), listed->end(), folder);
    return below != listed->end() && below->starts_with(folder);
}

void Indexer::queue(const std::string& path) {
    if (!queued_.insert(path).second) return;
    files_.push_back(path);
    ++total_;
}

// --- doing it ---

void Indexer::run() {
    std::unique_lock lock(mutex_);
    while (!stop_) {
        const Job job = next(false);
        if (job.kind != Job::Kind::None) {
            do_job(job, lock);
            continue;
        }
        Clock::time_point due = walk_again_;
        for (const auto& [path, edited] : edited_) due = std::min(due, edited.due);
        if (due == Clock::time_point::max()) {
            changed_.wait(lock);
        } else {
            changed_.wait_until(lock, due);
        }
    }
}

void Indexer::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        const Job job = next(true);
        if (job.kind == Job::Kind::None) return;
        do_job(job, lock);
    }
}

bool Indexer::is_idle() const {
    return edited_.empty() && files_.empty() && libraries_.empty() && !walk_wanted_ &&
           !libraries_wanted_ && busy_ == 0;
}

bool Indexer::wait(std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, longest, [this] { return is_idle(); });
}

// The most urgent job; `everything` counts those that are to be done a little later.
Indexer::Job Indexer::next(bool everything) {
    using Kind = Job::Kind;
    if (resolver_ == nullptr || stop_) return {Kind::None, {}, {}};
    const auto now = Clock::now();
    for (auto at = edited_.begin(); at != edited_.end(); ++at) {
        if ((!everything && at->second.due > now) || worked_on_.contains(at->first)) continue;
        Job job{Kind::Document, at->first, std::move(at->second.file)};
        edited_.erase(at);
        return job;
    }
    if (now >= walk_again_) walk_wanted_ = true;
    if (walk_wanted_) {
        walk_wanted_ = false;
        walk_again_ = Clock::time_point::max();
        return {Kind::Walk, {}, {}};
    }
    for (auto at = files_.begin(); at != files_.end(); ++at) {
        if (worked_on_.contains(*at)) continue;
        Job job{Kind::File, std::move(*at), {}};
        files_.erase(at);
        queued_.erase(job.path);
        return job;
    }
    if (libraries_wanted_) {
        libraries_wanted_ = false;
        return {Kind::Libraries, {}, {}};
    }
    if (!libraries_.empty()) {
        Job job{Kind::Library, std::move(libraries_.front()), {}};
        libraries_.pop_front();
        return job;
    }
    return {Kind::None, {}, {}};
}

void Indexer::do_job(const Job& job, std::unique_lock<std::mutex>& lock) {
    ++busy_;
    if (!job.path.empty()) worked_on_.insert(job.path);
    switch (job.kind) {
    case Job::Kind::Document: {
        const PythonVersion version = resolver_->roots().environment.version;
        ++documents_busy_;
        lock.unlock();
        FileIndexPtr made = index_file(*job.file, version, IndexDepth::Everything);
        lock.lock();
        --documents_busy_;
        if (open_.contains(job.path)) index_->set(std::move(made));
        break;
    }
    case Job::Kind::Walk: walk(lock); break;
    case Job::Kind::Libraries: list_libraries(lock); break;
    case Job::Kind::File:
        ++files_busy_;
        index_on_disk(job, lock);
        --files_busy_;
        ++done_;
        tell(lock);
        break;
    case Job::Kind::Library: index_on_disk(job, lock); break;
    case Job::Kind::None: break;
    }
    worked_on_.erase(job.path);
    --busy_;
    say_stage();
    // Others may wait for this file, or for the end of all.
    changed_.notify_all();
}

void Indexer::tell(std::unique_lock<std::mutex>& lock) {
    const auto now = Clock::now();
    const bool ended = files_.empty() && files_busy_ == 0;
    if (!ended && now - told_at_ < progress_delay) return;
    told_at_ = now;
    const OnProgress told = told_;
    const std::size_t total = std::max(total_, done_);
    const std::size_t done = ended ? total : done_;
    if (ended) done_ = total_ = 0;
    if (!told) return;
    lock.unlock();
    told(done, total);
    lock.lock();
}

// Which stage is reached. Not all that is to be done counts: an edit of a document that the index
// knows is told of a little later, libraries are read for what they offer only.
void Indexer::say_stage() {
    if (own_threads_ == Threads::No) return;
    const bool documents =
        documents_busy_ > 0 || std::any_of(edited_.begin(), edited_.end(),
                                           [](const auto& one) { return one.second.is_first; });
    const bool files = files_busy_ > 0 || !files_.empty();
    state_->set_stage(is_behind_           ? IndexStage::Walking
                      : documents || files ? IndexStage::Listed
                                           : IndexStage::Indexed);
}

void Indexer::walk(std::unique_lock<std::mutex>& lock) {
    const std::uint64_t generation = generation_;
    const std::shared_ptr<const Resolver> resolver = resolver_;
    const OpenPaths open = open_paths();
    const auto listed = state_->files();
    const auto begin = Clock::now();
    lock.unlock();
    Walked walked = walk_workspace(*resolver, open, stop_);
    std::vector<std::string> different;
    for (const Walked::File& file : walked.files) {
        const FileIndexPtr known = index_->file(file.path);
        const bool same = is_of(known, {file.module, Origin::Workspace}, file.changed, file.size);
        if (!same) different.push_back(file.path);
    }
    std::vector<std::string> gone;
    auto paths = std::make_shared<const std::vector<std::string>>(walked.paths());
    std::set_difference(listed->begin(), listed->end(), paths->begin(), paths->end(),
                        std::back_inserter(gone));
    lock.lock();
    if (generation != generation_ || stop_) return;
    problem_ = std::move(walked.problem);
    // Something was installed or removed.
    if (!site_times_.empty() && walked.site_times != site_times_) libraries_wanted_ = true;
    site_times_ = std::move(walked.site_times);
    for (const std::string& path : different) {
        if (!open_.contains(path)) queue(path);
    }
    for (const std::string& path : gone) {
        if (!open_.contains(path)) drop(path, false);
    }
    state_->set_files(std::move(paths));
    is_behind_ = walk_wanted_;
    const auto took = Clock::now() - begin;
    walk_again_ = Clock::now() + std::max<Clock::duration>(least_walk_delay, walk_share * took);
}

void Indexer::list_file(const std::string& path, bool there) {
    const auto listed = state_->files();
    const auto at = std::lower_bound(listed->begin(), listed->end(), path);
    if (there == (at != listed->end() && *at == path)) return;
    std::vector<std::string> paths = *listed;
    const auto place = paths.begin() + (at - listed->begin());
    if (there) {
        paths.insert(place, path);
    } else {
        paths.erase(place);
    }
    state_->set_files(std::make_shared<const std::vector<std::string>>(std::move(paths)));
}

// What was the workspace's may be a library's by now, and the other way round.
void Indexer::drop(const std::string& path, bool library) {
    const FileIndexPtr known = index_->file(path);
    if (known != nullptr && (known->origin != Origin::Workspace) == library) index_->remove(path);
}

void Indexer::index_on_disk(const Job& job, std::unique_lock<std::mutex>& lock) {
    const bool library = job.kind == Job::Kind::Library;
    const std::uint64_t generation = generation_;
    const std::shared_ptr<const Resolver> resolver = resolver_;
    const OpenPaths open = open_paths();
    const IndexState::Paths files = state_->files();
    const bool listed = library || std::binary_search(files->begin(), files->end(), job.path);
    lock.unlock();
    struct stat status{};
    bool there = ::stat(job.path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
                 (!library || status.st_size <= largest_library_file);
    if (there && !listed) there = is_walked(*resolver, job.path);
    FileIdentity identity = resolver->identify(job.path, open);
    if (!library && identity.origin != Origin::Workspace) there = false;
    std::optional<std::string> text = there ? read_source(job.path) : std::nullopt;
    std::shared_ptr<FileIndex> made;
    if (text) {
        const SourceFile file{
            job.path, std::move(identity.module), identity.origin,
            std::make_shared<const Tree>(parse(*std::move(text), layout_of(job.path)))};
        made = index_file(file, resolver->roots().environment.version,
                          library ? IndexDepth::Offers : IndexDepth::Everything);
        // What may change once more at the same time is looked at again by the next walk.
        made->changed = changed_just_now(status) ? 0 : time_of_change(status);
        made->size = status.st_size;
    }
    lock.lock();
    if (generation != generation_) return;
    if (!library) list_file(job.path, there);
    if (open_.contains(job.path)) return;  // what is in the editor counts
    if (made != nullptr) {
        index_->set(std::move(made));
    } else {
        drop(job.path, library);
    }
}

void Indexer::list_libraries(std::unique_lock<std::mutex>& lock) {
    const std::uint64_t generation = generation_;
    const std::shared_ptr<const Resolver> resolver = resolver_;
    lock.unlock();
    std::vector<std::string> paths;
    std::vector<std::string> different;
    for (std::string& path : library_files(*resolver, stop_)) {
        const FileIdentity identity = resolver->identify(path, {});
        if (identity.origin == Origin::Workspace) continue;  // the walk has found it
        struct stat status{};
        const bool same =
            ::stat(path.c_str(), &status) == 0 &&
            is_of(index_->file(path), identity, time_of_change(status), status.st_size);
        if (!same) different.push_back(path);
        paths.push_back(std::move(path));
    }
    lock.lock();
    if (generation != generation_ || stop_) return;
    for (const std::string& before : library_files_) {
        if (!std::binary_search(paths.begin(), paths.end(), before)) drop(before, true);
    }
    libraries_.assign(different.begin(), different.end());
    library_files_ = std::move(paths);
}

std::string Indexer::problem() const {
    const std::scoped_lock lock(mutex_);
    return problem_;
}

}  // namespace pilcrow::lsp
