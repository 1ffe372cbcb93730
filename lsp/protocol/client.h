// Client: what the editor at the other end said of itself in `initialize`.
#pragma once

#include "lsp/protocol/json.h"
#include "parser/text/positions.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pilcrow::lsp {

struct Client {
    ColumnUnit unit = ColumnUnit::Utf16;  // in which both count columns
    std::vector<std::string> folders;     // paths
    std::int64_t process = 0;             // the editor's, or 0
    Json options;                         // `initializationOptions`
    std::vector<std::string> retried;     // methods that it asks again after ContentModified

    bool snippets = false;
    bool markdown_documentation = false;  // in completion
    bool markdown_hover = false;
    bool markdown_signatures = false;
    bool label_offsets = false;  // of a signature's parameters
    bool no_active_parameter = false;
    bool completion_tags = false;
    bool label_details = false;       // of a completion item
    bool insert_replace = false;      // two ranges of a completion item
    bool default_edit_range = false;  // of a completion's items, once for all of them
    bool nested_symbols = false;      // DocumentSymbol
    bool definition_links = false;    // LocationLink; each method has a word of its own
    bool declaration_links = false;
    bool type_definition_links = false;
    bool implementation_links = false;
    bool code_actions = false;       // as literals, not commands
    bool preferred_actions = false;  // `isPreferred`
    bool versioned_edits = false;    // documentChanges
    bool related_places = false;     // of a pushed diagnostic
    bool diagnostic_tags = false;
    bool pulls_diagnostics = false;
    bool refreshes_diagnostics = false;
    bool progress = false;  // window/workDoneProgress
    bool configuration = false;
    bool registers_configuration = false;
    bool registers_watchers = false;
    bool augments_tokens = false;  // colours what the server does not by itself
    bool prepares_rename = false;
    bool formats_ranges = false;   // several at once
    std::uint32_t most_folds = 0;  // 0: any number

    bool retries(std::string_view method) const;
};

Client client_from(const Json& initialize_params);
// "utf-8", "utf-16" or "utf-32".
std::string_view name_of(ColumnUnit unit);

}  // namespace pilcrow::lsp
