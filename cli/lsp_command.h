// `pilcrow lsp`: serves an editor.
#pragma once

#include <cstdint>
#include <optional>

namespace pilcrow::cli {

struct LspOptions {
    std::optional<std::uint16_t> port;  // else standard input and output
    bool stdio = false;                 // said though it is the default
    std::int64_t client_process = 0;
};

// Returns the exit status.
int run_lsp(const LspOptions& options);

}  // namespace pilcrow::cli
