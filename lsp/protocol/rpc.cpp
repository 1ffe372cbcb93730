#include "lsp/protocol/rpc.h"

#include <utility>

namespace pilcrow::lsp {
namespace {

Json message() { return {{"jsonrpc", "2.0"}}; }

bool has_id(const Json& message) {
    const Json* id = find(message, "id");
    return id != nullptr && (id->is_string() || id->is_number_integer());
}
bool has_method(const Json& message) {
    const Json* method = find(message, "method");
    return method != nullptr && method->is_string();
}

}  // namespace

Json response(const Json& id, Json result) {
    Json one = message();
    one["id"] = id;
    one["result"] = std::move(result);
    return one;
}

Json error_response(const Json& id, ErrorCode code, std::string_view sentence) {
    Json one = message();
    one["id"] = id;
    one["error"] = {{"code", static_cast<int>(code)}, {"message", sentence}};
    return one;
}

Json notification(std::string_view method, Json params) {
    Json one = message();
    one["method"] = method;
    one["params"] = std::move(params);
    return one;
}

Json request(const Json& id, std::string_view method, Json params) {
    Json one = notification(method, std::move(params));
    one["id"] = id;
    return one;
}

bool is_request(const Json& message) { return has_method(message) && has_id(message); }
bool is_notification(const Json& message) {
    return has_method(message) && find(message, "id") == nullptr;
}
bool is_response(const Json& message) {
    return !has_method(message) && has_id(message) &&
           (find(message, "result") != nullptr || find(message, "error") != nullptr);
}

}  // namespace pilcrow::lsp
