// Completion items as the client takes them, and gives them back to have them resolved.
#pragma once

#include "lsp/features/completion/completion.h"
#include "lsp/protocol/client.h"
#include "lsp/protocol/places.h"

#include <string_view>

namespace pilcrow::lsp {

// Always with a `textEdit`: some clients guess a range badly. `place` is that of the cursor.
Json to_json(const CompletionItem& item, Position place, PlaceWriter& places, const Client& client);
CompletionData completion_data_from(const Json& data);
// Text in Markdown, for a client that shows it or one that does not.
Json marked_up(std::string_view text, bool takes_markdown);

}  // namespace pilcrow::lsp
