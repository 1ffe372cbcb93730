// JSON-RPC: the messages that the server sends, and the numbers of its errors.
#pragma once

#include "lsp/protocol/json.h"

#include <string>
#include <string_view>

namespace pilcrow::lsp {

enum class ErrorCode : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    ServerNotInitialized = -32002,
    RequestFailed = -32803,
    ContentModified = -32801,
    RequestCancelled = -32800,
};

Json response(const Json& id, Json result);
Json error_response(const Json& id, ErrorCode code, std::string_view sentence);
Json notification(std::string_view method, Json params);
Json request(const Json& id, std::string_view method, Json params);

// What a message from the client is.
bool is_request(const Json& message);       // has a method and an id
bool is_notification(const Json& message);  // has a method
bool is_response(const Json& message);      // has an id, and a result or an error

}  // namespace pilcrow::lsp
