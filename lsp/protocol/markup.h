// Texts to read, as MarkupContent.
#pragma once

#include "lsp/protocol/json.h"

#include <string>
#include <string_view>

namespace pilcrow::lsp {

// Text in Markdown, for a client that shows it or one that does not.
Json marked_up(std::string_view markdown, bool takes_markdown);

// Markdown as one reads it who has nothing to show it with: without the fences of code and the
// backslashes of what would be taken for markup. All else says what it means as it stands.
std::string plain_text(std::string_view markdown);

}  // namespace pilcrow::lsp
