#include "lsp/server/settings.h"

namespace pilcrow::lsp {

Settings settings_from(const Json& given, Settings before) {
    const Json* own = find(given, "pilcrow");
    const Json& from = own != nullptr ? *own : given;
    const auto read = [&from](std::string_view key, std::string& value) {
        const Json* found = find(from, key);
        if (found != nullptr && found->is_string()) value = found->get<std::string>();
        if (found != nullptr && found->is_null()) value.clear();
    };
    read("python", before.python);
    read("runtime", before.runtime);
    const Json* paths = find(from, "extraPaths");
    if (paths != nullptr && (paths->is_array() || paths->is_null())) {
        before.extra_paths.clear();
        for (const Json& path : *paths) {
            if (path.is_string()) before.extra_paths.push_back(path.get<std::string>());
        }
    }
    return before;
}

}  // namespace pilcrow::lsp
