// Workspace: the folders that an editor has open, what is open in it, and the Python environment.
//
// The server tells it what happens; answers are made from the Worlds that it gives. From any
// thread, though one at a time does the telling.
//
// Cost: an edit of an open document, and taking a World, a microsecond or two.
#pragma once

#include "lsp/workspace/file_store.h"
#include "lsp/workspace/indexer.h"
#include "lsp/workspace/python_environment.h"
#include "lsp/workspace/resolver.h"
#include "lsp/workspace/world.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace pilcrow::lsp {

struct WorkspaceSettings {
    std::vector<std::string> folders;      // of the editor, absolute
    std::string python;                    // an environment's folder or a Python; empty: see
                                           // python_environment.h
    std::vector<std::string> extra_paths;  // further import roots; relative: to the first folder
    // A folder with the stubs of an interpreter's own library, which then stand before typeshed's;
    // empty: CPython's, which is typeshed.
    std::string runtime;
    std::string typeshed;  // its folder; empty: see typeshed.h
};

class Workspace {
public:
    // `query` holds what the process's environment says; tests give their own.
    // Without threads the index is made in work() only.
    explicit Workspace(const WorkspaceSettings& settings = {},
                       const EnvironmentQuery& query = EnvironmentQuery::of_process(),
                       Indexer::Threads threads = Indexer::Threads::Yes);

    // Other folders or settings: modules are looked for anew where they may be found elsewhere.
    // Some milliseconds.
    void configure(const WorkspaceSettings& settings);

    // A document was opened, or is different now. The path is absolute and clean (folders.h).
    FilePtr put(const std::string& path, std::shared_ptr<const Tree> tree);
    // It was closed: what is on disk counts again.
    void close(const std::string& path);
    // Files or folders on disk were made, changed or removed, as the editor's watcher tells. What
    // it does not tell is seen within a second.
    void changed_on_disk(const std::vector<std::string>& paths);

    WorldPtr world() const;

    // The index, which is made in the background: how far it is, from another thread; doing what
    // is left on this one; waiting for it.
    void on_progress(Indexer::OnProgress told) { indexer_.on_progress(std::move(told)); }
    void work() { indexer_.work(); }
    bool wait(std::chrono::milliseconds longest) { return indexer_.wait(longest); }
    // For those who answer: the Worlds' symbols() and workspace_files() follow it.
    std::shared_ptr<const IndexState> index_state() const { return indexer_.state(); }

    // As they are now.
    std::shared_ptr<const Resolver> resolver() const;
    PythonEnvironment environment() const { return resolver()->roots().environment; }
    // Sentences for the user: what is missing or broken (typeshed, the environment).
    std::vector<std::string> problems() const;

private:
    struct OpenDocuments {
        std::shared_ptr<const OpenPaths> paths = std::make_shared<const OpenPaths>();
        std::vector<FilePtr> files;  // parallel
    };
    class Snapshot;
    ModuleRoots roots_for(const WorkspaceSettings& settings) const;
    void set_open(const std::string& path, FilePtr file);
    void name_open_documents();

    mutable std::mutex mutex_;
    EnvironmentQuery query_;
    WorkspaceSettings settings_;
    ModuleRoots roots_;  // by the settings, as they were looked for last
    std::shared_ptr<const OpenDocuments> open_ = std::make_shared<const OpenDocuments>();
    std::shared_ptr<const Folders> folders_ = std::make_shared<const Folders>();
    std::shared_ptr<const Resolver> resolver_;
    std::shared_ptr<FileStore> store_ = std::make_shared<FileStore>();
    std::shared_ptr<SymbolIndex> index_ = std::make_shared<SymbolIndex>();
    Indexer indexer_;  // last: its threads end first
};

}  // namespace pilcrow::lsp
