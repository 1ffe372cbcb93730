#include "lsp/server/server.h"

#include "lsp/protocol/uri.h"
#include "lsp/server/diagnostics_of.h"

#include <algorithm>
#include <utility>

namespace pilcrow::lsp {
namespace {

const Json no_params = Json::object();

const Json& params_of(const Json& message) {
    const Json* params = find(message, "params");
    return params != nullptr ? *params : no_params;
}

// The path of the document that a request is about, or empty.
std::string path_of(const Json& params) {
    const std::string uri = text_at(params, "textDocument.uri");
    return uri.empty() ? uri : path_from_uri(uri).value_or(std::string());
}

// All that a client may change on disk and the server wants to hear of.
Json watchers() {
    Json all = Json::array();
    for (const char* pattern :
         {"**/*.{pil,py,pyi}", "**/pyproject.toml", "**/.gitignore", "**/pyvenv.cfg"}) {
        all.push_back({{"globPattern", pattern}});
    }
    return all;
}

}  // namespace

Server::Server(Send send, Options options)
    : send_(std::move(send)),
      options_(std::move(options)),
      progress_(send_),
      workspace_(workspace_settings(), options_.query,
                 options_.threads ? Indexer::Threads::Yes : Indexer::Threads::No),
      quick_(options_.threads),
      long_(options_.threads) {}

Server::~Server() { pending_.cancel_all(); }

void Server::complain(ErrorCode code, std::string_view sentence) {
    send_(error_response(nullptr, code, sentence));
}

void Server::settle() {
    if (!options_.threads) workspace_.work();
    quick_.settle();
    long_.settle();
}

void Server::receive(Json message) {
    if (exit_status_) return;
    try {
        take(std::move(message));
    } catch (const std::exception& error) {
        complain(ErrorCode::InternalError,
                 std::string("something that should not happen: ") + error.what());
    }
}

void Server::take(Json message) {
    if (is_request(message)) {
        take_request(std::move(message));
    } else if (is_notification(message)) {
        take_notification(message);
    } else if (is_response(message)) {
        take_response(message);
    } else {
        complain(ErrorCode::InvalidRequest,
                 message.is_array() ? "messages come one by one, not in a list"
                                    : "this is neither a request nor a notification nor an answer");
    }
}

void Server::take_request(Json message) {
    const Json id = message["id"];
    const auto name = message["method"].get<std::string>();
    const auto refuse = [&](ErrorCode code, const std::string& sentence) {
        send_(error_response(id, code, sentence));
    };
    if (name == "initialize") {
        if (state_ != State::Started) {
            return refuse(ErrorCode::InvalidRequest, "`initialize` comes once, and first");
        }
        return initialize(id, params_of(message));
    }
    if (state_ == State::Started) {
        return refuse(ErrorCode::ServerNotInitialized, "`initialize` must come first");
    }
    if (state_ == State::ShutDown) {
        return refuse(ErrorCode::InvalidRequest, "nothing but `exit` comes after `shutdown`");
    }
    if (name == "shutdown") {
        state_ = State::ShutDown;
        pending_.cancel_all();
        return send_(response(id, nullptr));
    }
    const Method* method = find_method(name);
    if (method == nullptr) {
        return refuse(ErrorCode::MethodNotFound, "there is no method `" + name + '`');
    }
    answer(*method, std::move(message));
}

void Server::take_notification(const Json& message) {
    const auto& name = message["method"].get_ref<const std::string&>();
    if (name == "exit") {
        exit_status_ = status_at_end();
        return;
    }
    if (state_ != State::Initialized) return;
    try {
        notify(name, params_of(message));
    } catch (const BadParams& bad) {
        // Nobody waits for an answer; who looks for the fault finds it in the log.
        constexpr int error = 1;
        send_(notification("window/logMessage",
                           {{"type", error}, {"message", name + ": " + bad.sentence}}));
    }
}

void Server::notify(std::string_view method, const Json& params) {
    if (method == "textDocument/didChange") {
        document_changed(params);
    } else if (method == "textDocument/didOpen") {
        document_opened(params);
    } else if (method == "textDocument/didClose") {
        document_closed(params);
    } else if (method == "$/cancelRequest") {
        pending_.cancel(required(params, "id"));
    } else if (method == "initialized") {
        initialized();
    } else if (method == "workspace/didChangeWatchedFiles") {
        files_changed(params);
    } else if (method == "workspace/didChangeWorkspaceFolders") {
        folders_changed(params);
    } else if (method == "workspace/didChangeConfiguration") {
        ask_for_settings(params);
    }
}

void Server::take_response(const Json& message) {
    const Json& id = message["id"];
    if (!id.is_number_integer()) return;
    const auto found = asked_.find(id.get<std::int64_t>());
    if (found == asked_.end()) return;
    const OnAnswer on_answer = std::move(found->second);
    asked_.erase(found);
    const Json* result = find(message, "result");
    if (on_answer && result != nullptr) on_answer(*result);
}

void Server::ask_client(std::string_view method, Json params, OnAnswer on_answer) {
    asked_.emplace(++last_id_, std::move(on_answer));
    send_(request(last_id_, method, std::move(params)));
}

// --- life ---

void Server::initialize(const Json& id, const Json& params) {
    client_ = std::make_shared<const Client>(client_from(params));
    settings_ = settings_from(client_->options, {});
    folders_ = client_->folders;
    workspace_.configure(workspace_settings());
    documents_ = std::make_unique<Documents>(client_->unit);
    state_ = State::Initialized;
    send_(response(id, {{"capabilities", capabilities_for(*client_)},
                        {"serverInfo", {{"name", "pilcrow"}, {"version", PILCROW_VERSION}}}}));
}

void Server::initialized() {
    if (client_->progress) {
        workspace_.on_progress(
            [this](std::size_t done, std::size_t total) { progress_.tell(done, total); });
    }
    Json registrations = Json::array();
    if (client_->registers_watchers) {
        registrations.push_back({{"id", "files"},
                                 {"method", "workspace/didChangeWatchedFiles"},
                                 {"registerOptions", {{"watchers", watchers()}}}});
    }
    if (client_->registers_configuration) {
        registrations.push_back({{"id", "settings"},
                                 {"method", "workspace/didChangeConfiguration"},
                                 {"registerOptions", {{"section", "pilcrow"}}}});
    }
    if (!registrations.empty()) {
        ask_client("client/registerCapability", {{"registrations", std::move(registrations)}});
    }
    if (client_->configuration) {
        ask_for_settings(nullptr);
    } else {
        tell_problems();
    }
}

// What is given may be all of the editor's settings, those of `pilcrow`, or nothing; a client that
// can be asked knows better.
void Server::ask_for_settings(const Json& given) {
    const auto take = [this](const Json& from) {
        Settings settings = settings_from(from, settings_);
        if (settings != settings_) {
            settings_ = std::move(settings);
            workspace_.configure(workspace_settings());
        }
        tell_problems();
    };
    if (client_->configuration) {
        ask_client("workspace/configuration", {{"items", {{{"section", "pilcrow"}}}}},
                   [take](const Json& result) {
                       if (result.is_array() && !result.empty()) take(result[0]);
                   });
    } else if (const Json* settings = find(given, "settings")) {
        take(*settings);
    }
}

WorkspaceSettings Server::workspace_settings() const {
    return {.folders = folders_,
            .python = settings_.python,
            .extra_paths = settings_.extra_paths,
            .runtime = settings_.runtime,
            .typeshed = options_.typeshed};
}

void Server::tell_problems() {
    constexpr int warning = 2;
    for (const std::string& problem : workspace_.problems()) {
        if (!told_.insert(problem).second) continue;
        send_(notification("window/showMessage", {{"type", warning}, {"message", problem}}));
    }
}

// --- documents and files ---

void Server::document_opened(const Json& params) {
    if (const auto path = documents_->open(params)) document_is_new(*path);
}

void Server::document_changed(const Json& params) {
    if (const auto path = documents_->change(params)) document_is_new(*path);
}

void Server::document_is_new(const std::string& path) {
    workspace_.put(path, documents_->now()->at(path).tree);
    pending_.changed(path);
    push_later(path);
}

void Server::document_closed(const Json& params) {
    const auto path = documents_->close(params);
    if (!path) return;
    workspace_.close(*path);
    push_nothing(*path, text_at(params, "textDocument.uri"));
    quick_.post([path = *path](Desk& desk) { desk.tokens.erase(path); });
}

void Server::files_changed(const Json& params) {
    std::vector<std::string> paths;
    for (const Json& change : required_list(params, "changes")) {
        auto path = path_from_uri(required_text(change, "uri"));
        if (path && is_file_path(*path)) paths.push_back(*std::move(path));
    }
    workspace_.changed_on_disk(paths);
    const bool settings = std::any_of(paths.begin(), paths.end(), [](const std::string& path) {
        return path.ends_with("/pyproject.toml");
    });
    if (!settings) return;
    projects_ = std::make_shared<ProjectSettingsCache>();
    push_all_later();
    if (client_->refreshes_diagnostics) ask_client("workspace/diagnostic/refresh", nullptr);
}

void Server::folders_changed(const Json& params) {
    const Json& event = required(params, "event");
    for (const Json& folder : required_list(event, "removed")) {
        const auto path = path_from_uri(required_text(folder, "uri"));
        if (path) std::erase(folders_, *path);
    }
    for (const Json& folder : required_list(event, "added")) {
        auto path = path_from_uri(required_text(folder, "uri"));
        if (path && is_file_path(*path)) folders_.push_back(*std::move(path));
    }
    workspace_.configure(workspace_settings());
}

Moment Server::moment() {
    return {workspace_.world(), workspace_.index_state(), documents_->now(), projects_, client_};
}

// --- answers ---

Json Server::answer_of(const Method& method, Desk& desk, const Moment& moment, const Json& message,
                       const PendingPtr& pending, const Send& send) {
    const Json& id = pending->id;
    Json result;
    try {
        if (!pending->cancelled) {
            desk.inference.begin(moment.world, &pending->cancelled);
            Asking asking(desk, moment, params_of(message), pending->cancelled, send);
            result = method.answer(asking);
        }
    } catch (const BadParams& bad) {
        return error_response(id, ErrorCode::InvalidParams, bad.sentence);
    } catch (const CannotAnswer& cannot) {
        return error_response(id, ErrorCode::RequestFailed, cannot.sentence);
    } catch (const std::exception& error) {
        return error_response(id, ErrorCode::InternalError,
                              std::string("something that should not happen: ") + error.what());
    }
    if (!pending->cancelled) return response(id, std::move(result));
    const ErrorCode reason = pending->reason;
    return error_response(
        id, reason,
        reason == ErrorCode::ContentModified ? "the document has changed" : "this was cancelled");
}

void Server::answer(const Method& method, Json message) {
    const std::string path = path_of(params_of(message));
    const PendingPtr pending = pending_.begin(message["id"], std::string(method.name), path,
                                              client_->retries(method.name));
    Lane& lane = method.lane == LaneName::Quick ? quick_ : long_;
    const auto kept = std::make_shared<const Json>(std::move(message));
    lane.post([this, &method, moment = moment(), kept, pending](Desk& desk) {
        const Json answer = answer_of(method, desk, moment, *kept, pending, send_);
        pending_.end(pending);
        send_(answer);
    });
}

// --- pushed diagnostics ---

void Server::push_later(const std::string& path) {
    if (client_->pulls_diagnostics) return;
    auto& newest = newest_[path];
    if (newest == nullptr) newest = std::make_shared<std::atomic<std::uint64_t>>(0);
    const std::uint64_t number = ++*newest;
    const auto push = [this, path, number, newest = newest, moment = moment()](Desk& desk) {
        const auto open = moment.open->find(path);
        const FilePtr file = moment.world->file(path);
        if (*newest != number || open == moment.open->end() || file == nullptr) return;
        desk.inference.begin(moment.world);
        Json diagnostics = diagnostics_json(*file, find_in(*file, moment, desk), moment);
        if (*newest != number) return;
        send_(notification("textDocument/publishDiagnostics",
                           {{"uri", open->second.uri},
                            {"version", open->second.version},
                            {"diagnostics", std::move(diagnostics)}}));
    };
    quick_.post_later(path, push_delay, push);
}

// Behind what is being pushed for the same document.
void Server::push_nothing(const std::string& path, const std::string& uri) {
    if (client_->pulls_diagnostics) return;
    quick_.forget(path);
    newest_.erase(path);
    quick_.post([this, uri](Desk&) {
        send_(notification("textDocument/publishDiagnostics",
                           {{"uri", uri}, {"diagnostics", Json::array()}}));
    });
}

void Server::push_all_later() {
    for (const auto& [path, document] : *documents_->now()) push_later(path);
}

}  // namespace pilcrow::lsp
