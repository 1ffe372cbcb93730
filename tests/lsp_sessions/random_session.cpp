// Random sessions: edits, requests, cancellations and messages that mean nothing, in an order that
// a seed gives, against the server with all its threads, in this process (so that sanitizers see
// all of it).
//
// Every request must be answered once, with a result or an error that it may have. Every hundredth
// answer must be what a server without threads says that has just been started and opens the same
// texts.
//
//     random_session [--runs N] [--seed N] [FILE…]
#include "lsp/server/server.h"
#include "tests/lsp_sessions/answers.h"
#include "tests/lsp_sessions/client_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

namespace pilcrow::lsp {
namespace {

using namespace std::chrono_literals;
constexpr auto patience = 120s;
constexpr std::size_t most_waiting = 20;
constexpr std::uint64_t steps_of_a_session = 2000;

// Pieces that are typed: what opens, closes, begins lines, and is hard to read.
constexpr std::string_view pieces[] = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "\"\"\"",
    "\n",
    "\n    ",
    "\n, ",
    "\n    , ",
    "\n\\",
    "\n    \"",
    "\\",
    ",",
    ".",
    ":",
    "=",
    " ",
    "    ",
    "\t",
    "#",
    "\r\n",
    "\r",
    "x",
    "self.",
    "import os",
    "def f(",
    "class A:",
    "f\"{",
    "}",
    "@",
    "lambda",
    "if x:",
    "else:",
    "return ",
    "await ",
    "yield",
    "\u00e9",
    "\U0001f600",
    "\xef\xbb\xbf",
    "0x",
    "1_000",
    "!",
    "match x:",
    "case ",
    "from . import ",
    "del ",
    "global x",
    "*args",
    "**",
    "->",
    ":=",
    "\f",
};

std::string read_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string_view name_of_unit(ColumnUnit unit) {
    constexpr std::array<std::string_view, 3> names{"utf-8", "utf-16", "utf-32"};
    return names[static_cast<std::size_t>(unit)];
}

class Session {
public:
    Session(std::uint64_t seed, const std::vector<std::string>& texts)
        : random_(seed),
          texts_(texts),
          unit_(static_cast<ColumnUnit>(seed % 3)),
          server_([this](const Json& message) { answers_.take(message); }, options(true)) {
        answers_.expect(0);
        begin(server_);
        open("file:///random/a.pil");
        open("file:///random/b.pil");
        open("file:///random/c.py");
    }

    // True while all is well.
    bool step() {
        switch (pick(20)) {
        case 0: cancel(); break;
        case 1: say_nonsense(); break;
        case 2:
            if (pick(20) == 0) {
                const std::string uri = any_uri();
                notify("textDocument/didClose", {{"textDocument", {{"uri", uri}}}});
                open(uri);
            }
            break;
        case 3:
        case 4:
        case 5:
        case 6:
        case 7:
        case 8: ask(); break;
        default: edit(); break;
        }
        return failure_.empty();
    }
    bool finish() {
        if (!answers_.wait(0)) failure_ = "requests were not answered";
        look_at_answers();
        if (failure_.empty()) failure_ = answers_.wrong();
        return failure_.empty();
    }
    const std::string& failure() const { return failure_; }
    std::size_t compared() const { return compared_; }
    std::size_t asked() const { return static_cast<std::size_t>(last_id_); }

private:
    std::size_t pick(std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
    }
    static Server::Options options(bool threads) {
        return {.threads = threads, .query = {}, .typeshed = PILCROW_BINARY_DIR "/typeshed"};
    }
    void begin(Server& server) const {
        const Json params = {
            {"capabilities",
             {{"general",
               {{"positionEncodings", Json::array({name_of_unit(unit_)})},
                {"staleRequestSupport",
                 {{"cancel", true},
                  {"retryOnContentModified", Json::array({"textDocument/completion",
                                                          "textDocument/semanticTokens/full"})}}}}},
              {"textDocument", {{"codeAction", {{"codeActionLiteralSupport", Json::object()}}}}}}}};
        server.receive(request(0, "initialize", params));
        server.receive(notification("initialized", Json::object()));
    }
    const std::string& any_uri() {
        auto at = open_.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(pick(open_.size())));
        return at->first;
    }
    void notify(std::string_view method, Json params) {
        server_.receive(notification(method, std::move(params)));
    }
    static Json opened(const std::string& uri, const ClientText& text) {
        return {{"textDocument",
                 {{"uri", uri}, {"languageId", "pilcrow"}, {"version", 1}, {"text", text.text()}}}};
    }
    void open(const std::string& uri) {
        const ClientText text(texts_[pick(texts_.size())], unit_);
        notify("textDocument/didOpen", opened(uri, text));
        open_.insert_or_assign(uri, text);
    }

