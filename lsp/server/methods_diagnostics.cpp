// Diagnostics that the client asks for, and the actions that mend them.

#include "lsp/server/diagnostics_of.h"
#include "lsp/server/methods.h"

#include <unordered_map>

namespace pilcrow::lsp {
namespace {

// So many files of a workspace are reported at once to a client that takes parts.
constexpr std::size_t files_in_a_part = 50;

Json report(Json diagnostics, std::string_view previous) {
    std::string id = result_id(diagnostics);
    if (id == previous) return {{"kind", "unchanged"}, {"resultId", std::move(id)}};
    return {{"kind", "full"}, {"resultId", std::move(id)}, {"items", std::move(diagnostics)}};
}

Json document_diagnostics(Asking& asking) {
    const SourceFile& file = *asking.file();
    const auto found = find_in(file, asking.moment(), asking.desk());
    return report(diagnostics_json(file, found, asking.moment()),
                  text_at(asking.params(), "previousResultId"));
}

// As `pilcrow check` does for a folder: files in Pilcrow's layout.
Json workspace_diagnostics(Asking& asking) {
    std::unordered_map<std::string, std::string> previous;
    for (const Json& one : required_list(asking.params(), "previousResultIds")) {
        previous[required_text(one, "uri")] = required_text(one, "value");
    }
    asking.wait_for(IndexStage::Listed);
    Json items = Json::array();
    for (const std::string& path : asking.world().workspace_files()) {
        if (asking.is_cancelled()) break;
        if (layout_of(path) != Layout::Pilcrow) continue;
        const FilePtr file = asking.world().file(path);
        if (file == nullptr) continue;
        const auto found = find_in(*file, asking.moment(), asking.desk());
        std::string uri = asking.uri_of(*file);
        Json one = report(diagnostics_json(*file, found, asking.moment()), previous[uri]);
        one["uri"] = std::move(uri);
        const auto open = asking.moment().open->find(path);
        one["version"] = open != asking.moment().open->end() ? Json(open->second.version) : Json();
        items.push_back(std::move(one));
        if (items.size() == files_in_a_part && asking.send_part({{"items", items}})) {
            items = Json::array();
        }
    }
    return {{"items", std::move(items)}};
}

bool touch(const Range& a, const Range& b) { return a.begin <= b.end && b.begin <= a.end; }

// An action of kind `kind` is wanted where `only` names it or a kind that holds it.
bool is_wanted(const Json& params, std::string_view kind) {
    const Json* only = find(params, "context.only");
    if (only == nullptr || !only->is_array()) return true;
    for (const Json& one : *only) {
        if (!one.is_string()) continue;
        const auto& wanted = one.get_ref<const std::string&>();
        if (wanted.empty() || kind == wanted) return true;
        if (kind.starts_with(wanted) && kind[wanted.size()] == '.') return true;
    }
    return false;
}

Json code_actions(Asking& asking) {
    Json actions = Json::array();
    const Range range = asking.range();
    if (!asking.client().code_actions || !is_wanted(asking.params(), "quickfix")) return actions;
    const SourceFile& file = *asking.file();
    for (const Diagnostic& found : find_in(file, asking.moment(), asking.desk())) {
        if (!found.fix || !touch(found.range, range)) continue;
        Json action = {{"title", found.fix->title},
                       {"kind", "quickfix"},
                       {"diagnostics", diagnostics_json(file, {found}, asking.moment())},
                       {"edit", asking.workspace_edit({{asking.file(), found.fix->edits}})}};
        if (asking.client().preferred_actions) action["isPreferred"] = true;
        actions.push_back(std::move(action));
    }
    return actions;
}

constexpr Method methods[] = {
    {"textDocument/diagnostic", LaneName::Quick, document_diagnostics, "diagnosticProvider",
     [](const Client&) -> Json {
         return {{"identifier", "pilcrow"},
                 {"interFileDependencies", false},
                 {"workspaceDiagnostics", true}};
     }},
    {"workspace/diagnostic", LaneName::Long, workspace_diagnostics},
    {"textDocument/codeAction", LaneName::Quick, code_actions, "codeActionProvider",
     [](const Client&) -> Json { return {{"codeActionKinds", {"quickfix"}}}; }},
};

}  // namespace

std::span<const Method> diagnostic_methods() { return methods; }

}  // namespace pilcrow::lsp
