// Python sources that the executable holds: made by CMake from run_boot.py and python/src/pilcrow.
#pragma once

#include <string_view>
#include <vector>

namespace pilcrow::cli {

struct EmbeddedModule {
    std::string_view name;  // "pilcrow.printing"
    std::string_view source;
};

extern const std::string_view run_boot;
std::vector<EmbeddedModule> embedded_modules();

}  // namespace pilcrow::cli