    void edit() {
        const std::string uri = any_uri();
        ClientText& text = open_.at(uri);
        Json changes = Json::array();
        for (std::size_t count = pick(3) == 0 ? 2 : 1; count > 0; --count) {
            const std::size_t size = text.text().size();
            std::size_t begin =
                text.near(pick(4) == 0 ? pick(size + 1) : std::min(size, last_ + pick(3)));
            std::size_t end = pick(3) == 0
                                  ? text.near(std::min(size, begin + pick(pick(10) == 0 ? 200 : 8)))
                                  : begin;
            if (end < begin) std::swap(begin, end);
            std::string_view piece;
            if (begin == end || pick(2) == 0) piece = pieces[pick(std::size(pieces))];
            // A line end may be made of two parts: the text counts then as the client has it.
            changes.push_back({{"range", text.range(begin, end)}, {"text", piece}});
            text.replace(begin, end, piece);
            last_ = begin + piece.size();
        }
        if (pick(200) == 0) {
            text = ClientText(texts_[pick(texts_.size())], unit_);
            changes.push_back({{"text", text.text()}});
        }
        notify("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", ++version_}}},
                                          {"contentChanges", std::move(changes)}});
    }

    Json any_request() {
        static constexpr std::array methods{
            "textDocument/completion",
            "textDocument/completion",
            "textDocument/completion",
            "textDocument/hover",
            "textDocument/signatureHelp",
            "textDocument/definition",
            "textDocument/declaration",
            "textDocument/typeDefinition",
            "textDocument/implementation",
            "textDocument/references",
            "textDocument/documentHighlight",
            "textDocument/documentSymbol",
            "workspace/symbol",
            "textDocument/prepareRename",
            "textDocument/rename",
            "textDocument/formatting",
            "textDocument/rangeFormatting",
            "textDocument/rangesFormatting",
            "textDocument/onTypeFormatting",
            "textDocument/foldingRange",
            "textDocument/selectionRange",
            "textDocument/semanticTokens/full",
            "textDocument/semanticTokens/range",
            "textDocument/diagnostic",
            "workspace/diagnostic",
            "textDocument/codeAction",
            "textDocument/codeAction",
            "pilcrow/onEnter",
            "pilcrow/indent",
            "pilcrow/outdent",
            "pilcrow/backspace",
            "pilcrow/move",
            "pilcrow/split",
            "pilcrow/join",
            "pilcrow/paste",
        };
        const std::string uri = any_uri();
        const ClientText& text = open_.at(uri);
        const std::size_t size = text.text().size();
        const std::size_t at = text.near(pick(3) == 0 ? pick(size + 1) : std::min(last_, size));
        const std::size_t to = pick(2) == 0 ? at : text.near(std::min(size, at + pick(100)));
        Json params = {{"textDocument", {{"uri", uri}}},
                       {"position", text.place(at)},
                       {"positions", Json::array({text.place(at)})},
                       {"range", text.range(at, to)},
                       {"ranges", Json::array({text.range(at, to), text.range(0, at)})},
                       {"context",
                        {{"diagnostics", Json::array()},
                         {"triggerKind", 1 + pick(2)},
                         {"includeDeclaration", true}}},
                       {"previousResultIds", Json::array()},
                       {"ch", "\n"},
                       {"newName", "renamed"},
                       {"query", "a"},
                       {"direction", pick(2) == 0 ? "up" : "down"},
                       {"text", "x = [\n    1,\n]\n"}};
        return request(++last_id_, methods[pick(methods.size())], std::move(params));
    }
    void ask() {
        Json question = any_request();
        if (last_id_ % 100 == 0) {
            compare(question);
            return;
        }
        if (pick(50) == 0) damage(question["params"]);
        if (!answers_.wait(most_waiting)) failure_ = "requests are not answered";
        answers_.expect(last_id_);
        server_.receive(std::move(question));
        if (pick(100) == 0) look_at_answers();
    }
    // Something in it becomes something else.
    void damage(Json& value) {
        if (value.is_structured() && !value.empty() && pick(4) != 0) {
            auto at = value.begin();
            std::advance(at, static_cast<std::ptrdiff_t>(pick(value.size())));
            if (pick(6) == 0 && value.is_object()) {
                value.erase(at);
            } else {
                damage(*at);
            }
            return;
        }
        const std::array<Json, 8> others{Json(),    Json(5),        Json(-1),      Json("x"),
                                         Json(1e9), Json::object(), Json::array(), Json(true)};
        value = others[pick(others.size())];
    }
    void cancel() {
        const std::vector<std::int64_t> waiting = answers_.waiting();
        if (waiting.empty()) return;
        notify("$/cancelRequest", {{"id", waiting[pick(waiting.size())]}});
    }
    void say_nonsense() {
        Json message = any_request();
        message["params"]["contentChanges"] = Json::array({{{"text", 5}}});
        message.erase("id");
        static constexpr std::array methods{"textDocument/didChange",
                                            "textDocument/didOpen",
                                            "$/cancelRequest",
                                            "workspace/didChangeWatchedFiles",
                                            "workspace/didChangeConfiguration",
                                            "x",
                                            "$/x"};
        const std::size_t method = pick(methods.size());
        message["method"] = methods[method];
        // What is damaged must not be an edit that could be meant.
        if (method < 2) message["params"]["textDocument"] = pick(2) == 0 ? Json(5) : Json::object();
        server_.receive(message);
        server_.receive(pick(2) == 0 ? Json(pick(9)) : Json::array({message}));
    }

    // Where results are numbered, the numbers depend on what was asked before.
    static Json comparable(Json answer) {
        if (Json* result = answer.contains("result") ? &answer["result"] : nullptr) {
            if (result->is_object()) result->erase("resultId");
        }
        return answer;
    }
    void compare(const Json& question) {
        if (!answers_.wait(0)) failure_ = "requests are not answered";
        // Until then what can be imported is not all known.
        if (!server_.wait_for_index(patience)) failure_ = "the workspace is never indexed";
        answers_.expect(last_id_);
        server_.receive(question);
        const std::optional<Json> answer = answers_.answer(last_id_);
        std::optional<Json> fresh_answer;
        Server fresh(
            [&](const Json& message) {
                const Json* id = find(message, "id");
                if (id != nullptr && *id == last_id_) fresh_answer = message;
            },
            options(false));
        begin(fresh);
        for (const auto& [uri, text] : open_) {
            fresh.receive(notification("textDocument/didOpen", opened(uri, text)));
        }
        fresh.settle();
        fresh.receive(question);
        ++compared_;
        if (!answer || !fresh_answer) {
            failure_ = "not answered: " + text_of(question);
        } else if (comparable(*answer) != comparable(*fresh_answer)) {
            failure_ =
                "answered otherwise than by a new server: " + text_of(question) + "\n" +
                text_of(*answer) + "\nnew: " + text_of(*fresh_answer) + "\nthe text:\n" +
                open_.at(question["params"]["textDocument"]["uri"].get<std::string>()).text();
        }
    }
    void look_at_answers() {
        for (const auto& [id, answer] : answers_.take_all()) {
            const Json* code = find(answer, "error.code");
            if (code == nullptr) continue;
            switch (static_cast<ErrorCode>(code->get<int>())) {
            case ErrorCode::InvalidParams:
            case ErrorCode::RequestFailed:
            case ErrorCode::ContentModified:
            case ErrorCode::RequestCancelled:
            case ErrorCode::MethodNotFound: break;
            default: failure_ = text_of(answer);
            }
        }
    }

    std::mt19937_64 random_;
    const std::vector<std::string>& texts_;
    ColumnUnit unit_;
    Answers answers_{patience};
    std::map<std::string, ClientText> open_;  // by URI
    std::size_t last_ = 0;                    // where was edited last
    std::int64_t last_id_ = 0;
    int version_ = 1;
    std::size_t compared_ = 0;
    std::string failure_;
    Server server_;
};

