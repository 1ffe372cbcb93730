// Findings, fixes and edits as the client takes them.
#pragma once

#include "lsp/protocol/client.h"
#include "lsp/protocol/json.h"
#include "lsp/protocol/places.h"
#include "parser/diagnostics/diagnostics.h"

#include <span>
#include <string_view>
#include <vector>

namespace pilcrow::lsp {

Json to_json(const TextEdit& edit, PlaceWriter& places);
Json to_json(std::span<const TextEdit> edits, PlaceWriter& places);
// A Diagnostic of the document `uri`. A client that asks for diagnostics takes all that belongs to
// one; a client that they are pushed to says what it takes.
Json to_json(const Diagnostic& found, std::string_view uri, PlaceWriter& places,
             const Client& client);

}  // namespace pilcrow::lsp
