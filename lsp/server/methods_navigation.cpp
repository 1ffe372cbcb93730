// What a name is, how a call is written, where things come from and stand, other names for them.

#include "lsp/features/hover.h"
#include "lsp/features/locations.h"
#include "lsp/features/references.h"
#include "lsp/features/signature_help.h"
#include "lsp/protocol/markup.h"
#include "lsp/protocol/symbols.h"
#include "lsp/server/methods.h"

#include <algorithm>
#include <set>

namespace pilcrow::lsp {
namespace {

constexpr std::size_t most_symbols = 200;

Json hover_at(Asking& asking) {
    const FilePtr& file = asking.file();
    const auto found = hover(asking.inference(), file, asking.position());
    if (!found) return nullptr;
    return {{"contents", marked_up(found->markdown, asking.client().markdown_hover)},
            {"range", asking.places(*file).range(found->range)}};
}

// The protocol counts in a label in UTF-16, whatever was agreed on for texts.
std::size_t label_column(const std::string& label, std::uint32_t byte) {
    return column_from_byte(label, byte, ColumnUnit::Utf16);
}

Json to_json(const SignatureLabel& signature, const Client& client) {
    Json parameters = Json::array();
    for (std::size_t index = 0; index < signature.parameters.size(); ++index) {
        const auto [begin, end] = signature.parameters[index];
        Json one;
        if (client.label_offsets) {
            one["label"] = {label_column(signature.label, begin),
                            label_column(signature.label, end)};
        } else {
            one["label"] = signature.label.substr(begin, end - begin);
        }
        if (index < signature.parameter_documentation.size() &&
            !signature.parameter_documentation[index].empty()) {
            one["documentation"] =
                marked_up(signature.parameter_documentation[index], client.markdown_signatures);
        }
        parameters.push_back(std::move(one));
    }
    Json one = {{"label", signature.label}, {"parameters", std::move(parameters)}};
    if (!signature.documentation.empty()) {
        one["documentation"] = marked_up(signature.documentation, client.markdown_signatures);
    }
    if (signature.active_parameter) {
        one["activeParameter"] = *signature.active_parameter;
    } else if (client.no_active_parameter) {
        one["activeParameter"] = nullptr;
    } else {
        one["activeParameter"] = signature.parameters.size();
    }
    return one;
}

Json signature_help_at(Asking& asking) {
    const FilePtr& file = asking.file();
    const auto help = signature_help(asking.inference(), file, asking.position());
    if (!help) return nullptr;
    Json signatures = Json::array();
    for (const SignatureLabel& one : help->signatures) {
        signatures.push_back(to_json(one, asking.client()));
    }
    Json answer = {{"activeSignature", help->active}};
    if (help->active < signatures.size()) {
        answer["activeParameter"] = signatures[help->active]["activeParameter"];
    }
    answer["signatures"] = std::move(signatures);
    return answer;
}

// `links`: the client takes the whole of a definition beside its name.
Json to_json(const std::vector<Location>& locations, bool links, Asking& asking) {
    Json all = Json::array();
    for (const Location& one : locations) {
        if (links) {
            PlaceWriter places = asking.places(*one.file);
            all.push_back({{"targetUri", asking.uri_of(*one.file)},
                           {"targetRange", places.range(one.whole)},
                           {"targetSelectionRange", places.range(one.name)}});
        } else {
            all.push_back(asking.location(*one.file, one.name));
        }
    }
    return all;
}

template <std::vector<Location> (*find)(Inference&, const FilePtr&, Position), bool Client::* links>
Json locations_at(Asking& asking) {
    const FilePtr& file = asking.file();
    return to_json(find(asking.inference(), file, asking.position()), asking.client().*links,
                   asking);
}

// Which files hold a word, once all are indexed. The index may be a moment behind what is open.
FilesWithWord files_by_index(Asking& asking) {
    const SymbolIndex* index = asking.world().symbols();
    if (index == nullptr) return files_by_their_text(asking.world());
    return [index, &asking](std::string_view word) {
        asking.wait_for(IndexStage::Indexed);
        const std::vector<std::string> found = index->files_with({std::string(word)});
        std::set<std::string> paths(found.begin(), found.end());
        for (const auto& [path, document] : *asking.moment().open) paths.insert(path);
        return std::vector<std::string>(paths.begin(), paths.end());
    };
}

Json implementations_at(Asking& asking) {
    const FilePtr& file = asking.file();
    const Position place = asking.position();
    return to_json(implementations(asking.inference(), file, place, files_by_index(asking)),
                   asking.client().implementation_links, asking);
}

Json references_at(Asking& asking) {
    const FilePtr& file = asking.file();
    const Position place = asking.position();
    const bool declarations = has_flag(asking.params(), "context.includeDeclaration");
    Json all = Json::array();
    for (const Reference& one :
         references(asking.inference(), file, place, files_by_index(asking))) {
        if (!one.binds || declarations) all.push_back(asking.location(*one.file, one.range));
    }
    return all;
}

Json prepared_rename(Asking& asking) {
    const FilePtr& file = asking.file();
    const RenamePreparation found = prepare_rename(asking.inference(), file, asking.position());
    if (!found.refusal.empty()) throw CannotAnswer{found.refusal};
    return {{"range", asking.places(*file).range(found.range)}, {"placeholder", found.name}};
}

// Every file is looked into: one that was left out would be broken.
Json renamed(Asking& asking) {
    const FilePtr& file = asking.file();
    const Position place = asking.position();
    const std::string& name = required_text(asking.params(), "newName");
    bool all_known = true;
    const auto files = [&, by_text = files_by_their_text(asking.world())](std::string_view word) {
        all_known = asking.wait_for(IndexStage::Listed);
        return all_known ? by_text(word) : std::vector<std::string>{};
    };
    RenameResult result = rename(asking.inference(), file, place, name, files);
    if (!all_known) {
        throw CannotAnswer{"the workspace's folders are still being read: try again in a moment"};
    }
    if (!result.refusal.empty()) throw CannotAnswer{result.refusal};
    std::vector<std::pair<FilePtr, std::vector<TextEdit>>> edits;
    for (auto& [path, of_file] : result.edits) {
        const FilePtr changed = asking.world().file(path);
        if (changed != nullptr) edits.emplace_back(changed, std::move(of_file));
    }
    return asking.workspace_edit(edits);
}

SymbolKind kind_of(IndexedKind kind) {
    switch (kind) {
    case IndexedKind::Class: return SymbolKind::Class;
    case IndexedKind::Function: return SymbolKind::Function;
    case IndexedKind::Method: return SymbolKind::Method;
    case IndexedKind::Variable: return SymbolKind::Variable;
    case IndexedKind::Constant: return SymbolKind::Constant;
    case IndexedKind::Field: return SymbolKind::Field;
    case IndexedKind::TypeAlias: return SymbolKind::TypeAlias;
    case IndexedKind::Module: return SymbolKind::Module;
    }
    return SymbolKind::Variable;
}

// From the index alone; only where a line holds more than ASCII its file is looked at.
Json workspace_symbols(Asking& asking) {
    Json all = Json::array();
    const std::string& query = required_text(asking.params(), "query");
    const SymbolIndex* index = asking.world().symbols();
    if (index == nullptr) return all;
    asking.wait_for(IndexStage::Indexed);
    for (const FoundSymbol& found : index->symbols(query, most_symbols, &asking.cancelled())) {
        const Position begin = found.at().place;
        const Position end{begin.line,
                           begin.byte + static_cast<std::uint32_t>(found.name().size())};
        Json range = {{"start", {{"line", begin.line}, {"character", begin.byte}}},
                      {"end", {{"line", end.line}, {"character", end.byte}}}};
        if (!found.at().ascii) {
            const FilePtr file = asking.world().file(found.file->path);
            if (file != nullptr) range = asking.places(*file).range({begin, end});
        }
        Json one = {
            {"name", found.name()},
            {"kind", number_of(kind_of(found.at().kind))},
            {"location",
             {{"uri", uri_of(asking.moment(), found.file->path)}, {"range", std::move(range)}}}};
        std::string container = found.container();
        if (container.empty()) container = found.file->module;
        if (!container.empty()) one["containerName"] = std::move(container);
        all.push_back(std::move(one));
    }
    return all;
}

constexpr Method methods[] = {
    {"textDocument/hover", LaneName::Quick, hover_at, "hoverProvider"},
    {"textDocument/signatureHelp", LaneName::Quick, signature_help_at, "signatureHelpProvider",
     [](const Client&) -> Json {
         return {{"triggerCharacters", {"(", ","}}, {"retriggerCharacters", {")"}}};
     }},
    {"textDocument/definition", LaneName::Quick,
     locations_at<definitions, &Client::definition_links>, "definitionProvider"},
    {"textDocument/declaration", LaneName::Quick,
     locations_at<declarations, &Client::declaration_links>, "declarationProvider"},
    {"textDocument/typeDefinition", LaneName::Quick,
     locations_at<type_definitions, &Client::type_definition_links>, "typeDefinitionProvider"},
    {"textDocument/implementation", LaneName::Long, implementations_at, "implementationProvider"},
    {"textDocument/references", LaneName::Long, references_at, "referencesProvider"},
    {"textDocument/prepareRename", LaneName::Quick, prepared_rename},
    {"textDocument/rename", LaneName::Long, renamed, "renameProvider",
     [](const Client& client) -> Json {
         return client.prepares_rename ? Json{{"prepareProvider", true}} : Json(true);
     }},
    {"workspace/symbol", LaneName::Long, workspace_symbols, "workspaceSymbolProvider"},
};

}  // namespace

std::span<const Method> navigation_methods() { return methods; }

}  // namespace pilcrow::lsp
