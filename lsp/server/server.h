// Server: a language server, from a message to what is said to it.
//
// Messages come in one after another, on one thread, which applies edits and hands requests, with a
// picture of all files as they are at that moment, to two lanes. Answers are sent from the lanes'
// threads as they are ready: an edit never waits for one, and quick ones never wait for long ones.
//
// * A request that is cancelled is answered with RequestCancelled. One about a document that has
//   changed meanwhile is answered for the text as it was, or, where the client says that it will
//   ask again, with ContentModified.
// * Diagnostics are pushed to a client that does not ask for them, a little after the text came to
//   rest or at least every `push_delay`; never those of a version that is no longer the newest.
// * Nothing that a client sends ends the server but `exit`.
#pragma once

#include "lsp/protocol/json.h"
#include "lsp/server/asking.h"
#include "lsp/server/documents.h"
#include "lsp/server/lane.h"
#include "lsp/server/methods.h"
#include "lsp/server/progress.h"
#include "lsp/server/requests.h"
#include "lsp/server/settings.h"
#include "lsp/workspace/workspace.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pilcrow::lsp {

class Server {
public:
    static constexpr std::chrono::milliseconds push_delay{25};

    // Takes a message for the client; from any thread.
    using Send = std::function<void(const Json&)>;

    struct Options {
        // Without threads every answer is sent before receive() returns, and what would be done a
        // little later is done by settle().
        bool threads = true;
        EnvironmentQuery query = EnvironmentQuery::of_process();
        std::string typeshed;  // its folder; empty: see workspace/typeshed.h
    };
    Server(Send send, Options options);
    ~Server();

    void receive(Json message);
    // What was no message, for one sentence to the client.
    void complain(ErrorCode code, std::string_view sentence);
    void settle();
    // Waits until the workspace is indexed; false where that takes longer.
    bool wait_for_index(std::chrono::milliseconds longest) { return workspace_.wait(longest); }

    // Set once the client has said `exit`: 0 where it had said `shutdown` before, else 1.
    std::optional<int> exit_status() const { return exit_status_; }
    // The same where it went without a word.
    int status_at_end() const { return state_ == State::ShutDown ? 0 : 1; }
    // The editor's process, or 0; see `processId`.
    std::int64_t client_process() const { return client_->process; }

private:
    enum class State : std::uint8_t { Started, Initialized, ShutDown };

    void take(Json message);
    void take_request(Json message);
    void take_notification(const Json& message);
    void take_response(const Json& message);
    void notify(std::string_view method, const Json& params);

    void initialize(const Json& id, const Json& params);
    void initialized();
    void answer(const Method& method, Json message);
    static Json answer_of(const Method& method, Desk& desk, const Moment& moment,
                          const Json& message, const PendingPtr& pending, const Send& send);

    void document_opened(const Json& params);
    void document_changed(const Json& params);
    void document_is_new(const std::string& path);
    void document_closed(const Json& params);
    void files_changed(const Json& params);
    void folders_changed(const Json& params);
    void ask_for_settings(const Json& given);
    WorkspaceSettings workspace_settings() const;
    void tell_problems();

    Moment moment();
    void push_later(const std::string& path);
    void push_nothing(const std::string& path, const std::string& uri);
    void push_all_later();

    using OnAnswer = std::function<void(const Json& result)>;
    void ask_client(std::string_view method, Json params, OnAnswer on_answer = {});

    const Send send_;
    const Options options_;
    State state_ = State::Started;
    std::optional<int> exit_status_;
    std::shared_ptr<const Client> client_ = std::make_shared<Client>();
    Settings settings_;
    std::vector<std::string> folders_;
    IndexingProgress progress_;
    Workspace workspace_;
    std::set<std::string> told_;  // problems that the user knows of
    std::unique_ptr<Documents> documents_;
    std::shared_ptr<ProjectSettingsCache> projects_ = std::make_shared<ProjectSettingsCache>();
    PendingRequests pending_;
    // Counts the versions of documents that diagnostics are pushed for, by path: who finds another
    // number than it began with is late.
    std::unordered_map<std::string, std::shared_ptr<std::atomic<std::uint64_t>>> newest_;
    std::unordered_map<std::int64_t, OnAnswer> asked_;  // of the client
    std::int64_t last_id_ = 0;
    Lane quick_;  // last: their threads end first
    Lane long_;
};

}  // namespace pilcrow::lsp