int run(std::uint64_t runs, std::uint64_t seed, const std::vector<std::string>& texts) {
    std::size_t compared = 0;
    std::size_t asked = 0;
    for (std::uint64_t done = 0; done < runs; ++seed) {
        Session session(seed, texts);
        std::uint64_t step = 0;
        bool well = true;
        for (; well && step < steps_of_a_session && done < runs; ++step, ++done) {
            well = session.step();
        }
        if (!session.finish() || !well) {
            std::printf("seed %llu, step %llu: %s\n", static_cast<unsigned long long>(seed),
                        static_cast<unsigned long long>(step), session.failure().c_str());
            std::printf("0 passed, 1 failed\n");
            return 1;
        }
        compared += session.compared();
        asked += session.asked();
    }
    std::printf(
        "%llu edits and requests, %zu of them requests, %zu answers as those of a new "
        "server\n1 passed, 0 failed\n",
        static_cast<unsigned long long>(runs), asked, compared);
    return 0;
}

}  // namespace
}  // namespace pilcrow::lsp

int main(int argc, char** argv) {
    std::uint64_t runs = 2000;
    std::uint64_t seed = 1;
    std::vector<std::string> texts{"", "x"};
    for (int index = 1; index < argc; ++index) {
        const std::string word = argv[index];
        if (word == "--runs" && index + 1 < argc) {
            runs = std::strtoull(argv[++index], nullptr, 10);
        } else if (word == "--seed" && index + 1 < argc) {
            seed = std::strtoull(argv[++index], nullptr, 10);
        } else {
            texts.push_back(pilcrow::lsp::read_file(word));
        }
    }
    return pilcrow::lsp::run(runs, seed, texts);
}
