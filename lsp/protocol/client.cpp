#include "lsp/protocol/client.h"

#include "lsp/protocol/uri.h"

#include <algorithm>

namespace pilcrow::lsp {
namespace {

// The client's list is in the order of its liking. UTF-16 is what must always be possible.
ColumnUnit unit_of(const Json& capabilities) {
    const Json* listed = find(capabilities, "general.positionEncodings");
    if (listed == nullptr || !listed->is_array()) return ColumnUnit::Utf16;
    for (const Json& one : *listed) {
        if (one == "utf-8") return ColumnUnit::Utf8;
        if (one == "utf-16") return ColumnUnit::Utf16;
        if (one == "utf-32") return ColumnUnit::Utf32;
    }
    return ColumnUnit::Utf16;
}

std::vector<std::string> folders_of(const Json& params) {
    std::vector<std::string> folders;
    const auto add = [&](std::string_view uri) {
        auto path = path_from_uri(uri);
        if (path && is_file_path(*path)) folders.push_back(*std::move(path));
    };
    const Json* listed = find(params, "workspaceFolders");
    if (listed != nullptr && listed->is_array()) {
        for (const Json& folder : *listed) add(text_at(folder, "uri"));
        return folders;
    }
    add(text_at(params, "rootUri"));
    if (folders.empty()) {
        const std::string path = text_at(params, "rootPath");
        if (is_file_path(path)) add(uri_from_path(path));
    }
    return folders;
}

// Markdown, where a list of kinds of text, best first, has it.
bool takes_markdown(const Json& capabilities, std::string_view path) {
    return lists(capabilities, path, "markdown");
}

}  // namespace

bool Client::retries(std::string_view method) const {
    return std::find(retried.begin(), retried.end(), method) != retried.end();
}

Client client_from(const Json& params) {
    Client client;
    client.folders = folders_of(params);
    if (const Json* id = find(params, "processId"); id != nullptr && id->is_number_integer()) {
        client.process = id->get<std::int64_t>();
    }
    if (const Json* options = find(params, "initializationOptions")) client.options = *options;

    const Json none = Json::object();
    const Json* given = find(params, "capabilities");
    const Json& can = given != nullptr ? *given : none;
    client.unit = unit_of(can);
    const Json* retried = find(can, "general.staleRequestSupport.retryOnContentModified");
    if (retried != nullptr && retried->is_array()) {
        for (const Json& method : *retried) {
            if (method.is_string()) client.retried.push_back(method.get<std::string>());
        }
    }
    const auto flag = [&can](std::string_view path) { return has_flag(can, path); };
    client.snippets = flag("textDocument.completion.completionItem.snippetSupport");
    client.markdown_documentation =
        takes_markdown(can, "textDocument.completion.completionItem.documentationFormat");
    client.markdown_hover = takes_markdown(can, "textDocument.hover.contentFormat");
    client.markdown_signatures =
        takes_markdown(can, "textDocument.signatureHelp.signatureInformation.documentationFormat");
    client.label_offsets = flag(
        "textDocument.signatureHelp.signatureInformation.parameterInformation.labelOffsetSupport");
    client.no_active_parameter =
        flag("textDocument.signatureHelp.signatureInformation.noActiveParameterSupport");
    client.completion_tags =
        find(can, "textDocument.completion.completionItem.tagSupport") != nullptr;
    client.label_details = flag("textDocument.completion.completionItem.labelDetailsSupport");
    client.insert_replace = flag("textDocument.completion.completionItem.insertReplaceSupport");
    client.default_edit_range =
        lists(can, "textDocument.completion.completionList.itemDefaults", "editRange");
    client.nested_symbols = flag("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport");
    client.definition_links = flag("textDocument.definition.linkSupport");
    client.declaration_links = flag("textDocument.declaration.linkSupport");
    client.type_definition_links = flag("textDocument.typeDefinition.linkSupport");
    client.implementation_links = flag("textDocument.implementation.linkSupport");
    client.code_actions = find(can, "textDocument.codeAction.codeActionLiteralSupport") != nullptr;
    client.preferred_actions = flag("textDocument.codeAction.isPreferredSupport");
    client.versioned_edits = flag("workspace.workspaceEdit.documentChanges");
    client.related_places = flag("textDocument.publishDiagnostics.relatedInformation");
    client.diagnostic_tags = find(can, "textDocument.publishDiagnostics.tagSupport") != nullptr;
    client.pulls_diagnostics = find(can, "textDocument.diagnostic") != nullptr;
    client.refreshes_diagnostics = flag("workspace.diagnostics.refreshSupport");
    client.progress = flag("window.workDoneProgress");
    client.configuration = flag("workspace.configuration");
    client.registers_configuration = flag("workspace.didChangeConfiguration.dynamicRegistration");
    client.registers_watchers = flag("workspace.didChangeWatchedFiles.dynamicRegistration");
    client.augments_tokens = flag("textDocument.semanticTokens.augmentsSyntaxTokens");
    client.prepares_rename = flag("textDocument.rename.prepareSupport");
    client.formats_ranges = flag("textDocument.rangeFormatting.rangesSupport");
    const Json* folds = find(can, "textDocument.foldingRange.rangeLimit");
    if (folds != nullptr && folds->is_number_unsigned()) {
        client.most_folds = static_cast<std::uint32_t>(
            std::min<std::uint64_t>(folds->get<std::uint64_t>(), 1u << 30));
    }
    return client;
}

std::string_view name_of(ColumnUnit unit) {
    switch (unit) {
    case ColumnUnit::Utf8: return "utf-8";
    case ColumnUnit::Utf32: return "utf-32";
    default: return "utf-16";
    }
}

}  // namespace pilcrow::lsp
