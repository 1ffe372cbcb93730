#include "lsp/server/diagnostics_of.h"

#include "lsp/features/findings.h"
#include "lsp/protocol/uri.h"

namespace pilcrow::lsp {

std::vector<Diagnostic> find_in(const SourceFile& file, const Moment& moment, Desk& desk) {
    static const ProjectSettings none;
    const ProjectSettings& project =
        is_file_path(file.path) ? moment.projects->of_file(file.path) : none;
    if (!moment.open->contains(file.path)) {
        return findings(file, Names::analyze(*file.tree), project);
    }
    return findings(file, desk.inference.names(file), project);
}

Json diagnostics_json(const SourceFile& file, const std::vector<Diagnostic>& found,
                      const Moment& moment) {
    const std::string uri = uri_of(moment, file.path);
    PlaceWriter places(*file.tree, moment.client->unit);
    Json all = Json::array();
    for (const Diagnostic& one : found) all.push_back(to_json(one, uri, places, *moment.client));
    return all;
}

std::string result_id(const Json& diagnostics) {
    // FNV-1a, 64 bits.
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text_of(diagnostics)) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return std::to_string(hash);
}

}  // namespace pilcrow::lsp
