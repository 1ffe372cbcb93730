// Asking: one request while it is answered: what it asks, and what the answer is made from.
#pragma once

#include "lsp/features/importing.h"
#include "lsp/project/settings.h"
#include "lsp/protocol/client.h"
#include "lsp/protocol/diagnostics.h"
#include "lsp/protocol/places.h"
#include "lsp/server/documents.h"
#include "lsp/server/lane.h"
#include "lsp/workspace/index_state.h"
#include "lsp/workspace/world.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace pilcrow::lsp {

// Everything as it was when the request arrived. Immutable, but for what `projects` has yet to
// look up, and for the workspace's list of files and its index, which follow the disk.
struct Moment {
    WorldPtr world;
    std::shared_ptr<const IndexState> index;
    std::shared_ptr<const OpenDocuments> open;
    std::shared_ptr<ProjectSettingsCache> projects;
    std::shared_ptr<const Client> client;
};

// Thrown where a request cannot be answered though it is well formed; caught beside BadParams.
struct CannotAnswer {
    std::string sentence;
};

class Asking {
public:
    // The desk's inference has begun with the moment's world.
    Asking(Desk& desk, Moment moment, const Json& params, const std::atomic<bool>& cancelled,
           std::function<void(const Json&)> send)
        : desk_(desk),
          moment_(std::move(moment)),
          params_(params),
          cancelled_(cancelled),
          send_(std::move(send)) {}

    // --- what is asked (BadParams, CannotAnswer) ---
    const Json& params() const { return params_; }
    const std::string& uri() const;  // of `textDocument`
    const FilePtr& file();           // at that URI
    Position position();             // `position` in that file
    Range range();                   // `range` in that file

    // --- what it is answered from ---
    Desk& desk() { return desk_; }
    const World& world() const { return *moment_.world; }
    const Moment& moment() const { return moment_; }
    const Client& client() const { return *moment_.client; }
    Inference& inference() { return desk_.inference; }
    const ProjectSettings& project(const SourceFile& file) const;
    bool is_cancelled() const { return cancelled_; }
    const std::atomic<bool>& cancelled() const { return cancelled_; }
    // What the request's file could import.
    ImportIndex importable() const;
    // Waits until the workspace's files are listed, or indexed: after the start, and where many
    // were changed at once. Of the long lane only. False where that takes longer than anybody
    // waits, or where the request is cancelled.
    bool wait_for(IndexStage stage) const;

    // --- the answer ---
    PlaceWriter places(const SourceFile& file) const { return {*file.tree, client().unit}; }
    std::string uri_of(const SourceFile& file) const;
    Json location(const SourceFile& file, Range range) const;
    // A WorkspaceEdit: edits by file.
    Json workspace_edit(const std::vector<std::pair<FilePtr, std::vector<TextEdit>>>& edits) const;
    // A part of the answer, where the client has given a token for that. False where it has not.
    bool send_part(Json part);

private:
    Desk& desk_;
    Moment moment_;
    const Json& params_;
    const std::atomic<bool>& cancelled_;
    std::function<void(const Json&)> send_;
    FilePtr file_;
};

// The URI that the client knows a path by.
std::string uri_of(const Moment& moment, const std::string& path);

}  // namespace pilcrow::lsp
