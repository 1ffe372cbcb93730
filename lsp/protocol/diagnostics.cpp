#include "lsp/protocol/diagnostics.h"

namespace pilcrow::lsp {
namespace {

constexpr int unnecessary_tag = 1;

int severity_number(Severity severity) {
    switch (severity) {
    case Severity::Error: return 1;
    case Severity::Warning: return 2;
    default: return 3;
    }
}

// What stands there could go: editors show it faded.
bool is_unnecessary(Code code) {
    return code == Code::UnusedImport || code == Code::UnusedLocal ||
           code == Code::UnreachableCode || code == Code::UnneededCloser ||
           code == Code::UnneededQuotes || code == Code::ExtraComma;
}

}  // namespace

Json to_json(const TextEdit& edit, PlaceWriter& places) {
    Json json;
    json["range"] = places.range(edit.range);
    json["newText"] = edit.text;
    return json;
}

Json to_json(std::span<const TextEdit> edits, PlaceWriter& places) {
    Json all = Json::array();
    for (const TextEdit& edit : edits) all.push_back(to_json(edit, places));
    return all;
}

Json to_json(const Diagnostic& found, std::string_view uri, PlaceWriter& places,
             const Client& client) {
    Json one;
    one["range"] = places.range(found.range);
    one["severity"] = severity_number(info(found.code).severity);
    one["code"] = info(found.code).text;
    one["source"] = "pilcrow";
    one["message"] = found.help.empty() ? found.message : found.message + "\nhelp: " + found.help;
    const bool pulled = client.pulls_diagnostics;
    if (is_unnecessary(found.code) && (pulled || client.diagnostic_tags)) {
        one["tags"] = {unnecessary_tag};
    }
    if (found.related && (pulled || client.related_places)) {
        Json place = {{"uri", uri}, {"range", places.range(*found.related)}};
        one["relatedInformation"] =
            Json::array({{{"location", std::move(place)}, {"message", "opened here"}}});
    }
    return one;
}

}  // namespace pilcrow::lsp
