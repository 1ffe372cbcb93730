// Methods: every request that is answered from a World, one line each.
#pragma once

#include "lsp/server/asking.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace pilcrow::lsp {

// Which lane answers: what a user waits for while typing never waits for a search.
enum class LaneName : std::uint8_t { Quick, Long };

struct Method {
    std::string_view name;
    LaneName lane;
    // Reads the parameters, asks the feature, writes the result; BadParams, CannotAnswer.
    Json (*answer)(Asking&);
    // What `initialize` says of it, if that is its own to say: a key of the server's capabilities
    // ("a.b" is b in a) and its value, `true` where there is no function.
    std::string_view capability = {};
    Json (*options)(const Client&) = nullptr;
};

// Those of methods_*.cpp, a group each.
std::span<const Method> completion_methods();
std::span<const Method> diagnostic_methods();
std::span<const Method> formatting_methods();
std::span<const Method> navigation_methods();
std::span<const Method> outline_methods();
std::span<const Method> structure_methods();
std::span<const Method> token_methods();

const Method* find_method(std::string_view name);
// All of the server's capabilities.
Json capabilities_for(const Client& client);

}  // namespace pilcrow::lsp
