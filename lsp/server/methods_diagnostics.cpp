// Diagnostics that the client asks for, and the actions that mend them.

#include "lsp/features/findings.h"
#include "lsp/server/diagnostics_of.h"
#include "lsp/server/methods.h"

#include <algorithm>
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

// The kinds of actions that are wanted: all, or those that `only` names and what they hold.
class WantedKinds {
public:
    explicit WantedKinds(const Json& params) : only_(find(params, "context.only")) {}

    bool are_named() const { return only_ != nullptr && only_->is_array(); }
    bool have(std::string_view kind) const {
        if (!are_named()) return true;
        return std::any_of(only_->begin(), only_->end(), [kind](const Json& one) {
            if (!one.is_string()) return false;
            const auto& wanted = one.get_ref<const std::string&>();
            if (wanted.empty() || kind == wanted) return true;
            return kind.starts_with(wanted) && kind[wanted.size()] == '.';
        });
    }

private:
    const Json* only_;
};

constexpr std::string_view quick_fix = "quickfix";
constexpr std::string_view fix_all = "source.fixAll.pilcrow";

void add_quick_fixes(Asking& asking, const std::vector<Diagnostic>& all, Json& actions) {
    const Range range = asking.range();
    const SourceFile& file = *asking.file();
    const auto add = [&](const Diagnostic& found, const std::string& title,
                         const std::vector<TextEdit>& edits) -> Json& {
        return actions.emplace_back(
            Json{{"title", title},
                 {"kind", quick_fix},
                 {"diagnostics", diagnostics_json(file, {found}, asking.moment())},
                 {"edit", asking.workspace_edit({{asking.file(), edits}})}});
    };
    for (const Diagnostic& found : all) {
        if (!touch(found.range, range)) continue;
        if (found.fix) {
            Json& action = add(found, found.fix->title, found.fix->edits);
            if (asking.client().preferred_actions) action["isPreferred"] = true;
        }
        for (const ImportFix& fix : import_fixes(file, found, asking.importable())) {
            add(found, fix.title, fix.edits);
        }
    }
}

// Where nothing is named, an editor asks for what to offer at the cursor. Unless somebody has it
// asked, it does so by itself at every step of the cursor: too often for work on the whole file.
bool is_fix_all_wanted(const Json& params, const WantedKinds& kinds) {
    if (kinds.are_named()) return kinds.have(fix_all);
    constexpr int invoked = 1;
    const Json* trigger = find(params, "context.triggerKind");
    return trigger != nullptr && *trigger == invoked;
}

void add_fix_all(Asking& asking, std::vector<Diagnostic> found, Json& actions) {
    const SourceFile& file = *asking.file();
    std::vector<TextEdit> edits = safe_fixes(file, std::move(found), asking.project(file));
    if (edits.empty()) return;
    actions.push_back({{"title", "Make all safe fixes"},
                       {"kind", fix_all},
                       {"edit", asking.workspace_edit({{asking.file(), std::move(edits)}})}});
}

Json code_actions(Asking& asking) {
    Json actions = Json::array();
    asking.range();  // must be there
    if (!asking.client().code_actions) return actions;
    const WantedKinds kinds(asking.params());
    const bool all = is_fix_all_wanted(asking.params(), kinds);
    if (!all && !kinds.have(quick_fix)) return actions;
    std::vector<Diagnostic> found = find_in(*asking.file(), asking.moment(), asking.desk());
    if (kinds.have(quick_fix)) add_quick_fixes(asking, found, actions);
    if (all) add_fix_all(asking, std::move(found), actions);
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
     [](const Client&) -> Json { return {{"codeActionKinds", {quick_fix, fix_all}}}; }},
};

}  // namespace

std::span<const Method> diagnostic_methods() { return methods; }

}  // namespace pilcrow::lsp
