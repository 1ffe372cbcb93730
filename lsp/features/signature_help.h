// Which function is being called at the cursor, and which of its parameters is next.
//
// From the tokens before the cursor, so it answers on an unfinished line, on an empty item of a
// hung call, and behind it as long as the call is open.
#pragma once

#include "lsp/types/inference.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pilcrow::lsp {

struct SignatureLabel {
    std::string label;  // "scale(xs: list, by: float = 2.0) -> list"
    // Bytes in `label` that each parameter takes.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> parameters;
    std::vector<std::string> parameter_documentation;  // of each, Markdown, or empty
    std::string documentation;                         // Markdown
    std::optional<std::uint32_t> active_parameter;     // none: the arguments do not fit
};

struct SignatureHelp {
    std::vector<SignatureLabel> signatures;  // an overload each
    std::uint32_t active = 0;                // the first that the arguments fit
};

std::optional<SignatureHelp> signature_help(Inference& inference, const FilePtr& file,
                                            Position place);

// The label of a signature, and its parameters' places in it. `name`: what stands before the
// bracket.
SignatureLabel label_of(Inference& inference, const Signature& signature, std::string_view name);

}  // namespace pilcrow::lsp
