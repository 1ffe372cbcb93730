#include "lsp/workspace/workspace.h"

#include "lsp/workspace/typeshed.h"

#include <algorithm>
#include <iterator>

namespace pilcrow::lsp {
namespace {

// Where a path is, or would be put, among the open ones.
std::size_t place_of(const OpenPaths& paths, const std::string& path) {
    return static_cast<std::size_t>(std::lower_bound(paths.begin(), paths.end(), path) -
                                    paths.begin());
}
bool is_at(const OpenPaths& paths, std::size_t place, const std::string& path) {
    return place < paths.size() && paths[place] == path;
}

// Files that other files' module names depend on.
bool names_others(const std::string& path) {
    const std::string_view name = name_of_path(path);
    return name.starts_with("__init__.") || name == "pyproject.toml" || name == "setup.py" ||
           name == "setup.cfg";
}

}  // namespace

class Workspace::Snapshot : public World {
public:
    Snapshot(std::shared_ptr<const OpenDocuments> open, std::shared_ptr<const Resolver> resolver,
             std::shared_ptr<FileStore> store, std::shared_ptr<const SymbolIndex> index,
             std::shared_ptr<const IndexState> indexed)
        : open_(std::move(open)),
          resolver_(std::move(resolver)),
          store_(std::move(store)),
          index_(std::move(index)),
          indexed_(std::move(indexed)) {}

    FilePtr file(const std::string& path) const override {
        const std::size_t place = place_of(*open_->paths, path);
        if (is_at(*open_->paths, place, path)) return open_->files[place];
        return store_->get(path, [this](const std::string& read) {
            return resolver_->identify(read, *open_->paths);
        });
    }
    bool is_open(const std::string& path) const override {
        return is_at(*open_->paths, place_of(*open_->paths, path), path);
    }
    Module module(std::string_view name, const SourceFile& from) const override {
        FoundModule found = resolver_->find(name, from, *open_->paths);
        return {std::string(name), found.path.empty() ? nullptr : file(found.path),
                std::move(found.folders)};
    }
    Module source_of(const SourceFile& stub) const override {
        const std::string path = resolver_->source_of(stub, *open_->paths);
        return {stub.module, path.empty() ? nullptr : file(path), {}};
    }
    std::vector<std::string> submodules(std::string_view package,
                                        const SourceFile& from) const override {
        return resolver_->submodules(package, from, *open_->paths);
    }
    std::vector<std::string> workspace_files() const override {
        std::vector<std::string> open;
        const auto& folders = resolver_->roots().folders;
        for (const std::string& path : *open_->paths) {
            if (std::any_of(folders.begin(), folders.end(),
                            [&](const std::string& folder) { return lies_in(path, folder); })) {
                open.push_back(path);
            }
        }
        std::vector<std::string> all;
        const IndexState::Paths listed = indexed_->files();
        std::set_union(listed->begin(), listed->end(), open.begin(), open.end(),
                       std::back_inserter(all));
        return all;
    }
    const SymbolIndex* symbols() const override { return index_.get(); }
    std::vector<Importable> importable(std::string_view query, NameMatch match,
                                       const SourceFile& from, std::size_t limit) const override {
        std::vector<Importable> found = index_->importable(query, match, from, limit);
        std::erase_if(found, [&](Importable& one) {
            return one.origin == Origin::Workspace && !is_reached(one, from);
        });
        return found;
    }
    PythonVersion python_version() const override { return resolver_->roots().environment.version; }

private:
    // Whether the name that a module is called by leads to it from there too. If not, and it does
    // so without some folders' names before it, that becomes its name.
    bool is_reached(Importable& one, const SourceFile& from) const {
        for (std::string module = one.module;;) {
            const std::string whole = !one.is_module || one.is_alias ? module
                                      : module.empty()               ? one.name
                                                                     : module + '.' + one.name;
            if (resolver_->find(whole, from, *open_->paths).path == one.path) {
                one.module = module;
                return true;
            }
            if (module.empty()) return false;
            const std::size_t dot = module.find('.');
            module.erase(0, dot == std::string::npos ? dot : dot + 1);
        }
    }

