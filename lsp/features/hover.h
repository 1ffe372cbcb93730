// What stands at a place, in a few lines: its type or signature, and what its docstring says.
#pragma once

#include "lsp/types/inference.h"

#include <optional>
#include <string>

namespace pilcrow::lsp {

struct Hover {
    std::string markdown;
    Range range;  // of what it is about
};

// Of names, attributes, arguments, imports: what they are. Of keywords, and of the delimiters that
// lines begin with: what they do. None elsewhere, and where nothing is known.
std::optional<Hover> hover(Inference& inference, const FilePtr& file, Position place);

// What a keyword means, one or two sentences; empty for others.
std::string_view keyword_help(std::string_view keyword);

}  // namespace pilcrow::lsp
