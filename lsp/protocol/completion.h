// Completion items as the client takes them, and gives them back to have them resolved.
#pragma once

#include "lsp/features/completion/completion.h"
#include "lsp/protocol/client.h"
#include "lsp/protocol/places.h"

namespace pilcrow::lsp {

// A whole answer. Every item says what is replaced, since some clients guess a range badly: in its
// `textEdit`, or all in one of the list's defaults, where the client takes that (it makes a list of
// 200 items half as long). `place` is that of the cursor.
Json to_json(const CompletionList& list, Position place, PlaceWriter& places, const Client& client);
CompletionData completion_data_from(const Json& data);

}  // namespace pilcrow::lsp