    std::shared_ptr<const OpenDocuments> open_;
    std::shared_ptr<const Resolver> resolver_;
    std::shared_ptr<FileStore> store_;
    std::shared_ptr<const SymbolIndex> index_;
    std::shared_ptr<const IndexState> indexed_;
};

Workspace::Workspace(const WorkspaceSettings& settings, const EnvironmentQuery& query,
                     Indexer::Threads threads)
    : query_(query), indexer_(index_, threads) {
    configure(settings);
}

ModuleRoots Workspace::roots_for(const WorkspaceSettings& settings) const {
    EnvironmentQuery query = query_;
    query.setting = settings.python;
    ModuleRoots roots;
    for (const std::string& folder : settings.folders) roots.folders.push_back(clean_path(folder));
    query.folders = roots.folders;
    const std::string base = roots.folders.empty() ? "/" : roots.folders.front();
    for (const std::string& path : settings.extra_paths) {
        roots.extra.push_back(clean_path(path, base));
    }
    if (!settings.runtime.empty()) roots.runtime = clean_path(settings.runtime, base);
    roots.typeshed =
        settings.typeshed.empty() ? find_typeshed() : clean_path(settings.typeshed, base);
    roots.environment = find_environment(query);
    return roots;
}

void Workspace::configure(const WorkspaceSettings& settings) {
    ModuleRoots roots = roots_for(settings);
    {
        const std::scoped_lock lock(mutex_);
        settings_ = settings;
        if (resolver_ != nullptr && roots == roots_) return;
        roots_ = roots;
    }
    folders_->forget_all();
    auto resolver = std::make_shared<const Resolver>(std::move(roots), folders_);
    const std::scoped_lock lock(mutex_);
    resolver_ = std::move(resolver);
    // Files may have other names now; Worlds that are still in use keep the store that they had.
    store_ = std::make_shared<FileStore>();
    const bool anew = indexer_.configure(resolver_);
    name_open_documents();
    if (!anew) return;
    for (const FilePtr& file : open_->files) indexer_.put(file);
}

FilePtr Workspace::put(const std::string& path, std::shared_ptr<const Tree> tree) {
    const std::scoped_lock lock(mutex_);
    const std::size_t place = place_of(*open_->paths, path);
    FileIdentity identity;
    const bool is_new = !is_at(*open_->paths, place, path);
    if (is_new) {
        identity = resolver_->identify(path, *open_->paths);
    } else {
        identity = {open_->files[place]->module, open_->files[place]->origin};
    }
    auto file = std::make_shared<const SourceFile>(
        SourceFile{path, std::move(identity.module), identity.origin, std::move(tree)});
    set_open(path, file);
    indexer_.put(file);
    if (is_new && names_others(path)) {
        name_open_documents();
        return open_->files[place];
    }
    return file;
}

void Workspace::close(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    set_open(path, nullptr);
    store_->forget(path);
    folders_->forget(path);
    indexer_.close(path);
    if (names_others(path)) name_open_documents();
}

void Workspace::set_open(const std::string& path, FilePtr file) {
    auto open = std::make_shared<OpenDocuments>(*open_);
    const std::size_t place = place_of(*open->paths, path);
    const auto at = static_cast<std::ptrdiff_t>(place);
    const bool there = is_at(*open->paths, place, path);
    if (there && file != nullptr) {
        open->files[place] = std::move(file);
    } else if (there || file != nullptr) {
        OpenPaths paths = *open->paths;
        if (there) {
            paths.erase(paths.begin() + at);
            open->files.erase(open->files.begin() + at);
        } else {
            paths.insert(paths.begin() + at, path);
            open->files.insert(open->files.begin() + at, std::move(file));
        }
        open->paths = std::make_shared<const OpenPaths>(std::move(paths));
    }
    open_ = std::move(open);
}

void Workspace::name_open_documents() {
    auto open = std::make_shared<OpenDocuments>(*open_);
    for (FilePtr& file : open->files) {
        FileIdentity identity = resolver_->identify(file->path, *open->paths);
        if (identity.module == file->module && identity.origin == file->origin) continue;
        file = std::make_shared<const SourceFile>(
            SourceFile{file->path, std::move(identity.module), identity.origin, file->tree});
        indexer_.put(file);
    }
    open_ = std::move(open);
}

void Workspace::changed_on_disk(const std::vector<std::string>& paths) {
    bool environment = false;
    bool named = false;
    std::unique_lock lock(mutex_);
    const std::vector<std::string>& sources = resolver_->roots().environment.sources;
    for (const std::string& path : paths) {
        folders_->forget(path);
        store_->forget(path);
        named = named || names_others(path);
        environment = environment || name_of_path(path) == "pyvenv.cfg" ||
                      std::find(sources.begin(), sources.end(), path) != sources.end();
    }
    if (environment) {
        const WorkspaceSettings settings = settings_;
        lock.unlock();
        configure(settings);
        lock.lock();
    }
    indexer_.changed_on_disk(paths);
    if (!named) return;
    store_->clear();
    name_open_documents();
}

WorldPtr Workspace::world() const {
    const std::scoped_lock lock(mutex_);
    return std::make_shared<const Snapshot>(open_, resolver_, store_, index_, indexer_.state());
}

std::shared_ptr<const Resolver> Workspace::resolver() const {
    const std::scoped_lock lock(mutex_);
    return resolver_;
}

std::vector<std::string> Workspace::problems() const {
    const std::shared_ptr<const Resolver> resolver = this->resolver();
    std::vector<std::string> problems;
    const ModuleRoots& roots = resolver->roots();
    if (roots.typeshed.empty()) {
        problems.emplace_back(
            "typeshed was not found: nothing is known of the builtins and the standard library's "
            "types; build with a network, or name its folder in PILCROW_TYPESHED");
    }
    if (!roots.environment.problem.empty()) problems.push_back(roots.environment.problem);
    if (const std::string one = indexer_.problem(); !one.empty()) problems.push_back(one);
    return problems;
}

}  // namespace pilcrow::lsp
