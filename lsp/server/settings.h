// Settings: what a user sets in the editor, under `pilcrow`.
#pragma once

#include "lsp/protocol/json.h"

#include <string>
#include <vector>

namespace pilcrow::lsp {

struct Settings {
    std::string python;  // a Python or an environment's folder, or empty: it is found
    std::vector<std::string> extra_paths;  // `extraPaths`: further roots of imports
    std::string runtime;  // a folder of stubs for the interpreter's own library, or empty
    friend bool operator==(const Settings&, const Settings&) = default;
};

// From `initializationOptions` or an answer to workspace/configuration: `{"python": …}`, or the
// same under `pilcrow`. What is missing or of another type keeps its value of `before`.
Settings settings_from(const Json& given, Settings before);

}  // namespace pilcrow::lsp
