#include "cli/lsp_command.h"

#include "lsp/server/run.h"

namespace pilcrow::cli {

int run_lsp(const LspOptions& options) {
    return options.port ? lsp::serve_port(*options.port) : lsp::serve_standard_streams();
}

}  // namespace pilcrow::cli
