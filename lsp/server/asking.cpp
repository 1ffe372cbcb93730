#include "lsp/server/asking.h"

#include "lsp/protocol/rpc.h"
#include "lsp/protocol/uri.h"

#include <chrono>
#include <utility>

namespace pilcrow::lsp {
namespace {

// Some ten times what a large workspace takes.
constexpr std::chrono::seconds index_patience{30};

}  // namespace

std::string uri_of(const Moment& moment, const std::string& path) {
    const auto open = moment.open->find(path);
    return open != moment.open->end() ? open->second.uri : uri_from_path(path);
}

const std::string& Asking::uri() const {
    return required_text(required(params_, "textDocument"), "uri");
}

const FilePtr& Asking::file() {
    if (file_ != nullptr) return file_;
    const auto path = path_from_uri(uri());
    if (!path) throw BadParams{"`" + uri() + "` is not a file's URI"};
    file_ = moment_.world->file(*path);
    if (file_ == nullptr) throw CannotAnswer{"`" + uri() + "` is neither open nor can it be read"};
    return file_;
}

Position Asking::position() {
    const Json& position = required(params_, "position");
    return position_from(position, *file()->tree, client().unit);
}

Range Asking::range() {
    const Json& range = required(params_, "range");
    return range_from(range, *file()->tree, client().unit);
}

const ProjectSettings& Asking::project(const SourceFile& file) const {
    static const ProjectSettings none;
    return is_file_path(file.path) ? moment_.projects->of_file(file.path) : none;
}

ImportIndex Asking::importable() const {
    constexpr std::size_t most = 100;
    return [&world = world()](std::string_view query, NameMatch match, const SourceFile& from) {
        return world.importable(query, match, from, most);
    };
}

bool Asking::wait_for(IndexStage stage) const {
    return moment_.index->wait(stage, index_patience, cancelled_);
}

std::string Asking::uri_of(const SourceFile& file) const { return lsp::uri_of(moment_, file.path); }

Json Asking::location(const SourceFile& file, Range range) const {
    return {{"uri", uri_of(file)}, {"range", places(file).range(range)}};
}

Json Asking::workspace_edit(
    const std::vector<std::pair<FilePtr, std::vector<TextEdit>>>& edits) const {
    Json changes = Json::object();
    Json documents = Json::array();
    for (const auto& [file, of_file] : edits) {
        PlaceWriter writer = places(*file);
        Json list = to_json(of_file, writer);
        const std::string uri = uri_of(*file);
        if (!client().versioned_edits) {
            changes[uri] = std::move(list);
            continue;
        }
        const auto open = moment_.open->find(file->path);
        Json document = {{"uri", uri}, {"version", nullptr}};
        if (open != moment_.open->end()) document["version"] = open->second.version;
        documents.push_back({{"textDocument", std::move(document)}, {"edits", std::move(list)}});
    }
    if (client().versioned_edits) return {{"documentChanges", std::move(documents)}};
    return {{"changes", std::move(changes)}};
}

bool Asking::send_part(Json part) {
    const Json* token = find(params_, "partialResultToken");
    if (token == nullptr) return false;
    send_(notification("$/progress", {{"token", *token}, {"value", std::move(part)}}));
    return true;
}

}  // namespace pilcrow::lsp
