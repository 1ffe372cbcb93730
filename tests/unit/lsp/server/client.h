// A client for the server in the same process: what it sends, and what it is told.
#pragma once

#include "lsp/protocol/rpc.h"
#include "lsp/server/server.h"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace pilcrow::lsp {

class TestClient {
public:
    // `capabilities` is JSON.
    explicit TestClient(std::string_view capabilities = "{}", const std::string& folder = {})
        : server_([this](const Json& message) { sent_.push_back(message); },
                  {.threads = false, .query = {}, .typeshed = "/nowhere"}) {
        Json params = {{"processId", nullptr}, {"rootUri", nullptr}};
        params["capabilities"] = Json::parse(capabilities);
        if (!folder.empty()) params["rootUri"] = "file://" + folder;
        start_ = ask("initialize", params);
        notify("initialized", Json::object());
        sent_.clear();
    }
    // Before `initialize`.
    struct Fresh {};
    explicit TestClient(Fresh)
        : server_([this](const Json& message) { sent_.push_back(message); },
                  {.threads = false, .query = {}, .typeshed = "/nowhere"}) {}

    Server& server() { return server_; }
    const Json& start() const { return start_; }  // what `initialize` was answered with

    void notify(std::string_view method, Json params) {
        server_.receive(notification(method, std::move(params)));
    }
    // The answer: `{"result": …}` or `{"error": …}`.
    Json ask(std::string_view method, Json params) {
        const Json id = ++last_id_;
        server_.receive(request(id, method, std::move(params)));
        return answer(id);
    }
    Json answer(const Json& id) {
        for (std::size_t index = 0; index < sent_.size(); ++index) {
            if (sent_[index].contains("method") || sent_[index]["id"] != id) continue;
            Json found = std::move(sent_[index]);
            sent_.erase(sent_.begin() + static_cast<std::ptrdiff_t>(index));
            return found;
        }
        return nullptr;
    }
    Json result(std::string_view method, Json params) {
        return ask(method, std::move(params))["result"];
    }
    int error(std::string_view method, Json params) {
        return ask(method, std::move(params)).at("error").at("code").get<int>();
    }

    void open(const std::string& uri, const std::string& text, int version = 1) {
        notify("textDocument/didOpen",
               {{"textDocument",
                 {{"uri", uri}, {"languageId", "pilcrow"}, {"version", version}, {"text", text}}}});
    }
    void change(const std::string& uri, int version, Json changes) {
        notify("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", version}}},
                                          {"contentChanges", std::move(changes)}});
    }
    void close(const std::string& uri) {
        notify("textDocument/didClose", {{"textDocument", {{"uri", uri}}}});
    }
    // What came since the last call, of a method.
    std::vector<Json> told(std::string_view method) {
        std::vector<Json> found;
        for (const Json& message : sent_) {
            if (text_at(message, "method") == method) found.push_back(message["params"]);
        }
        std::erase_if(sent_, [&](const Json& one) { return text_at(one, "method") == method; });
        return found;
    }
    // What was sent and not asked about, in order.
    std::vector<Json>& sent() { return sent_; }

private:
    std::vector<Json> sent_;
    Server server_;
    Json start_;
    int last_id_ = 0;
};

inline Json range_json(int line, int begin, int end_line, int end) {
    return {{"start", {{"line", line}, {"character", begin}}},
            {"end", {{"line", end_line}, {"character", end}}}};
}
inline Json of_document(const std::string& uri) { return {{"textDocument", {{"uri", uri}}}}; }
// The parameters of a request about a place.
inline Json at(const std::string& uri, int line, int character) {
    Json params = of_document(uri);
    params["position"] = {{"line", line}, {"character", character}};
    return params;
}

// The text after a list of TextEdits (columns are bytes).
std::string with_edits(const std::string& text, const Json& edits);

}  // namespace pilcrow::lsp
