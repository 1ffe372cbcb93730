#include "lsp/workspace/world.h"

namespace pilcrow::lsp {

std::string absolute_name(const SourceFile& from, std::size_t level, std::string_view name) {
    if (level == 0) return std::string(name);
    std::string package = from.package();
    for (; level > 1 && !package.empty(); --level) {
        const std::size_t dot = package.rfind('.');
        package.resize(dot == std::string::npos ? 0 : dot);
    }
    if (package.empty()) return {};
    if (!name.empty()) package.append(".").append(name);
    return package;
}

}  // namespace pilcrow::lsp
