// Which Python a program is for: `sys.version_info` in conditions, typeshed's modules.
#pragma once

#include <compare>
#include <string_view>

namespace pilcrow::lsp {

struct PythonVersion {
    int major = 3;
    int minor = 13;
    friend auto operator<=>(const PythonVersion&, const PythonVersion&) = default;
};
// Of a text that begins so ("3.11.2", "3.12"), or a version 0.0.
PythonVersion python_version_from(std::string_view text);

}  // namespace pilcrow::lsp
