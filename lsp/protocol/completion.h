// Completion items as the client takes them, and gives them back to have them resolved.
#pragma once

#include "lsp/features/completion/completion.h"
#include "lsp/protocol/client.h"
#include "lsp/protocol/places.h"

namespace pilcrow::lsp {

// Always with a `textEdit`: some clients guess a range badly. `place` is that of the cursor.
Json to_json(const CompletionItem& item, Position place, PlaceWriter& places, const Client& client);
CompletionData completion_data_from(const Json& data);

}  // namespace pilcrow::lsp
