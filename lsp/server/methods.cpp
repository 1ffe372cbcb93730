#include "lsp/server/methods.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace pilcrow::lsp {
namespace {

constexpr std::array groups{
    completion_methods, diagnostic_methods, formatting_methods, navigation_methods,
    outline_methods,    structure_methods,  token_methods,
};

void put(Json& object, std::string_view path, Json value) {
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) {
        object[std::string(path)] = std::move(value);
    } else {
        put(object[std::string(path.substr(0, dot))], path.substr(dot + 1), std::move(value));
    }
}

}  // namespace

const Method* find_method(std::string_view name) {
    static const auto by_name = [] {
        std::unordered_map<std::string_view, const Method*> methods;
        for (const auto& group : groups) {
            for (const Method& method : group()) methods.emplace(method.name, &method);
        }
        return methods;
    }();
    const auto found = by_name.find(name);
    return found == by_name.end() ? nullptr : found->second;
}

Json capabilities_for(const Client& client) {
    constexpr int incremental = 2;
    Json all = {
        {"positionEncoding", name_of(client.unit)},
        {"textDocumentSync",
         {{"openClose", true}, {"change", incremental}, {"save", {{"includeText", false}}}}},
        {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}},
    };
    for (const auto& group : groups) {
        for (const Method& method : group()) {
            if (method.capability.empty()) continue;
            put(all, method.capability,
                method.options != nullptr ? method.options(client) : Json(true));
        }
    }
    return all;
}

}  // namespace pilcrow::lsp
